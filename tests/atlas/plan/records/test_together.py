"""Many who save at the same time lose nothing of each other's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from atlas.errors import PlanError
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import ChangedMeanwhile

PEOPLE, TIMES = 4, 15


@pytest.mark.parametrize("shared", [True, False], ids=["one handle", "a handle each"])
def test_no_change_of_many_at_once_is_lost(plans, open_again, shared):
    kept = plans.add("tiny", PlannedAction(title="Count", note="0"))
    handles = [plans if shared else open_again() for _ in range(PEOPLE)]

    def count(handle):
        for _ in range(TIMES):
            found = handle.find(kept.id)
            while True:
                record = found.record
                more = record.model_copy(update={"note": str(int(record.note) + 1)})
                try:
                    handle.change(found, more)
                except ChangedMeanwhile as error:
                    found = error.theirs
                else:
                    break

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(count, handles))
    assert plans.find(kept.id).record.note == str(PEOPLE * TIMES)
    notes = [int(change.after.note) for change in plans.history("tiny")]
    assert notes == list(range(PEOPLE * TIMES, -1, -1))


def test_of_many_who_change_the_same_version_one_succeeds(plans, open_again):
    kept = plans.add("tiny", PlannedAction(title="Ours"))
    handles = [open_again() for _ in range(PEOPLE)]

    def change(number):
        try:
            handles[number].change(kept, PlannedAction(title=f"Number {number}"))
        except ChangedMeanwhile as error:
            return error.theirs.record.title
        return "kept"

    with ThreadPoolExecutor(PEOPLE) as pool:
        told = sorted(pool.map(change, range(PEOPLE)))
    now = plans.find(kept.id)
    assert now.version == 2
    assert told == sorted(["kept", *[now.record.title] * (PEOPLE - 1)])


TEXTS = st.text(max_size=20)
RECORDS = st.builds(
    PlannedAction,
    title=TEXTS.map(lambda text: f"T {text}"),
    note=TEXTS,
    status=st.sampled_from(["idea", "agreed", "done"]),
    areas=st.lists(st.sampled_from(["E01", "E02", "E03"]), unique=True).map(tuple),
    start=st.none() | st.dates(date(1990, 1, 1), date(2199, 12, 31)),
)
PICKS = st.integers(0, 1000)
HANDLES = st.integers(0, 1)


class PlansBesideAModel(RuleBasedStateMachine):
    """Plans in a database, seen through two handles, beside a plain list of versions."""

    places = iter(range(10**9))

    def __init__(self, handles):
        super().__init__()
        self.handles = handles
        self.place = f"place {next(self.places)}"
        # By identity all versions, None where removed; and everything that was ever read.
        self.versions = {}
        self.read = []
        self.changes = []
        self.erased = set()

    def _pick(self, entries, pick):
        return entries[pick % len(entries)] if entries else None

    def _note(self, identity, record, before):
        self.versions[identity].append(record)
        self.changes.append((identity, before, record))

    @rule(handle=HANDLES, record=RECORDS)
    def add(self, handle, record):
        """Add through either handle."""
        kept = self.handles[handle].add(self.place, record)
        self.versions[kept.id] = []
        self._note(kept.id, record, None)
        self.read.append(kept)

    @rule(handle=HANDLES, record=RECORDS, pick=PICKS)
    def change(self, handle, record, pick):
        """Change what was ever read, old or new."""
        kept = self._pick(self.read, pick)
        if kept is None:
            return
        versions = self.versions[kept.id]
        if kept.version == len(versions):
            changed = self.handles[handle].change(kept, record)
            assert changed.record == record
            self.read.append(changed)
            if record != kept.record:
                self._note(kept.id, record, kept.record)
            return
        with pytest.raises(ChangedMeanwhile) as caught:
            self.handles[handle].change(kept, record)
        assert caught.value.ours == record
        theirs = caught.value.theirs
        assert (theirs and theirs.record) == versions[-1]

    @rule(handle=HANDLES, pick=PICKS)
    def remove(self, handle, pick):
        """Remove what was ever read, old or new."""
        kept = self._pick(self.read, pick)
        if kept is None:
            return
        if kept.version == len(self.versions[kept.id]):
            self.handles[handle].remove(kept)
            self._note(kept.id, None, kept.record)
            return
        with pytest.raises(ChangedMeanwhile):
            self.handles[handle].remove(kept)

    @rule(handle=HANDLES, pick=PICKS)
    def erase(self, handle, pick):
        """Erase what was ever read, old or new."""
        kept = self._pick(self.read, pick)
        if kept is None:
            return
        if kept.version == len(self.versions[kept.id]):
            self.handles[handle].erase(kept)
            self._note(kept.id, None, kept.record)
            self.erased.add(kept.id)
            self.changes = [
                (one, None, None) if one == kept.id else (one, before, after)
                for one, before, after in self.changes
            ]
            return
        with pytest.raises(ChangedMeanwhile):
            self.handles[handle].erase(kept)

    @rule(handle=HANDLES, pick=PICKS)
    def undo(self, handle, pick):
        """Undo any change, the last or an earlier one."""
        history = self.handles[handle].history(self.place)
        change = self._pick(history, pick)
        if change is None:
            return
        if change.id in self.erased:
            with pytest.raises(PlanError):
                self.handles[handle].undo(change)
        elif change.version == len(self.versions[change.id]):
            self.handles[1 - handle].undo(change)
            self._note(change.id, change.before, change.after)
        else:
            with pytest.raises(ChangedMeanwhile):
                self.handles[handle].undo(change)

    @rule(handle=HANDLES, pick=PICKS)
    def look(self, handle, pick):
        """Read again what was ever read."""
        kept = self._pick(self.read, pick)
        if kept is None:
            return
        found = self.handles[handle].find(kept.id)
        assert (found and found.record) == self.versions[kept.id][-1]
        if found is not None:
            self.read.append(found)

    @invariant()
    def both_handles_show_what_the_model_has(self):
        """Compare lists and history."""
        expected = [
            (identity, len(versions), versions[-1])
            for identity, versions in self.versions.items()
            if versions[-1] is not None
        ]
        for handle in self.handles:
            listed = handle.list(self.place, PlannedAction)
            assert [(one.id, one.version, one.record) for one in listed] == expected
            told = [(one.id, one.before, one.after) for one in handle.history(self.place)]
            assert told == self.changes[::-1]


def test_plans_do_what_a_plain_model_does(open_again):
    handles = [open_again(), open_again()]
    run_state_machine_as_test(
        lambda: PlansBesideAModel(handles),
        settings=settings(max_examples=25, stateful_step_count=25),
    )
