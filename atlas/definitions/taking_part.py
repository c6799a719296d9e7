"""Fields of taking part: the self-check, development councils and the matching worksheet."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import (
    ActionId,
    Colour,
    Definition,
    DocumentId,
    IndicatorId,
    Part,
    Text,
    Translated,
    TranslatedIfAny,
)

Rule = Literal["holds", "enough", "shares", "each", "same"]


class FieldQuestion(Part):
    """One question of a field. A low answer suggests its actions."""

    id: Text
    text: Translated
    proof: Translated
    actions: list[ActionId] = Field(default_factory=list)


class SelfCheckField(Definition):
    """One field of the self-check: its questions in our own words."""

    name: Translated
    short: Translated = Field(max_length=16)
    order: int
    summary: Translated
    document: DocumentId
    note: Translated
    questions: list[FieldQuestion] = Field(min_length=1, max_length=7)


class Respondent(Definition):
    """One role in which people answer the self-check; never a person."""

    name: Translated
    in_sentence: Translated
    order: int
    gloss: Translated
    colour: Colour


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


class CriterionOption(Part):
    """One thing that can be needed or offered; `size` is how many people a home can take."""

    id: Text
    name: Translated
    size: int | None = Field(default=None, gt=0)


class Criterion(Definition):
    """One thing that a household may ask for and a place may offer.

    `rule` says when an offer meets a need: ``holds`` where one home takes the whole household;
    ``enough`` where every number needed is offered; ``shares`` where at least one option is
    common to both; ``each`` where every option wanted is offered; ``same`` where both name the
    same option.
    """

    name: Translated
    order: int
    rule: Rule
    need: Translated
    offer: Translated
    why: Translated
    figures: list[IndicatorId] = Field(default_factory=list)
    note: TranslatedIfAny = ""
    options: list[CriterionOption] = Field(min_length=1)


class Refused(Definition):
    """One matter that is never asked about when places and households are matched.

    `words` identify it in the heading of a column.
    """

    name: Translated
    reason: Translated
    words: list[Text] = Field(min_length=1)
