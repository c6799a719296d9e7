"""Places built by name from the publishers' own files."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from atlas.build.named import build_named
from atlas.facade import Atlas
from atlas.indicators.pool import Pool
from atlas.opening import places
from atlas.places.authorities import read_authorities
from atlas.places.gazetteer import make_gazetteer
from atlas.store import open_store
from atlas.views.choropleth import make_outlines

pytestmark = pytest.mark.official

# By how many kilometres a place's own whole metres may move a distance.
ROUNDED = {"distance_to_centre": 0.002}


@pytest.fixture(scope="module")
def gazetteer(luton, official):
    """The names of the publishers' look-ups."""
    areas = read_authorities(official, luton.definitions.geographies["lsoa_2021"])
    return make_gazetteer(areas, luton.definitions)


@pytest.fixture(scope="module")
def build(tmp_path_factory, luton, official, gazetteer):
    """A function that builds a place once, and opens its levels."""
    packs = tmp_path_factory.mktemp("named")
    built = {}

    def run(name):
        if name not in built:
            answer = gazetteer.find(name)
            target = packs / answer.code
            build_named(answer, luton.definitions, folder=official, target=target, report=len)
            built[name] = {
                path.name.removeprefix(answer.code).lstrip("."): Atlas(
                    luton.definitions, open_store(path)
                )
                for path in packs.glob(f"{answer.code}*")
            }
        return built[name]

    return run


def test_luton_built_by_its_code_equals_its_own_pack(build, luton):
    found = build("E06000032")[""]
    assert list(found.measures.areas) == list(luton.measures.areas)
    one, two = found.store.figures, luton.store.figures
    # The town's own file gives centres in whole metres.
    points = ["centroid_easting", "centroid_northing"]
    assert (one[points] - two[points]).abs().max().max() <= 0.5
    # Counts and distances of schools, practices and libraries among them.
    pd.testing.assert_frame_equal(
        one.drop(columns=points), two.drop(columns=points), check_like=True, rtol=1e-9
    )
    for name, definition in luton.definitions.indicators.items():
        pd.testing.assert_series_equal(
            found.measures.values(name),
            luton.measures.values(name),
            rtol=1e-6,
            atol=ROUNDED.get(definition.method, 1e-5),
        )
    for typology in luton.definitions.typologies:
        same = found.types(typology).types == luton.types(typology).types
        assert same.all()
    assert dict(found.comparators) == dict(luton.comparators)
    columns = ["name", "ward", "neighbourhood", "authority", "rural_urban", "change"]
    assert found.store.areas[columns].equals(luton.store.areas[columns])


def test_the_share_of_schools_that_outlines_misplace_is_told(build, luton):
    found = build("E06000032")[""]
    placing = found.store.manifest["placing"]
    assert placing["lists"]["schools"]["by_code"] == placing["known"]
    share = placing["misplaced"] / placing["known"]
    assert 0.1 < share < 0.2
    for name in ("acc_schools", "acc_libraries", "acc_gp_practices", "acc_gp_per_1000"):
        assert f"{100 * share:.0f}\u202f% of the" in found.definitions.indicators[name].text.caution
    assert "outlines" not in found.definitions.indicators["acc_gp_nearest"].text.caution


def test_luton_has_the_same_neighbours_and_its_published_msoas(build, luton):
    found = build("E06000032")
    assert found[""].store.neighbours == luton.store.neighbours
    assert len(found["neighbourhood"].measures.areas) == 22
    assert found["neighbourhood"].measures.residents.sum() == 225_260


def test_an_authority_of_wales_is_built_by_its_welsh_name(build):
    found = build("Ynys Môn")[""]
    assert found.name == "Isle of Anglesey"
    assert found.comparators["region"].name == "Wales"
    assert len(json.loads(make_outlines(found))["features"]) == len(found.measures.areas)
    assert set(found.measures.gap_reasons("dep_imd")) == {
        "the published figures cover England only"
    }


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bradford ", "Bradford"),
        ("City of Bristol", "Bristol"),
        ("Bristol, City of", "Bristol"),
        ("St Helens", "St. Helens"),
        ("Hull", "Kingston upon Hull"),
        ("Rhondda Cynon Taff", "Rhondda Cynon Taf"),
        ("Caerdydd", "Cardiff"),
        ("London", "London"),
        ("City of London", "City of London"),
        ("London Borough of Barnet", "Barnet"),
        ("Durham County Council", "County Durham"),
        ("King's Lynn & West Norfolk", "King's Lynn and West Norfolk"),
        ("england & wales", "England and Wales"),
    ],
)
def test_real_names_are_understood(gazetteer, typed, name):
    assert gazetteer.find(typed).name == name


def test_newcastle_is_asked_about(gazetteer):
    names = [one.name for one in gazetteer.find("Newcastle").choices]
    assert names == ["Newcastle upon Tyne", "Newcastle-under-Lyme"]


def test_every_published_name_means_its_own_place(gazetteer):
    for place in gazetteer.places:
        assert gazetteer.find(place.code).code == place.code
        found = gazetteer.find(place.name)
        # Only a region and a county of one name are asked about; other names yield to these.
        held = {found.code, *(one.code for one in found.choices)}
        assert place.standing or place.code in held
        assert place.kind in ("group", "former") or found.code or len(found.choices) == 2


def test_names_that_people_use_are_of_places_that_exist(gazetteer):
    known = {place.code for place in gazetteer.places}
    assert set(places.read_definitions().geographies["lsoa_2021"].also_called.values()) <= known


def test_a_small_place_built_alone_is_compared_with_the_nearest_areas(build, luton):
    alone = build("Rutland")[""]
    assert alone.measures.pool == Pool("nearest", 150)
    assert alone.pool_name == "the 150 nearest areas"
    named = {one.indicator for of in luton.definitions.actions.values() for one in of.triggers}
    for name in named:
        assert alone.measures.pool_percentiles(name) is not None
    here = alone.measures.pool_percentiles("lan_cannot_speak")
    values = alone.measures.values("lan_cannot_speak")
    assert here.rank().equals(values.rank())
    # Its own first fifth is high in it by definition, and not beside what lies around it.
    town = alone.measures.percentiles("lan_cannot_speak", scale="town")
    assert (town >= 80).sum() == 5
    assert here.max() < town.max()
    assert alone.measures.values("acc_dist_centre").between(0, 20).all()
