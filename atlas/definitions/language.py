"""Fields of a language: translations of the definitions' and the program's texts."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pydantic import Field

from atlas.definitions.model import Definition, Text
from atlas.text import Forms, Speech


class Language(Definition):
    """One language: definitions' texts by identity, phrases and words by their English.

    Each kind is a table of identities with the same keys as the definition's file; items of a
    list are keyed by their identity, or by their number from 1. `phrases` are texts shared by
    many definitions, `words` the program's texts; a plural is a table of its forms.
    `keeps_capitals` keeps the initial capital of names within a sentence.
    """

    name: Text
    keeps_capitals: bool = False
    phrases: dict[Text, Text] = Field(default_factory=dict)
    words: dict[Text, Text | dict[str, Text]] = Field(default_factory=dict)
    indicators: dict[str, Any] = Field(default_factory=dict)
    typologies: dict[str, Any] = Field(default_factory=dict)
    actions: dict[str, Any] = Field(default_factory=dict)
    groups: dict[str, Any] = Field(default_factory=dict)
    themes: dict[str, Any] = Field(default_factory=dict)
    domains: dict[str, Any] = Field(default_factory=dict)
    geographies: dict[str, Any] = Field(default_factory=dict)
    countries: dict[str, Any] = Field(default_factory=dict)
    places: dict[str, Any] = Field(default_factory=dict)
    sources: dict[str, Any] = Field(default_factory=dict)
    files: dict[str, Any] = Field(default_factory=dict)
    overlays: dict[str, Any] = Field(default_factory=dict)
    documents: dict[str, Any] = Field(default_factory=dict)
    palettes: dict[str, Any] = Field(default_factory=dict)
    basemaps: dict[str, Any] = Field(default_factory=dict)
    stories: dict[str, Any] = Field(default_factory=dict)
    sheets: dict[str, Any] = Field(default_factory=dict)
    likeness: dict[str, Any] = Field(default_factory=dict)
    town_types: dict[str, Any] = Field(default_factory=dict)
    signals: dict[str, Any] = Field(default_factory=dict)
    principles: dict[str, Any] = Field(default_factory=dict)
    standard: dict[str, Any] = Field(default_factory=dict)
    outcomes: dict[str, Any] = Field(default_factory=dict)
    events: dict[str, Any] = Field(default_factory=dict)
    selfcheck: dict[str, Any] = Field(default_factory=dict)
    respondents: dict[str, Any] = Field(default_factory=dict)
    councils: dict[str, Any] = Field(default_factory=dict)
    matching: dict[str, Any] = Field(default_factory=dict)
    refused: dict[str, Any] = Field(default_factory=dict)
    retired: dict[str, Any] = Field(default_factory=dict)
    subjects: dict[str, Any] = Field(default_factory=dict)

    @cached_property
    def speech(self) -> Speech:
        """The language, for the program's own texts."""
        words: dict[str, Forms] = dict(self.words)
        return Speech(self.id, words, keeps_capitals=self.keeps_capitals)
