"""Where an action would help: areas, strength, people, and the words for them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.actions.match import Matcher, Unfired
from atlas.layer.layer import make_action_layer
from atlas.layer.shown import find_shown
from atlas.prose import reach as reach_module
from atlas.prose.reach import (
    FIRST,
    STRENGTHS,
    describe_reached,
    describe_selected,
    describe_strengths,
    find_reached,
)
from atlas.selection.address import Selection
from atlas.selection.filtering import clear_filters
from atlas.stories.compare import parse_parameters
from atlas.views.action_table import (
    link_plan,
    list_actions,
    make_action_table,
    make_areas_table,
    render_action,
    render_first,
)
from atlas.views.choropleth import draw_map_data, make_texts
from atlas.views.new_step import make_reach_step

ASSETS = {name: name for name in ("maplibre", "maplibre_css", "outlines", "texts")}
NOBODY = {"id": 0, "codes": []}


def test_an_action_reaches_the_very_areas_it_is_suggested_for(tiny_atlas):
    for action in tiny_atlas.definitions.actions.values():
        if action.scope != "area":
            continue
        alone = [
            area
            for area in tiny_atlas.measures.areas
            if action.id in {one.action for one in tiny_atlas.suggest([area])}
        ]
        assert sorted(find_reached(tiny_atlas, action.id).areas) == alone


def test_the_most_fitting_area_comes_first(tiny_atlas):
    reached = find_reached(tiny_atlas, "TINY-1")
    scores = {
        area: next(one.score for one in tiny_atlas.suggest([area]) if one.action == "TINY-1")
        for area in reached.areas
    }
    assert list(reached.areas) == sorted(scores, key=lambda area: (-round(scores[area], 9), area))


def test_people_are_those_whom_the_figure_is_true_of(tiny_atlas):
    reached = find_reached(tiny_atlas, "TINY-1")
    assert reached.is_counted
    counts = tiny_atlas.measures.counts("mig_moved_1yr", tiny_atlas.measures.figures())["part"]
    moved = {area: counts[area] for area in reached.areas}
    assert reached.table["people"].ge(list(moved.values())).all()
    assert reached.people >= sum(moved.values())


def test_residents_stand_in_where_nobody_is_counted(luton):
    reached = find_reached(luton, "ACT-08")
    assert not reached.is_counted
    assert reached.people == luton.measures.residents.loc[list(reached.areas)].sum() > 0
    assert "There is no count of the people it is relevant to" in describe_reached(luton, reached)


def test_all_areas_together_reach_everybody(luton):
    for action in luton.definitions.actions.values():
        reached = find_reached(luton, action.id)
        if action.scope == "area":
            assert reached.share_of(reached.areas) == pytest.approx(1.0)
        assert reached.share_of(()) == 0.0


@given(st.lists(st.sampled_from([0.1, 0.2, 0.2, 0.35, 0.5, 0.8, 0.9]), min_size=1, max_size=12))
def test_classes_follow_the_scores_and_ties_stay_together(scores):
    import pandas as pd  # noqa: PLC0415 - as the module under test

    areas = pd.Index([f"a{number}" for number in range(len(scores) + 1)])
    given_scores = pd.Series(sorted(scores, reverse=True), index=areas[:-1])
    strength = reach_module._rank_strength(given_scores, areas)

    assert strength.iloc[-1] == 0
    shown = strength.iloc[:-1].astype(int).to_numpy()
    assert set(shown) == set(range(1, shown.max() + 1))
    assert shown.max() <= len(STRENGTHS)
    for one, other in zip(range(len(scores)), range(1, len(scores)), strict=False):
        same = given_scores.iloc[one] == given_scores.iloc[other]
        assert shown[one] >= shown[other]
        assert not same or shown[one] == shown[other]


def test_the_map_shows_the_classes_of_the_legend(luton):
    reached = find_reached(luton, "ACT-32")
    layer = make_action_layer(luton, reached.action, selected=reached.first)
    selection = Selection(areas=reached.first, off=(1, 2))
    data = draw_map_data(luton, clear_filters(selection), layer, assets=ASSETS, fit=NOBODY)

    assert len(data["classes"]) == 125
    assert data["classes"].count("0") == 125 - len(reached.areas)
    assert len(data["colours"]) == len(set(data["colours"])) == 1 + max(map(int, data["classes"]))
    # A class that is switched off in Explore's legend is not one of these.
    assert data["state"].count("2") == FIRST
    assert set(data["state"]) == {"0", "2"}
    assert [row.colour for row in layer.rows[: len(data["colours"])]] == data["colours"]
    assert sum(row.count for row in layer.classes) == 125


def test_the_map_tells_of_each_area_what_the_table_does(luton):
    reached = find_reached(luton, "ACT-32")
    texts = make_texts(luton, "ACT-32", "any", 0)
    said = dict(zip(luton.measures.areas, texts["values"], strict=True))
    table = make_areas_table(luton, "ACT-32", ())

    assert texts["gaps"] == {}
    for code, _, _, _, strength, (_, people), _ in table["rows"]:
        assert said[code] == f"{strength} (relevant to {people})"
    assert said[next(a for a in said if a not in reached.areas)] == "Not suggested by figures"
    assert describe_strengths(luton, "ACT-32", []) == []


def test_the_first_areas_reach_what_the_sentence_says(luton):
    reached = find_reached(luton, "ACT-32")
    table = make_areas_table(luton, "ACT-32", ())
    fifth = table["rows"][FIRST - 1][-1]

    assert f"The first 5 areas reach {fifth[1]} of them." in describe_reached(luton, reached)
    assert [row[0] for row in table["rows"][:FIRST]] == list(reached.first)
    assert render_first(luton, reached).count("<li>") == FIRST
    assert table["rows"][-1][-1][0] == pytest.approx(1.0)


def test_of_selected_areas_it_is_said_how_far_they_reach_and_which_do_not_fit(luton):
    reached = find_reached(luton, "ACT-32")
    other = next(area for area in luton.measures.areas if area not in reached.areas)

    assert describe_selected(reached, ()) == ""
    told = describe_selected(reached, (*reached.first, other))
    assert told.startswith("The 6 selected areas reach")
    assert told.endswith("No figure suggests it for 1 selected area.")
    assert describe_selected(reached, (other,)).startswith("The selected area reaches 0")


def test_an_action_for_the_whole_place_says_where_to_start(luton):
    reached = find_reached(luton, "ACT-31")

    assert not reached.is_local
    assert "once for the whole of Luton" in describe_reached(luton, reached)
    assert "Start in these areas" in render_first(luton, reached)
    # What is done once is planned for the whole place, whatever is selected.
    assert "area=" not in link_plan(luton, reached, reached.first)
    local = find_reached(luton, "ACT-32")
    assert f"area={','.join(local.first)}" in link_plan(luton, local, local.first)
    assert "Who leads" in render_action(luton, local)


def test_what_is_done_once_counts_the_people_of_the_whole_place(luton):
    for one in luton.suggest(()):
        if one.kind == "place" and one.people:
            reached = find_reached(luton, one.action)
            counted = {each.condition.indicator: each.people for each in one.triggers}
            assert reached.people == pytest.approx(counted.get(reached.figure, reached.people), 1)
    reached = find_reached(luton, "ACT-31")
    speaks_little = luton.measures.counts("lan_cannot_speak", luton.measures.figures())["part"]
    assert reached.people == speaks_little.sum() > reached.table["people"].sum()
    told = describe_reached(luton, reached)
    assert "Counted: 11,962 people or homes (“Speaks little or no English”)." in told
    # Not every area is one to start in, and a place is more than those areas.
    assert reached.share_of(reached.areas) < 1


def test_page_and_card_name_the_same_areas_to_start_in(luton):
    for one in luton.suggest(()):
        if one.kind == "place":
            assert find_reached(luton, one.action).first == one.start
    caption = make_areas_table(luton, "ACT-31", ())["caption"]
    assert caption.endswith("55 areas, those with most people first")


def test_where_no_figure_speaks_of_an_action_no_area_comes_before_another(luton):
    for name, action in luton.definitions.actions.items():
        if action.after_event:
            told = describe_reached(luton, find_reached(luton, name))
            assert told == f"{action.name}: only after an event in the plan: A serious incident."
            continue
        if action.scope == "place" and not any(not one.context for one in action.triggers):
            reached = find_reached(luton, name)
            assert reached.areas == ()
            assert reached.is_offered
            assert describe_reached(luton, reached) == (
                "It is done once for the whole of Luton. No figure shows where to start."
            )
            assert describe_selected(reached, tuple(luton.measures.areas[:2])) == ""


def test_what_the_whole_place_has_no_need_of_starts_nowhere_in_it(luton):
    lacking = [one for one in luton.not_suggested(()) if one.action == "ACT-31"]
    assert lacking == []
    few = Unfired(
        "ACT-31", "place", luton.definitions.actions["ACT-31"].triggers[0], 99, 300, "few"
    )
    atlas = type(luton)(luton.definitions, luton.store)
    atlas.suggest = lambda *_, **__: []
    atlas.not_suggested = lambda *_, **__: [few]
    reached = find_reached(atlas, "ACT-31")

    assert reached.areas == ()
    told = describe_reached(atlas, reached)
    assert told.startswith("Its figures do not suggest it for the whole of Luton.")
    assert "99 people or homes" in told
    row = next(one for one in make_action_table(atlas, "", "")["rows"] if one[0] == "ACT-31")
    assert row[2:4] == [[None, "not here"], [11962.0, "11,962"]]


def test_an_action_that_fits_nowhere_is_told_and_draws(tiny_atlas, monkeypatch):
    empty = find_reached(tiny_atlas, "TINY-1").table.iloc[:0]
    monkeypatch.setattr(Matcher, "reach", lambda *_: empty)
    atlas = type(tiny_atlas)(tiny_atlas.definitions, tiny_atlas.store)
    reached = find_reached(atlas, "TINY-1")

    assert (
        describe_reached(tiny_atlas, reached) == "No figure suggests it for any area of Tinyville."
    )
    assert make_action_layer(atlas, reached.action).classing.counts == (12,)
    assert render_first(atlas, reached).count("<li>") == 0
    assert reached.share_of(["E01990001"]) == 0.0


def test_every_action_is_one_row_with_what_it_reaches(luton):
    table = make_action_table(luton, "", "")
    rows = {row[0]: row for row in table["rows"]}

    assert set(rows) == set(luton.definitions.actions)
    assert all(len(row) == 1 + len(table["columns"]) for row in table["rows"])
    for name, row in rows.items():
        reached = find_reached(luton, name)
        local = luton.definitions.actions[name].scope == "area"
        assert row[2] == ([len(reached.areas), f"{len(reached.areas)}"] if local else
                          [None, "whole place" if reached.is_offered else "not here"])  # fmt: skip
        assert row[3][0] == (reached.people if reached.is_counted else None)


def test_a_theme_and_a_domain_narrow_the_list(luton):
    one = luton.definitions.actions["ACT-32"]
    narrowed = list_actions(luton, theme=one.theme, domain=one.domain)

    assert one in narrowed
    assert {(each.theme, each.domain) for each in narrowed} == {(one.theme, one.domain)}
    assert len(make_action_table(luton, one.theme, one.domain)["rows"]) == len(narrowed)


def test_only_tested_ones_are_listed_where_that_is_asked_for(luton):
    tested = list_actions(luton, is_tested=True)

    assert 0 < len(tested) < len(luton.definitions.actions)
    assert all(one.evidence.is_compared for one in tested)
    assert len(make_action_table(luton, "", "", is_tested=True)["rows"]) == len(tested)


def test_a_step_for_a_meeting_shows_the_areas_on_the_figure_that_suggests_it(luton):
    reached = find_reached(luton, "ACT-32")
    step = make_reach_step(luton, Selection(areas=reached.first), "ACT-32")
    shown = luton.parse_address(parse_parameters(step))

    assert shown.notes == []
    assert shown.selection.areas == reached.first
    assert shown.selection.layer == luton.definitions.actions["ACT-32"].triggers[0].indicator
    assert describe_reached(luton, reached) in step.sentence


def test_only_the_areas_that_an_action_fits_are_kept_by_its_filter(luton):
    reached = find_reached(luton, "ACT-32")
    filtered = find_shown(luton, Selection(helps="ACT-32"))
    named = luton.definitions.actions["ACT-32"].name

    assert set(filtered.codes) == set(reached.areas)
    assert filtered.steps == ((f"Where it fits: {named}", len(reached.areas)),)
    assert luton.parse_address({"helps": "ACT-32"}).selection.helps == "ACT-32"
    unknown = luton.parse_address({"helps": "ACT-3"})
    assert unknown.selection.helps == ""
    assert unknown.notes[0].closest


def test_no_class_is_empty_of_colour_or_name(luton):
    for action in luton.definitions.actions:
        classing = make_action_layer(luton, action).classing
        assert len(classing.labels) == len(classing.colours) == len(classing.counts)
        assert sum(classing.counts) == 125
        assert np.all(np.array(classing.counts[1:]) > 0)
