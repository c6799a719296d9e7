"""What the map says about an area under the pointer, a part of the areas at a time.

The map needs these only where someone points, so they do not travel with its colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.places.naming import name_neighbourhood
from atlas.prose.figures import tell_figure
from atlas.prose.types.names import name_states
from atlas.prose.types.shares import say_no_type
from atlas.text import say
from atlas.typology.assign import NO_DATA
from atlas.views.reach import tell_strengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas

# How many areas one answer covers: small enough to come at once, large enough to come seldom.
CHUNK = 512
NAMES = "names"
WIDER = "neighbourhoods"


def say_values(
    atlas: Atlas,
    identity: str,
    reading: Any,  # noqa: ANN401 - a literal of the selection
    areas: Sequence[str],
    *,
    with_fit: bool = True,
) -> list[str]:
    """Return the value of a layer as text for some areas, empty where there is none.

    Parameters
    ----------
    atlas
        The place.
    identity
        An indicator, a typology or an action.
    reading
        What types are compared with; of no meaning for an indicator.
    areas
        Codes of areas, in the order wanted.
    with_fit
        Whether it is said of a change that it is a best fit.
    """
    if identity in atlas.definitions.typologies:
        assignment = atlas.types(identity, reading=reading)
        known = assignment.types.loc[list(areas)] != NO_DATA
        told = name_states(atlas, assignment, areas)
        return [one if there else "" for one, there in zip(told, known, strict=True)]
    if identity in atlas.definitions.actions:
        return tell_strengths(atlas, identity, areas)
    indicator = atlas.definitions.indicators[identity]
    values = atlas.measures.values(identity).loc[list(areas)]
    # A change is as good as the way in which the area was carried over from the earlier date.
    since = with_fit and any("before" in key for key in indicator.inputs)
    fitted = atlas.store.areas["change"].loc[list(areas)].isin(["S", "M"]) & since
    texts = ["" if np.isnan(value) else tell_figure(indicator, value) for value in values]
    return [
        say("{value} (best fit)", value=text) if text and best else text
        for text, best in zip(texts, fitted, strict=True)
    ]


def say_gap(atlas: Atlas, identity: str, area: str) -> str:
    """Return why an area has no value on a layer; empty for an area that has one."""
    if identity in atlas.definitions.typologies:
        assignment = atlas.types(identity)
        return say_no_type(atlas, assignment) if assignment.types[area] == NO_DATA else ""
    return atlas.measures.gap_reason(identity, area)


def make_own_texts(atlas: Atlas, identity: str) -> dict[str, Any]:
    """Return the texts of a layer of uploaded figures, for all areas at once.

    They travel with the map's colours to the visitor who uploaded them, and are at no address.

    Returns
    -------
    dict
        ``values``, by area in the order of the outlines a text, or a number where there is
        none; ``reasons``, the words these numbers stand for.
    """
    areas = atlas.measures.areas.tolist()
    texts = say_values(atlas, identity, atlas.whole.id, areas)
    why = atlas.measures.gap_reasons(identity)
    reasons = list(dict.fromkeys(reason for reason in why if reason))
    place = {reason: number for number, reason in enumerate(reasons)}
    return {
        "values": [text or place[why[area]] for area, text in zip(areas, texts, strict=True)],
        "reasons": reasons,
    }


def make_texts(atlas: Atlas, identity: str, reading: Any, chunk: int) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return the texts of one chunk of areas, and the reasons of those without a value.

    The layer `names` has the names of the areas as values, and what they lie in beside; the
    layer `neighbourhoods` has the MSOAs that small areas lie in.

    Returns
    -------
    dict
        ``values``, a text per area of the chunk in the order of the outlines, and ``gaps``, a
        reason by the area's place in the chunk. A chunk past the last area is empty. Where a
        text says more than a hall is told, ``plain`` has the one for it, by the same place.
    """
    areas = atlas.measures.areas[chunk * CHUNK : (chunk + 1) * CHUNK].tolist()
    if identity == NAMES:
        names = [atlas.name_of(area) for area in areas]
        return {"values": names, "gaps": {}, "around": [atlas.around(area) for area in areas]}
    if identity == WIDER:
        rows = atlas.store.areas.loc[areas, ["neighbourhood", "name"]].itertuples(index=False)
        return {"values": [name_neighbourhood(*map(str, row)) for row in rows], "gaps": {}}
    values = say_values(atlas, identity, reading, areas)
    gaps = {
        str(place): say_gap(atlas, identity, area)
        for place, (area, text) in enumerate(zip(areas, values, strict=True))
        if not text
    }
    short = say_values(atlas, identity, reading, areas, with_fit=False)
    plain = {
        str(place): text
        for place, (text, whole) in enumerate(zip(short, values, strict=True))
        if text != whole
    }
    return {"values": values, "gaps": gaps} | ({"plain": plain} if plain else {})
