"""What the rule of actions never does, whatever the figures are."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from atlas.actions.evidence import Table, weigh_evidence
from atlas.actions.fit import beyond_usual
from atlas.actions.order import keep_pressing
from atlas.actions.triggers import Reading

percents = st.one_of(st.floats(0, 100), st.just(float("nan")))
counts = st.one_of(st.floats(0, 3000), st.just(float("nan")))
areas = st.lists(st.tuples(percents, percents, counts), min_size=1, max_size=12)


def read(rows):
    """Return figures as a reading: town, country and people of each area."""
    town, country, people = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return Reading(np.ones(len(town)), town, country, people)


def find(luton, indicator):
    """Return what some action of Luton asks of a figure on the town's scale."""
    asked = luton.matcher.table.asked
    return next(
        one
        for one in asked
        if one.indicator == indicator and one.trigger.at_least == 80 and one.role == "reason"
    )


def tabulate(judge, asked, reading):
    """Return what triggers say of a reading."""
    judged = [judge.judge(one, reading) for one in asked]
    return Table(
        tuple(asked),
        np.array([one.unusual for one in judged]),
        np.array([one.strength for one in judged]),
        np.array([one.missing for one in judged]),
        np.array([one.by_town for one in judged]),
        np.array([reading.people for _ in judged]),
    )


@given(areas)
def test_a_trigger_fires_by_the_rule_and_by_nothing_else(luton, rows):
    asked = find(luton, "lan_cannot_speak")
    table = tabulate(luton.matcher.judge, [asked], read(rows))
    for (town, country, people), fired in zip(rows, table.fired[0], strict=True):
        unusual = (town >= 80 and country >= 50) or country >= 90
        assert fired == (unusual and not people < 30)


@given(areas)
@example([(np.nan, 90.0, np.nan), (np.nan, np.nan, 0.0)])
def test_areas_together_need_the_floor_once(luton, rows):
    asked = find(luton, "lan_cannot_speak")
    table = tabulate(luton.matcher.judge, [asked], read(rows))
    together = table.fire_together(np.arange(len(rows)))[0]
    summed = sum(
        people
        for (_, _, people), unusual in zip(rows, table.unusual[0], strict=True)
        if unusual and not np.isnan(people)
    )
    uncounted = table.unusual[0] & np.isnan([people for _, _, people in rows])
    assert together.any() == (uncounted.any() or summed >= 30)
    # Who fires alone, fires in company.
    assert (together >= table.fired[0]).all()


@given(st.data())
def test_context_and_what_is_protected_never_suggest(luton, data):
    matcher = luton.matcher
    plan = data.draw(st.sampled_from(list(matcher.plans.values())))
    fired = np.ones((len(matcher.table.asked), 1), dtype=bool)
    fired[plan.reasons] = False
    assert weigh_evidence(plan, fired, np.full(fired.shape, 0.9))[0] == 0


@given(st.data())
def test_a_second_trigger_of_a_subject_adds_nothing(luton, data):
    matcher = luton.matcher
    plans = [one for one in matcher.plans.values() if one.reasons.size and not one.requires]
    plan = data.draw(st.sampled_from(plans))
    strength = np.full((len(matcher.table.asked), 1), 0.5)
    fired = np.zeros(strength.shape, dtype=bool)
    fired[plan.reasons[0]] = True
    alone = weigh_evidence(plan, fired, strength)[0]
    subject = next(rows for rows in plan.subjects if plan.reasons[0] in rows)
    fired[subject] = True
    assert weigh_evidence(plan, fired, strength)[0] == alone


@given(st.lists(st.floats(0, 1), min_size=1), st.floats(0, 0.99))
def test_fit_is_a_share_and_nothing_at_the_usual(own, usual):
    fit = beyond_usual(np.array(own), usual)
    assert ((fit >= 0) & (fit <= 1)).all()
    assert beyond_usual(np.array([usual]), usual)[0] == 0


@given(st.permutations(range(12)), st.lists(st.sampled_from("abcde"), min_size=12, max_size=12))
def test_what_presses_is_answered_among_the_first_five(ordered, subjects):
    def answers(one):
        return {subjects[one]}

    found = keep_pressing(ordered, answers, set(subjects), 5)
    assert sorted(found) == sorted(ordered)
    assert {subjects[one] for one in found[:5]} == set(subjects)
