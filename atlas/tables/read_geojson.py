"""Read a GeoJSON file: its properties as columns, and its shapes in degrees."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import shapely

from atlas.tables.coordinates import DEGREES
from atlas.tables.lay_out_shapes import lay_out_shapes
from atlas.tables.read_delimited import decode
from atlas.tables.table import NO_ROWS, Upload, check_size, check_width, refuse, refuse_damaged
from atlas.text import say, to_say

# Larger numbers are not degrees but of another system, although the format requires degrees.
MOST_DEGREES = 180.0
CHOOSE_LAYER = to_say("Export the layer as GeoJSON or CSV and choose that file.")


def read_geojson(name: str, content: bytes) -> Upload:
    """Return the table of a GeoJSON file (RFC 7946, or with the older member `crs`).

    Raises
    ------
    UploadError
        If it is damaged, not GeoJSON, empty, or too large.
    """
    text, _ = decode(content)
    with refuse_damaged(
        (ValueError, RecursionError),
        to_say("The file cannot be read as GeoJSON: it is damaged or incomplete."),
        remedy=CHOOSE_LAYER,
    ):
        found = json.loads(text.lstrip("\ufeff"), parse_constant=lambda _: None)
    features = _list_features(found)
    columns: dict[str, None] = {}
    for feature in features:
        columns.update(dict.fromkeys(_properties(feature)))
    names = list(columns)
    if "id" not in columns and any(feature.get("id") is not None for feature in features):
        names.insert(0, "id")
    check_width(len(names))
    check_size(len(features), len(names) + 1)
    table = pd.DataFrame(
        {one: [_take(feature, one) for feature in features] for one in names}, dtype=object
    )
    table.index = pd.RangeIndex(len(features))
    shapes = _read_shapes(features)
    if isinstance(found, list):
        return lay_out_shapes(name, table, None, None, [])
    return lay_out_shapes(name, table, shapes, _find_system(found, shapes), [])


def _list_features(found: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever the file holds
    if isinstance(found, list):
        # Records, as many interfaces give them: a table without shapes.
        found = {"type": "FeatureCollection", "features": [{"properties": one} for one in found]}
    kind = found.get("type") if isinstance(found, dict) else None
    listed = found.get("features") if kind == "FeatureCollection" else None
    if kind == "Feature":
        listed = [found]
    if not isinstance(listed, list):
        refuse(
            say("The file is JSON but not GeoJSON: it holds no features."),
            expected=say("a FeatureCollection"),
            remedy=say(CHOOSE_LAYER),
        )
    features = [one for one in listed if isinstance(one, dict)]
    if not features:
        refuse(say("The file is empty: it has no feature."), remedy=say(NO_ROWS))
    return features


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _take(feature: dict[str, Any], name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    properties = _properties(feature)
    cell = properties[name] if name in properties else feature.get("id") if name == "id" else None
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    # Lists and objects are neither figures nor codes.
    return None if isinstance(cell, dict | list) else cell


def _read_shapes(features: list[dict[str, Any]]) -> np.ndarray:
    shapes = np.full(len(features), None, dtype=object)
    for row, feature in enumerate(features):
        geometry = feature.get("geometry")
        if isinstance(geometry, dict):
            shapes[row] = shapely.from_geojson(json.dumps(geometry), on_invalid="ignore")
    return shapes


def _find_system(found: dict[str, Any], shapes: np.ndarray) -> str | None:
    """Return the file's coordinate system, or degrees if its numbers can be; else None."""
    said = found.get("crs")
    named = said.get("properties", {}) if isinstance(said, dict) else {}
    name = named.get("name") if isinstance(named, dict) else None
    if isinstance(name, str):
        return name
    bounds = shapely.total_bounds(shapes)
    return None if np.nanmax(np.abs(bounds), initial=0) > MOST_DEGREES else DEGREES
