"""Define the records of a plan: validated, frozen, plain data that goes to JSON and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from atlas.discovery import find_modules
from atlas.errors import TOO_DEEP
from atlas.plan.records import kinds
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping

# Control characters that XML, and so workbooks and documents, cannot hold: they come along
# when text is pasted, and nobody sees them.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
SPACES = re.compile(r"\s+")


def _tidy(value: object) -> object:
    """Return plain data without control characters, with one kind of line end."""
    if isinstance(value, str):
        return LINE_ENDS.sub("\n", UNSEEN.sub("", value))
    if isinstance(value, dict):
        return {key: _tidy(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_tidy(one) for one in value)
    return value


def _to_line(value: object) -> object:
    return SPACES.sub(" ", value).strip() if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_to_line), Field(max_length=300)]
"""A text of one line; line ends become blanks."""

Prose = Annotated[str, Field(max_length=5000)]
"""A text of several lines."""

# Workbooks have no date before 1900; nobody plans so far.
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2199, 12, 31))]
"""A day from 1990 to 2199."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""The identity of a definition."""


class Record(BaseModel):
    """One thing that a plan stores. Every kind of record is a subclass.

    Unknown fields are errors. Texts are stripped, have one kind of line end and no control
    characters; every text needs a length limit from `Line` or `Prose`. Every field is plain data:
    `model_validate` takes what `model_dump(mode="json")` gives. A field that is
    added later has a default, so that earlier records can still be read.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False
    )

    @model_validator(mode="before")
    @classmethod
    def _tidy_texts(cls, data: Any) -> Any:  # noqa: ANN401 - whatever was given
        try:
            return _tidy(data)
        except RecursionError:
            raise ValueError(say(TOO_DEEP)) from None


@dataclass(frozen=True, slots=True)
class KindSpec:
    """The properties of a kind of record, declared as KIND by its module in `kinds`.

    Parameters
    ----------
    word
        The kind's name in the database and in files; it never changes.
    record
        The class of its records.
    title
        Its label: the name of a sheet in a workbook and a heading in a document.
    order
        Its position among the kinds.
    titles
        English labels of fields by name, and of choices by ``field.choice``; where there is none,
        the label is derived from the name.
    """

    word: str
    record: type[Record]
    title: str
    order: int
    titles: Mapping[str, str] = field(default_factory=dict)

    def call(self, field: str, choice: str = "") -> str:
        """Return the label of a field, or of one of its choices."""
        title = self.titles.get(f"{field}.{choice}" if choice else field)
        plain = (choice or field).replace("_", " ")
        return say(title) if title else plain[:1].upper() + plain[1:]


@lru_cache(maxsize=1)
def find_kinds() -> Mapping[str, KindSpec]:
    """Return the kinds of record by their words, in their order."""
    # By its name: the matching worksheet has its own kind, and builds on this module.
    matching = import_module("atlas.plan.matching")
    found = [module.KIND for module in find_modules(kinds, "KIND", matching).values()]
    return {kind.word: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.word))}
