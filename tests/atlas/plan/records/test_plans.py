"""What is kept comes back; nothing is overwritten unseen; every change can be undone."""

from __future__ import annotations

import json
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from atlas.errors import PlanError
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import ChangedMeanwhile
from atlas.plan.records.record import KindSpec, Record, find_kinds
from atlas.plan.records.versions import Unread

FULL = PlannedAction(
    action="ACT-01",
    title="Our story: «Viele Stimmen», 我们的城",
    areas=("E01990001", "E01990002"),
    owner="Communities team",
    partners=("Library", "Football club"),
    sectors=("public", "civil_society"),
    start=date(2030, 2, 1),
    review=date(2031, 2, 1),
    measures=("dem_pop", "People who know the story"),
    status="agreed",
    money="project",
    gains_newcomers="They hear that\nthey belong.",
    gains_residents="A town to be proud of.",
    principles=("partnerships", "messages"),
    note='Quotes ", \\ and ;',
)
OWN = PlannedAction(title="A table for all")


def test_what_is_added_is_found_as_it_was(plans, open_again):
    kept = plans.add("tiny", FULL, by="Communities")
    again = open_again().find(kept.id)
    assert again == kept
    assert again.record == FULL
    assert (again.version, again.place, again.by) == (1, "tiny", "Communities")
    assert again.changed.tzinfo is UTC


def test_records_are_listed_by_place_in_the_order_of_adding(plans):
    first, second, _ = (plans.add(where, OWN) for where in ("tiny", "tiny", "other"))
    plans.change(first, FULL)
    assert [one.id for one in plans.list("tiny", PlannedAction)] == [first.id, second.id]
    assert plans.list("nowhere", PlannedAction) == []


def test_a_change_is_kept_and_noted_with_its_time(plans):
    kept = plans.add("tiny", OWN, by="A")
    changed = plans.change(kept, FULL, by="B")
    assert (changed.version, changed.record) == (2, FULL)
    newest, oldest = plans.history("tiny")
    assert (newest.what, newest.before, newest.after, newest.by) == ("changed", OWN, FULL, "B")
    assert (oldest.what, oldest.before, oldest.after, oldest.by) == ("added", None, OWN, "A")
    assert newest.at == changed.changed == kept.changed + timedelta(seconds=1)


def test_saving_what_is_there_already_changes_nothing(plans):
    kept = plans.add("tiny", OWN)
    assert plans.change(kept, OWN) == kept
    assert len(plans.history("tiny")) == 1


def test_who_comes_second_is_told_and_loses_nothing(plans, open_again):
    kept = plans.add("tiny", OWN)
    theirs = open_again().change(kept, FULL, by="them")
    ours = OWN.model_copy(update={"note": "ours"})
    with pytest.raises(ChangedMeanwhile) as caught:
        plans.change(kept, ours)
    assert caught.value.theirs == theirs
    assert caught.value.ours == ours
    assert plans.find(kept.id) == theirs
    # Having seen theirs, the person may decide for their own.
    assert plans.change(caught.value.theirs, ours).record == ours


def test_who_comes_second_to_the_same_words_is_told_too(plans):
    kept = plans.add("tiny", OWN)
    plans.change(kept, FULL)
    with pytest.raises(ChangedMeanwhile):
        plans.change(kept, OWN)


def test_what_was_removed_meanwhile_is_not_brought_back_unseen(plans):
    kept = plans.add("tiny", OWN)
    plans.remove(kept)
    assert plans.find(kept.id) is None
    assert plans.list("tiny", PlannedAction) == []
    with pytest.raises(ChangedMeanwhile, match="removed this in the meantime") as caught:
        plans.change(kept, FULL)
    assert caught.value.theirs is None
    assert caught.value.ours == FULL
    with pytest.raises(ChangedMeanwhile):
        plans.remove(kept)


def test_an_older_version_stays_old_after_a_removal_is_undone(plans):
    old = plans.add("tiny", OWN)
    plans.remove(old)
    plans.undo(plans.history("tiny")[0])
    with pytest.raises(ChangedMeanwhile):
        plans.change(old, FULL)
    assert plans.find(old.id).record == OWN


def test_each_kind_of_change_can_be_undone_and_the_undoing_too(plans):
    kept = plans.add("tiny", OWN)
    plans.undo(plans.history("tiny")[0], by="A")
    assert plans.find(kept.id) is None
    plans.undo(plans.history("tiny")[0], by="A")
    assert plans.find(kept.id).record == OWN
    plans.change(plans.find(kept.id), FULL)
    plans.undo(plans.history("tiny")[0])
    assert plans.find(kept.id).record == OWN
    plans.remove(plans.find(kept.id))
    plans.undo(plans.history("tiny")[0])
    assert plans.find(kept.id).record == OWN
    told = [change.what for change in plans.history("tiny", identity=kept.id)]
    assert told == ["added", "removed", "changed", "changed", "added", "removed", "added"]


def test_an_earlier_change_is_not_undone_over_a_later_one(plans):
    kept = plans.add("tiny", OWN)
    plans.change(kept, FULL)
    with pytest.raises(ChangedMeanwhile) as caught:
        plans.undo(plans.history("tiny")[1])
    assert caught.value.theirs.record == FULL


def test_an_undone_removal_keeps_its_place_in_the_list(plans):
    first, second = plans.add("tiny", OWN), plans.add("tiny", FULL)
    plans.remove(first)
    plans.undo(plans.history("tiny")[0])
    assert [one.id for one in plans.list("tiny", PlannedAction)] == [first.id, second.id]


def test_what_is_erased_is_gone_from_its_history_too(plans, url):
    kept = plans.add("tiny", OWN)
    other = plans.add("tiny", FULL)
    plans.erase(plans.change(kept, OWN.model_copy(update={"note": "Said in anger"})), by="A")
    assert plans.find(kept.id) is None
    told = plans.history("tiny", identity=kept.id)
    assert [(one.what, one.before, one.after) for one in told] == [
        ("removed", None, None),
        ("changed", None, None),
        ("added", None, None),
    ]
    with pytest.raises(PlanError, match="deleted permanently"):
        plans.undo(told[0])
    with pytest.raises(ChangedMeanwhile):
        plans.undo(told[1])
    assert plans.find(other.id) == other
    plans.close()
    if url.get_backend_name() == "sqlite":
        assert b"Said in anger" not in Path(url.database).read_bytes()


class Later(Record):
    """A kind that only a newer version knows."""

    words: str


LATER = {**find_kinds(), "later": KindSpec("later", Later, "Later", 9)}


def test_an_unknown_kind_is_told_and_hides_no_other_change(plans, open_again):
    plans.add("tiny", OWN)
    kept = open_again(kinds=LATER).add("tiny", Later(words="x"))
    with pytest.raises(PlanError, match='does not know the kind of record "later"'):
        plans.find(kept.id)
    newest, oldest = plans.history("tiny")
    assert isinstance(newest.after, Unread)
    assert oldest.after == OWN
    plans.undo(newest)
    plans.undo(plans.history("tiny")[0])
    assert open_again(kinds=LATER).find(kept.id).record == Later(words="x")


def test_a_body_of_another_version_is_told_by_its_field(plans, open_again):
    kept = plans.add("tiny", OWN)
    body = json.dumps({**OWN.model_dump(mode="json"), "status": "dreamt"})
    with plans._writing.begin() as connection:
        connection.execute(text("UPDATE records SET body = :body"), {"body": body})
    with pytest.raises(PlanError, match=f"record {kept.id}, status"):
        plans.list("tiny", PlannedAction)


def test_what_was_never_checked_is_checked_before_it_is_kept(plans):
    broken = PlannedAction.model_construct(**{**dict(OWN), "status": "dreamt"})
    with pytest.raises(ValueError, match="status"):
        plans.add("tiny", broken)
    assert plans.history("tiny") == []


def test_a_name_that_is_too_long_or_empty_is_told(plans):
    with pytest.raises(PlanError, match="0 to 120"):
        plans.add("tiny", OWN, by="x" * 121)
    with pytest.raises(PlanError, match="1 to 1000"):
        plans.add(" ", OWN)
