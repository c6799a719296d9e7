"""Count a plan's actions by domain of integration and by area, and find what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from atlas.definitions import Definitions
    from atlas.plan.records.kinds.planned_action import PlannedAction


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

    Parameters
    ----------
    definitions
        The definitions that apply in the place.
    planned
        The plan's actions. One of the town's own without a domain belongs to none.
    recommended
        Identities of suggested actions.

    Returns
    -------
    list
        One entry per domain, in their order, including empty ones.
    """
    alive = [action for action in planned if action.status != "stopped"]
    followed = {
        name for action in alive for name in action.measures if name in definitions.indicators
    }
    suggested = [name for name in recommended if name in definitions.actions]
    found = []
    for domain in sorted(definitions.domains.values(), key=lambda domain: domain.order):
        figures = [
            indicator.id
            for indicator in definitions.in_order()
            if definitions.domain_of(indicator) == domain.id
        ]
        found.append(
            DomainCover(
                domain.id,
                tuple(
                    call_action(definitions, action)
                    for action in alive
                    if domain_of_action(definitions, action) == domain.id
                ),
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
    alive = [action for action in planned if action.status != "stopped"]
    named = {area for action in alive for area in action.areas}
    larger = [name for name in areas.columns if name.endswith("_code")]
    within = areas[larger].isin(named).any(axis=1)
    left = areas.index[~(areas.index.isin(named) | within.to_numpy())]
    return AreaCover(
        tuple(str(area) for area in left), len(areas), sum(not action.areas for action in alive)
    )
