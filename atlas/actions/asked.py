"""Complete each trigger: its own bounds, or else those of its subject, or of the rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from atlas.definitions import PROTECTED
from atlas.definitions.action import Trigger

if TYPE_CHECKING:
    from atlas.definitions import Definitions, SuggestionRule
    from atlas.definitions.subject import SubjectFigure

# A reason can suggest an action; context and protected characteristics only support reasons.
Role = Literal["reason", "context", "protected"]
TOWN, VALUE = "town", "value"


@dataclass(frozen=True, slots=True)
class Asked:
    """A trigger with its defaults filled in.

    Parameters
    ----------
    trigger
        As defined.
    subject
        Its subject; the id of the indicator where that belongs to no subject.
    role
        Whether it can suggest an action, or only supports.
    people, place_people
        The floor: how many people it must be true of in an area, and in a place; 0 for none.
    country_at_least, or_country
        The percentile in the country that is required as well, and the one that is enough alone.
    """

    trigger: Trigger
    subject: str
    role: Role
    people: int
    place_people: int
    country_at_least: float
    or_country: float

    @property
    def indicator(self) -> str:
        """The id of its indicator."""
        return self.trigger.indicator

    @property
    def is_low(self) -> bool:
        """Whether it asks for low figures. No people are counted then, so there is no floor."""
        return self.trigger.at_least is None

    @property
    def is_between(self) -> bool:
        """Whether it has both bounds; percentiles in the country are then not checked."""
        return self.trigger.at_least is not None and self.trigger.at_most is not None


class Askings:
    """The complete triggers of all actions, and one for every figure of the subjects.

    Parameters
    ----------
    definitions
        Actions, subjects, indicators and the rule.
    """

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self._figures = {
            figure.indicator: (subject.id, figure)
            for subject in definitions.subjects.values()
            for figure in subject.figures
        }
        self.by_action = {
            action.id: [self.resolve(one) for one in action.triggers]
            for action in definitions.actions.values()
        }
        self.least: dict[str, list[Asked]] = {
            action.id: [self.resolve(_ask_count(*one)) for one in action.least.items()]
            for action in definitions.actions.values()
        }
        self.by_subject: dict[str, list[Asked]] = {
            subject.id: [
                self.resolve(_ask_by_rule(figure, definitions.rule)) for figure in subject.figures
            ]
            for subject in definitions.subjects.values()
        }

    def resolve(self, trigger: Trigger) -> Asked:
        """Return a trigger with its defaults filled in."""
        rule = self.definitions.rule
        subject, figure = self._figures.get(trigger.indicator, ("", None))
        people = figure.people if figure and trigger.people is None else trigger.people
        of_place = (
            figure.place_people if figure and trigger.place_people is None else trigger.place_people
        )
        gate, enough = trigger.country_at_least, trigger.or_country
        return Asked(
            trigger=trigger,
            subject=trigger.subject or subject or trigger.indicator,
            role=self._find_role(trigger),
            people=people or 0,
            place_people=of_place or 0,
            country_at_least=rule.country_at_least if gate is None else gate,
            or_country=rule.or_country if enough is None else enough,
        )

    def _find_role(self, trigger: Trigger) -> Role:
        if self.definitions.indicators[trigger.indicator].about in PROTECTED:
            return "protected"
        return "context" if trigger.context else "reason"

    def all(self) -> list[Asked]:
        """Return all triggers, without duplicates."""
        groups = [*self.by_action.values(), *self.least.values(), *self.by_subject.values()]
        return list(dict.fromkeys(asked for group in groups for asked in group))


def _ask_count(indicator: str, people: int) -> Trigger:
    """Return a trigger that asks only for a number of people."""
    return Trigger(indicator=indicator, scale=VALUE, at_least=0, people=people, context=True)


def _ask_by_rule(figure: SubjectFigure, rule: SuggestionRule) -> Trigger:
    if figure.low:
        return Trigger(indicator=figure.indicator, scale=TOWN, at_most=100 - rule.town_at_least)
    return Trigger(indicator=figure.indicator, scale=TOWN, at_least=rule.town_at_least)
