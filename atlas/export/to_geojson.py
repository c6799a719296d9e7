"""Outlines with names, figures and types as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from atlas.export.format_spec import FormatSpec
from atlas.export.provenance import describe_extract

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from atlas.export.extract import Extract

FORMAT = FormatSpec(
    "geojson", "GeoJSON", ".geojson", "application/geo+json", "data", ("json",), most_areas=10_000
)
# About a centimetre; the published outlines have six decimals.
DECIMALS = 7


def write(extract: Extract) -> bytes:
    """Return a feature collection in WGS 84, outer rings counter-clockwise.

    A gap is null. What the standard does not cover is in the foreign member `metadata`.
    """
    outlines = shapely.set_precision(
        shapely.orient_polygons(extract.outlines.geometry.to_numpy(), exterior_cw=False),
        10**-DECIMALS,
        mode="pointwise",
    )
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": str(area),
            "bbox": _bounds(shape),
            "geometry": shape.__geo_interface__,
            "properties": {"area": str(area), **_plain(properties)},
        }
        for area, shape, properties in zip(
            extract.areas.index, outlines, extract.table.to_dict(orient="records"), strict=True
        )
    ]
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "bbox": _bounds(shapely.GeometryCollection(list(outlines))),
        "metadata": describe_extract(extract),
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _bounds(shape: BaseGeometry) -> list[float]:
    return [round(number, DECIMALS) for number in shape.bounds]


def _plain(properties: dict[Any, Any]) -> dict[str, Any]:
    """Return properties with null for a gap: NaN is not JSON."""
    return {str(name): None if pd.isna(value) else value for name, value in properties.items()}
