"""The base models of definitions: frozen, no unknown keys, identity from the file name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# Marks a text that languages translate; what others published stays as it is.
TRANSLATED = "translated"
Translated = Annotated[Text, TRANSLATED]
TranslatedIfAny = Annotated[str, TRANSLATED]
# Words that people type to find a thing: each language has its own, as many as it needs.
Sought = Annotated[list[Text], TRANSLATED]


@dataclass(frozen=True)
class Refers:
    """Marks a text, or the keys of a table, as names of other definitions.

    `kind` is the attribute of all definitions that holds what may be named, `noun` what messages
    call it.
    """

    kind: str
    noun: str


ActionId = Annotated[Text, Refers("actions", "action")]
CountryId = Annotated[Text, Refers("countries", "country")]
DocumentId = Annotated[Text, Refers("documents", "document")]
DomainId = Annotated[Text, Refers("domains", "domain")]
EventId = Annotated[Text, Refers("events", "event")]
GeographyId = Annotated[Text, Refers("geographies", "geography")]
GroupId = Annotated[Text, Refers("groups", "group")]
IndicatorId = Annotated[Text, Refers("indicators", "indicator")]
LicenceId = Annotated[Text, Refers("licences", "licence")]
OutcomeId = Annotated[Text, Refers("outcomes", "outcome")]
PaletteId = Annotated[Text, Refers("palettes", "palette")]
PlaceId = Annotated[Text, Refers("places", "place")]
QuestionId = Annotated[Text, Refers("questions", "question of the self-check")]
SubjectId = Annotated[Text, Refers("subjects", "subject")]
ThemeId = Annotated[Text, Refers("themes", "theme")]
TypeId = Annotated[Text, Refers("type_names", "type")]
TypologyId = Annotated[Text, Refers("typologies", "typology")]
VariableId = Annotated[Text, Refers("variables", "variable")]
WholeId = Annotated[Text, Refers("wholes", "whole")]
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
        for name, marks in _find_marks(model).items()
        if TRANSLATED in marks
        or any(isinstance(mark, type) and find_translated(mark) for mark in marks)
    )


@cache
def find_references(model: type[BaseModel]) -> dict[str, Refers]:
    """Return the fields of a model that name other definitions, with what they name.

    Examples
    --------
    >>> find_references(Domain)
    {'document': Refers(kind='documents', noun='document')}
    """
    marks = _find_marks(model).items()
    found = [(name, mark) for name, held in marks for mark in held if isinstance(mark, Refers)]
    return dict(found)


@cache
def find_parts(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model that hold parts."""
    marks = _find_marks(model).items()
    return tuple(name for name, held in marks if any(isinstance(mark, type) for mark in held))


@cache
def _find_marks(model: type[BaseModel]) -> dict[str, list[Any]]:
    """Return the marks, and the models, in the type of each field."""
    return {
        name: [*field.metadata, *_look_inside(field.annotation)]
        for name, field in model.model_fields.items()
    }


def _look_inside(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - any type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _look_inside(inner)


def walk_parts(part: BaseModel, path: str = "") -> Iterator[tuple[str, BaseModel]]:
    """Yield a definition and every part of it, each with its path of keys.

    A part of a list goes by its number from 0, and by its identity if it has one.
    """
    yield path, part
    for name in find_parts(type(part)):
        value, start = getattr(part, name), f"{path}.{name}" if path else name
        if isinstance(value, BaseModel):
            yield from walk_parts(value, start)
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from walk_parts(item, f"{start}.{key}")
        else:
            for number, item in enumerate(value or ()):
                own = f" ({item.id})" if hasattr(item, "id") else ""
                yield from walk_parts(item, f"{start}.{number}{own}")


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

    indicator: IndicatorId
    scale: Scale = "value"
    at_least: float | None = None
    at_most: float | None = None


class Licence(Definition):
    """Terms under which figures are published."""

    name: Text
    page: Text


class Group(Definition):
    """A heading that indicators are listed under.

    `leads` are the indicators that the heading opens with: the first of them that a place has.
    """

    name: Translated
    order: int
    summary: Translated
    leads: list[IndicatorId] = Field(default_factory=list)
    domain: DomainId = ""


class NotHeld(Definition):
    """A matter that people look for and that the atlas has no layer of.

    `reason` says why, and `nearest` are the indicators that come closest to it.
    """

    words: Sought = Field(min_length=1)
    reason: Translated
    nearest: list[IndicatorId] = Field(min_length=1)


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
    document: DocumentId
    heading: Text


class Domain(Definition):
    """One of the five domains of integration of Spencer and Charsley."""

    name: Translated
    gloss: Translated
    order: int
    document: DocumentId
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
    country: CountryId
    geography: GeographyId = ""
    figures: str = ""
    centre_neighbourhood: str = ""
    residents_published: int | None = None
    notes: list[Translated] = Field(default_factory=list)
    attributions: list[Text] = Field(min_length=1)
