"""An open database of plans in a file, and plans to bring out and in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from atlas.plan.exchange.copy_of_plan import copy_plan
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans

MADE = datetime(2030, 1, 1, 9, 0, tzinfo=UTC)
FULL = PlannedAction(
    action="ACT-01",
    title="=SUM(A1) is a title: «Viele Stimmen»",
    areas=("E01990001", "E01990002"),
    owner="Communities team",
    partners=("Library", "+44 club"),
    sectors=("science", "public"),
    start=date(2030, 2, 1),
    review=date(2031, 2, 1),
    measures=("dem_pop", "People who know the story"),
    status="agreed",
    money="project",
    gains_newcomers="They hear that\n\nthey belong.",
    gains_residents="A town to be _x0041_ proud of.",
    principles=("partnerships", "messages"),
    note="-1\tand @all",
)
OWN = PlannedAction(title="A table for all", owner="007")


@pytest.fixture
def open_file(tmp_path):
    """A function that opens a database of its own."""
    opened = []

    def open_one(name):
        opened.append(open_plans(f"sqlite:///{tmp_path / name}.db"))
        return opened[-1]

    yield open_one
    for plans in opened:
        plans.close()


@pytest.fixture
def plans(open_file):
    """A plan of two actions."""
    plans = open_file("plans")
    plans.add("tiny", FULL, by="Communities")
    plans.add("tiny", OWN)
    return plans


@pytest.fixture
def copy(plans):
    """A copy of the plan."""
    return copy_plan(plans, "tiny", name="Tinyville", made=MADE)
