"""Results of matching actions: suggestions, fired triggers and actions not suggested."""

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
        The people or homes it is true of in these areas together; None where that is not
        counted.
    supports_only
        True for ethnicity, faith and context: it supports other triggers and never suggests.
    areas
        Number of areas it fired for; 0 where it fired only for all of them together, as for a
        place.
    scale
        The scale of its percentile: the town, or the country where it is unusual only there.
        "either" where some areas are unusual in one and some in the other.
    compared
        What the town's scale consists of.
    town
        The authority whose scale it is, where the place has several; else empty.
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
    """One action suggested for an area or a set of areas, with the reasons for it.

    Parameters
    ----------
    action
        Id of the action.
    kind
        "area" where the areas' figures triggered it, "place" for an action of the whole place.
    score
        0 to 1; only the order matters.
    band
        The score to the nearest step, within which evidence may sort.
    fit
        Membership in the types the action suits, beyond the country's mean: 0 to 1.
    people
        The people or homes that its strongest counted trigger is true of; None where none is.
    triggers
        Triggers that fired, strongest first.
    areas
        Number of areas it is suggested for.
    asked
        Number of areas asked about; for an action of the whole place, all its areas.
    start
        For an action of the whole place, the areas to start in.
    missing
        Figures that could not be judged here.
    raised_by
        Events of the plan and low answers to the self-check that are reasons for it.
    before
        The action of a higher score, in the same band, that it overtakes for being better
        tested; empty where there is none.
    is_kept
        Whether it is among the first only so that one untested action is.
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
        Id of the action.
    kind
        Whether it is for areas or for the place.
    condition
        The trigger that came nearest to firing; None where there is none.
    people, floor
        The people or homes the figure is true of here, and the number required; None where
        that is not counted, and 0 for no floor.
    why
        "few" where the figure is unusual but true of too few; "requires" where it fired but no
        trigger of a required subject did; "missing" where nothing could be judged; "usual"
        where the figure is not unusual; "event" where it waits for an event.
    requires
        The subjects of which one would have to fire as well; the first of several such groups.
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
