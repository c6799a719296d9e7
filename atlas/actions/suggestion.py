"""What the matching of actions returns: suggestions, what triggered them, and what did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from atlas.actions.town_scale import Compared
    from atlas.definitions.action import Trigger

Kind = Literal["area", "place"]
# Too few people; not unusual; no figure or nothing to compare it with; a required subject.
Why = Literal["few", "usual", "missing", "requires", "event"]


@dataclass(frozen=True, slots=True)
class FiredTrigger:
    """A trigger that fired.

    Parameters
    ----------
    condition
        The trigger.
    value, percentile
        The figure, and its percentile on `scale`; the mean of those of the areas it fired for.
    people
        Of how many people or homes it is true in these areas together; None where that is not
        counted.
    supports_only
        True for ethnicity, faith and context: it adds to other triggers and never suggests.
    areas
        For how many of the areas asked about it fired; 0 where it did for none by itself, and
        for all of them together, as it does for a place.
    scale
        On which its percentile is told: the town, or the country where only that is unusual.
        "either" where some areas are unusual in one and some in the other.
    compared
        What the town's scale was made of.
    town
        The authority on whose scale it is told, where the place is of several; else empty.
    """

    condition: Trigger
    value: float
    percentile: float
    people: int | None
    supports_only: bool
    areas: int
    scale: str
    compared: Compared = "town"
    town: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One action suggested for an area or a set of areas, with what speaks for it.

    Parameters
    ----------
    action
        Identity of the action.
    kind
        "area" where the areas' figures triggered it, "place" for what is offered once for the
        whole place.
    score
        0 to 1; only the order matters.
    band
        The score to the nearest step, within which evidence may sort.
    fit
        How far the area belongs to the types the action suits, beyond the country's mean: 0 to 1.
    people
        Of how many people or homes its strongest counted trigger is true; None where none is.
    triggers
        What fired, strongest first.
    areas
        How many of the areas asked about it is suggested for.
    asked
        How many areas were asked about; of what is offered to a place, all of the place.
    start
        Of what is offered to a place, the areas to start in.
    missing
        Figures that could not be judged here.
    raised_by
        Events of the plan and low answers of the self-check that speak for it.
    before
        The action of a higher score, in the same band, that it stands before for being better
        tested; empty where there is none.
    is_kept
        Whether it stands among the first so that what nobody has tested is not squeezed out.
    """

    action: str
    kind: Kind
    score: float
    band: float
    fit: float
    people: int | None
    triggers: tuple[FiredTrigger, ...]
    areas: int
    asked: int
    start: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    raised_by: tuple[str, ...] = ()
    before: str = ""
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Unfired:
    """An action that is not suggested, and the trigger that came nearest.

    Parameters
    ----------
    action
        Identity of the action.
    kind
        Whether it is for areas or for the place.
    condition
        The trigger that came nearest to firing; None where the action has none that can be told.
    people, floor
        Of how many people or homes the figure is true here, and of how many it must be; None
        where that is not counted, and 0 for no floor.
    why
        "few" where the figure is unusual and true of too few; "requires" where it fired and a
        subject that must fire as well did not; "missing" where nothing could be judged;
        "usual" where the figure is nothing unusual; "event" where it waits for an event.
    requires
        The subjects of which one would have to fire, beside what fired; of several such groups
        the first.
    missing
        Figures that could not be judged here.
    """

    action: str
    kind: Kind
    condition: Trigger | None
    people: int | None
    floor: int
    why: Why
    requires: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
