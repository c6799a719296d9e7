"""How sectors share a plan: each action is counted where it belongs, and nowhere else."""

from __future__ import annotations

from hypothesis import given

from atlas.plan.records.coverage import ALL, weigh_sectors
from atlas.plan.records.kinds.planned_action import PlannedAction
from tests.atlas.plan.plans_made_up import PLANS


@given(plan=PLANS)
def test_counts_add_up(plan):
    balance = weigh_sectors(plan)
    live = [one for one in plan if one.status != "stopped"]

    assert balance.asked == len(live)
    assert sum(balance.by_sector.values()) == sum(len(one.sectors) for one in live)
    assert balance.all_three + balance.public_alone + balance.not_said <= balance.asked
    assert balance.all_three <= min(balance.by_sector[one] for one in ALL[:3])


def test_a_sector_that_is_missing_is_named():
    plan = [
        PlannedAction(action="ACT-1", sectors=("public",)),
        PlannedAction(action="ACT-2", sectors=("public", "civil_society", "science")),
        PlannedAction(action="ACT-3", sectors=("business",), status="stopped"),
        PlannedAction(action="ACT-4"),
    ]
    balance = weigh_sectors(plan)

    assert balance.missing == ("business",)
    assert (balance.public_alone, balance.not_said, balance.all_three) == (1, 1, 0)
    assert weigh_sectors([]).missing == ()
