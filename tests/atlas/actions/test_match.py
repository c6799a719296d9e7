"""Suggestions: triggered by circumstances, ordered by fit, always the same."""

from __future__ import annotations

import math

import pytest

from atlas.actions.fit import find_memberships
from atlas.actions.match import Matcher
from atlas.actions.triggers import DEPTH, FLOOR, SUPPORT, TIGHTNESS


def suggested(atlas, *numbers):
    """Return the suggestions for areas given by number, by action."""
    return {one.action: one for one in atlas.suggest([f"E019900{n:02d}" for n in numbers])}


def given_to(atlas, action):
    """Return the numbers of the areas an action is suggested for."""
    return [number for number in range(1, 13) if action in suggested(atlas, number)]


def test_action_is_suggested_where_a_trigger_is_met(tiny_atlas):
    # Moved in the past year: 30 % in area 9, 40 % in 4, 25 % in 5 are the highest three.
    assert given_to(tiny_atlas, "TINY-1") == [4, 5, 9]
    # Need in England's highest quarter, or decile 1.
    assert given_to(tiny_atlas, "TINY-2") == [3, 5, 9]


def test_ethnicity_alone_suggests_nothing(tiny_atlas):
    share = tiny_atlas.measures.percentiles("div_minority_share", scale="town")
    assert share["E01990006"] > 90
    assert "TINY-1" not in suggested(tiny_atlas, 6)


def test_faith_alone_suggests_nothing(tiny_atlas):
    faith = tiny_atlas.measures.percentiles("faith_any", scale="town")
    assert faith["E01990006"] > 90
    assert "TINY-2" not in suggested(tiny_atlas, 6)


def test_ethnicity_supports_what_something_else_suggests(tiny_atlas):
    one = suggested(tiny_atlas, 5)["TINY-1"]
    assert [trigger.supports_only for trigger in one.triggers] == [False, True]


def test_area_of_low_diversity_and_low_turnover_gets_an_action(tiny_atlas):
    for number in (1, 8, 10):
        assert suggested(tiny_atlas, number)["TINY-3"].kind == "area"


def test_area_without_figures_gets_only_what_is_for_the_town(tiny_atlas):
    assert list(suggested(tiny_atlas, 11)) == ["TINY-4"]


def test_town_actions_follow_those_for_areas(tiny_atlas):
    for number in range(1, 13):
        kinds = [one.kind for one in suggested(tiny_atlas, number).values()]
        assert kinds == sorted(kinds)
        assert kinds[-1] == "place"


def belonging(atlas, area, *types):
    """Return how far an area belongs to types beyond the mean of the place, by hand."""
    assignment = atlas.types("cohesion_types")
    borne_out = assignment.membership.where(assignment.allowed, 0.0).fillna(0.0)[list(types)]
    usual = borne_out.mean().sum()
    return max(0.0, (borne_out.loc[area].sum() - usual) / (1 - usual))


def test_score_by_hand(tiny_atlas):
    # Area 3: decile 1 alone fires, met by 3 of 12 areas, none of them deeper than another.
    one = suggested(tiny_atlas, 3)["TINY-2"]
    (trigger,) = one.triggers
    assert trigger.condition.indicator == "dep_imd_decile"
    fit = belonging(tiny_atlas, "E01990003", "in_need", "many_origins")
    assert one.fit == pytest.approx(fit)
    judged = tiny_atlas.matcher.judge
    reading = judged.read_areas("dep_imd_decile")
    bound = judged.find_position("dep_imd_decile", 1.0)
    depth = (reading.country[2] - bound) / (100 - bound)
    strength = FLOOR + TIGHTNESS * (bound - 50) / 50 + DEPTH * depth
    assert one.score == pytest.approx(0.5 * fit + 0.5 * strength)


def test_two_triggers_say_more_than_one_and_less_than_both(tiny_atlas):
    # Area 5 moved a lot and is of a wide mix, which is no reason by itself.
    both = suggested(tiny_atlas, 5)["TINY-1"]
    first = tiny_atlas.matcher.table
    row = next(n for n, one in enumerate(first.asked) if one.trigger == both.triggers[0].condition)
    strength = first.strength[row, 4]
    evidence = 1 - (1 - strength) * (1 - SUPPORT)
    assert strength < evidence < strength + SUPPORT
    assert both.score == pytest.approx(0.5 * both.fit + 0.5 * evidence)


def test_scores_lie_between_nothing_and_one(tiny_atlas):
    for number in range(1, 13):
        for one in suggested(tiny_atlas, number).values():
            assert 0 <= one.score <= 1
            assert 0 <= one.fit <= 1


def test_several_areas_are_weighted_by_residents(tiny_atlas):
    together = suggested(tiny_atlas, 3, 5)["TINY-2"]
    alone = [suggested(tiny_atlas, number)["TINY-2"].score for number in (3, 5)]
    assert together.score == pytest.approx((300 * alone[0] + 400 * alone[1]) / 700)
    assert (together.areas, together.asked) == (2, 2)


def test_areas_without_the_trigger_lower_the_score(tiny_atlas):
    together = suggested(tiny_atlas, 3, 1)["TINY-2"]
    assert (together.areas, together.asked) == (1, 2)
    assert together.score == pytest.approx(suggested(tiny_atlas, 3)["TINY-2"].score * 300 / 400)


def test_fired_triggers_tell_value_and_position(tiny_atlas):
    trigger = suggested(tiny_atlas, 4)["TINY-1"].triggers[0]
    assert trigger.value == 40.0
    assert trigger.percentile == pytest.approx(100 * 10.5 / 11)
    assert trigger.areas == 1


def test_same_areas_always_give_the_same_list(tiny_atlas):
    areas = list(tiny_atlas.measures.areas)
    first = tiny_atlas.suggest(areas)
    assert tiny_atlas.suggest(areas[::-1]) == first
    assert tiny_atlas.suggest([]) == first


def test_order_of_typologies_does_not_matter(tiny_atlas):
    judge = tiny_atlas.matcher.judge
    kinds = find_memberships(tiny_atlas.definitions, judge)
    first = Matcher(tiny_atlas.definitions, tiny_atlas.measures, kinds)
    second = Matcher(tiny_atlas.definitions, tiny_atlas.measures, dict(reversed(kinds.items())))
    assert first.suggest(["E01990003"]) == second.suggest(["E01990003"])


def test_unknown_area_gives_no_number(tiny_atlas):
    found = tiny_atlas.suggest(["E01999999"])
    assert all(one.kind == "place" for one in found)
    assert not any(math.isnan(one.score) for one in found)
