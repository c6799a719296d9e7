"""Every file a build reads: who publishes it, under what terms, and where it can be had."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from atlas import paths
from atlas.places.published import list_files, list_further
from tests.conftest import read_layers

FILES = sorted(path.stem for path in (paths.LAYERS / "files").glob("*.toml"))


@pytest.fixture(scope="module")
def definitions():
    """All definitions, of every country."""
    return read_layers(paths.LAYERS)


every_file = pytest.mark.parametrize("name", FILES)


@every_file
def test_licence_attribution_and_page_are_told(definitions, name):
    file = definitions.files[name]
    assert file.licence in definitions.licences
    assert file.attribution
    assert file.page.startswith("https://")
    assert re.search(r"\b20\d\d\b", file.describes)


@every_file
def test_it_is_read_by_a_geography_or_a_list(definitions, name):
    named = {path for one in definitions.geographies.values() for path in one.files.values()}
    named |= {path for one in definitions.geographies.values() for path in one.further_files}
    named |= {path for one in definitions.overlays.values() for path in one.points.postcode_files}
    assert definitions.files[name].file in named


def test_every_place_can_say_what_its_build_reads(definitions):
    for place in definitions.places:
        assert list_files(definitions, place)


def test_a_place_needs_only_the_tables_of_its_own_country(definitions):
    needed = {place: list_files(definitions, place) for place in ("luton", "glasgow", "berlin")}
    for place, files in needed.items():
        others = [one for other, listed in needed.items() if other != place for one in listed]
        assert not [one.id for one in files if one in others]


def test_a_census_table_comes_from_the_publishers_own_zip(definitions):
    for one in definitions.sources.values():
        if one.reader == "nomis_bulk":
            table = one.table.lower()
            stem = f"census2021-{table}"
            assert one.download == f"https://www.nomisweb.co.uk/output/census/2021/{stem}.zip"
            assert one.member == f"{stem}-lsoa.csv"
            assert one.sha256


def test_what_has_a_checksum_is_the_publishers_own(definitions):
    """A file that somebody saved anew has other bytes than the one that would be fetched."""
    re_exported = ("imd2019_", "imd2025_", "lookup_", "ruc21_", "_wgs84", "census2011_")
    described = [*definitions.sources.values(), *definitions.files.values()]
    for one in described:
        assert not (one.sha256 and any(part in one.file for part in re_exported)), one.id


def test_the_number_of_areas_is_told(definitions):
    for one in [*definitions.sources.values(), *definitions.files.values()]:
        assert one.areas or one.rows, one.id


def test_every_address_has_the_day_on_which_it_was_looked_up(definitions):
    fetched = [one for one in list_files(definitions) if one.download] + list_further(definitions)
    assert fetched
    told = (paths.ROOT / "docs" / "fetching.md").read_text(encoding="utf-8")
    seen = told.partition("## Where the addresses were found")[2].partition("\n## ")[0]
    for one in fetched:
        assert one.looked_up <= datetime.now(UTC).date(), one.id
        assert f"`{urlsplit(one.download).hostname}`" in seen, one.id


def test_what_england_and_wales_are_fetched_from_is_mostly_known_in_size(definitions):
    files = list_files(definitions, "luton")
    known = [one.size for one in files if one.size]
    assert len(known) >= 0.9 * len(files)
