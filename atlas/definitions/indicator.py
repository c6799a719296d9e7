"""Fields of an indicator: inputs, method, unit, texts and a figure to check it by."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import (
    Definition,
    GroupId,
    IndicatorId,
    PaletteId,
    Part,
    Sought,
    Text,
    Translated,
    TranslatedIfAny,
)

# Ordinal units: the numbers alone do not show which end means more.
ORDERED = ("decile", "rank", "tenths")
# Ordinal units whose numbers mean nothing without names for both ends.
NAMED_ENDS = ("decile", "rank")
Unit = Literal[
    "people",
    "households",
    "count",
    "percent",
    "points",
    "index",
    "score",
    "decile",
    "rank",
    "per_km2",
    "per_1000",
    "per_100000",
    "per_100",
    "net_per_100",
    "tenths",
    "ratio",
    "km",
    "metres",
    "places",
    "z_sum",
]


class Check(Part):
    """A figure for one area that can be looked up or worked out by hand."""

    area: Text
    value: float
    near: float
    seen: Text


class Turns(Part):
    """Texts for a sentence's slot {value} where a figure may lie above or below a value.

    `at` is that value: zero for a change. `above` and `below` have the slot {value}, filled
    without a sign; `same` is used where the rounded figure equals `at`, and has no slot.
    """

    at: float = 0.0
    above: Translated
    below: Translated
    same: Translated


class Words(Part):
    """The texts of an indicator. `sentence` has the slots {value} and {place}.

    `turns` fills the slot {value} of a figure that may rise or fall, to avoid "changed by minus
    three".
    """

    short: Translated
    sentence: Translated
    caution: Translated
    turns: Turns | None = None


class Order(Part):
    """The direction of a scale, and the words for both ends.

    `more_is` says whether low or high numbers mean more. `most` and `least` precede a share of
    the areas, `more` and `less` precede "than"; by default an area is "higher" or "lower" than
    another.
    """

    more_is: Literal["low", "high"]
    most: TranslatedIfAny = ""
    least: TranslatedIfAny = ""
    more: TranslatedIfAny = ""
    less: TranslatedIfAny = ""


class Indicator(Definition):
    """One measure of areas.

    `inputs` names lists of variables; a variable with a leading minus is subtracted. `about`
    is the protected characteristic the figure describes, if any: actions are never triggered
    by ethnicity or faith alone. `base_under` suppresses a value whose base (the input `whole`,
    or the first input) is smaller. `order` is required for ordinal units, such as a rank.
    `words` are what people call it who do not know its name, the closest first: the search finds
    it by them, and nothing else uses them. `joined` is the date on which an indicator was added to
    its group, so that columns of files keep their order. `within` is the same figure of the wider
    group that this one's is a part of.
    """

    name: Translated
    question: Translated
    words: Sought = Field(default_factory=list)
    group: GroupId
    domain: str = ""
    method: Text
    unit: Unit
    decimals: int = Field(default=1, ge=0, le=3)
    direction: Literal["neutral", "context", "need"]
    about: Literal["", "ethnicity", "faith", "birthplace", "language"] = ""
    palette: PaletteId
    year: Translated
    base_under: int = 0
    order: Order | None = None
    key_figure: int = 0
    within: IndicatorId = ""
    joined: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    inputs: dict[str, list[Text]] = Field(min_length=1)
    text: Words
    check: Check

    @property
    def entries(self) -> list[str]:
        """The variables or indicators it is derived from, without signs."""
        return [entry.removeprefix("-") for names in self.inputs.values() for entry in names]

    @property
    def higher_is_less(self) -> bool:
        """Whether a higher number means less of what is measured, as for deprivation deciles."""
        return self.order is not None and self.order.more_is == "low"

    @property
    def ends(self) -> dict[str, str]:
        """The words for an area with more or less of it, by "more" and "less"."""
        return {"more": self.order.more, "less": self.order.less} if self.order else {}
