"""What the map draws: classes, colours and states, packed small."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from atlas.cache import cache_per_atlas
from atlas.layer.classes import NO_CLASS, Classing
from atlas.layer.classing import classify_layer
from atlas.layer.histogram import Histogram
from atlas.layer.histogram import spread_values as spread
from atlas.layer.shown import find_shown
from atlas.prose.types.shares import say_no_type
from atlas.selection.address import Selection
from atlas.text import say
from atlas.views.hover import make_own_texts
from atlas.views.sentences import tell_around

if TYPE_CHECKING:
    import pandas as pd

    from atlas.facade import Atlas

FILTERED, SELECTED, DOUBTFUL, SWITCHED_OFF = 1, 2, 4, 8
# About ten centimetres: finer than the outlines themselves.
DIGITS = 6
# Where there are many areas they are seen from afar, and a metre is enough.
FEW, COARSE_DIGITS = 2000, 5


@dataclass(frozen=True)
class Layer:
    """One layer as it is shown: its classes and its words.

    Parameters
    ----------
    identity
        The indicator or typology.
    is_typology
        Whether classes are types.
    classing
        Classes of all areas.
    histogram
        How the values are spread; None for types.
    title, subtitle
        The question it answers, and what is shown with its date.
    sentence
        Sentence with the slots {value} and {place}.
    reasons
        Why areas have no value, each reason once.
    caution
        What to bear in mind.
    """

    identity: str
    is_typology: bool
    classing: Classing
    histogram: Histogram | None
    title: str
    subtitle: str
    sentence: str
    reasons: tuple[str, ...]
    caution: str


def make_layer(atlas: Atlas, selection: Selection) -> Layer:
    """Return the layer a selection shows, worked out once per atlas and setting."""
    return _make_layer(
        atlas, selection.layer, selection.breaks, selection.classes, selection.reading
    )


@cache_per_atlas(128)
def _make_layer(atlas: Atlas, identity: str, breaks: Any, classes: int, reading: Any) -> Layer:  # noqa: ANN401 - literals of the selection
    asked = Selection(layer=identity, breaks=breaks, classes=classes, reading=reading)
    classing = classify_layer(atlas, asked)
    if identity in atlas.definitions.typologies:
        return _type_layer(atlas, identity, reading, classing)
    return _value_layer(atlas, identity, classing)


def _value_layer(atlas: Atlas, identity: str, classing: Classing) -> Layer:
    indicator = atlas.definitions.indicators[identity]
    values = atlas.measures.values(identity)
    return Layer(
        identity=identity,
        is_typology=False,
        classing=classing,
        histogram=spread(values, classing),
        title=indicator.question,
        subtitle=f"{indicator.text.short} {indicator.year}.",
        sentence=tell_around(atlas, indicator),
        reasons=_find_reasons(atlas, identity, values.index[values.isna()]),
        caution=indicator.text.caution,
    )


def _type_layer(atlas: Atlas, identity: str, reading: Any, classing: Classing) -> Layer:  # noqa: ANN401 - as above
    typology = atlas.definitions.typologies[identity]
    assignment = atlas.types(identity, reading=reading)
    relative = typology.method == "profiles" and reading == "town"
    subtitle = typology.about.split(". ")[0].rstrip(".") + "."
    if relative:
        subtitle = say(
            "Compared with {place}'s own areas only: a relative reading.", place=atlas.name
        )
    return Layer(
        identity=identity,
        is_typology=True,
        classing=classing,
        histogram=None,
        title=typology.question,
        subtitle=subtitle,
        sentence="{place}: {value}.",
        reasons=(say_no_type(atlas, assignment),) if classing.missing else (),
        caution=typology.caution,
    )


def _find_reasons(atlas: Atlas, identity: str, areas: pd.Index) -> tuple[str, ...]:
    return tuple(sorted(set(atlas.measures.gap_reasons(identity).loc[areas])))


def pack_digits(numbers: np.ndarray) -> str:
    """Return small whole numbers as one character each: 0 is "0", and no class is "-".

    Text of few letters compresses better than base64, which mixes them.

    Examples
    --------
    >>> pack_digits(np.array([0, 4, NO_CLASS, 10], dtype=np.uint8))
    '04-:'
    """
    letters = np.where(numbers == NO_CLASS, ord("-"), numbers + ord("0"))
    return letters.astype(np.uint8).tobytes().decode("ascii")


def make_state(atlas: Atlas, selection: Selection, layer: Layer) -> np.ndarray:
    """Return one byte per area: filtered out 1, selected 2, not clear 4, class off 8."""
    areas = atlas.measures.areas
    state = np.zeros(len(areas), dtype=np.uint8)
    if selection.has_filters:
        state |= np.where(find_shown(atlas, selection).passed, 0, FILTERED).astype(np.uint8)
    if selection.areas:
        state |= np.where(areas.isin(selection.areas), SELECTED, 0).astype(np.uint8)
    if layer.is_typology:
        doubtful = atlas.types(layer.identity, reading=selection.reading).doubtful
        state |= np.where(doubtful, DOUBTFUL, 0).astype(np.uint8)
    if selection.off:
        off = layer.classing.codes.isin(selection.off)
        state |= np.where(off, SWITCHED_OFF, 0).astype(np.uint8)
    return state


def draw_map_data(
    atlas: Atlas,
    selection: Selection,
    *,
    assets: dict[str, str],
    fit: dict[str, Any],
    layer: Layer | None = None,
) -> dict[str, Any]:
    """Return what the map component needs to show a selection.

    Parameters
    ----------
    atlas, selection
        What to show.
    assets
        Addresses of MapLibre, its style sheet, the outlines and the texts.
    fit
        The last request to move the view: a number and the areas to fill it with.
    layer
        What to show in place of the selection's layer, or None.
    """
    layer = layer or make_layer(atlas, selection)
    state = make_state(atlas, selection, layer)
    return {
        "assets": assets,
        "map": f"explore-{selection.place}",
        "classes": pack_digits(layer.classing.codes.to_numpy()),
        "colours": list(layer.classing.colours),
        "state": pack_digits(state) if state.any() else "",
        "layer": _name_texts(layer.identity, layer.is_typology, selection),
        "note": None
        if layer.is_typology or not selection.typology
        else _name_texts(selection.typology, True, selection),  # noqa: FBT003 - private
        "own": make_own_texts(atlas, layer.identity) if atlas.is_own(layer.identity) else None,
        "sentence": layer.sentence,
        "fit": fit,
        "view": list(selection.view) if selection.view else None,
        "label": say("Map of {place}: {title}", place=atlas.name, title=layer.title),
    }


def _name_texts(identity: str, is_typology: bool, selection: Selection) -> str:  # noqa: FBT001 - private
    """Return the part of an address that names a layer's texts."""
    return f"{identity}/{selection.reading if is_typology else 'any'}"


def make_outlines(atlas: Atlas) -> bytes:
    """Return outlines, neighbours and labels as GeoJSON for the browser.

    Features stand in the order of area codes, and their `id` is their position: classes and
    states are sent in that order. Other members are foreign members as RFC 7946 allows.
    """
    outlines = atlas.store.outlines
    place = {area: number for number, area in enumerate(outlines.index)}
    digits = DIGITS if len(outlines) <= FEW else COARSE_DIGITS
    shapes = shapely.transform(outlines.geometry.array, lambda corners: corners.round(digits))
    # Written as text: reading every shape back into Python would take longer than all else.
    features = [
        f'{{"type":"Feature","id":{number},"properties":{{"code":"{area}"}},"geometry":{shape}}}'
        for number, (area, shape) in enumerate(
            zip(outlines.index, shapely.to_geojson(shapes), strict=True)
        )
    ]
    neighbours = [
        [place[one] for one in atlas.store.neighbours.get(area, ()) if one in place]
        for area in outlines.index
    ]
    content = {
        "type": "FeatureCollection",
        "bbox": [round(float(side), DIGITS) for side in outlines.total_bounds],
        "bounds": [round(float(side), DIGITS) for side in outlines.total_bounds],
        "neighbours": neighbours,
        "wards": _labels(atlas.store.labels, "ward"),
        "neighbourhoods": _labels(atlas.store.labels, "neighbourhood"),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"features":[{",".join(features)}]}}'.encode()


def _labels(labels: pd.DataFrame, kind: str) -> list[dict[str, Any]]:
    wanted = labels[labels["kind"] == kind]
    return [
        {"name": name, "lon": longitude, "lat": latitude, "areas": int(areas)}
        for name, longitude, latitude, areas in zip(
            wanted["name"], wanted["longitude"], wanted["latitude"], wanted["areas"], strict=True
        )
    ]


def short_hash(content: bytes) -> str:
    """Return the part of a hash that makes an address change with its content."""
    return hashlib.sha256(content).hexdigest()[:12]
