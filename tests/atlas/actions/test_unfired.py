"""What did not fire in Luton is told by what it lacked, and by nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.actions.unfired import list_lacking


@pytest.fixture(scope="module")
def unfired(luton):
    """What is not suggested in every area of Luton by itself."""
    return {area: luton.not_suggested([area]) for area in luton.store.areas.index}


def subject_of(luton, indicator):
    """Return the subject that a figure speaks of."""
    subjects = luton.definitions.subjects.values()
    named = [one.id for one in subjects if indicator in [each.indicator for each in one.figures]]
    return named[0] if named else indicator


def test_every_action_is_suggested_or_its_lack_is_told(luton, unfired):
    for area, lines in unfired.items():
        offered = {one.action for one in luton.suggest([area])}
        told = {one.action for one in lines}
        assert not offered & told
        assert offered | told == set(luton.definitions.actions)


def test_too_few_are_fewer_than_the_floor(unfired):
    few = [one for lines in unfired.values() for one in lines if one.why == "few"]
    assert few
    for one in few:
        assert one.people is not None
        assert one.people < one.floor


def test_what_an_action_needs_is_told_before_what_came_nearer(luton, unfired):
    # The compact needs students: ten shared homes of twenty say nothing of whether it fits.
    told = {
        one.condition.indicator
        for lines in unfired.values()
        for one in lines
        if one.action == "ACT-28" and one.why != "requires"
    }
    assert told == {"dem_students"}


def test_what_is_told_belongs_to_what_is_needed(luton, unfired):
    seen = 0
    for lines in unfired.values():
        for one in lines:
            action = luton.definitions.actions[one.action]
            own = {subject_of(luton, each.indicator) for each in action.triggers}
            groups = [set(group) for group in action.requires if own & set(group)]
            if one.why == "few" and len(groups) == len(action.requires) == 1:
                seen += 1
                assert subject_of(luton, one.condition.indicator) in groups[0]
    assert seen


def test_what_lies_in_another_area_is_told_as_lacking(luton):
    # Hardship in one area and children who speak for their home in another, and none in both.
    told = [
        one
        for one in luton.not_suggested(["E01015756", "E01015757", "E01015777"])
        if one.why == "requires"
    ]
    assert told
    assert all(one.requires for one in told)


def test_of_several_groups_that_lack_one_is_told(luton):
    # Work alone fires: newcomers are needed, and besides one of four signs of need.
    plan = luton.matcher.plans["ACT-12"]
    fired = np.zeros((len(luton.matcher.table.asked), 1), dtype=bool)
    asked = luton.matcher.table.asked
    fired[[row for row in plan.reasons if asked[row].subject == "work"]] = True
    lacking = [plan.action.requires[group] for group in list_lacking(plan, fired)]
    assert lacking[0] == ["newcomers"]
    assert len(lacking) == 2


def test_the_list_of_what_did_not_fire_makes_no_list_of_its_own(luton, monkeypatch):
    # It costs as much as the whole list, and the card has that already.
    area = str(luton.store.areas.index[3])
    given = luton.suggest([area])
    wanted = luton.matcher.not_suggested([area], given)
    monkeypatch.setattr(luton.matcher, "suggest", None)
    monkeypatch.setattr(luton.matcher.places, "suggest_one", None)
    assert luton.matcher.not_suggested([area], given) == wanted
    assert {one.action for one in wanted}.isdisjoint(one.action for one in given)


def test_too_few_people_are_told_though_another_figure_speaks(luton, unfired):
    told = [
        one
        for lines in unfired.values()
        for one in lines
        if one.action == "ACT-32" and one.condition.at_least == 0
    ]
    assert told
    assert {one.why for one in told} == {"few"}
    assert {one.condition.indicator for one in told} == {"lan_cannot_speak"}
    assert all(one.people < one.floor == 30 for one in told)
