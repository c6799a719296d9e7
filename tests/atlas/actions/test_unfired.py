"""What did not fire in Luton is told by what it lacked, and by nothing else."""

from __future__ import annotations

import pytest


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
