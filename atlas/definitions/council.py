"""Fields of a development council: its seats, and tests of a good question."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Colour, Definition, DocumentId, Part, Text, Translated


class CouncilSector(Part):
    """One sector of the town with seats; `least` and `most` are percentages of the seats."""

    id: Text
    name: Translated
    gloss: Translated
    least: int = Field(ge=0, le=100)
    most: int = Field(ge=0, le=100)
    advises: bool = False
    colour: Colour


class QuestionTest(Part):
    """One test of a future question.

    With `words`, `starts`, `most_words` or `one_question` the text is tested automatically;
    otherwise a person answers.
    """

    id: Text
    text: Translated
    why: Text
    words: list[Text] = Field(default_factory=list)
    starts: list[Text] = Field(default_factory=list)
    most_words: int | None = Field(default=None, gt=0)
    one_question: bool = False


class DevelopmentCouncil(Definition):
    """A kind of council that advises on a town's future."""

    name: Translated
    summary: Translated
    documents: list[DocumentId] = Field(min_length=1)
    note: Translated
    question_starts: list[Translated] = Field(min_length=1)
    question_example: Translated
    sectors: list[CouncilSector] = Field(min_length=2)
    tests: list[QuestionTest] = Field(min_length=1)
