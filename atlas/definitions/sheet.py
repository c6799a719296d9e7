"""Fields of a sheet: the texts of a printed hand-out on an area, in plain words."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from atlas.definitions.model import (
    Definition,
    IndicatorId,
    Part,
    Translated,
    TranslatedIfAny,
    TypologyId,
)


class Line(Part):
    """One figure on a sheet. `sentence` has the slot {value} and calls the area "here"."""

    named_by: ClassVar[str] = "indicator"

    indicator: IndicatorId
    sentence: Translated


class PlainClaim(Part):
    """A type's claim in plain words, where a topic and a position are not enough.

    The slot {value} is the area's own figure; `remark_holds` and `remark_denied` follow where
    the claim has a remark.
    """

    holds: Translated
    denied: Translated
    remark_holds: TranslatedIfAny = ""
    remark_denied: TranslatedIfAny = ""


class SheetWords(Definition):
    """The texts of a hand-out: figures, strengths, plain words and questions.

    `residents` has the slot {value} and names the date. `topics` are phrases such as "the
    share of people who rent", by indicator, used in sentences on why an area has its type or
    an action. `claims` are plain words where a topic and a position are not enough.
    `questions` head the space for residents' own words. `type_caution` follows the caution
    where a type is given.
    """

    typology: TypologyId
    residents: Translated
    figures: list[Line] = Field(min_length=1, max_length=6)
    strengths: list[Line] = Field(default_factory=list)
    topics: dict[IndicatorId, Translated] = Field(default_factory=dict)
    claims: dict[str, PlainClaim] = Field(default_factory=dict)
    questions: list[Translated] = Field(min_length=1)
    caution: Translated
    type_caution: TranslatedIfAny = ""
