"""Fields of the matching worksheet: what may be asked for, and what is refused and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import Definition, Part, Text

Rule = Literal["holds", "enough", "shares", "each", "same"]


class CriterionOption(Part):
    """One thing that can be needed or offered; `size` is how many people a home can take."""

    id: Text
    name: Text
    size: int | None = Field(default=None, gt=0)


class Criterion(Definition):
    """One thing that a household may ask for and a place may offer.

    `rule` says when an offer meets a need: ``holds`` where one home takes the whole household;
    ``enough`` where each number needed is there; ``shares`` where at least one option is on both
    sides; ``each`` where every option wished for is there; ``same`` where both name one option.
    """

    name: Text
    order: int
    rule: Rule
    need: Text
    offer: Text
    why: Text
    figures: list[Text] = Field(default_factory=list)
    note: str = ""
    options: list[CriterionOption] = Field(min_length=1)


class Refused(Definition):
    """One matter that is never asked when places and households are matched.

    `words` are those that tell it in the heading of a column.
    """

    name: Text
    reason: Text
    words: list[Text] = Field(min_length=1)
