"""Places that were built on this machine: listed, opened anew, removed."""

from __future__ import annotations

import os

import pytest
from typer.testing import CliRunner

from atlas import paths
from atlas.cli import app
from atlas.cli.opening import open_named
from atlas.errors import AddressError, AtlasError, PackError
from atlas.opening import levels, places
from atlas.opening.search import find_target, search_places


@pytest.fixture
def built(machine, files):
    """A machine on which a town and a region were built."""
    for name in ("Tinyville", "Othershire"):
        assert CliRunner().invoke(app, ["build", name]).exit_code == 0
    return machine


def test_what_was_built_is_listed_and_half_built_packs_are_not(built):
    (paths.USER_PACKS / ".E06990002.partial").mkdir()
    (paths.USER_PACKS / "E06990002").mkdir()
    (paths.USER_PACKS / "E06990003").mkdir()
    (paths.USER_PACKS / "E06990003" / "manifest.json").write_text("{")
    listed = places.list_built()
    assert [(one.code, one.name, one.own) for one in listed] == [
        ("E12990002", "Othershire", True),
        ("tiny", "Tinyville", True),
    ]
    assert listed[0].manifest["built_from"]
    assert not places.is_place("E06990002")


def test_a_place_that_is_built_again_is_opened_anew(built):
    before = places.open_part("E12990002").store
    assert places.open_part("E12990002").store is before
    stamp = places.find_stamp("E12990002")
    os.utime(paths.USER_PACKS / "E12990002" / "manifest.json", (stamp + 5, stamp + 5))
    assert places.find_stamp("E12990002") == stamp + 5
    assert places.open_part("E12990002").store is not before


def test_a_region_has_levels_and_a_town_only_those_asked_for(built):
    assert levels.find_level("E12990002", "", 6) == "authority"
    assert places.open_part("E12990002", "authority").measures.areas[0] == "E06990002"
    assert levels.find_level("E06990001", "", 6) == "area"
    assert levels.find_level("E06990001", "authority", 6) == "area"
    assert levels.find_level("E06990001", "planet", 6) == "area"


def test_an_area_is_found_in_a_region_where_the_country_has_no_packs(built):
    hits, _ = search_places("othertown 001a", "E12990002")
    target = find_target(hits[0].id, "E12990002")
    assert target.place == "E12990002"
    assert hits[0].name.endswith("Othertown 001A")
    assert len(target.areas) == 1


def test_a_removed_place_is_gone_with_all_its_levels(built):
    places.remove_place("E12990002")
    # What a build locked stays: removing it while another waits for it would let two in.
    assert [path.name for path in sorted(paths.USER_PACKS.glob("[!.]*"))] == [
        "E06990001",
        "E06990001.neighbourhood",
    ]
    assert not places.is_place("E12990002")


@pytest.mark.parametrize("code", ["E12990009", "luton", "../packs", "", "E06990001.neighbourhood"])
def test_what_was_not_built_here_is_not_removed(built, code):
    before = sorted(paths.USER_PACKS.rglob("*"))
    with pytest.raises(AtlasError):
        places.remove_place(code)
    assert sorted(paths.USER_PACKS.rglob("*")) == before


def test_a_place_is_opened_by_its_name(built):
    assert open_named(" tinyville", None).name == "Tinyville"
    with pytest.raises(AddressError, match=r"Closest: Tinyshire .E12990001., Othershire"):
        open_named("Shire", None)
    with pytest.raises(PackError):
        open_named("Cwmtiny", None)


def test_without_look_ups_and_country_no_place_can_be_named(machine):
    assert places.read_gazetteer() is None
    assert places.find_named("Tinyville").fault is not None
    assert not places.has_files()
