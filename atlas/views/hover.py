"""What the map says about an area under the pointer, a part of the areas at a time.

The map needs these only where someone points, so they do not travel with its colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.layer.content import find_content
from atlas.layer.values import describe_values, list_gap_reasons
from atlas.places.naming import name_neighbourhood

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.content import Content

# How many areas one answer covers: small enough to come at once, large enough to come seldom.
CHUNK = 512
NAMES = "names"
WIDER = "neighbourhoods"


def make_own_texts(atlas: Atlas, content: Content) -> dict[str, Any]:
    """Return the texts of a layer of uploaded figures, for all areas at once.

    They travel with the map's colours to the visitor who uploaded them, and are at no address.

    Returns
    -------
    dict
        ``values``, by area in the order of the outlines a text, or a number where there is
        none; ``reasons``, the words these numbers stand for.
    """
    areas = atlas.measures.areas.tolist()
    texts = describe_values(atlas, content, areas)
    why = atlas.measures.gap_reasons(content.id)
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
    content = find_content(atlas, identity, reading=reading)
    values = describe_values(atlas, content, areas)
    empty = [place for place, text in enumerate(values) if not text]
    reasons = list_gap_reasons(atlas, content, [areas[place] for place in empty])
    gaps = {str(place): reason for place, reason in zip(empty, reasons, strict=True)}
    short = describe_values(atlas, content, areas, with_fit=False)
    plain = {
        str(place): text
        for place, (text, whole) in enumerate(zip(short, values, strict=True))
        if text != whole
    }
    return {"values": values, "gaps": gaps} | ({"plain": plain} if plain else {})
