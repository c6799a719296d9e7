"""One search finds places, wards, neighbourhoods, areas and postcodes, and says what it cannot."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from atlas import paths
from atlas.build.boundaries import read_outlines
from atlas.build.postcodes import list_postcodes
from atlas.opening import search
from atlas.opening.search import find_target, search_places
from atlas.places.search import PlaceIndex
from atlas.points.find_postcode import find_postcode
from atlas.points.place import find_areas
from atlas.text import speaking


def look(text, place="luton"):
    """Return the answers as pairs of name and detail, and what is said."""
    hits, told = search_places(text, place)
    return [(one.name, one.detail) for one in hits], told


@pytest.mark.parametrize(
    ("typed", "name", "detail", "areas"),
    [
        ("Biscot", "Biscot", "ward · Luton", 5),
        ("Biscott", "Biscot", "ward · Luton", 5),
        ("Bury Prak", "Bury Park", "neighbourhood · Luton", 6),
        ("e05014737", "Biscot", "ward · Luton", 5),
        ("luton 010a", "Montrose Avenue, Luton 010A", "small area · Luton", 1),
        ("E01015693", "Barnfield, Luton 007A", "small area · Luton", 1),
        ("lu1 2lj", "LU1 2LJ", "postcode, in or beside Central Luton, Luton 023C · Luton", 1),
    ],
)
def test_areas_are_found_with_their_level(typed, name, detail, areas):
    hits, told = search_places(typed, "luton")
    assert (hits[0].name, hits[0].detail, told) == (name, detail, "")
    target = find_target(hits[0].id, "luton")
    assert (target.place, len(target.areas)) == ("luton", areas)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Montrose Road East", "Streets are not known here; try a postcode, a ward"),
        ("S70 2TA", "The postcode S70 2TA is not known here."),
        ("S70", "Type the whole postcode"),
        ("<zqx>", "Nothing is called “<zqx>”."),
    ],
)
def test_what_cannot_be_found_says_what_can(typed, told):
    hits, said = look(typed)
    assert hits == []
    assert told in said


def test_nothing_is_said_of_nothing():
    assert search_places("  ", "luton") == ([], "")


@pytest.mark.parametrize("chosen", ["ward:E05", "postcode:S702TA", "planet:x", "", "area:"])
def test_what_is_not_known_has_no_target(chosen):
    assert find_target(chosen, "luton") is None


def test_levels_are_named_in_the_language_of_the_visitor(luton):
    with speaking(luton.definitions.languages["de"].speech):
        hits, _ = search_places("E01015693", "luton")
    assert hits[0].detail.startswith("kleines Gebiet")


def test_every_shipped_postcode_is_in_one_area_of_its_place(luton):
    table = pd.read_csv(paths.DATA / "luton" / "postcodes.csv", dtype=str)
    listed = [code for codes in table["postcodes"] for code in codes.split()]
    assert len(listed) == len(set(listed)) > 3000
    assert {*table["area"]} == {*luton.measures.areas}
    assert find_postcode("lu1 2lj").area == "E01033805"


@pytest.mark.official
def test_the_shipped_postcodes_are_those_of_the_publisher(official, luton):
    own = paths.DATA / "luton"
    outlines = read_outlines(own / "lsoa21_boundaries.geojson", code_column="LSOA21CD")
    found = list_postcodes(outlines, luton.definitions, official)
    assert found.equals(pd.read_csv(own / "postcodes.csv", dtype=str).astype(found.dtypes))


def test_the_outlines_agree_with_the_areas_that_schools_publish():
    own = paths.DATA / "luton"
    schools = pd.read_csv(own / "places_schools_2025.csv")
    outlines = read_outlines(own / "lsoa21_boundaries.geojson", code_column="LSOA21CD")
    found = find_areas(schools, outlines)
    # The other seven lie on a border of the generalised outlines: hence "in or beside".
    assert found.eq(schools["lsoa_code"]).sum() >= 72


def test_a_damaged_pack_of_the_country_takes_nothing_away(monkeypatch, tmp_path):
    (tmp_path / "england-wales").mkdir()
    (tmp_path / "england-wales" / "manifest.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path)
    assert look("Biscot")[0][0] == ("Biscot", "ward · Luton")


def test_those_who_ask_first_at_once_share_one_index(monkeypatch):
    made = []
    search._make_index.cache_clear()
    monkeypatch.setattr(search, "PlaceIndex", lambda *given: made.append(1) or PlaceIndex(*given))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(look, 4 * ["Biscot"]))
    assert len(made) == 1
    assert found[0][0][0] == ("Biscot", "ward · Luton")


def test_places_without_small_areas_share_one_index():
    search._make_index.cache_clear()
    for place in ("E07000033", "E07000034", "E07000035", "E07000036"):
        assert look("Bolsover", place)[0][0][0] == "Bolsover"
    assert search._make_index.cache_info().misses == 1
