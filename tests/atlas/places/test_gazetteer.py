"""Names of places as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.places.authorities import read_authorities
from atlas.places.gazetteer import MOST_TOGETHER, Gazetteer, Named, make_gazetteer

# Names with what is hard about those of real places; the codes are nobody's.
NAMES = {
    "E06990001": "Brookford, City of",
    "E06990002": "St. Elfan",
    "E06990003": "Ashby upon Tarn",
    "E06990004": "Ashby-under-Moor",
    "E06990005": "County Dell",
    "E06990006": "King's Wick and West Marsh",
    "E06990007": "Upford, Lowford and Mill",
    "E06990008": "Westmarsh",
    "E09990001": "City of Grandam",
    "E09990002": "Bray",
    "W06990001": "Cwm Tâf",
}
PLACES = [
    Named("tinyland", "Tinyland", "country"),
    Named("E12990001", "Grandam", "region"),
    *[Named(code, name, "authority", "Grandam") for code, name in NAMES.items()],
]
GAZETTEER = Gazetteer(
    [*PLACES[:-1], Named("W06990001", "Cwm Tâf", "authority", others=("Cwm Taff", "Glyn Bach"))]
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Brookford", "E06990001"),
        (" brookford ", "E06990001"),
        ("City of Brookford", "E06990001"),
        ("Brookford, City of", "E06990001"),
        ("BROOKFORD CITY COUNCIL", "E06990001"),
        ("St Elfan", "E06990002"),
        ("Saint Elfan", "E06990002"),
        ("Ashby upon Tarn", "E06990003"),
        ("Ashby under Moor", "E06990004"),
        ("Tarn", "E06990003"),
        ("Dell", "E06990005"),
        ("Dell County Council", "E06990005"),
        ("Kings Wick & West Marsh", "E06990006"),
        ("King\u2019s Wick and West Marsh Borough Council", "E06990006"),
        ("Upford, Lowford and Mill", "E06990007"),
        ("Westmarsh", "E06990008"),
        ("Grandam", "E12990001"),
        ("City of Grandam", "E09990001"),
        ("London Borough of Bray", "E09990002"),
        ("Cwm Taf", "W06990001"),
        ("cwm taff", "W06990001"),
        ("Glyn Bach", "W06990001"),
        ("e06990008", "E06990008"),
        ("Tinyland", "tinyland"),
        ("Westmarsh, St Elfan", "E06990002~E06990008"),
        ("Brookford, City of, Upford, Lowford and Mill, Tarn", "E06990001~E06990003~E06990007"),
        ("E06990008~E06990002", "E06990002~E06990008"),
        ("Bray; Bray,", "E09990002"),
    ],
)
def test_a_name_is_understood_however_it_is_written(typed, code):
    answer = GAZETTEER.find(typed)
    assert answer.fault is None
    assert answer.code == code


def test_a_name_of_several_places_is_answered_with_the_choice():
    answer = GAZETTEER.find("Westmarsh, Ashby, Bray")
    assert answer.found == ()
    assert [one.code for one in answer.choices] == ["E06990003", "E06990004"]
    assert str(answer.fault) == (
        'place "Ashby"\n"Ashby" could mean any of 2 places.\nAshby upon Tarn (E06990003); '
        "Ashby-under-Moor (E06990004). Give the code of one of them."
    )
    assert answer.instead(answer.choices[1]) == "Westmarsh, E06990004, Bray"
    assert GAZETTEER.find(answer.instead(answer.choices[0])).fault is None


@pytest.mark.parametrize(
    ("typed", "closest"),
    [("Brokford", "E06990001"), ("Westm", "E06990008"), ("Grandum", "E12990001")],
)
def test_an_unknown_name_is_answered_with_what_looks_like_it(typed, closest):
    answer = GAZETTEER.find(typed)
    assert answer.found == ()
    assert answer.fault.what == f'There is no place "{typed}".'
    assert closest in [one.code for one in answer.choices]
    assert answer.fault.closest == tuple(str(one) for one in answer.choices)


@pytest.mark.parametrize("typed", ["", "  ", ",", "E06999999", "council", "§§"])
def test_what_names_nothing_is_told_without_guesses(typed):
    answer = GAZETTEER.find(typed)
    assert answer.fault is not None
    assert answer.choices == ()


def test_only_authorities_stand_side_by_side_and_not_too_many():
    assert "Grandam is a region" in GAZETTEER.find("Grandam, Bray").fault.what
    many = Gazetteer([Named(f"E069{n:05}", f"P{n}", "authority") for n in range(30)])
    asked = ", ".join(f"P{n}" for n in range(MOST_TOGETHER + 1))
    assert "side by side" in many.find(asked).fault.what
    assert len(many.find(asked.rsplit(",", 1)[0]).found) == MOST_TOGETHER


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed):
    answer = GAZETTEER.find(typed)
    assert bool(answer.found) != (answer.fault is not None)


@given(st.lists(st.sampled_from(PLACES[2:]), min_size=1, max_size=6, unique=True))
def test_every_list_of_published_names_is_understood(places):
    answer = GAZETTEER.find(", ".join(place.name for place in places))
    assert answer.code == "~".join(sorted(place.code for place in places))


def test_a_county_stands_for_its_authorities_and_gives_them_its_name():
    county = Named("E06990005~E06990008", "Marshire", "county", "Grandam")
    gazetteer = Gazetteer([*PLACES, county])
    for typed in ("Marshire", "marshire county council", "Westmarsh, County Dell", county.code):
        answer = gazetteer.find(typed)
        assert [one.kind for one in answer.found] == ["authority", "authority"]
        assert (answer.code, answer.name) == (county.code, "Marshire")
    more = gazetteer.find("Marshire, Bray")
    assert (len(more.found), more.name) == (3, "County Dell, Westmarsh and Bray")
    assert gazetteer.find("Marshire, Westmarsh").name == "Marshire"


@pytest.mark.official
def test_every_authority_of_the_shipped_counties_is_published(official, luton):
    geography = luton.definitions.geographies["lsoa_2021"]
    gazetteer = make_gazetteer(read_authorities(official, geography), luton.definitions)
    known = {one.code: one.name for one in gazetteer.places if one.kind == "authority"}
    counties = geography.together
    listed = [code for codes in counties.values() for code in codes]
    assert len(listed) == len(set(listed))
    # Each district lies in a county; unitary authorities and boroughs of London in none.
    assert {code for code in known if code.startswith("E07")} <= set(listed) <= set(known)
    for name, codes in counties.items():
        assert len(codes) <= MOST_TOGETHER
        found = gazetteer.find("~".join(codes))
        assert (found.name, len(found.found)) == (name, len(codes))
        regions = {one.within for one in found.found}
        assert len(regions) == 1, name


def test_look_ups_alone_tell_every_place(tiny, tiny_definitions):
    folder = tiny / "official"
    areas = read_authorities(folder, tiny_definitions.geographies["lsoa_2021"])
    gazetteer = make_gazetteer(areas, tiny_definitions)
    kinds = {one.code: one.kind for one in gazetteer.places}
    assert kinds["england-wales"] == kinds["E92000001"] == kinds["W92000004"] == "country"
    assert kinds["E12990001"] == "region"
    assert gazetteer.find("Cwmtiny").found[0].within == "Wales"
    assert gazetteer.find("tinyville").code == "E06990001"
