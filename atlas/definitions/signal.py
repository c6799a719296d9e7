"""Fields of a signal: four yes-or-no criteria on figures, or the reason for none."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from atlas.definitions.model import (
    Condition,
    Definition,
    DocumentId,
    Text,
    Translated,
    TranslatedIfAny,
)

CRITERIA = 4


class SignalCriterion(Condition):
    """A condition, its question in words, and whether the source describes it.

    `origin` is `described` where the source names what is measured, and `our_reading` where we
    chose an indicator for it. The threshold is always ours: the source's are not published.
    """

    asks: Translated
    origin: Literal["described", "our_reading"]


class Signal(Definition):
    """One signal in the manner of Hopeful Towns, with four criteria or the reason for none.

    A signal is met where all four hold. It is a question for a place, not a score; none is
    about votes, views or attitudes.
    """

    letter: Text
    name: Translated
    order: int
    summary: TranslatedIfAny = ""
    document: DocumentId = ""
    criteria: list[SignalCriterion] = Field(default_factory=list)
    left_out: TranslatedIfAny = ""

    @model_validator(mode="after")
    def _has_four_or_none(self) -> Self:
        """Refuse a signal with another number of criteria, or with none and no reason."""
        if self.criteria and (len(self.criteria) != CRITERIA or self.left_out or not self.summary):
            message = "four criteria with a summary, or none and the reason under left_out"
            raise ValueError(message)
        if not self.criteria and not self.left_out:
            message = "four criteria with a summary, or none and the reason under left_out"
            raise ValueError(message)
        return self
