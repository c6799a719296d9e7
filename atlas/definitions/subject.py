"""Fields of a subject that groups triggers, and of the rule by which triggers fire."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Definition, IndicatorId, Part, Translated

# Identity of the only rule.
RULE = "suggestions"


class SubjectFigure(Part):
    """A figure of a subject, and the least number of people it must apply to.

    `people` is the number of people or homes in an area, `place_people` that in a whole place,
    both counted by the figure's own input `part`. With `low`, low figures fire.
    """

    indicator: IndicatorId
    people: int | None = Field(default=None, ge=1)
    place_people: int | None = Field(default=None, ge=1)
    low: bool = False


class Subject(Definition):
    """What several triggers are about; only the strongest trigger of a subject counts.

    An action that requires a subject is suggested only where one of the subject's figures, or
    one of the action's own triggers on it, fires. With `first`, an action on it is among the
    first few wherever one of its figures is among the highest in the country.
    """

    name: Translated
    order: int
    first: bool = False
    figures: list[SubjectFigure] = Field(default_factory=list)


class SuggestionRule(Definition):
    """When a figure suggests an action: default bounds, which a trigger may override.

    A trigger on the town's scale fires where the area is high in the town and at least at
    `country_at_least` in the country, or at least at `or_country` in the country, and where it
    applies to enough people. Low triggers mirror both. Types of a town's own lens count where
    their figures are at least at `lens_country_at_least` and apply to `lens_people`.
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
