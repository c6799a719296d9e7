"""Fields of planning definitions: principles, evidence categories and outcome areas."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import (
    ActionId,
    Definition,
    DocumentId,
    IndicatorId,
    Text,
    Translated,
    TranslatedIfAny,
)

# The domain of a group or indicator that belongs to none.
NO_DOMAIN = "none"


class Principle(Definition):
    """One principle that a plan is reviewed against.

    Those of the framework "welcoming" are ticked for each action; those of "inclusive_cities"
    are asked of the whole plan, and `looks_at` says which part of the plan answers them.
    `actions` are those whose presence in the plan answers it.
    """

    framework: Literal["welcoming", "inclusive_cities"]
    name: Translated
    question: Translated
    order: int
    looks_at: Literal["", "leadership", "partnership", "residents", "figures", "advocacy"] = ""
    actions: list[ActionId] = Field(default_factory=list)
    document: DocumentId
    heading: Text


class StandardCategory(Definition):
    """One evidence category of the Welcoming Standard; the questions are in our own words."""

    name: Translated
    asks: Translated
    examples: list[Translated] = Field(min_length=1)
    order: int
    document: DocumentId
    heading: Text
    note: Translated


class OutcomeArea(Definition):
    """One area in which an action may show: indicators to follow, and questions to ask.

    `follows` names indicators that measure the area and may be empty; `asks` are the questions.
    `family` is the framework's heading for several areas.
    """

    name: Translated
    family: Literal["markers_and_means", "social_connections", "facilitators", "foundation"]
    order: int
    follows: list[IndicatorId] = Field(default_factory=list)
    asks: list[Translated] = Field(min_length=1)
    note: TranslatedIfAny = ""
    document: DocumentId
    heading: Text


class PlanEvent(Definition):
    """A kind of event that a plan can hold, such as a closure.

    Actions name it in `events`: while it is in force they come first for the place.
    `counts_from` says which date is recorded, and `months` how long the event is in force from
    that date.
    """

    name: Translated
    summary: Translated
    counts_from: Translated
    months: int = Field(ge=1, le=60)
    order: int
