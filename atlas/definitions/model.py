"""The base models of definitions: frozen, no unknown keys, identity from the file name."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
# "value", "town", or the identity of a country's whole, such as "england".
Scale = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]


class Definition(BaseModel):
    """One file of `layers/`. Unknown keys are errors; `id` is the file's name."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Text


class Part(BaseModel):
    """A table inside a definition. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Condition(Part):
    """A condition that an indicator lies between two bounds.

    Used by typologies, triggers of actions, and filters in the address.

    Parameters
    ----------
    indicator
        Identity of an indicator.
    scale
        What the bounds apply to: the indicator's own `value`, or its percentile
        (0 to 100) among the areas of the `town` or of a country's whole, such as `england`.
    at_least, at_most
        Inclusive bounds; at least one is given.
    """

    indicator: Text
    scale: Scale = "value"
    at_least: float | None = None
    at_most: float | None = None


class Licence(Definition):
    """Terms under which figures are published."""

    name: Text
    page: Text


class Group(Definition):
    """A heading that indicators are listed under."""

    name: Text
    order: int
    summary: Text
    domain: str = ""


class Palette(Definition):
    """A list of colours, and what it suits."""

    name: Text
    kind: Literal["sequential", "diverging", "categorical"]
    colours: list[Colour] = Field(min_length=3)
    fit_for: Text


class Theme(Definition):
    """One of the five themes of the Inclusive Cities framework."""

    name: Text
    short: Text
    order: int
    document: Text
    heading: Text


class Domain(Definition):
    """One of the five domains of integration of Spencer and Charsley."""

    name: Text
    gloss: Text
    order: int
    document: Text
    heading: Text


class Document(Definition):
    """A document that an action or a type cites; `seen` is when its page was last opened."""

    title: Text
    publisher: Text
    year: Text
    file: str = ""
    page: str = ""
    seen: date | None = None
    note: str = ""


class Place(Definition):
    """A place that has a pack: its authority, its comparators, its centre.

    A place with ``nation`` covers the publishers' national files and has no figures of its own
    in ``data``. `country` is an identity in ``layers/countries``; `geography` is given where it
    is not the country's usual one.
    """

    name: Text
    authorities: list[Text] = Field(default_factory=list)
    nation: bool = False
    region: str = ""
    region_name: str = ""
    country: Text
    geography: str = ""
    figures: str = ""
    centre_neighbourhood: str = ""
    residents_published: int | None = None
    notes: list[Text] = Field(default_factory=list)
    attributions: list[Text] = Field(min_length=1)
