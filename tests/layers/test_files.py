"""Every file a build reads: who publishes it, under what terms, and where it can be had."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from atlas.sources.fetch import list_files

FILES = sorted(path.stem for path in (paths.LAYERS / "files").glob("*.toml"))
every_file = pytest.mark.parametrize("name", FILES)


@every_file
def test_licence_attribution_and_page_are_told(luton, name):
    file = luton.definitions.files[name]
    assert file.licence in luton.definitions.licences
    assert file.attribution
    assert file.page.startswith("https://")
    assert re.search(r"\b20\d\d\b", file.describes)


@every_file
def test_it_is_read_by_a_geography(luton, name):
    named = {path for one in luton.definitions.geographies.values() for path in one.files.values()}
    assert luton.definitions.files[name].file in named


def test_every_place_can_say_what_its_build_reads(luton):
    for place in luton.definitions.places:
        assert list_files(luton.definitions, place)


def test_a_census_table_comes_from_the_publishers_own_zip(luton):
    for one in luton.definitions.sources.values():
        if one.reader == "nomis_bulk":
            table = one.table.lower()
            stem = f"census2021-{table}"
            assert one.download == f"https://www.nomisweb.co.uk/output/census/2021/{stem}.zip"
            assert one.member == f"{stem}-lsoa.csv"
            assert one.sha256


def test_what_has_a_checksum_is_the_publishers_own(luton):
    """A file that somebody saved anew has other bytes than the one that would be fetched."""
    re_exported = ("imd2019_", "imd2025_", "lookup_", "ruc21_", "_wgs84", "census2011_")
    described = [*luton.definitions.sources.values(), *luton.definitions.files.values()]
    for one in described:
        assert not (one.sha256 and any(part in one.file for part in re_exported)), one.id


def test_the_number_of_areas_is_told(luton):
    for one in [*luton.definitions.sources.values(), *luton.definitions.files.values()]:
        assert one.areas, one.id
