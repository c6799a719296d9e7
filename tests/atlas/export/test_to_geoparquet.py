"""The outlines as GeoParquet."""

import io
import json

import geopandas as gpd
import numpy as np
from pyarrow import parquet

from atlas.export import write_export


def test_reads_back_the_same(filtered):
    table = gpd.read_parquet(io.BytesIO(write_export(filtered, "geoparquet"))).set_index("area")
    assert table.crs.to_epsg() == 4326
    assert list(table.index) == list(filtered.areas.index)
    assert (table[filtered.values.columns].dtypes == "float64").all()
    np.testing.assert_array_equal(
        table[filtered.values.columns].to_numpy(), filtered.values.to_numpy()
    )
    for name in filtered.types:
        assert list(table[name]) == list(filtered.types[name])
    assert table.geometry.to_numpy().tolist() == filtered.outlines.geometry.to_numpy().tolist()


def test_schema_carries_provenance(filtered):
    schema = parquet.read_schema(io.BytesIO(write_export(filtered, "geoparquet")))
    about = json.loads(schema.metadata[b"cohesion_atlas"])
    assert about["link"] == filtered.link
    assert about["filter"] == list(filtered.filter_words)
    assert b"geo" in schema.metadata
