"""The classes of a layer, cached for map, legend, table, chart, filters and export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

import numpy as np

from atlas.cache import cache_per_atlas
from atlas.layer.classes import Classing, classify_types, classify_values
from atlas.layer.colours import blend_colours
from atlas.layer.content import Figures, Strengths, Types, find_content
from atlas.layer.look import UNTYPED
from atlas.prose.reach import NOT_HERE, find_reached, name_strengths
from atlas.text import say, to_say
from atlas.typology.assign import UNCLEAR

if TYPE_CHECKING:
    from atlas.facade import Atlas

UNCLEAR_NAME = to_say("No clear type")
# A hue without good or bad; its lightest step is distinct from "not suggested".
PALETTE, LIGHTEST = "teal", 0.15


@cache_per_atlas(128)
def classify(
    atlas: Atlas,
    identity: str,
    breaks: Any,  # noqa: ANN401 - literals of the selection
    classes: int,
    reading: Any,  # noqa: ANN401 - as above
) -> Classing:
    """Return the classes of a layer as a selection asks for them.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> sum(classify(open_atlas("luton"), "mig_moved_1yr", "quantiles", 5, "").counts)
    125
    """
    match content := find_content(atlas, identity, reading=reading):
        case Types():
            listed = [(one.id, one.name, one.colour) for one in content.typology.types]
            listed.append((UNCLEAR, say(UNCLEAR_NAME), UNTYPED))
            return classify_types(content.assignment.types, listed)
        case Figures(indicator):
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
        case Strengths():
            return _classify_strengths(atlas, identity)
        case _:
            assert_never(content)


def _classify_strengths(atlas: Atlas, action: str) -> Classing:
    strength = find_reached(atlas, action).strength
    count = int(strength.max())
    names = name_strengths(count) if count else []
    steps = [LIGHTEST + (1 - LIGHTEST) * number / count for number in range(1, count + 1)]
    palette = atlas.definitions.palettes[PALETTE].colours
    return Classing(
        edges=(),
        labels=(say(NOT_HERE), *names),
        colours=(UNTYPED, *(blend_colours(palette, step) for step in steps)),
        codes=strength,
        counts=tuple(np.bincount(strength, minlength=count + 1).tolist()),
        missing=0,
    )
