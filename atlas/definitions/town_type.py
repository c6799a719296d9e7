"""Fields of town types: classes of size and distance, and a word for the trend."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from atlas.definitions.model import Definition, DocumentId, IndicatorId, Part, Text, Translated


class Band(Part):
    """One class of an axis, up to but excluding `below`; the last class has no bound."""

    id: Text
    name: Translated
    below: float | None = None


class Axis(Part):
    """One axis that towns are classed on; without an indicator, the distance to a city."""

    name: Translated
    indicator: IndicatorId = ""
    bands: list[Band] = Field(min_length=2, max_length=3)

    @model_validator(mode="after")
    def _rises(self) -> Self:
        """Refuse classes that do not rise, or that leave values out."""
        bounds = [band.below for band in self.bands[:-1] if band.below is not None]
        rising = len(bounds) == len(self.bands) - 1 and bounds == sorted({*bounds})
        if not rising or self.bands[-1].below is not None:
            message = "bands in rising order, each but the last with below, and the last without"
            raise ValueError(message)
        return self


class City(Part):
    """A large city: the population-weighted centre of these authorities or regions."""

    name: Text
    codes: list[Text] = Field(min_length=1)


class TownTypes(Definition):
    """A classification of authorities by size and distance, with a word for the trend.

    `cities` are the large cities that distances are measured to, here and for likeness.
    """

    name: Translated
    question: Translated
    about: Translated
    caution: Translated
    size: Axis
    distance: Axis
    path: Axis
    cities: list[City] = Field(min_length=1)
    documents: list[DocumentId] = Field(default_factory=list)
