"""A place of a country told by data alone: what fits together, and what does not."""

from __future__ import annotations

import pytest

from atlas.build.country import is_country_place
from atlas.errors import BuildError, DefinitionError
from atlas.pack.manifest import read_manifest
from tests.add.conftest import country, example  # noqa: F401 - fixtures

OUTLINES = "nordland/parishes.geojson"
GEOGRAPHY = "geographies/parish.toml"


def faults(country, place="nordland"):  # noqa: F811 - the fixture, handed on
    """Return what stops a build."""
    with pytest.raises((BuildError, DefinitionError)) as caught:
        country.build(place)
    return caught.value.faults


def test_which_places_are_built_this_way(country):  # noqa: F811
    definitions = country.read()
    assert is_country_place("nordland", definitions)
    assert not is_country_place("tiny", definitions)
    assert not is_country_place("atlantis", definitions)


def test_areas_and_larger_areas_follow_from_codes(country):  # noqa: F811
    atlas = country.open("nordland")
    assert atlas.store.areas["ward"].to_dict() == {
        "0101": "Østfold", "0102": "Østfold", "0201": "Vestfold", "0202": "Vestfold",
    }  # fmt: skip
    assert atlas.name_of("0101") == "Sjøen"
    assert atlas.around("0101") == "Østfold"
    assert atlas.store.neighbours["0101"] == ("0102", "0201", "0202")


def test_manifest_says_what_positions_are_told_in(country):  # noqa: F811
    manifest = country.build("vestfold")
    kept = {key: manifest[key] for key in ("reference", "residents_variable", "metres")}
    assert kept == {
        "reference": "nordland", "residents_variable": "nor_people", "metres": "EPSG:25833",
    }  # fmt: skip
    assert manifest["counts"]["residents"] == 1500
    assert set(manifest["built_from"]) == {OUTLINES, "nordland/people.csv"}
    assert read_manifest(country.folder / "packs" / "vestfold")["place"] == "vestfold"


def test_outlines_that_are_damaged_are_told(country):  # noqa: F811
    (country.folder / OUTLINES).write_text('{"type": "Feat')
    (fault,) = faults(country)
    assert fault.where == f"layers/{GEOGRAPHY}, outlines.file"
    assert "no shapes that can be read" in fault.what


def test_same_files_give_the_same_bytes(country):  # noqa: F811
    assert country.build("nordland") == country.build("nordland")


def test_a_part_is_placed_among_all_of_its_country(country):  # noqa: F811
    name = "nor_newcomers_share"
    whole, part = country.open("nordland"), country.open("vestfold")
    among_all = whole.measures.percentiles(name, scale="nordland")
    assert part.measures.percentiles(name, scale="nordland").equals(
        among_all.loc[part.measures.areas]
    )
    assert part.measures.percentiles(name, scale="town").to_dict() == {"0201": 75.0, "0202": 25.0}


def test_a_whole_is_not_compared_with_itself(country):  # noqa: F811
    # Its parts are to be compared with, and nothing else.
    assert set(country.open("nordland").comparators) == {"01", "02"}


def test_an_outline_is_given_the_code_that_is_meant(country):  # noqa: F811
    country.change(OUTLINES, '"0202", "called": "Vik"', '"0101", "called": "Vik"')
    assert "an outline: 1 (0202)" in faults(country)[0].what
    country.change(
        GEOGRAPHY,
        "[[larger]]",
        '[[outlines.corrections]]\ncode = "0101"\ncolumn = "called"\nvalue = "Vik"\n'
        'means = "0202"\nbecause = "Two have one code."\n\n[[larger]]',
    )
    assert country.open("nordland").name_of("0202") == "Vik"


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        (OUTLINES, '"0101"', '"01-1"', f"{GEOGRAPHY}, outlines.code", '"01-1" is not the code'),
        (GEOGRAPHY, 'name = "called"', 'name = "caled"', f"{GEOGRAPHY}, outlines.name",
         'no column "caled"'),
        (GEOGRAPHY, 'file = "nordland/', 'file = "nowhere/', f"{GEOGRAPHY}, outlines, file",
         "There is no description"),
        ("files/parish_outlines.toml", 'file        = "nordland/', 'file        = "nowhere/',
         f"{GEOGRAPHY}, outlines, file", "There is no description"),
        (GEOGRAPHY, 'last  = "02"', 'last  = "0201"', f"{GEOGRAPHY}, larger",
         "0202 is in 0 of the larger areas"),
        (GEOGRAPHY, 'first = "02"', 'first = "01"', f"{GEOGRAPHY}, larger",
         "0101 is in 2 of the larger areas"),
        ("nordland/people.csv", "0202;1000;20\n", "", GEOGRAPHY, "Areas without residents: 1"),
        ("nordland/people.csv", "0202;", "0203;", GEOGRAPHY, "without an outline: 1 (0202, 0203)"),
        ("places/vestfold.toml", '["02"]', '["03"]', "places/vestfold.toml, authorities",
         'no larger area "03"'),
        (GEOGRAPHY, "[[larger]]", "[[lager]]", f"{GEOGRAPHY}, lager", 'no key "lager"'),
        (GEOGRAPHY, "metres ", 'becomes = "lsoa_2021"\nmetres ', GEOGRAPHY, "Found"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_file(country, file, old, new, where, what):  # noqa: F811
    country.change(file, old, new)
    found = faults(country, "vestfold" if "vestfold" in file else "nordland")
    assert any(
        fault.where == f"layers/{where}" and what in fault.what and fault.remedy for fault in found
    ), found
