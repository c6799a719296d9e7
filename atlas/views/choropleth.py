"""What the map draws: classes, colours and states, packed small."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from atlas.layer.classes import NO_CLASS
from atlas.layer.content import Types
from atlas.text import say
from atlas.views.hover import make_own_texts

if TYPE_CHECKING:
    import pandas as pd

    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

FILTERED, SELECTED, DOUBTFUL, SWITCHED_OFF = 1, 2, 4, 8
# About ten centimetres: finer than the outlines themselves.
DIGITS = 6
# Large sets of areas are seen from afar, where a metre is enough.
FEW, COARSE_DIGITS = 2000, 5


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
    outlines = atlas.store.outlines
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
        "wards": _labels(atlas.store.labels, "ward"),
        "neighbourhoods": _labels(atlas.store.labels, "neighbourhood"),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"features":[{",".join(features)}]}}'.encode()


def _labels(labels: pd.DataFrame, kind: str) -> list[dict[str, Any]]:
    wanted = labels.loc[labels["kind"] == kind, ["name", "longitude", "latitude", "areas"]]
    wanted = wanted.rename(columns={"longitude": "lon", "latitude": "lat"})
    return wanted.astype({"areas": int}).to_dict("records")


def short_hash(content: bytes) -> str:
    """Return a short hash that makes an address change with its content."""
    return hashlib.sha256(content).hexdigest()[:12]
