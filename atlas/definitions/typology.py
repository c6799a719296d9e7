"""Fields of a typology: one way of sorting areas into types, and the rules for each type."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import Colour, Condition, Definition, Part, Text


class Target(Part):
    """Where an ideal area of a type would lie: a percentile, and how much it counts."""

    percentile: float = Field(ge=0, le=100)
    weight: float = Field(gt=0)


class AreaType(Part):
    """One type. Exactly one of `profile`, `all` and `indicator` is used, by the method."""

    id: Text
    name: Text
    colour: Colour
    summary: Text
    origin: Text
    origin_kind: Literal["described", "our_reading", "local_term", "published"]
    profile: dict[str, Target] = Field(default_factory=dict)
    all: list[Condition] = Field(default_factory=list)
    indicator: str = ""


class Sureness(Part):
    """How the stability of a type is tried.

    `count_noise` is the standard deviation, in people or households, of the seeded random
    change made to every census count.
    """

    repeats: int = Field(ge=1)
    seed: int
    count_noise: float = Field(ge=0)
    borderline_under: float = Field(ge=0, le=1)


class Typology(Definition):
    """One way of sorting areas.

    Method `profiles` measures the distance to ideal profiles; `rules` takes the first type
    all of whose conditions hold, the last type taking the rest; `largest` takes the type
    whose indicator has the highest value. `borderline_margin` is how near an area may come
    to another type before it is shown as borderline: percentile points of the town for
    `rules`, the indicators' own unit for `largest`.
    """

    name: Text
    question: Text
    method: Literal["profiles", "rules", "largest"]
    about: Text
    caution: Text
    order: int
    power: float = 3.0
    minimum_weight: float = Field(default=0.75, ge=0, le=1)
    borderline_lead: float = Field(default=0.06, ge=0)
    unclear_distance: float = Field(default=32.0, ge=0)
    borderline_margin: float = Field(default=0.0, ge=0)
    sureness: Sureness | None = None
    types: list[AreaType] = Field(min_length=2)
    documents: list[Text] = Field(default_factory=list)
