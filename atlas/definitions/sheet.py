"""Fields of a sheet: what a hand-out on paper says of an area, in the plainest words."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Definition, Part, Text


class Line(Part):
    """A figure of a sheet. `sentence` has the slot {value} and calls the area "here"."""

    indicator: Text
    sentence: Text


class SheetWords(Definition):
    """What a hand-out says: its figures, strengths, plain words and questions.

    `residents` has the slot {value} and names the date. `topics` are phrases such as "the
    share of people who rent", by indicator; they stand in sentences about why an area has its
    type or an action. `about_types` describe the typology's types to a resident. `questions` stand
    above the space for residents' own words. `type_caution` follows the caution where a type is
    told.
    """

    typology: Text
    residents: Text
    figures: list[Line] = Field(min_length=1, max_length=6)
    strengths: list[Line] = Field(default_factory=list)
    topics: dict[str, Text] = Field(default_factory=dict)
    about_types: dict[str, Text] = Field(default_factory=dict)
    questions: list[Text] = Field(min_length=1)
    caution: Text
    type_caution: str = ""
