"""What the map says about an area under the pointer, sent in chunks of areas.

The map needs these only where someone points, so they are not sent with its colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.layer.content import find_content
from atlas.layer.values import describe_values, list_gap_reasons
from atlas.places.naming import name_neighbourhood

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.content import Content

# Areas per chunk: few enough to arrive at once, many enough to be asked for seldom.
CHUNK = 512
NAMES = "names"
WIDER = "neighbourhoods"


def make_own_texts(atlas: Atlas, content: Content) -> dict[str, Any]:
    """Return the texts of a layer of uploaded figures, for all areas at once.

    They are sent with the map's colours to the visitor who uploaded them, and have no address.

    Returns
    -------
    dict
        ``values``, a text per area in the order of the outlines, or an index into ``reasons``
        where there is none; ``reasons``, why values are missing.
    """
    areas = atlas.measures.areas.tolist()
    texts = describe_values(atlas, content, areas)
    why = atlas.measures.gap_reasons(content.id)
    reasons = list(dict.fromkeys(reason for reason in why if reason))
    index_of = {reason: number for number, reason in enumerate(reasons)}
    return {
        "values": [text or index_of[why[area]] for area, text in zip(areas, texts, strict=True)],
        "reasons": reasons,
    }


def make_texts(atlas: Atlas, identity: str, reading: Any, chunk: int) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return the texts of one chunk of areas, and the reasons of those without a value.

    The layer `names` has the names of the areas as values, and beside them the larger areas
    they lie in; the layer `neighbourhoods` has the MSOAs that small areas lie in.

    Returns
    -------
    dict
        ``values``, a text per area of the chunk in the order of the outlines, and ``gaps``, a
        reason by the area's index in the chunk. A chunk past the last area is empty. Where a
        text says more than a meeting should see, ``plain`` has its replacement, by the same index.
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
    empty = [index for index, text in enumerate(values) if not text]
    reasons = list_gap_reasons(atlas, content, [areas[index] for index in empty])
    gaps = {str(index): reason for index, reason in zip(empty, reasons, strict=True)}
    short = describe_values(atlas, content, areas, with_fit=False)
    plain = {
        str(index): text
        for index, (text, whole) in enumerate(zip(short, values, strict=True))
        if text != whole
    }
    return {"values": values, "gaps": gaps} | ({"plain": plain} if plain else {})
