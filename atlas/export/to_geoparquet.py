"""Outlines with names, figures and types as GeoParquet."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import geopandas as gpd
from pyarrow import parquet

from atlas.export.format_spec import FormatSpec
from atlas.export.provenance import describe_extract

if TYPE_CHECKING:
    from atlas.export.extract import Extract

FORMAT = FormatSpec(
    "geoparquet",
    "GeoParquet",
    ".parquet",
    "application/vnd.apache.parquet",
    "data",
    also_called=("parquet",),
)
KEY = "cohesion_atlas"


def write(extract: Extract) -> bytes:
    """Return a GeoParquet file in WGS 84; provenance is in the metadata under `cohesion_atlas`."""
    shapes = gpd.GeoDataFrame(
        extract.table.rename_axis("area").reset_index(),
        geometry=extract.outlines.geometry.to_numpy(),
        crs="EPSG:4326",
    )
    plain = io.BytesIO()
    shapes.to_parquet(plain, index=False)
    table = parquet.read_table(io.BytesIO(plain.getvalue()))
    about = json.dumps(describe_extract(extract), ensure_ascii=False)
    written = io.BytesIO()
    with parquet.ParquetWriter(written, table.schema, compression="zstd") as writer:
        writer.make_table(table)
        # Only in the file's own list: metadata in the schema would be written twice.
        writer.add_key_value_metadata({KEY: about})
    return written.getvalue()
