"""Statistical neighbours are read as their publisher lists them, with the codes of today."""

from __future__ import annotations

import pytest

from atlas.facade import open_atlas
from atlas.opening.places import read_definitions
from atlas.places.authorities import read_similar


@pytest.fixture
def read(tmp_path):
    """A function that reads a list of neighbours, as the publisher writes one."""
    definitions = read_definitions()
    geography = definitions.home_geography

    def read_list(*rows):
        file = tmp_path / geography.similar[0]
        file.parent.mkdir(parents=True)
        file.write_text("\ufeffAREACD,1,2\n" + "\n".join(rows), encoding="utf-8")
        return read_similar(tmp_path, geography, definitions.current_codes)

    return read_list


def test_nearest_come_first_and_codes_of_later_years_are_followed(read):
    found = read("E06000032,E08000039,E06000016", "E08000038,E06000032,S12000049")
    assert found["E06000032"] == ("E08000019", "E06000016")
    assert found["E08000016"] == ("E06000032", "S12000049")


def test_without_the_file_there_are_none_and_it_is_said(tmp_path):
    assert read_similar(tmp_path, read_definitions().home_geography, {}) == {}


@pytest.mark.official
def test_the_published_list_has_twenty_for_every_authority(official):
    definitions = read_definitions()
    found = read_similar(official, definitions.home_geography, definitions.current_codes)
    names = ["E06000016", "E08000031", "E06000008"]
    assert list(found["E06000032"][:3]) == names
    assert {len(one) for code, one in found.items() if code[:3] in ("E06", "E07", "E08")} == {20}
    assert open_atlas("luton").own_authority in found
