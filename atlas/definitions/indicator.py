"""Fields of an indicator: inputs, method, unit, words and a figure to check it by."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import Definition, Part, Text

# Units whose numbers are places in an order: which end means more, nobody can tell from them.
ORDERED = ("decile", "rank", "tenths")
# Those of which a number by itself says nothing, so that words name both ends.
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
    """A figure for one area that somebody can look up or work out by hand."""

    area: Text
    value: float
    near: float
    seen: Text


class Turns(Part):
    """What stands in a sentence's slot {value} where a figure may lie on either side of a value.

    `at` is that value: nought for a change. `above` and `below` have the slot {value}, which is
    filled without a sign; `same` is said where the figure reads like the value and has none.
    """

    at: float = 0.0
    above: Text
    below: Text
    same: Text


class Words(Part):
    """What a reader sees. `sentence` has the slots {value} and {place}.

    `turns` has the words for the slot {value} of what rises or falls: nobody says "changed by
    minus three".
    """

    short: Text
    sentence: Text
    caution: Text
    turns: Turns | None = None


class Order(Part):
    """Which numbers mean more of what is measured, and what areas at either end are called.

    `more_is` says whether low or high numbers mean more. `most` and `least` stand before a
    share of the areas, `more` and `less` before "than"; without words an area is "higher" or
    "lower" than another.
    """

    more_is: Literal["low", "high"]
    most: str = ""
    least: str = ""
    more: str = ""
    less: str = ""


class Indicator(Definition):
    """One measured thing.

    `inputs` names lists of variables; a variable with a leading minus is subtracted.
    `about` says which protected characteristic the figure describes, if any: actions are
    never triggered by ethnicity or faith alone. `base_under` hides a value whose base (the
    input `whole`, or the first input) is smaller. `order` is needed where the unit is a place
    in an order, such as a rank. `joined` is the day on which an indicator came after those of
    its group: columns of files never change places for a new one.
    """

    name: Text
    question: Text
    group: Text
    domain: str = ""
    method: Text
    unit: Unit
    decimals: int = Field(default=1, ge=0, le=3)
    direction: Literal["neutral", "context", "need"]
    about: Literal["", "ethnicity", "faith", "birthplace", "language"] = ""
    palette: Text
    year: Text
    base_under: int = 0
    order: Order | None = None
    key_figure: int = 0
    joined: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    inputs: dict[str, list[Text]] = Field(min_length=1)
    text: Words
    check: Check

    @property
    def higher_is_less(self) -> bool:
        """Whether a higher number means less of the thing, as for deciles of deprivation."""
        return self.order is not None and self.order.more_is == "low"

    @property
    def ends(self) -> dict[str, str]:
        """What an area with more or less of it is, by these two words."""
        return {"more": self.order.more, "less": self.order.less} if self.order else {}
