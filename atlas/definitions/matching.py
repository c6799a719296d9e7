"""Fields of the matching worksheet: criteria, and what is never asked and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import Definition, IndicatorId, Part, Text, Translated, TranslatedIfAny

Rule = Literal["holds", "enough", "shares", "each", "same"]


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
