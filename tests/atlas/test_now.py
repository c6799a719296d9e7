"""What a plan tells of the moment raises actions for the whole place, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.actions.circumstances import NO_CIRCUMSTANCES, Circumstances
from atlas.facade import Atlas
from atlas.prose.reasons import describe_unfired

ASKED = "steering.lead"


@pytest.fixture(scope="module")
def last(luton):
    """The action for the whole place that comes last in Luton."""
    return [one.action for one in luton.suggest(()) if one.kind == "place"][-1]


@pytest.fixture(scope="module")
def answering(luton, last):
    """Luton, in which the last action alone answers a closure and a question of the self-check."""
    silent, told = {"events": [], "answers": []}, {"events": ["closure"], "answers": [ASKED]}
    actions = {
        name: one.model_copy(update=told if name == last else silent)
        for name, one in luton.definitions.actions.items()
    }
    return Atlas(replace(luton.definitions, actions=actions), luton.store)


def list_place(atlas, now):
    return [one.action for one in atlas.suggest((), now=now) if one.kind == "place"]


@pytest.mark.parametrize(
    ("now", "raised"),
    [
        (Circumstances(frozenset({"closure"})), True),
        (Circumstances(answers=((ASKED, 0),)), True),
        (Circumstances(answers=((ASKED, 1),)), True),
        (Circumstances(answers=((ASKED, 2),)), False),
        (Circumstances(frozenset({"tension"})), False),
        (NO_CIRCUMSTANCES, False),
    ],
)
def test_what_answers_the_moment_comes_first_for_the_place(answering, last, now, raised):
    listed = list_place(answering, now)
    assert (listed[0] == last) == raised
    assert sorted(listed) == sorted(list_place(answering, NO_CIRCUMSTANCES))


def test_what_waits_for_an_event_is_offered_after_it_alone(luton):
    told = [one for one in luton.not_suggested(luton.measures.areas[:1]) if one.why == "event"]
    assert [one.action for one in told] == ["ACT-07"]
    assert describe_unfired(luton, told[0]).endswith(
        ": only after an event in the plan: A serious incident"
    )
    assert "ACT-07" not in list_place(luton, NO_CIRCUMSTANCES)
    assert "ACT-07" in list_place(luton, Circumstances(frozenset({"incident"})))


def test_what_figures_suggest_stays_as_it_is(answering):
    now = Circumstances(frozenset({"closure"}))
    areas = answering.measures.areas[:3]
    found, before = answering.suggest(areas, now=now), answering.suggest(areas)
    by_figures = [one for one in found if one.kind == "area"]
    assert by_figures == [one for one in before if one.kind == "area"]
