"""Fields of a sheet: what a hand-out on paper says of an area, in the plainest words."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Definition, Part, Text


class Line(Part):
    """A figure of a sheet. `sentence` has the slot {value} and calls the area "here"."""

    indicator: Text
    sentence: Text


class PlainClaim(Part):
    """What a hand-out says of a claim of a type, where a topic and a position do not say it.

    The slot {value} is the area's own figure; `remark_holds` and `remark_denied` follow where
    the claim has a remark.
    """

    holds: Text
    denied: Text
    remark_holds: str = ""
    remark_denied: str = ""


class SheetWords(Definition):
    """What a hand-out says: its figures, strengths, plain words and questions.

    `residents` has the slot {value} and names the date. `topics` are phrases such as "the
    share of people who rent", by indicator; they stand in sentences about why an area has its
    type or an action. `claims` say in plain words what is not told by a topic and a position.
    `questions` stand above the space for residents' own words. `type_caution` follows the
    caution where a type is told.
    """

    typology: Text
    residents: Text
    figures: list[Line] = Field(min_length=1, max_length=6)
    strengths: list[Line] = Field(default_factory=list)
    topics: dict[str, Text] = Field(default_factory=dict)
    claims: dict[str, PlainClaim] = Field(default_factory=dict)
    questions: list[Text] = Field(min_length=1)
    caution: Text
    type_caution: str = ""
