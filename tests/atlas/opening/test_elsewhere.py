"""What a place is compared with beyond itself: authorities, those like it, wards, any areas."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import paths
from atlas.indicators.compute import find_methods
from atlas.opening import places
from atlas.opening.elsewhere import National, join_country
from atlas.places.gazetteer import NATION
from atlas.prose.sentences import subject_value
from atlas.prose.subject import make_subject

OTHERTOWN, CWMTINY = "E06990002", "W06990001"


def open_joined(place, level="area"):
    """Open a place of the invented country that can be compared with its authorities."""
    return join_country(places.open_part(place, level))


@pytest.fixture
def town(nation):
    """The invented town on a machine with its whole country."""
    return open_joined("E06990001")


@pytest.fixture
def alone(machine, tiny_pack, tmp_path_factory, nation):
    """The invented town with a pack of its own, and only the authorities of its country."""
    shutil.copytree(tiny_pack, machine / "packs" / "tiny")
    shutil.rmtree(paths.find_pack(NATION))
    return open_joined("tiny")


def compare(atlas, one, name):
    """Return the value of one comparator."""
    return atlas.compare([atlas.comparators[one]], name)[0]


def test_any_authority_the_twins_and_wards_can_be_chosen(town):
    known = town.comparators
    assert {"england", "region", "twins", OTHERTOWN, CWMTINY, *town.wards.index} <= set(known)
    assert town.own_authority not in known
    assert known["twins"].label == "Places like Tinyville (2 authorities)"
    assert town.name_members(known["twins"]) == ["Othertown", "Cwmtiny"]


@pytest.mark.parametrize("level", ["area", "neighbourhood", "authority"])
@pytest.mark.parametrize("code", [OTHERTOWN, CWMTINY])
def test_an_authority_has_the_value_that_it_has_as_a_place(nation, code, level):
    town, other = open_joined("E06990001", level), places.open_part(code, level)
    for name, indicator in town.definitions.indicators.items():
        own = float(other.measures.comparators(name)[code])
        told = compare(town, code, name)
        if find_methods()[indicator.method].relative:
            assert np.isnan(told)
        else:
            assert told == pytest.approx(own, nan_ok=True, rel=1e-6)


def test_only_the_pack_of_authorities_is_needed_and_moves_are_gaps_with_a_reason(alone):
    assert compare(alone, OTHERTOWN, "hou_owned") > 0
    told = [
        alone.find_gap(alone.comparators[OTHERTOWN], name)
        for name, one in alone.definitions.indicators.items()
        if alone.definitions.published_for(one) == "neighbourhood"
    ]
    assert all("python -m atlas build england-wales" in one for one in told)


@given(data=st.data())
def test_areas_together_are_what_a_selection_of_them_is(luton, data):
    areas = data.draw(
        st.lists(st.sampled_from(list(luton.measures.areas)), min_size=1, unique=True)
    )
    known = [
        name
        for name in luton.definitions.indicators
        if luton.measures.larger_kind(name) != "authority"
    ]
    name = data.draw(st.sampled_from(known))
    subject = make_subject(luton, tuple(areas))
    own = subject_value(luton, subject, name)
    assert compare(luton, "~".join(areas), name) == pytest.approx(own, nan_ok=True)


def test_a_ward_is_the_sum_of_its_areas(luton):
    for ward in luton.wards.index:
        areas = tuple(luton.areas_of(ward))
        for name in ("dem_pop", "mig_moved_1yr", "hou_owned"):
            told = subject_value(luton, make_subject(luton, areas), name)
            assert compare(luton, ward, name) == told


def test_twins_are_added_up_and_never_averaged(town):
    figures = National().find_totals("area").loc[[OTHERTOWN, CWMTINY]]
    assert compare(town, "twins", "dem_pop") == figures["ts001_total"].sum()
    lone = [compare(town, code, "hou_owned") for code in (OTHERTOWN, CWMTINY)]
    assert min(lone) < compare(town, "twins", "hou_owned") < max(lone)
    assert compare(town, "twins", "hou_owned") != pytest.approx(sum(lone) / 2)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (OTHERTOWN, "other authorities are not on this machine"),
        ("twins", "other authorities are not on this machine"),
        ("moon", 'There is no "moon"'),
    ],
)
def test_what_is_not_here_is_said_with_what_to_do(tiny_atlas, asked, told):
    reading = tiny_atlas.parse_address({"compare": f"region,{asked}"})
    assert reading.selection.compare == ("region",)
    assert told in reading.notes[0].what
    assert reading.notes[0].remedy


def test_old_links_keep_their_meaning_and_a_fifth_is_left_out(tiny_atlas):
    def read(text):
        return tiny_atlas.parse_address({"compare": text})

    assert read("region").selection.compare == ("region",)
    assert read("none").selection.compare == ()
    wards = ",".join(tiny_atlas.wards.index)
    many = read(f"england,region,{wards}")
    assert len(many.selection.compare) == 4
    assert "only the first 4" in many.notes[0].what


@pytest.mark.parametrize("inside", ["E05014737", "E01015701", "E01015701~E01015702"])
def test_a_figure_of_the_authority_alone_is_not_that_of_areas_in_it(luton, inside):
    comparator = luton.comparators[inside]
    assert np.isnan(luton.compare([comparator], "hou_homelessness")[0])
    assert luton.find_gap(comparator, "hou_homelessness") == (
        "published for the whole authority only"
    )
