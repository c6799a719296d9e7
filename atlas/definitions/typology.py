"""Fields of a typology: a classification of areas, and the rules for each type."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import (
    Colour,
    Condition,
    Definition,
    DocumentId,
    IndicatorId,
    Part,
    Sought,
    Text,
    Translated,
    TranslatedIfAny,
    TypeId,
)


class Target(Part):
    """The percentile of an ideal area of a type, and its weight."""

    percentile: float = Field(ge=0, le=100)
    weight: float = Field(gt=0)


class Remark(Part):
    """A second sentence after a claim's, which depends on a condition of its own."""

    when: Condition
    holds: Translated
    denied: Translated


class Claim(Part):
    """One statement that types make of their areas, tied to a condition on one figure.

    `usual` is the clause that describes a type, after "areas of this type have". `holds` is
    used for an area whose figure meets `when`, and `denied` otherwise, with the slots {value}
    and {position}. Both default to the typology's sentence on the figure; where it does not
    meet `when`, with the direction of most areas of the type. A gap gives no sentence.
    """

    id: Text
    when: Condition
    usual: Translated
    holds: TranslatedIfAny = ""
    denied: TranslatedIfAny = ""
    remark: Remark | None = None


class Note(Part):
    """A sentence that explains a type beside another, or why a type was not assigned.

    It applies to an area that meets `when`, whose type is one of `types` and whose type in
    another typology is one of `beside`; an empty list matches any. `says` has the slots
    {value}, {town} and {whole} (the positions of `indicator` in the place and in its country),
    {place} and {type} (the other type).
    """

    types: list[Text] = Field(default_factory=list)
    beside: list[TypeId] = Field(default_factory=list)
    when: list[Condition] = Field(default_factory=list)
    indicator: IndicatorId
    says: Translated


class AreaType(Part):
    """One type. Exactly one of `profile`, `all` and `indicator` is used, by the method.

    The text of a type of the method `profiles` is composed of its claims; it never takes an
    area whose figures contradict one of its `core` claims. Types of other methods have a
    `summary`, which their rule makes true of each of their areas.
    """

    id: Text
    name: Translated
    colour: Colour
    summary: TranslatedIfAny = ""
    origin: Translated
    origin_kind: Literal["described", "our_reading", "local_term", "published"]
    profile: dict[IndicatorId, Target] = Field(default_factory=dict)
    core: list[Text] = Field(default_factory=list)
    claims: list[Text] = Field(default_factory=list)
    all: list[Condition] = Field(default_factory=list)
    indicator: IndicatorId = ""


class Larger(Part):
    """The texts of a typology of small areas where it is shown for larger ones.

    An MSOA or an authority has no type of its own, but the share of its residents in small
    areas of each type.
    """

    question: Translated
    about: Translated
    caution: Translated


class Robustness(Part):
    """How the robustness of a type is tested.

    `count_noise` is the standard deviation, in people or households, of the seeded random
    noise added to every census count.
    """

    repeats: int = Field(ge=1)
    seed: int
    count_noise: float = Field(ge=0)
    borderline_under: float = Field(ge=0, le=1)


class Typology(Definition):
    """One classification of areas.

    Method `profiles` measures the distance to ideal profiles; `rules` takes the first type
    all of whose conditions hold, the last type taking the rest; `largest` takes the type
    whose indicator has the highest value. `borderline_margin` is the distance to another type
    within which an area is borderline: percentile points of the town for `rules`, the
    indicators' own unit for `largest`. With `larger`, larger areas show shares of their
    residents by the type of their small areas; without it they do not show the typology,
    except by the method `largest`, which applies to any area.

    For the method `profiles`: a type takes no area with a membership under `least_membership`
    or a distance over `unclear_distance`; it is clear from `clear_membership` up and
    `clear_distance` down, where all its claims hold. Each claim holds for at least
    `usual_share` of the type's areas in the whole country. A profile wants a high or low
    figure where its target is at least `middle` percentile points from 50. `sentences` give an
    area's figure, by indicator, with the slots {value} and {position}; every indicator of a
    profile or a claim on positions has one. `not_known` is listed among what is not known.
    `words` are what people call it who do not know its name.
    """

    name: Translated
    question: Translated
    words: Sought = Field(default_factory=list)
    method: Literal["profiles", "rules", "largest"]
    about: Translated
    caution: Translated
    order: int
    power: float = 3.0
    minimum_weight: float = Field(default=0.75, ge=0, le=1)
    borderline_lead: float = Field(default=0.06, ge=0)
    unclear_distance: float = Field(default=32.0, ge=0)
    least_membership: float = Field(default=0.25, ge=0, le=1)
    clear_membership: float = Field(default=0.4, ge=0, le=1)
    clear_distance: float = Field(default=24.0, ge=0)
    usual_share: float = Field(default=0.9, ge=0, le=1)
    middle: float = Field(default=10.0, ge=0, le=50)
    borderline_margin: float = Field(default=0.0, ge=0)
    robustness: Robustness | None = None
    larger: Larger | None = None
    types: list[AreaType] = Field(min_length=2)
    sentences: dict[IndicatorId, Translated] = Field(default_factory=dict)
    claims: list[Claim] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    not_known: TranslatedIfAny = ""
    documents: list[DocumentId] = Field(default_factory=list)

    def type_of(self, name: str) -> AreaType:
        """Return a type by its identity."""
        return next(area_type for area_type in self.types if area_type.id == name)

    def claims_of(self, area_type: AreaType) -> list[Claim]:
        """Return the claims that a type makes, core ones first."""
        return [self.claim_of(claim) for claim in (*area_type.core, *area_type.claims)]

    def claim_of(self, name: str) -> Claim:
        """Return a claim by its identity."""
        return next(claim for claim in self.claims if claim.id == name)


class SharedTypology(Typology):
    """A typology of larger areas: shares of their residents by type, the largest first."""
