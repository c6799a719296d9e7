"""Preview what a file would change in a plan, and then make those changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from atlas.errors import Fault, PlanError, find_closest
from atlas.plan.exchange.copy_of_plan import list_invalid
from atlas.plan.records.record import find_kinds
from atlas.plan.records.shapes import list_shapes, shorten
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.plan.exchange.copy_of_plan import Entry
    from atlas.plan.records.plans import Plans
    from atlas.plan.records.record import KindSpec, Record
    from atlas.plan.records.versions import Kept

Effect = Literal["new", "changed", "same", "conflict", "fault"]
Side = Literal["theirs", "ours"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: its title, and its text on both sides."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effected:
    """What one entry of a file would do.

    Parameters
    ----------
    effect
        "conflict" where the plan's record has been changed or removed since the export.
    record
        The file's record; None where it cannot be read.
    kept
        The plan's record now; None for a new one, and where it was removed.
    differences
        Field by field, from the plan's record to the file's.
    """

    entry: Entry
    effect: Effect
    record: Record | None = None
    kept: Kept[Any] | None = None
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do to the plan of a place, entry by entry.

    Records of the plan that are not in the file stay as they are.
    """

    place: str
    effects: tuple[Effected, ...]

    def count(self, effect: Effect) -> int:
        """Return how many entries have an effect."""
        return sum(effected.effect == effect for effected in self.effects)

    @property
    def faults(self) -> list[Fault]:
        """Everything that is wrong in the file."""
        return [fault for effected in self.effects for fault in effected.faults]


def find_differences(
    kind: KindSpec, before: Record | None, after: Record
) -> tuple[Difference, ...]:
    """Return which fields differ, as text; before an addition all are empty."""
    texts = (
        (
            shape.title,
            "" if before is None else shape.write(getattr(before, shape.field)),
            shape.write(getattr(after, shape.field)),
        )
        for shape in list_shapes(kind)
    )
    return tuple(Difference(*text) for text in texts if text[1] != text[2])


def preview_import(plans: Plans, place: str, entries: Iterable[Entry]) -> Preview:
    """Return what a file would do to a plan; nothing is changed.

    An entry with an identity is compared with the plan's record, and may change it if
    the record still has the version that was exported. An entry without one is new, unless
    the plan already has an equal record: importing a file twice adds nothing twice.
    """
    listed = list(entries)
    there = {kept.id: kept for kept in plans.list_all(place)}
    often = Counter(entry.identity for entry in listed if entry.identity)
    known = {_identify(kept.record) for kept in there.values()}
    effects = []
    for entry in listed:
        try:
            _check_identity(entry, often[entry.identity])
            one = _compare(plans, place, entry, there.get(entry.identity), known)
        except PlanError as error:
            one = Effected(entry, "fault", faults=tuple(error.faults))
        if one.effect == "new" and one.record is not None:
            known.add(_identify(one.record))
        effects.append(one)
    return Preview(place, tuple(effects))


def keep_import(
    plans: Plans, preview: Preview, *, conflicts: Side | None = None, by: str = ""
) -> None:
    """Make the previewed changes, all or none.

    Where both sides have changed, `conflicts` says which wins: "theirs", the plan's present
    record, or "ours", the file's. None refuses a file with conflicts.

    Raises
    ------
    PlanError
        If the file has faults, or conflicts without a decision.
    ChangedMeanwhile
        If the plan has changed since the preview.
    """
    faults = preview.faults
    if conflicts is None:
        changed_since = say("This has been changed in the plan since the file was made.")
        removed_since = say("This has been removed from the plan since the file was made.")
        remedy = say("Choose which version to keep.")
        faults += [
            Fault(one.entry.where, changed_since if one.kept else removed_since, remedy=remedy)
            for one in preview.effects
            if one.effect == "conflict"
        ]
    if faults:
        raise PlanError(faults)
    added: list[Record] = []
    brought: list[Kept[Any]] = []
    changed: list[tuple[Kept[Any], Record]] = []
    for effected in preview.effects:
        decided = effected.effect == "conflict" and conflicts == "ours"
        if effected.record is None or not (effected.effect in ("new", "changed") or decided):
            continue
        if effected.kept is not None:
            changed.append((effected.kept, effected.record))
        elif effected.entry.kept is not None and effected.effect == "new":
            theirs = replace(effected.entry.kept, place=preview.place, record=effected.record)
            brought.append(theirs)
        else:
            added.append(effected.record)
    plans.save_together(preview.place, added=added, brought=brought, changed=changed, by=by)


def _identify(record: Record) -> tuple[type[Record], str]:
    return type(record), record.model_dump_json()


def _check_identity(entry: Entry, often: int) -> None:
    if often > 1:
        what = say("This identity is in the file more than once.")
        remedy = say(
            "Keep identity and version in one row and clear both in the others; these then "
            "become new entries."
        )
        raise PlanError([Fault(entry.where, what, remedy=remedy)])


def _compare(
    plans: Plans,
    place: str,
    entry: Entry,
    kept: Kept[Any] | None,
    known: set[tuple[type[Record], str]],
) -> Effected:
    kind = find_kinds().get(entry.kind)
    if kind is None:
        called = shorten(entry.kind)
        what = say(
            'This version of the atlas does not know the kind of record "{kind}".', kind=called
        )
        closest = find_closest(entry.kind, find_kinds())
        raise PlanError([Fault(entry.where, what, closest=closest)])
    before = kept.record if kept and type(kept.record) is kind.record else None
    record = _make_record(kind, entry, before)
    differences = find_differences(kind, before, record)
    if not entry.identity:
        effect: Effect = "same" if _identify(record) in known else "new"
        return Effected(entry, effect, record, None, differences if effect == "new" else ())
    if kept is None:
        # The place's plan does not have this identity, or no longer has it.
        if plans.history(place, identity=entry.identity):
            return Effected(entry, "conflict", record, None, differences)
        is_elsewhere = plans.find(entry.identity) is not None
        if entry.kept is not None and not is_elsewhere:
            return Effected(entry, "new", record, None, differences)
        what = say("There is no record with this identity.")
        if is_elsewhere:
            what = say("This identity belongs to the plan of another place.")
        remedy = say("Clear identity and version; the entry is then new.")
        return Effected(entry, "fault", record, faults=(Fault(entry.where, what, remedy=remedy),))
    if record == kept.record:
        return Effected(entry, "same", record, kept)
    effect = "changed" if entry.stamp == kept.stamp else "conflict"
    return Effected(entry, effect, record, kept, differences)


def _make_record(kind: KindSpec, entry: Entry, before: Record | None) -> Record:
    """Return the record of an entry; fields that it lacks stay as they were."""
    if entry.faults:
        raise PlanError(list(entry.faults))
    values = {**(before.model_dump() if before else {}), **entry.values}
    for shape in list_shapes(kind) if before else ():
        # Tick boxes have no order; the existing order stays.
        if shape.form == "choices":
            old = getattr(before, shape.field)
            values[shape.field] = _keep_order(old, values[shape.field])
    try:
        return kind.record.model_validate(values)
    except ValidationError as error:
        told = list_invalid(
            error, entry.where, lambda keys: kind.call(str(keys[0])) if keys else ""
        )
        raise PlanError(list(told)) from None


def _keep_order(old: tuple[str, ...], new: object) -> object:
    """Return the existing choices, if the new ones are the same in any order."""
    listed = new if isinstance(new, list | tuple) else [None]
    is_same = all(isinstance(choice, str) for choice in listed) and set(old) == set(listed)
    return old if is_same else new
