"""The classes of a layer, worked out once for map, legend, table, chart, filters and export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.cache import cache_per_atlas
from atlas.layer.classes import Classing, classify_types, classify_values
from atlas.text import say, to_say
from atlas.typology.assign import UNCLEAR

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

UNCLEAR_NAME = to_say("No clear type")
# Paler than the grey of any type, for what has none.
NEUTRAL = "#DEDCD6"


def classify_layer(atlas: Atlas, selection: Selection) -> Classing:
    """Return the classes of the layer that a selection shows.

    Examples
    --------
    >>> from atlas.selection.address import Selection
    >>> from atlas.facade import open_atlas
    >>> sum(classify_layer(open_atlas("luton"), Selection()).counts)
    125
    """
    return _classify(atlas, selection.layer, selection.breaks, selection.classes, selection.reading)


@cache_per_atlas(128)
def _classify(
    atlas: Atlas,
    identity: str,
    breaks: Any,  # noqa: ANN401 - literals of the selection
    classes: int,
    reading: Any,  # noqa: ANN401 - as above
) -> Classing:
    if identity in atlas.definitions.typologies:
        typology = atlas.definitions.typologies[identity]
        listed = [(one.id, one.name, one.colour) for one in typology.types]
        listed.append((UNCLEAR, say(UNCLEAR_NAME), NEUTRAL))
        return classify_types(atlas.types(identity, reading=reading).types, listed)
    indicator = atlas.definitions.indicators[identity]
    measures = atlas.measures
    return classify_values(
        measures.values(identity),
        indicator,
        atlas.definitions.palettes[indicator.palette],
        method=breaks,
        classes=classes,
        knots=None if measures.is_local(identity) else atlas.store.find_knots(identity),
        published=measures.published_areas(identity),
    )
