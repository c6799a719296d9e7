"""What holds for every format."""

import json
import time
from dataclasses import replace

import pytest

from atlas.errors import ExportError
from atlas.export import find_formats, suggest_file_name, to_excel, write_companions, write_export

WORDS = {
    "csv",
    "csv-metadata",
    "geojson",
    "geoparquet",
    "gpkg",
    "html",
    "pdf",
    "png",
    "svg",
    "xlsx",
}


def test_every_format_is_found():
    assert set(find_formats()) >= WORDS


@pytest.mark.parametrize("word", sorted(find_formats()))
def test_same_extract_gives_same_bytes(filtered, word):
    assert write_export(filtered, word) == write_export(filtered, word)


@pytest.mark.parametrize("word", sorted(find_formats()))
def test_time_of_one_export_is_reported(whole, word, record_property):
    start = time.perf_counter()
    written = write_export(whole, word)
    record_property("seconds", round(time.perf_counter() - start, 3))
    assert written


@pytest.mark.parametrize("word", ["csv-metadata", "geojson", "html", "svg"])
def test_text_formats_tell_filter_link_licence_and_caution(filtered, word):
    text = write_export(filtered, word).decode()
    assert "Uni-diverse district" in text
    assert filtered.link in text
    assert "Open Government Licence v3.0" in text
    assert "TS019" in text


def test_more_areas_than_a_file_can_hold_are_refused_with_what_can(whole, monkeypatch):
    spec = find_formats()["xlsx"]
    monkeypatch.setattr(to_excel, "FORMAT", replace(spec, most_areas=len(whole.areas) - 1))
    with pytest.raises(ExportError) as refused:
        write_export(whole, "excel")
    fault = refused.value.faults[0]
    assert f"{len(whole.areas):,} areas" in fault.what
    assert "GeoPackage" in fault.remedy
    assert "Excel" not in fault.remedy


def test_unknown_format_is_refused_with_the_closest(whole):
    with pytest.raises(ExportError) as refused:
        write_export(whole, "geojsn")
    assert refused.value.faults[0].closest[0] == "geojson"
    assert "csv" in refused.value.faults[0].expected


@pytest.mark.parametrize(
    ("said", "word"), [("excel", "xlsx"), ("GeoPackage", "gpkg"), ("parquet", "geoparquet")]
)
def test_format_is_found_by_other_words(whole, said, word):
    assert suggest_file_name(whole, said) == suggest_file_name(whole, word)


def test_file_name_says_place_content_and_filter(whole, filtered):
    assert suggest_file_name(whole, "csv") == "luton_areas.csv"
    assert suggest_file_name(filtered, "png") == "luton_mig_from_abroad_filtered.png"


def test_the_description_names_the_table_that_is_downloaded(filtered):
    described = json.loads(write_export(filtered, "csv-metadata"))
    assert described["url"] == suggest_file_name(filtered, "csv") == "luton_areas_filtered.csv"


def test_only_the_table_has_a_companion(whole):
    assert list(write_companions(whole, "csv", file_name="x.csv")) == ["x.csv-metadata.json"]
    assert write_companions(whole, "geojson", file_name="x.geojson") == {}
