"""Fields of a development council: whose seats it has, and what makes a good question."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Colour, Definition, Part, Text


class CouncilSector(Part):
    """One part of the town that has seats; `least` and `most` are shares in percent."""

    id: Text
    name: Text
    gloss: Text
    least: int = Field(ge=0, le=100)
    most: int = Field(ge=0, le=100)
    advises: bool = False
    colour: Colour


class QuestionTest(Part):
    """One test of a future question.

    Where one of `words`, `starts`, `most_words` or `one_question` is given, the text itself
    answers; else a person does.
    """

    id: Text
    text: Text
    why: Text
    words: list[Text] = Field(default_factory=list)
    starts: list[Text] = Field(default_factory=list)
    most_words: int | None = Field(default=None, gt=0)
    one_question: bool = False


class DevelopmentCouncil(Definition):
    """One kind of council that advises on a town's future."""

    name: Text
    summary: Text
    documents: list[Text] = Field(min_length=1)
    note: Text
    question_starts: list[Text] = Field(min_length=1)
    question_example: Text
    sectors: list[CouncilSector] = Field(min_length=2)
    tests: list[QuestionTest] = Field(min_length=1)
