"""What ships of a country: its authorities, and codes by which twins of smaller areas are found."""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest

from atlas import paths
from atlas.build.shipped import ship_nation
from atlas.errors import AtlasError, PackError
from atlas.neighbours.coded import find_position
from atlas.opening import candidates, levels, places
from atlas.opening.elsewhere import join_country
from atlas.opening.search import find_target, search_places
from atlas.opening.unopened import make_coarse_fault
from atlas.places.gazetteer import NATION
from atlas.prose.subject import make_subject
from atlas.store import open_store
from atlas.uploads.matching_areas import MatchingAreas
from atlas.views import smaller, twins

NINTH, TOWN, OTHER = "E01990009", "E06990001", "E06990002"


@pytest.fixture
def fresh(machine, tiny_nation, tiny_definitions, tiny_pack):
    """A machine on which nothing was built: the town and what ships of its country."""
    shutil.copytree(tiny_pack, machine / "shipped" / "tiny")
    ship_nation(tiny_nation / NATION, tiny_definitions, folder=machine / "shipped")
    for cached in (candidates.open_stamped, candidates._open_coded):
        cached.cache_clear()
    yield machine
    for cached in (candidates.open_stamped, candidates._open_coded):
        cached.cache_clear()


@pytest.fixture
def town(fresh):
    """The town that ships with its small areas."""
    return places.open_part("tiny")


def test_the_country_opens_at_its_authorities_and_at_no_other_level(fresh):
    assert places.is_place(NATION)
    assert levels.list_levels(NATION) == ["authority"]
    for asked, zoom in (("", None), ("area", None), ("", 12.0), ("neighbourhood", 8.0)):
        assert levels.find_level(NATION, asked, zoom) == "authority"
    with pytest.raises(PackError):
        places.open_part(NATION, "area")


def test_an_authority_is_shown_among_all_others(fresh):
    assert levels.find_shown(OTHER) == (NATION, (OTHER,))
    assert levels.find_level(OTHER, "", 12.0) == "authority"
    assert len(places.open_part(OTHER, "authority").measures.areas) == 1
    # A region, and several authorities, are places of their own.
    assert levels.find_shown(f"{TOWN}~{OTHER}") == (f"{TOWN}~{OTHER}", ())
    assert levels.find_shown("E12990002") == ("E12990002", ())


def test_what_ships_was_not_built_here(fresh):
    assert NATION not in [built.code for built in places.list_built()]
    for code in (NATION, OTHER):
        with pytest.raises(AtlasError, match="has not been built here"):
            places.remove_place(code)


def test_its_names_are_found_and_searched(fresh):
    assert places.find_named("Othertown").code == OTHER
    hits, _ = search_places("othertown", NATION)
    assert hits[0].name == "Othertown"
    assert find_target(hits[0].id, NATION).place == OTHER


def test_what_was_built_here_comes_before_what_ships(fresh, tiny_nation):
    shutil.copytree(tiny_nation, fresh / "packs")
    assert paths.find_pack(NATION, "authority").is_relative_to(fresh / "packs")
    assert levels.list_levels(NATION) == ["area", "neighbourhood", "authority"]
    assert levels.find_shown(OTHER) == (OTHER, ())


def test_no_rows_of_lists_ship(fresh):
    store = open_store(paths.find_pack(NATION, "authority"))
    assert store.points.empty
    assert store.manifest["attributions"]


def test_authorities_are_located_as_by_their_small_areas(fresh, tiny_nation, monkeypatch):
    shipped = candidates.locate(candidates.open_national("authority"))
    shutil.copytree(tiny_nation, fresh / "packs")
    for level in ("authority", "neighbourhood"):
        own = candidates.open_national(level)
        found = candidates.locate(own)
        # A pack of an earlier version has no such table.
        monkeypatch.setattr(type(own.store), "middles", None)
        older = candidates.locate.__wrapped__(own)
        monkeypatch.undo()
        pd.testing.assert_frame_equal(found.centres, older.centres)
        pd.testing.assert_series_equal(found.to_city, older.to_city)
        pd.testing.assert_series_equal(found.to_middle, older.to_middle)
        if level == "authority":
            pd.testing.assert_frame_equal(shipped.centres, older.centres)


def find_both(town, tiny_nation, areas):
    """Return an area's candidates from codes and from exact figures."""
    coded = candidates.find_asked(town, areas)
    shutil.copytree(tiny_nation, paths.USER_PACKS)
    return coded, candidates.find_asked(places.open_part(TOWN), areas)


@pytest.mark.parametrize("level", ["area", "neighbourhood"])
def test_twins_from_codes_are_those_from_exact_figures(town, tiny_nation, level):
    codes = town.store.areas["neighbourhood_code"]
    areas = (NINTH,) if level == "area" else tuple(codes.index[codes == codes[NINTH]])
    coded, exact = find_both(town, tiny_nation, areas)
    assert (coded.atlas.level, coded.is_national, exact.atlas.level) == (level, True, level)
    assert coded.code == exact.code
    assert list(coded.atlas.measures.areas) == list(exact.atlas.measures.areas)

    rough, fine = (candidates.find_found(one.atlas, one.code, (), TOWN) for one in (coded, exact))
    step = 6 / 254
    assert [round(one.distance, 1) for one in rough.twins] == pytest.approx(
        [round(one.distance, 1) for one in fine.twins], abs=0.1
    )
    assert rough.usual == pytest.approx(fine.usual, abs=step)
    # What is told of the place itself is exact.
    for one, other in zip(rough.twins[0].every, fine.twins[0].every, strict=True):
        assert one.here == pytest.approx(other.here, nan_ok=True)


def test_an_unbuilt_twin_tells_positions_and_how_to_add_it(town):
    asked = candidates.find_asked(town, (NINTH,))
    found = candidates.find_found(asked.atlas, asked.code, (), TOWN)
    twin = found.twins[0]
    place = twins.describe_place(asked.atlas, twin.code)
    assert place.residents == ""
    assert (
        place.add
        == f"./places?{smaller.ADD}={asked.atlas.store.areas.loc[twin.code].authority_code}"
    )
    assert twins.describe_changes(asked, twin.code) == {}
    figures = str(twins.render_figures(asked, found))
    assert "higher than in" in figures
    assert "than in" in figures
    assert "rounded to" in twins.describe_unheld(asked)
    assert twins.describe_place(asked.atlas, NINTH).residents


def test_codes_for_other_figures_are_not_used(town, monkeypatch):
    monkeypatch.setattr(
        candidates, "find_likeness", lambda *_: town.definitions.likeness["authority"]
    )
    assert candidates.open_coded("tiny", "area") is None or candidates.find_features(
        candidates.open_coded("tiny", "area")
    )


def test_the_panel_says_where_smaller_areas_are(fresh, town):
    country = places.open_part(NATION, "authority")
    other = smaller.describe_smaller(country, make_subject(country, (OTHER,)))
    assert "one of 3 authorities" in other["told"]
    assert other["address"] == f"./places?add={OTHER}"
    whole = smaller.describe_smaller(country, make_subject(country, ()))
    assert "Authorities are shown" in whole["told"]
    assert smaller.describe_smaller(town, make_subject(town, ())) == {}


def test_an_address_of_its_small_areas_is_answered(fresh):
    fault = make_coarse_fault(OTHER)
    assert "Othertown" in fault.what
    assert f"python -m atlas build {OTHER}" in fault.remedy


def test_own_figures_of_authorities_are_taken(fresh):
    country = places.open_part(NATION, "authority")
    ground = MatchingAreas(country.store, country.name)
    assert ground.kinds == ("authority",)
    assert list(ground.codes("authority")) == list(country.measures.areas)


def test_positions_leave_out_gaps():
    assert np.isnan(find_position(np.array([1.0, np.nan]), np.nan))
    assert find_position(np.array([1.0, 2.0, np.nan]), 2.0) == 75


@pytest.mark.parametrize(
    ("one", "head"),
    [
        ("region:E07000033", "East Midlands"),
        ("county:E07000033", "Derbyshire"),
        ("twins:E07000033", "Places like Bolsover"),
        ("E07000174", "Mansfield"),
    ],
)
def test_an_authority_among_all_others_is_compared_with_its_own(one, head):
    country = join_country(places.open_part("england-wales", "authority"))
    found = country.comparators[one]
    assert found.head == head
    (value,) = country.compare([found], "mig_moved_1yr")
    own = country.measures.values("mig_moved_1yr")
    inside = own.index[country.store.areas["region"] == head]
    codes = list(getattr(found, "codes", inside if len(inside) else [one]))
    assert own[codes].min() <= value <= own[codes].max()


def test_no_whole_country_is_compared_with_itself():
    country = places.open_part("england-wales", "authority")
    assert "england_wales" not in country.comparators
    assert "twins:E01015701" not in country.comparators
    assert "twins" not in country.comparators
