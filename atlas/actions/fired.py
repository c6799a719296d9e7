"""List the triggers that fired for areas, with their figures, strongest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.actions.asked import TOWN, VALUE
from atlas.actions.suggestion import FiredTrigger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.asked import Asked
    from atlas.actions.evidence import Plan, Table
    from atlas.actions.judged import Judged
    from atlas.actions.triggers import Reading

EITHER = "either"


def list_fired(
    judged: Judged,
    plan: Plan,
    rows: np.ndarray,
    fired: np.ndarray,
    together: Table | None,
) -> tuple[FiredTrigger, ...]:
    """Return the triggers of an action that fired, reasons before supporting ones.

    Parameters
    ----------
    judged
        The triggers of the place.
    plan
        The action's triggers.
    rows
        The areas asked about.
    fired
        Where triggers fire area by area: triggers by areas.
    together
        The table for the areas taken together, where that suggests the action; else None.
    """
    found: list[tuple[float, FiredTrigger]] = []
    whole = together.fired[:, 0] if together is not None else np.zeros(len(fired), dtype=bool)
    for row in plan.rows:
        here = fired[row]
        if here.any():
            strength = float((judged.table.strength[row, rows] * here).mean())
            asked, inside = judged.table.asked[row], rows[here]
            reading, by_town = judged.judge.read_areas(asked.indicator), judged.table.by_town[row]
            told = describe_fired(judged, asked, reading, by_town[inside], inside, inside)
            found.append((strength, replace(told, areas=len(inside))))
        elif whole[row] and together is not None:
            asked = judged.table.asked[row]
            reading = judged.judge.judge_together(asked.indicator, rows)
            told = describe_fired(judged, asked, reading, together.by_town[row], rows)
            found.append((float(together.strength[row, 0]), told))
    return sort_fired(found)


def sort_fired(found: Sequence[tuple[float, FiredTrigger]]) -> tuple[FiredTrigger, ...]:
    """Return triggers in order of strength, reasons before supporting ones."""
    ordered = sorted(
        found, key=lambda pair: (pair[1].supports_only, -pair[0], pair[1].condition.indicator)
    )
    return tuple(trigger for _, trigger in ordered)


def describe_fired(
    judged: Judged,
    asked: Asked,
    reading: Reading,
    by_town: np.ndarray,
    rows: np.ndarray,
    entries: Sequence[int] | np.ndarray = (0,),
) -> FiredTrigger:
    """Return a trigger that fired for areas, with the mean of some entries of a reading.

    By default it is the one entry of areas taken together.
    """
    scale, inside = _name_scale(judged, asked, by_town), np.array(entries)
    positions = reading.town if scale == TOWN else reading.country
    people = reading.people[inside]
    return FiredTrigger(
        condition=asked.trigger,
        value=float(reading.figures[inside].mean()),
        percentile=float(positions[inside].mean()),
        people=None if np.isnan(people).all() else round(float(np.nansum(people))),
        supports_only=asked.role != "reason",
        areas=0,
        scale=scale,
        compared=judged.scale.compared[rows[0]],
        town=judged.scale.name_town(rows),
    )


def count_strongest(triggers: Sequence[FiredTrigger]) -> int | None:
    """Return the people of the strongest reason that has a count; None if there is none."""
    counted = (one.people for one in triggers if not one.supports_only and one.people is not None)
    return next(counted, None)


def _name_scale(judged: Judged, asked: Asked, by_town: np.ndarray) -> str:
    """Return the scale that a trigger fired on: the town's, the country's, or either."""
    if asked.trigger.scale == VALUE:
        return TOWN
    if asked.trigger.scale != TOWN or not by_town.any():
        return judged.measures.store.reference
    return TOWN if by_town.all() else EITHER
