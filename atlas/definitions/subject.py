"""Fields of a subject that triggers are of, and of the rule by which triggers fire."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Definition, Part, Text

# Identity of the one rule that there is.
RULE = "suggestions"


class SubjectFigure(Part):
    """A figure of a subject, and for how many it must be true before it is a reason.

    `people` are the people or homes of an area, `place_people` those of a whole place, both
    counted on the figure's own `part`. With `low` it is the low end that speaks.
    """

    indicator: Text
    people: int | None = Field(default=None, ge=1)
    place_people: int | None = Field(default=None, ge=1)
    low: bool = False


class Subject(Definition):
    """What several triggers speak of: within a subject the strongest counts once.

    An action that requires a subject is suggested only where one of the subject's figures, or
    of the action's own triggers of it, fires. With `first` an action on it stands among the
    first few wherever one of its figures is among the highest of the country.
    """

    name: Text
    order: int
    first: bool = False
    figures: list[SubjectFigure] = Field(default_factory=list)


class SuggestionRule(Definition):
    """When a figure suggests an action: its bounds, which a trigger may replace by its own.

    A trigger on the town's scale fires where the area is high in the town and at least
    `country_at_least` in the country, or at least `or_country` in the country, and where it is
    true of enough people. The low end mirrors both. Types of a town's own lens count where their
    figures are at least `lens_country_at_least` in the country and true of `lens_people`.
    """

    town_at_least: float = Field(ge=50, le=100)
    country_at_least: float = Field(ge=0, le=100)
    or_country: float = Field(ge=50, le=100)
    lens_country_at_least: float = Field(ge=0, le=100)
    lens_people: int = Field(ge=0)
    band: float = Field(gt=0, le=1)
    start_areas: int = Field(ge=1)
    few_suggestions: int = Field(ge=1)
    first_few: int = Field(ge=1)
    low_answer: int = Field(ge=0, le=3)
