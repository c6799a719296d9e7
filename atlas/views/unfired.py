"""What is not suggested for areas and why, and what cannot be judged there: two short lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from atlas.text import say, write_number
from atlas.views.action_power import TIERS, asks_another, find_tiers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Action
    from atlas.definitions.action import Trigger
    from atlas.facade import Atlas

Why = Literal["few", "usual", "missing", "requires"]
# In this order: what nearly fired is what a planner asks about.
ORDER: tuple[Why, ...] = ("few", "requires", "usual")


class Unfired(Protocol):
    """An action that is not suggested, and why not.

    Attributes
    ----------
    action
        Its identity.
    condition
        The figure that would have had to be met, or None.
    people, floor
        Of how many people or homes the figure is true, and of how many it must be; None where
        nobody counts them.
    why
        Too few people, no more than is usual, no figure at all, or another figure is needed too.
    """

    @property
    def action(self) -> str:  # noqa: D102 - as above
        ...

    @property
    def condition(self) -> Trigger | None:  # noqa: D102 - as above
        ...

    @property
    def people(self) -> float | None:  # noqa: D102 - as above
        ...

    @property
    def floor(self) -> int | None:  # noqa: D102 - as above
        ...

    @property
    def why(self) -> Why:  # noqa: D102 - as above
        ...


def find_unfired(atlas: Atlas, areas: Sequence[str]) -> Sequence[Unfired]:
    """Return what is not suggested for areas; nothing where the matcher does not tell."""
    ask = getattr(atlas, "not_suggested", None)
    return tuple(ask(areas)) if ask is not None else ()


def list_unfired(atlas: Atlas, unfired: Sequence[Unfired]) -> list[str]:
    """Return why each action is not suggested, once per action, what nearly fired first."""
    known = [one for one in _first_of_each(unfired) if one.why in ORDER]
    known.sort(key=lambda one: (ORDER.index(one.why), _name(atlas, one)))
    return [tell_unfired(atlas, one) for one in known]


def list_unjudged(atlas: Atlas, unfired: Sequence[Unfired]) -> list[str]:
    """Return what cannot be judged, for want of a figure, once per action."""
    return sorted(
        tell_unfired(atlas, one) for one in _first_of_each(unfired) if one.why == "missing"
    )


def tell_unfired(atlas: Atlas, unfired: Unfired) -> str:
    """Return in a line why an action is not suggested, and whom to ask where others could."""
    action = atlas.definitions.actions[unfired.action]
    figure = _name_figure(atlas, unfired)
    if unfired.why == "few" and unfired.people is not None and unfired.floor is not None:
        told = say(
            "{action}: {people} people or homes, the least is {floor}",
            action=action.name,
            people=show_count(unfired.people),
            floor=write_number(unfired.floor),
        )
        return told + _tell_whom(atlas, action)
    if unfired.why == "missing":
        if not figure:
            return say("{action}: no figure tells of it here", action=action.name)
        return say("{action}: there is no figure for “{figure}”", action=action.name, figure=figure)
    if unfired.why == "requires":
        return say("{action}: it needs another figure too, which is usual here", action=action.name)
    if not figure:
        return say("{action}: its figures are usual here", action=action.name)
    return say("{action}: “{figure}” is usual here", action=action.name, figure=figure)


def show_count(people: float) -> str:
    """Return a number of people as it is, however small: it is why something is not suggested."""
    return write_number(round(people))


def _tell_whom(atlas: Atlas, action: Action) -> str:
    """Return whom to ask, who serves more people than one council or area has."""
    if not asks_another(action, find_tiers(atlas)):
        return ""
    return say("; ask {who}", who=say(TIERS[action.tier[0]]))


def _first_of_each(unfired: Sequence[Unfired]) -> list[Unfired]:
    return list({one.action: one for one in reversed(unfired)}.values())


def _name(atlas: Atlas, unfired: Unfired) -> str:
    return atlas.definitions.actions[unfired.action].name.casefold()


def _name_figure(atlas: Atlas, unfired: Unfired) -> str:
    if unfired.condition is None or unfired.condition.indicator not in atlas.definitions.indicators:
        return ""
    return atlas.definitions.indicators[unfired.condition.indicator].name
