"""Find why actions are not suggested: the trigger that came nearest, and what it lacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.actions.suggestion import Unfired

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.evidence import Plan, Table
    from atlas.actions.suggestion import Why


class Looked:
    """The triggers of some areas: area by area, and together where there are several."""

    def __init__(
        self, table: Table, rows: np.ndarray, fired: np.ndarray, together: Table | None = None
    ) -> None:
        self.table, self.rows = table, rows
        self.unusual: np.ndarray = np.asarray(table.unusual[:, rows].any(axis=1))
        self.missing: np.ndarray = np.asarray(table.missing[:, rows].all(axis=1))
        # One column for each area, and one for the areas together.
        self.columns = fired
        if together is not None:
            self.unusual = self.unusual | together.unusual[:, 0]
            self.columns = np.column_stack([fired, together.fired])
        self.fired: np.ndarray = np.asarray(self.columns.any(axis=1))

    def count(self, row: int) -> float:
        """Return the people of a row: where it is unusual, or else in all areas; NaN if none."""
        people, here = self.table.people[row, self.rows], self.table.unusual[row, self.rows]
        if np.isnan(people).all():
            return float("nan")
        return float(np.nansum(people[here] if here.any() else people))

    def find_floor(self, row: int, plan: Plan) -> int:
        """Return the number of people that a trigger of an action must be true of; 0 for none."""
        asked = self.table.asked[row]
        if asked.is_low:
            return 0
        return asked.people if plan.action.scope == "area" else asked.place_people


def describe_unfired(plan: Plan, here: Looked) -> Unfired:
    """Return why an action for areas is not suggested."""
    reasons = list(plan.reasons)
    lacking = list_lacking(plan, here.columns)
    needed = [row for row in reasons if any(row in plan.requires[group] for group in lacking)]
    why, row = _find_nearest(reasons, needed or reasons, here)
    if why == "requires" and lacking[0] >= len(plan.action.requires):
        # No subject is lacking, only the minimum number of people: its row counts them.
        (row,) = plan.requires[lacking[0]]
        why = "missing" if here.missing[row] else "few"
    requires = tuple(plan.action.requires[lacking[0]]) if why == "requires" else ()
    return make_unfired(plan, why, row, here, requires)


def list_lacking(plan: Plan, fired: np.ndarray) -> list[int]:
    """Return the indices of required groups in which no trigger fires beside a reason.

    They are taken from the column where a reason fires and the most groups do: a reason in one
    area and its required subject in another suggest nothing.

    Parameters
    ----------
    plan
        The action.
    fired
        Where triggers fire: triggers by columns.
    """
    held = np.array([fired[rows].any(axis=0) for rows in plan.requires])
    if not held.size:
        return []
    beside = fired[plan.reasons].any(axis=0)
    best = int(np.where(beside, held.sum(axis=0), -1).argmax())
    holds = held[:, best] if beside.any() else held.any(axis=1)
    return [int(group) for group in np.flatnonzero(~holds)]


def _find_nearest(
    reasons: Sequence[int], needed: Sequence[int], here: Looked
) -> tuple[Why, int | None]:
    """Return why an action is not suggested, and the row of the trigger that explains it.

    Where a required subject is lacking it is a trigger of that subject: no other would suggest
    the action, however near it came.
    """
    if not reasons:
        return "missing", None
    fired = [row for row in reasons if here.fired[row]]
    if fired:
        return "requires", fired[0]
    few = [row for row in needed if here.unusual[row]]
    if few:
        asked = here.table.asked
        return "few", max(few, key=lambda row: here.count(row) / max(asked[row].people, 1))
    known = [row for row in needed if not here.missing[row]]
    return ("usual", known[0]) if known else ("missing", needed[0])


def make_unfired(
    plan: Plan, why: Why, row: int | None, here: Looked, requires: tuple[str, ...] = ()
) -> Unfired:
    """Return the record of one action that is not suggested; `row` is the trigger to explain it."""
    people = float("nan") if row is None else here.count(row)
    return Unfired(
        action=plan.action.id,
        kind=plan.action.scope,
        condition=None if row is None else here.table.asked[row].trigger,
        people=None if np.isnan(people) else round(people),
        floor=0 if row is None else here.find_floor(row, plan),
        why=why,
        requires=requires,
        missing=here.table.name_missing(plan, here.rows),
    )
