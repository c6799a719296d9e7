"""Find what a plan covers and leaves out: domains, areas, sectors, and questions of principle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from atlas.definitions import Definitions, Principle
    from atlas.plan.records.kinds.planned_action import PlannedAction

# The three that are to work together as equals, following Engagierte Stadt; science is welcome.
THREE = ("public", "civil_society", "business")
ALL = (*THREE, "science")
# What of an action answers a question: the word for what is missing, and the test for it.
ASKS: dict[str, dict[str, Callable[[PlannedAction], bool]]] = {
    "leadership": {"owner": lambda action: bool(action.owner)},
    "partnership": {"outside": lambda action: bool({*action.sectors} - {"public"})},
    "residents": {
        "newcomers": lambda action: bool(action.gains_newcomers),
        "residents": lambda action: bool(action.gains_residents),
    },
    "figures": {
        "measures": lambda action: bool(action.measures),
        "review": lambda action: action.review is not None,
    },
    "advocacy": {},
}


def list_alive(planned: Sequence[PlannedAction]) -> list[PlannedAction]:
    """Return the actions of a plan that were not stopped; only they count."""
    return [action for action in planned if action.status != "stopped"]


@dataclass(frozen=True, slots=True)
class DomainCover:
    """What belongs to one domain.

    Parameters
    ----------
    domain
        Identity of a domain.
    planned
        Titles of the plan's actions, in the plan's order; stopped ones do not count.
    recommended
        Identities of the suggested actions, best fit first.
    figures
        Identities of the atlas's indicators in the domain.
    followed
        Those that an action of the plan tracks.
    """

    domain: str
    planned: tuple[str, ...]
    recommended: tuple[str, ...]
    figures: tuple[str, ...]
    followed: tuple[str, ...]


def cover_domains(
    definitions: Definitions, planned: Sequence[PlannedAction], recommended: Iterable[str]
) -> list[DomainCover]:
    """Return what belongs to each of the five domains of Spencer and Charsley (2016).

    In their order, including empty ones. An action of the town's own without a domain belongs
    to none. `recommended` are identities of suggested actions.
    """
    alive = list_alive(planned)
    followed = {name for action in alive for name in action.measures}
    suggested = [name for name in recommended if name in definitions.actions]
    found = []
    for domain in sorted(definitions.domains.values(), key=lambda domain: domain.order):
        inside = [one for one in alive if domain_of_action(definitions, one) == domain.id]
        figures = [
            indicator.id
            for indicator in definitions.in_order()
            if definitions.domain_of(indicator) == domain.id
        ]
        found.append(
            DomainCover(
                domain.id,
                tuple(call_action(definitions, action) for action in inside),
                tuple(name for name in suggested if definitions.actions[name].domain == domain.id),
                tuple(figures),
                tuple(name for name in figures if name in followed),
            )
        )
    return found


def call_action(definitions: Definitions, planned: PlannedAction) -> str:
    """Return the name of an action in the plan: its own title, else that of the suggestion."""
    return planned.title or definitions.call_action(planned.action)


def domain_of_action(definitions: Definitions, planned: PlannedAction) -> str:
    """Return the domain of an action in the plan; empty where none is known."""
    known = definitions.find_action(planned.action)
    return known.domain if known else planned.domain


def theme_of_action(definitions: Definitions, planned: PlannedAction) -> str:
    """Return the theme of an action in the plan; empty where none is known."""
    known = definitions.find_action(planned.action)
    return known.theme if known else planned.theme


@dataclass(frozen=True, slots=True)
class AreaCover:
    """Which areas of a place its plan names.

    Parameters
    ----------
    left_out
        Codes of the areas that no action of the plan names, in order.
    total
        How many areas the place has.
    everywhere
        How many actions are for the whole place; they name no area.
    """

    left_out: tuple[str, ...]
    total: int
    everywhere: int


def cover_areas(areas: pd.DataFrame, planned: Sequence[PlannedAction]) -> AreaCover:
    """Return which areas no action of the plan names; stopped actions do not count.

    Parameters
    ----------
    areas
        Indexed by area, with the codes of the larger areas that each lies in: an action for
        a larger area is for its areas too.
    planned
        The plan's actions.
    """
    alive = list_alive(planned)
    named = {area for action in alive for area in action.areas}
    larger = [name for name in areas.columns if name.endswith("_code")]
    within = areas[larger].isin(named).any(axis=1)
    left = areas.index[~(areas.index.isin(named) | within.to_numpy())]
    return AreaCover(
        tuple(str(area) for area in left), len(areas), sum(not action.areas for action in alive)
    )


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
    alive = [set(action.sectors) for action in list_alive(planned)]
    return Balance(
        len(alive),
        {sector: sum(sector in sectors for sectors in alive) for sector in ALL},
        sum(set(THREE) <= sectors for sectors in alive),
        sum(sectors == {"public"} for sectors in alive),
        sum(not sectors for sectors in alive),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """How a plan answers one principle.

    Parameters
    ----------
    principle
        The principle's definition.
    asked
        How many actions were tested: all that were not stopped.
    lacking
        By what is missing, the positions in the plan of the actions that lack it.
    in_plan, not_in_plan
        Identities of actions that answer the principle by themselves.
    """

    principle: Principle
    asked: int
    lacking: Mapping[str, tuple[int, ...]]
    in_plan: tuple[str, ...]
    not_in_plan: tuple[str, ...]


def ask_principles(definitions: Definitions, planned: Sequence[PlannedAction]) -> list[Answer]:
    """Return how a plan answers each principle that applies to the whole plan.

    Nothing is scored: an answer lists the actions that lack something, and the suggested
    actions that would answer it. Stopped actions are not tested.
    """
    alive = [(place, one) for place, one in enumerate(planned) if one.status != "stopped"]
    # A retired action counts as its successor.
    found = [definitions.find_action(action.action) for _, action in alive]
    held = {action.id for action in found if action is not None}
    answers = []
    for principle in sorted(definitions.principles.values(), key=lambda one: one.order):
        if principle.framework != "inclusive_cities":
            continue
        lacking = {
            word: tuple(place for place, action in alive if not meets(action))
            for word, meets in ASKS[principle.looks_at].items()
        }
        known = [name for name in principle.actions if name in definitions.actions]
        in_plan = tuple(name for name in known if name in held)
        not_in_plan = tuple(name for name in known if name not in held)
        answers.append(Answer(principle, len(alive), lacking, in_plan, not_in_plan))
    return answers
