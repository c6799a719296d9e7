"""The base models of definitions: frozen, no unknown keys, identity from the file name."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# Marks a text that languages translate; what others published stays as it is.
TRANSLATED = "translated"
Translated = Annotated[Text, TRANSLATED]
TranslatedIfAny = Annotated[str, TRANSLATED]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
# "value", "town", or the identity of a country's whole, such as "england".
Scale = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]


class Definition(BaseModel):
    """One file of `layers/`. Unknown keys are errors; `id` is the file's name."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Text


class Part(BaseModel):
    """A table inside a definition. Unknown keys are errors.

    In a list, a translation names it by the key `named_by`, or by its number from 1.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    named_by: ClassVar[str] = "id"


@cache
def find_translated(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model that hold texts to translate, or parts with such texts.

    Examples
    --------
    >>> find_translated(Domain)
    ('name', 'gloss')
    """
    return tuple(
        name
        for name, field in model.model_fields.items()
        if TRANSLATED in field.metadata or _is_translated(field.annotation)
    )


def _is_translated(annotation: Any) -> bool:  # noqa: ANN401 - any type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(find_translated(annotation))
    return TRANSLATED in getattr(annotation, "__metadata__", ()) or any(
        map(_is_translated, get_args(annotation))
    )


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

    name: Translated
    order: int
    summary: Translated
    domain: str = ""


class Palette(Definition):
    """A list of colours, and what it suits."""

    name: Translated
    kind: Literal["sequential", "diverging", "categorical"]
    colours: list[Colour] = Field(min_length=3)
    fit_for: Translated


class Theme(Definition):
    """One of the five themes of the Inclusive Cities framework."""

    name: Translated
    short: Translated
    order: int
    document: Text
    heading: Text


class Domain(Definition):
    """One of the five domains of integration of Spencer and Charsley."""

    name: Translated
    gloss: Translated
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
    note: TranslatedIfAny = ""


class Place(Definition):
    """A place that has a pack: its authority, its comparators, its centre.

    A place with ``nation`` covers the publishers' national files and has no figures of its own
    in ``data``. `country` is an identity in ``layers/countries``; `geography` is given where it
    is not the country's usual one.
    """

    name: Translated
    authorities: list[Text] = Field(default_factory=list)
    nation: bool = False
    region: str = ""
    region_name: TranslatedIfAny = ""
    country: Text
    geography: str = ""
    figures: str = ""
    centre_neighbourhood: str = ""
    residents_published: int | None = None
    notes: list[Translated] = Field(default_factory=list)
    attributions: list[Text] = Field(min_length=1)
