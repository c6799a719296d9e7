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
    assert (table["dem_pop"].dtype, table["dem_density"].dtype) == ("Int64", "float64")
    np.testing.assert_array_equal(
        table[filtered.values.columns].astype("float64").to_numpy(), filtered.values.to_numpy()
    )
    for name in filtered.types:
        assert list(table[name]) == list(filtered.types[name])
    assert table.geometry.to_numpy().tolist() == filtered.outlines.geometry.to_numpy().tolist()


def test_the_file_carries_provenance_once(filtered):
    written = write_export(filtered, "geoparquet")
    metadata = parquet.read_metadata(io.BytesIO(written)).metadata
    about = json.loads(metadata[b"cohesion_atlas"])
    # What is in the schema too would be there twice, a second time in its coded copy.
    assert len(metadata[b"ARROW:schema"]) < len(metadata[b"cohesion_atlas"])
    assert about["link"] == filtered.link
    assert about["filter"] == list(filtered.filter_words)
    assert b"geo" in metadata


def test_gaps_are_told_once_for_all_that_are_alike(whole):
    metadata = parquet.read_metadata(io.BytesIO(write_export(whole, "geoparquet"))).metadata
    told = json.loads(metadata[b"cohesion_atlas"])["gaps"]
    found = {
        (area, indicator): one["reason"]
        for one in told
        for area in one["areas"]
        for indicator in one["indicators"]
    }
    rows = whole.gaps.itertuples(index=False)
    assert found == {(row.area, row.indicator): row.reason for row in rows}
    assert len(found) > 0
