"""Order by need and fit first: evidence moves nothing out of its band, and nothing in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.actions import order as ordering
from atlas.actions.match import Suggestion
from atlas.actions.order import rate
from atlas.definitions.action import Action, Citation
from atlas.definitions.evidence import Evidence

HEAD, STEP = 5, 0.1
DIRECTIONS = ("works", "works_small", "mixed", "no_effect", "may_harm", "not_known")


def find_band(score):
    """Return the band of a score, in tenths."""
    return float(ordering.find_band(score, STEP))


def order_suggestions(suggestions, actions):
    """Return the order of suggestions of both kinds, those for areas first."""
    return [
        one
        for kind in ("area", "place")
        for one in ordering.order_suggestions(
            [one for one in suggestions if one.kind == kind], actions, head=HEAD
        )
    ]


def make_action(name, strength=None, direction="works"):
    """Return an action with evidence of a strength, or without any."""
    evidence = strength and Evidence(
        strength=strength, direction=direction, says="Told.", looked=date(2026, 11, 30)
    )
    return Action(
        id=name, name=name, summary="A.", why="B.", theme="t", domain="d", scope="area",
        lead=["residents"], effort="low", time="now", progress="counted",
        sources=[Citation(document="doc", heading="Heading")], evidence=evidence or None,
    )  # fmt: skip


def make_suggestion(name, score, kind="area"):
    """Return a suggestion of a score."""
    return Suggestion(name, kind, score, find_band(score), 0.0, None, (), 1, 1)


def order(*told):
    """Return the order of suggestions given as name, score, strength and direction."""
    actions = {name: make_action(name, *rest) for name, _, *rest in told}
    return order_suggestions([make_suggestion(name, score) for name, score, *_ in told], actions)


def names(suggestions):
    """Return the actions of suggestions, in order."""
    return [one.action for one in suggestions]


@st.composite
def lists(draw):
    """Draw suggestions with any scores and any evidence."""
    count = draw(st.integers(0, 14))
    actions, suggestions = {}, []
    for place in range(count):
        name = f"A{place:02d}"
        strength = draw(st.sampled_from([None, 1, 2, 3, 4, 5]))
        direction = "not_known" if strength == 1 else draw(st.sampled_from(DIRECTIONS[:5]))
        actions[name] = make_action(name, strength, direction)
        score = draw(st.floats(0, 1, allow_nan=False))
        suggestions.append(make_suggestion(name, score, draw(st.sampled_from(["area", "place"]))))
    return suggestions, actions


@given(lists())
def test_a_lower_band_never_precedes_a_higher_one(drawn):
    suggestions, actions = drawn
    for kind in ("area", "place"):
        bands = [
            find_band(one.score)
            for one in order_suggestions(suggestions, actions)
            if one.kind == kind
        ]
        assert bands == sorted(bands, reverse=True)


@given(lists())
def test_nothing_is_lost_and_areas_come_first(drawn):
    suggestions, actions = drawn
    ordered = order_suggestions(suggestions, actions)
    assert sorted(names(ordered)) == sorted(names(suggestions))
    kinds = [one.kind for one in ordered]
    assert kinds == sorted(kinds)


@given(lists(), st.randoms())
def test_the_order_given_does_not_matter(drawn, random):
    suggestions, actions = drawn
    shuffled = list(suggestions)
    random.shuffle(shuffled)
    assert order_suggestions(shuffled, actions) == order_suggestions(suggestions, actions)


@given(lists())
def test_what_has_no_effect_is_at_the_foot_of_its_band(drawn):
    suggestions, actions = drawn
    ordered = order_suggestions(suggestions, actions)
    for kind in ("area", "place"):
        for band in {find_band(one.score) for one in ordered}:
            rates = [
                rate(actions[one.action])
                for one in ordered
                if one.kind == kind and find_band(one.score) == band
            ]
            warned = [place for place, found in enumerate(rates) if found == 0]
            assert warned == list(range(len(rates) - len(warned), len(rates)))


@given(lists())
def test_one_that_nobody_tested_stays_among_the_first_if_need_puts_it_there(drawn):
    suggestions, actions = drawn
    here = [one for one in suggestions if one.kind == "area"]
    by_need = sorted(here, key=lambda one: (-round(one.score, 9), one.action))[:HEAD]
    untested = {one.action for one in here if rate(actions[one.action]) == 1}
    if untested & set(names(by_need)):
        assert untested & set(names(order_suggestions(here, actions)[:HEAD]))


@given(lists())
def test_whoever_stands_before_a_higher_score_says_so(drawn):
    suggestions, actions = drawn
    ordered = order_suggestions(suggestions, actions)
    scores = {one.action: round(one.score, 9) for one in ordered}
    for place, one in enumerate(ordered):
        passed = [
            other.action
            for other in ordered[place + 1 :]
            if other.kind == one.kind and scores[other.action] > scores[one.action]
        ]
        if not one.is_kept:
            assert bool(one.before) == bool(passed)
        if one.before:
            assert one.before in passed
            assert rate(actions[one.before]) < rate(actions[one.action])


def test_the_better_tested_comes_first_in_its_band_and_says_before_whom():
    ordered = order(("weak", 0.44, 2), ("good", 0.41, 4), ("none", 0.43))

    assert names(ordered) == ["good", "weak", "none"]
    assert ordered[0].before == "weak"
    assert ordered[1].before == ""


def test_evidence_never_lifts_over_a_better_fitting_one():
    assert names(order(("strong", 0.54, 5), ("none", 0.56))) == ["none", "strong"]


def test_strong_and_good_count_alike_and_mixed_half_a_step_less():
    told = [("strong", 0.41, 5), ("good", 0.42, 4), ("mixed", 0.44, 4, "mixed"), ("fair", 0.43, 3)]
    assert names(order(*told)) == ["good", "strong", "mixed", "fair"]


def test_one_untested_stays_fifth_where_six_others_are_better_tested():
    told = [(f"t{place}", 0.4 + place / 1000, 4) for place in range(6)]
    ordered = order(*told, ("new", 0.449))

    assert names(ordered)[HEAD - 1] == "new"
    assert ordered[HEAD - 1].is_kept


def test_an_untested_one_of_a_lower_band_does_not_jump():
    told = [(f"t{place}", 0.5, 4) for place in range(6)]
    assert names(order(*told, ("new", 0.3)))[-1] == "new"


@pytest.mark.parametrize(("score", "band"), [(0.0, 0), (0.049, 0), (0.05, 0.1), (0.95, 1), (1, 1)])
def test_bands_are_tenths_rounded(score, band):
    assert find_band(score) == band


def test_among_equals_the_file_tells_nothing():
    # More people come first, and then the name of the post that leads.
    told = {name: make_action(name) for name in ("ACT-1", "ACT-2", "ACT-3")}
    told["ACT-1"] = told["ACT-1"].model_copy(update={"lead": ["youth worker"]})
    told["ACT-2"] = told["ACT-2"].model_copy(update={"lead": ["adult learning manager"]})
    alike = [make_suggestion(name, 0.5) for name in told]
    alike[2] = replace(alike[2], people=40)
    assert names(order_suggestions(alike, told)) == ["ACT-3", "ACT-2", "ACT-1"]
