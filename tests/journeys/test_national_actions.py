"""What must hold of the actions of every area of England and Wales, from the national figures."""

from __future__ import annotations

import time

import numpy as np
import pytest

from atlas import paths
from atlas.actions.circumstances import Circumstances
from atlas.actions.listing import JOIN, list_all
from atlas.layer.layer import make_action_layer
from atlas.opening import places
from atlas.prose.reach import find_reached
from atlas.selection.address import Selection
from atlas.views.action_table import make_action_table, render_action, render_first, render_legend
from atlas.views.choropleth import draw_map_data

pytestmark = pytest.mark.official
FORGET = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
# The figure by which each subject is asked, with the floor that the issue names.
ASKED = {
    "english": ("lan_cannot_speak", 30),
    "newcomers": ("mig_recent_5yr", 50),
    "housing": ("hou_overcrowded", 30),
    "child_bridge": ("lan_child_bridge", 20),
    "students": ("dem_students", 150),
}
every_subject = pytest.mark.parametrize("subject", ASKED)


@pytest.fixture(scope="module")
def country(nation_home):
    """All small areas of England and Wales."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "USER_PACKS", nation_home / "cohesion-atlas" / "packs")
        for cached in FORGET:
            cached.cache_clear()
        yield places.open_part(places.NATION)
    for cached in FORGET:
        cached.cache_clear()


@pytest.fixture(scope="module")
def listed(country):
    """One row per area and suggested action."""
    found = list_all(country.matcher)
    return found[found["kind"] == "area"]


def actions_of(atlas, subject):
    """Return the actions for areas that a figure of a subject can suggest."""
    return {
        name
        for name, plan in atlas.matcher.plans.items()
        if plan.action.scope == "area"
        and any(atlas.matcher.table.asked[row].subject == subject for row in plan.reasons)
    }


def split(atlas, subject):
    """Return England's areas in the top tenth for a figure, with enough people and with few."""
    figure, floor = ASKED[subject]
    reading = atlas.matcher.judge.read_areas(figure)
    areas = atlas.measures.areas
    most = np.nan_to_num(reading.country) >= 90
    english = areas.str.startswith("E")
    enough = reading.people >= floor
    return set(areas[english & most & enough]), set(areas[english & ~enough])


@every_subject
def test_where_most_are_concerned_an_action_is_among_the_first_five(country, listed, subject):
    wanted, _ = split(country, subject)
    mine = listed[listed["action"].isin(actions_of(country, subject)) & (listed["rank"] <= 5)]
    lacking = wanted - set(mine["area"])
    assert wanted
    assert not lacking, f"{len(lacking)} of {len(wanted)}, such as {sorted(lacking)[:3]}"


@every_subject
def test_where_few_are_concerned_the_figure_suggests_nothing(country, listed, subject):
    _, few = split(country, subject)
    figure, _ = ASKED[subject]
    # A low end counts nobody, and context only adds to what something else suggests.
    reasons = {
        name
        for name, plan in country.matcher.plans.items()
        if any(
            country.matcher.table.asked[row].indicator == figure
            and not country.matcher.table.asked[row].is_low
            for row in plan.reasons
        )
    }
    mine = listed[listed["action"].isin(reasons) & listed["area"].isin(few)]
    assert not mine["triggers"].str.split(JOIN).map(lambda names: figure in names).any()


def test_where_few_lack_english_no_english_action_is_in_the_list(country, listed):
    # Whatever else speaks for it: homes with another main language may all speak English well.
    taught = [
        name
        for name, action in country.definitions.actions.items()
        if action.scope == "area" and "language" in action.outcomes
    ]
    _, few = split(country, "english")
    assert len(taught) >= 2
    assert few
    assert not listed["area"][listed["action"].isin(taught)].isin(few).any()


def test_no_action_is_first_in_more_than_a_tenth_of_areas(country, listed):
    first = listed.loc[listed["rank"] == 1, "action"].value_counts() / len(country.measures.areas)
    assert first.max() <= 0.1, first[first > 0.1].to_dict()


def test_no_action_is_suggested_in_more_than_four_tenths_of_areas(country, listed):
    shares = listed["action"].value_counts() / len(country.measures.areas)
    assert shares.max() <= 0.4, shares[shares > 0.4].to_dict()


def test_every_action_is_suggested_somewhere(country):
    found = set(list_all(country.matcher)["action"])
    actions = country.definitions.actions
    waiting = {name for name, action in actions.items() if action.after_event}
    assert set(actions) - found == waiting
    for name in waiting:
        now = Circumstances(frozenset(actions[name].events[:1]))
        assert name in [one.action for one in country.suggest((), now=now)]


def test_the_most_deprived_areas_have_at_least_five_actions(country, listed):
    deciles = country.measures.values("dep_imd_decile")
    poorest = deciles.index[deciles <= 2]
    counts = listed["area"].value_counts().reindex(poorest, fill_value=0)
    assert counts.min() >= 5, f"{(counts < 5).sum()} of {len(counts)}"


def test_the_list_of_all_is_that_of_each(country, listed):
    for area in country.measures.areas[::1500]:
        own = [one for one in country.matcher.suggest([area]) if one.kind == "area"]
        rows = listed[listed["area"] == area]
        assert [one.action for one in own] == list(rows["action"])
        counted = rows["people"].astype(float).fillna(-1)
        assert [-1 if one.people is None else one.people for one in own] == list(counted)


def test_an_area_has_the_same_list_whatever_is_open(country, luton):
    town, small = places.open_part("E08000016"), places.open_part("E06000017")
    # Rutland has few areas: all of them are compared with what lies around them.
    chosen = [(luton, "E01015760"), (town, str(town.measures.areas[7]))]
    chosen += [(small, str(code)) for code in small.measures.areas]
    for one, code in chosen:
        here = [
            (given.action, round(given.score, 4))
            for given in one.suggest([code])
            if given.kind == "area"
        ]
        there = [
            (given.action, round(given.score, 4))
            for given in country.suggest([code])
            if given.kind == "area"
        ]
        # What depends on what lies around an area, or on the town's centre, is known in part.
        local = {
            name
            for name, action in one.definitions.actions.items()
            if any(one.measures.is_local(trigger.indicator) for trigger in action.triggers)
        }
        assert [a for a in here if a[0] not in local] == [a for a in there if a[0] not in local]


def test_choosing_an_action_costs_the_server_of_a_whole_country_little(country):
    atlas = country
    make_action_table(atlas, "", "")
    assets = dict.fromkeys(("maplibre", "maplibre_css", "outlines", "texts"), "")
    spent = []
    for action in list(atlas.definitions.actions)[:8]:
        begun = time.process_time()
        reached = find_reached(atlas, action)
        layer = make_action_layer(atlas, reached.action)
        draw_map_data(atlas, Selection(place=places.NATION), layer, assets=assets, fit={})
        for render in (render_legend, render_first, render_action):
            assert render(atlas, reached)
        spent.append(time.process_time() - begun)
    # The very first one also reads the names of areas.
    assert sorted(spent)[len(spent) // 2] < 0.060, spent
