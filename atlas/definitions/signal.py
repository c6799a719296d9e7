"""Fields of a signal: four yes-or-no criteria on figures, or why there are none."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from atlas.definitions.model import Condition, Definition, Text

CRITERIA = 4


class SignalCriterion(Condition):
    """A condition with what it asks in words, and whether the source describes it.

    `origin` is `described` where the source names the thing measured, and `our_reading` where we
    chose a figure for it. The threshold is always ours: the source's own are not published.
    """

    asks: Text
    origin: Literal["described", "our_reading"]


class Signal(Definition):
    """One signal in the manner of Hopeful Towns. It has four criteria, or says why none.

    A signal is met where all four hold. It is a question to a place and no score; none is about
    votes, views or attitudes.
    """

    letter: Text
    name: Text
    order: int
    summary: str = ""
    document: str = ""
    criteria: list[SignalCriterion] = Field(default_factory=list)
    left_out: str = ""

    @model_validator(mode="after")
    def _has_four_or_none(self) -> Self:
        """Refuse a signal of another number of criteria, or without a reason for none."""
        if self.criteria and (len(self.criteria) != CRITERIA or self.left_out or not self.summary):
            message = "four criteria with a summary, or none and the reason under left_out"
            raise ValueError(message)
        if not self.criteria and not self.left_out:
            message = "four criteria with a summary, or none and the reason under left_out"
            raise ValueError(message)
        return self
