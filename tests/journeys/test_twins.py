"""Twins in all of England and Wales, from the publishers' own files."""

from __future__ import annotations

import time

import pytest

from atlas.opening import candidates, places
from atlas.opening.candidates import find_asked, find_features, find_found, find_groups, find_towns
from atlas.signals.check_criteria import check_place
from atlas.views.twins import render_cards

pytestmark = [pytest.mark.official, pytest.mark.usefixtures("nation")]
LUTON, SCILLY = "E06000032", "E06000053"


def names(asked, found):
    return [asked.atlas.name_of(twin.code) for twin in found.twins]


def test_luton_is_like_towns_that_are_said_to_be_like_it():
    asked = find_asked(places.open_part("luton"), ())
    found = find_found(asked.atlas, LUTON, (), "")
    assert {"Slough", "Leicester", "Peterborough"} & set(names(asked, found))
    assert found.twins[0].distance < 0.6 < found.usual
    assert not {"Isles of Scilly", "Ceredigion", "East Devon"} & set(names(asked, found))


def test_every_authority_has_twins_and_the_far_ones_are_told():
    atlas = candidates.open_national("authority")
    features = find_features(atlas)
    assert len(features.places) == 318
    nearest = {}
    for code in features.places:
        found = find_found(atlas, str(code), (), "")
        assert len(found.twins) == features.likeness.most
        nearest[code] = found.twins[0].distance
    far = [code for code, distance in nearest.items() if distance >= features.likeness.far_from]
    assert SCILLY in far
    assert len(far) < 10


def test_places_without_a_change_of_population_are_compared_by_the_rest():
    features = find_features(candidates.open_national("authority"))
    lacking = features.values.index[features.values["dem_popchange"].isna()]
    assert 0 < len(lacking) < 12
    found = find_found(candidates.open_national("authority"), str(lacking[0]), (), "")
    assert 0.9 < found.twins[0].shared < 1


def test_groups_and_cells_hold_all_authorities():
    atlas = candidates.open_national("authority")
    groups = find_groups(atlas)
    assert sum(len(group.places) for group in groups) == 318
    assert len(groups) == 12
    assert min(len(group.places) for group in groups) >= 3
    towns = find_towns(atlas)
    assert len({town.cell for town in towns.values()}) == 9
    assert towns[LUTON].city == "London"


def test_luton_shows_the_signal_that_the_source_names_it_for():
    atlas = candidates.open_national("authority")
    standings = check_place(atlas.definitions.signals.values(), atlas.measures, LUTON)
    assert [one.signal.letter for one in standings if one.is_met] == ["F"]


def test_twins_of_a_small_area_come_in_less_than_a_third_of_a_second():
    luton = places.open_part("luton")
    areas = tuple(str(one) for one in luton.measures.areas[:3])
    candidates.open_stamped.cache_clear()
    times = []
    for area in areas:
        start = time.process_time()
        asked = find_asked(luton, (area,))
        found = find_found(asked.atlas, area, (), LUTON)
        render_cards(asked, found)
        times.append(time.process_time() - start)
        assert len(found.twins) == 10
    # Processor time, since others use the machine too. The first also reads the figures of 35,672
    # areas; the benchmark holds it to its budget.
    assert times[0] < 1.2
    assert max(times[1:]) < 0.3
