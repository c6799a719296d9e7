"""What the map draws, packed small, and what it says about an area under the pointer."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from atlas.layer.classes import NO_CLASS
from atlas.layer.content import Types, find_content
from atlas.layer.outlines import find_drawn
from atlas.layer.values import describe_values, list_gap_reasons
from atlas.places.naming import name_neighbourhood
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from atlas.facade import Atlas
    from atlas.layer.content import Content
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

FILTERED, SELECTED, DOUBTFUL, SWITCHED_OFF = 1, 2, 4, 8
# About ten centimetres: finer than the outlines themselves.
DIGITS = 6
# Large sets of areas are seen from afar, where a metre is enough.
FEW, COARSE_DIGITS = 2000, 5
# Areas per chunk: few enough to arrive at once, many enough to be asked for seldom.
CHUNK = 512
NAMES = "names"
WIDER = "neighbourhoods"


def pack_digits(numbers: np.ndarray) -> str:
    """Return small whole numbers as one character each: 0 is "0", and no class is "-".

    Text with few distinct characters compresses better than base64.

    Examples
    --------
    >>> pack_digits(np.array([0, 4, NO_CLASS, 10], dtype=np.uint8))
    '04-:'
    """
    letters = np.where(numbers == NO_CLASS, ord("-"), numbers + ord("0"))
    return letters.astype(np.uint8).tobytes().decode("ascii")


def make_state(layer: Layer) -> np.ndarray:
    """Return flags, one byte per area: filtered out 1, selected 2, not clear 4, class off 8."""
    flags = {
        FILTERED: ~layer.filtered.passed,
        SELECTED: layer.codes.index.isin(layer.selected),
        DOUBTFUL: layer.doubtful,
        SWITCHED_OFF: layer.codes.isin(layer.off),
    }
    state = np.zeros(len(layer.codes), dtype=np.uint8)
    for flag, areas in flags.items():
        state[np.asarray(areas)] |= flag
    return state


def draw_map_data(
    atlas: Atlas,
    selection: Selection,
    layer: Layer,
    *,
    assets: dict[str, str],
    fit: dict[str, Any],
) -> dict[str, Any]:
    """Return what the map component needs to show a layer.

    The selection gives the map's view, and the typology whose types are told beside figures;
    `assets` are the addresses of MapLibre, its style sheet, the outlines and the texts; `fit` is
    the last request to move the view, a number and the areas to fit.
    """
    state = make_state(layer)
    is_types = isinstance(layer.content, Types)
    return {
        "assets": assets,
        "map": f"explore-{selection.place}",
        "classes": pack_digits(layer.codes.to_numpy()),
        "colours": list(layer.classing.colours),
        "state": pack_digits(state) if state.any() else "",
        "layer": f"{layer.id}/{selection.reading if is_types else 'any'}",
        "note": None
        if is_types or not selection.typology
        else f"{selection.typology}/{selection.reading}",
        "own": make_own_texts(atlas, layer.content) if atlas.is_own(layer.id) else None,
        "sentence": layer.texts.sentence,
        "fit": fit,
        "view": list(selection.view) if selection.view else None,
        "label": say("Map of {place}: {title}", place=atlas.name, title=layer.texts.title),
    }


def make_outlines(atlas: Atlas) -> bytes:
    """Return outlines, neighbours and labels as GeoJSON for the browser.

    Features are in the order of area codes, and their `id` is their index: classes and
    states are sent in that order. Other members are foreign members as RFC 7946 allows.
    """
    drawn = find_drawn(atlas)
    outlines = drawn.outlines
    index_of = {area: number for number, area in enumerate(outlines.index)}
    digits = DIGITS if len(outlines) <= FEW else COARSE_DIGITS
    shapes = shapely.transform(outlines.geometry.array, lambda corners: corners.round(digits))
    # Written as text: parsing every shape back into Python would take longest of all.
    features = [
        f'{{"type":"Feature","id":{number},"properties":{{"code":"{area}"}},"geometry":{shape}}}'
        for number, (area, shape) in enumerate(
            zip(outlines.index, shapely.to_geojson(shapes), strict=True)
        )
    ]
    neighbours = [
        [index_of[other] for other in atlas.store.neighbours.get(area, ()) if other in index_of]
        for area in outlines.index
    ]
    bounds = [round(float(side), DIGITS) for side in outlines.total_bounds]
    content = {
        "type": "FeatureCollection",
        "bbox": bounds,
        "bounds": bounds,
        "neighbours": neighbours,
        "rough_from": drawn.rough_from,
        "detailed": sorted(index_of[area] for area in drawn.detailed),
        "wards": _labels(atlas.store.labels, "ward"),
        "neighbourhoods": _labels(atlas.store.labels, "neighbourhood"),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"features":[{",".join(features)}]}}'.encode()


def _labels(labels: pd.DataFrame, kind: str) -> list[dict[Hashable, Any]]:
    wanted = labels.loc[labels["kind"] == kind, ["name", "longitude", "latitude", "areas"]]
    wanted = wanted.rename(columns={"longitude": "lon", "latitude": "lat"})
    return wanted.astype({"areas": int}).to_dict("records")


def short_hash(content: bytes) -> str:
    """Return a short hash that makes an address change with its content."""
    return hashlib.sha256(content).hexdigest()[:12]


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
