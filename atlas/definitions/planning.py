"""Fields of what a plan is looked at by: principles, kinds of evidence, and areas of outcome."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import Definition, Text

# What a group or a figure says that tells of no domain.
NO_DOMAIN = "none"


class Principle(Definition):
    """One principle that a plan is looked at by.

    Those of the framework "welcoming" are ticked for each action; those of "inclusive_cities"
    are asked of the whole plan, and `looks_at` says what of the plan answers them. `actions`
    are those that answer it by being in the plan.
    """

    framework: Literal["welcoming", "inclusive_cities"]
    name: Text
    question: Text
    order: int
    looks_at: Literal["", "leadership", "partnership", "residents", "figures", "advocacy"] = ""
    actions: list[Text] = Field(default_factory=list)
    document: Text
    heading: Text


class StandardCategory(Definition):
    """One category of evidence of the Welcoming Standard; what is asked is in our own words."""

    name: Text
    asks: Text
    examples: list[Text] = Field(min_length=1)
    order: int
    document: Text
    heading: Text
    note: Text


class OutcomeArea(Definition):
    """One area in which an action may show: figures that tell it, and questions to ask.

    `follows` names indicators that the atlas can follow; where none tells of the area, the
    questions of `asks` are all there is. `family` is the framework's heading for several areas.
    """

    name: Text
    family: Literal["markers_and_means", "social_connections", "facilitators", "foundation"]
    order: int
    follows: list[Text] = Field(default_factory=list)
    asks: list[Text] = Field(min_length=1)
    note: str = ""
    document: Text
    heading: Text
