"""List the triggers that fired for areas, with their figures, strongest first."""

from __future__ import annotations

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
            found.append((strength, _describe_parts(judged, row, rows[here])))
        elif whole[row] and together is not None:
            asked = judged.table.asked[row]
            reading = judged.judge.judge_together(asked.indicator, rows)
            told = merge_fired(judged, asked, reading, together.by_town[row], rows)
            found.append((float(together.strength[row, 0]), told))
    return sort_fired(found)


def sort_fired(found: Sequence[tuple[float, FiredTrigger]]) -> tuple[FiredTrigger, ...]:
    """Return triggers in order of strength, reasons before supporting ones."""
    ordered = sorted(
        found, key=lambda pair: (pair[1].supports_only, -pair[0], pair[1].condition.indicator)
    )
    return tuple(trigger for _, trigger in ordered)


def _describe_parts(judged: Judged, row: int, here: np.ndarray) -> FiredTrigger:
    asked, table = judged.table.asked[row], judged.table
    reading = judged.judge.read_areas(asked.indicator)
    by_town = table.by_town[row, here]
    scale = _name_scale(judged, asked, by_town)
    positions = reading.town if scale == TOWN else reading.country
    people = reading.people[here]
    return FiredTrigger(
        condition=asked.trigger,
        value=float(reading.figures[here].mean()),
        percentile=float(positions[here].mean()),
        people=None if np.isnan(people).all() else round(float(np.nansum(people))),
        supports_only=asked.role != "reason",
        areas=len(here),
        scale=scale,
        compared=judged.scale.compared[here[0]],
        town=judged.scale.name_town(here),
    )


def merge_fired(
    judged: Judged, asked: Asked, reading: Reading, by_town: np.ndarray, rows: np.ndarray
) -> FiredTrigger:
    """Return a trigger that areas meet when taken together as one."""
    scale = _name_scale(judged, asked, by_town)
    positions = reading.town if scale == TOWN else reading.country
    people = float(reading.people[0])
    return FiredTrigger(
        condition=asked.trigger,
        value=float(reading.figures[0]),
        percentile=float(positions[0]),
        people=None if np.isnan(people) else round(people),
        supports_only=asked.role != "reason",
        areas=0,
        scale=scale,
        compared=judged.scale.compared[rows[0]],
        town=judged.scale.name_town(rows),
    )


def _name_scale(judged: Judged, asked: Asked, by_town: np.ndarray) -> str:
    """Return the scale that a trigger fired on: the town's, the country's, or either."""
    if asked.trigger.scale == VALUE:
        return TOWN
    if asked.trigger.scale != TOWN or not by_town.any():
        return judged.measures.store.reference
    return TOWN if by_town.all() else EITHER
