"""Fields of the self-check: the questions a town asks itself, and who answers."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import ActionId, Colour, Definition, DocumentId, Part, Text, Translated


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
