"""Fields of a likeness: which figures tell how alike two places are, and how much each counts."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from atlas.definitions.model import Definition, Part, Text

Position = Literal["to_city", "to_middle"]


class Feature(Part):
    """One figure that counts: an indicator, or a distance by where the place lies.

    `position` is `to_city`, the straight line to the nearest large city of
    `layers/town_types`, or `to_middle`, that to the middle of where the authority's residents
    live. On the scale `log` a place twice as large differs as much from another as that does
    from one half its size. `more` and `less` say in a few neutral words how one with a higher or a
    lower figure differs.
    """

    indicator: str = ""
    position: Position | Literal[""] = ""
    name: Text
    weight: float = Field(default=1.0, ge=0, le=2)
    scale: Literal["plain", "log"] = "plain"
    more: Text
    less: Text

    @property
    def key(self) -> str:
        """What the feature is called in addresses and tables: its indicator or its position."""
        return self.indicator or self.position

    @model_validator(mode="after")
    def _has_one_figure(self) -> Self:
        """Refuse a feature of no figure, or of two."""
        if bool(self.indicator) == bool(self.position):
            message = "either an indicator or a position"
            raise ValueError(message)
        return self


class Likeness(Definition):
    """How alike two places are: the figures that count, and how much.

    A figure is standardised among all areas of the level and never taken for further than
    `limit` standard deviations from the mean. Two places are compared by the figures that both
    have; with less than `least_shared` of the weight they are not compared. Figures nearer than
    `alike_under` standard deviations are told as alike, those `differs_from` apart or more as
    different, and a place `far_from` away or more is not called a twin. `changes` are the
    indicators of change that are told of both. `groups` is how many groups of like places
    are made; 0 for none.
    """

    level: Literal["area", "neighbourhood", "authority"]
    about: Text
    caution: Text
    features: list[Feature] = Field(min_length=3)
    most: int = Field(ge=1, le=26)
    limit: float = Field(gt=0)
    least_shared: float = Field(gt=0, le=1)
    alike_under: float = Field(gt=0)
    differs_from: float = Field(gt=0)
    far_from: float = Field(gt=0)
    groups: int = Field(default=0, ge=0)
    changes: list[Text] = Field(default_factory=list)
    questions: list[Text] = Field(min_length=1)
    documents: list[Text] = Field(default_factory=list)

    @property
    def indicators(self) -> list[str]:
        """Identities of the indicators that count."""
        return [one.indicator for one in self.features if one.indicator]
