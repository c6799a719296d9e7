"""Fields of an action: what could be done, where it fits, and its sources."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.evidence import Cost, Evidence
from atlas.definitions.model import (
    ActionId,
    Condition,
    Definition,
    DocumentId,
    DomainId,
    EventId,
    IndicatorId,
    OutcomeId,
    Part,
    QuestionId,
    SubjectId,
    Text,
    ThemeId,
    Translated,
    TranslatedIfAny,
    TypeId,
)


class Citation(Part):
    """A heading in a document, and what the action takes from it."""

    document: DocumentId
    heading: Text
    note: TranslatedIfAny = ""


Tier = Literal[
    "district", "county", "unitary", "combined", "health", "police", "parish", "government"
]


class Trigger(Condition):
    """A figure that suggests an action where it lies between the bounds.

    With `context`, the figure raises the action's rank but is not a reason for it and is never
    given as one: few people moving in does not call for a festival. `subject` is an identity in
    `layers/subjects`; only the strongest trigger of a subject counts. `people` is the minimum
    number of people or homes that the figure must apply to in an area, `place_people` in the
    whole place. `country_at_least` is the percentile in the country that is also required,
    `or_country` the one that suffices alone. Defaults come from the subject, then the rule.
    """

    context: bool = False
    subject: SubjectId = ""
    people: int | None = Field(default=None, ge=0)
    place_people: int | None = Field(default=None, ge=0)
    country_at_least: float | None = Field(default=None, ge=0, le=100)
    or_country: float | None = Field(default=None, ge=0, le=100)


class Means(Part):
    """Funding or legislation that an action can use, and the date of that information."""

    kind: Literal["money", "law"]
    name: Translated
    date: Text
    document: DocumentId = ""
    note: TranslatedIfAny = ""


class Awaited(Part):
    """A figure that would trigger the action if it were published for small areas."""

    figure: Translated
    reason: Translated


class Action(Definition):
    """One integration action.

    Any trigger suggests the action; further triggers raise its rank. A trigger on ethnicity or
    faith never suggests an action by itself; it only adds to another. `scope` "place" marks
    what a whole council, college or health board does: it is offered once for the place.
    `outcomes` are the outcome areas in which it may show. `requires` lists groups of subjects;
    at least one of each group must have fired. `least` gives, by figure, the number of people
    or homes it must apply to in an area, whatever the triggers. `tier` is who holds the power,
    `lead` the lead post, `partners` who else is needed, `means` the funding or legislation,
    `needs` what it takes to work. `events` in the plan and low `answers` in the self-check
    raise an action of the place; with `after_event` only such an event suggests it. `cost` is
    its cost to a place per year, `evidence` whether it works.
    """

    name: Translated
    summary: Translated
    why: Translated
    theme: ThemeId
    domain: DomainId
    outcomes: list[OutcomeId] = Field(default_factory=list)
    scope: Literal["area", "place"]
    suits: list[TypeId] = Field(default_factory=list)
    requires: list[list[SubjectId]] = Field(default_factory=list)
    least: dict[IndicatorId, int] = Field(default_factory=dict)
    events: list[EventId] = Field(default_factory=list)
    after_event: bool = False
    answers: list[QuestionId] = Field(default_factory=list)
    tier: list[Tier] = Field(default_factory=list)
    lead: list[Translated] = Field(min_length=1)
    partners: list[Translated] = Field(default_factory=list)
    means: list[Means] = Field(default_factory=list)
    needs: TranslatedIfAny = ""
    effort: Literal["low", "medium", "high"]
    time: Translated
    progress: Translated
    triggers: list[Trigger] = Field(default_factory=list)
    awaits: list[Awaited] = Field(default_factory=list)
    sources: list[Citation] = Field(min_length=1)
    note: TranslatedIfAny = ""
    cost: Cost | None = None
    evidence: Evidence | None = None


class Retired(Definition):
    """An action that is no longer on the list.

    Links, plans and notes that name it still work: they lead to the first of its `successors`,
    with the explanation `says`.
    """

    name: Translated
    successors: list[ActionId] = Field(min_length=1)
    says: Translated
