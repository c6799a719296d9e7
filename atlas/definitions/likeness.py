"""Fields of a likeness: the features that places are compared by, and their weights."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from atlas.definitions.model import Definition, DocumentId, IndicatorId, Part, Translated

Position = Literal["to_city", "to_middle"]


class Feature(Part):
    """One feature: an indicator or a distance, with its weight.

    `position` is `to_city`, the straight-line distance to the nearest large city in
    `layers/town_types`, or `to_middle`, that to the population-weighted centre of the authority.
    On the scale `log` equal ratios are equal differences. `more` and `less` describe a place
    with a higher or a lower figure in a few neutral words.
    """

    indicator: IndicatorId = ""
    position: Position | Literal[""] = ""
    name: Translated
    weight: float = Field(default=1.0, ge=0, le=2)
    scale: Literal["plain", "log"] = "plain"
    more: Translated
    less: Translated

    @property
    def key(self) -> str:
        """Name of the feature in addresses and tables: its indicator or its position."""
        return self.indicator or self.position

    @model_validator(mode="after")
    def _has_one_figure(self) -> Self:
        """Refuse a feature with neither or both of indicator and position."""
        if bool(self.indicator) == bool(self.position):
            message = "either an indicator or a position"
            raise ValueError(message)
        return self


class Likeness(Definition):
    """How alike two places of a level are: features and thresholds.

    Figures are standardised among all areas of the level and clipped at `limit` standard
    deviations from the mean. Two places are compared by the features that both have, provided
    these hold at least `least_shared` of the weight. Figures less than `alike_under` standard
    deviations apart are described as alike, those `differs_from` or more apart as different; a
    place at a distance of `far_from` or more is not called a twin. `changes` are indicators of
    change reported for both. `groups` is the number of clusters; 0 for none.
    """

    level: Literal["area", "neighbourhood", "authority"]
    about: Translated
    caution: Translated
    features: list[Feature] = Field(min_length=3)
    most: int = Field(ge=1, le=26)
    limit: float = Field(gt=0)
    least_shared: float = Field(gt=0, le=1)
    alike_under: float = Field(gt=0)
    differs_from: float = Field(gt=0)
    far_from: float = Field(gt=0)
    groups: int = Field(default=0, ge=0)
    changes: list[IndicatorId] = Field(default_factory=list)
    questions: list[Translated] = Field(min_length=1)
    documents: list[DocumentId] = Field(default_factory=list)

    @property
    def indicators(self) -> list[str]:
        """Identities of the indicators among the features."""
        return [feature.indicator for feature in self.features if feature.indicator]
