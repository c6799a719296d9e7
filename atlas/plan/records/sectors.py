"""How the sectors share the actions of a plan, following Engagierte Stadt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.plan.records.kinds.planned_action import PlannedAction

# The three that are to work together as equals; science is welcome besides.
THREE = ("public", "civil_society", "business")
ALL = (*THREE, "science")


@dataclass(frozen=True, slots=True)
class Balance:
    """How sectors share the actions of a plan.

    Parameters
    ----------
    asked
        How many actions there are, without those that were stopped.
    by_sector
        How many of them each sector owns or takes part in.
    all_three
        How many the public sector, civil society and business undertake together.
    public_alone
        How many the public sector undertakes alone.
    not_said
        How many do not say who undertakes them.
    """

    asked: int
    by_sector: Mapping[str, int]
    all_three: int
    public_alone: int
    not_said: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of the three sectors that take part in no action."""
        return tuple(sector for sector in THREE if self.asked and not self.by_sector[sector])


def weigh_sectors(planned: Sequence[PlannedAction]) -> Balance:
    """Return how sectors share the actions of a plan; stopped ones do not count."""
    alive = [set(action.sectors) for action in planned if action.status != "stopped"]
    return Balance(
        len(alive),
        {sector: sum(sector in sectors for sectors in alive) for sector in ALL},
        sum(set(THREE) <= sectors for sectors in alive),
        sum(sectors == {"public"} for sectors in alive),
        sum(not sectors for sectors in alive),
    )
