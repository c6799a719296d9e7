"""Describe what each field of a record holds, format it as text, and parse what people typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import to_jsonable_python

from atlas.errors import Fault, PlanError, find_closest
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.plan.records.record import KindSpec, Record

Form = Literal["text", "lines", "choice", "choices", "day", "number", "whole", "yes", "json"]
PLAIN: dict[object, Form] = {str: "text", date: "day", bool: "yes", int: "whole", float: "number"}


@dataclass(frozen=True, slots=True)
class Shape:
    """How one field is written.

    Parameters
    ----------
    field, title
        Its name and its label.
    form
        "text"; "lines" for several, one on each line; "choice" of one and "choices" of
        several; a "day"; a "whole" or other "number"; "yes" or no; "json" for the rest.
    choices
        The label of each choice.
    optional
        Whether it may be empty.
    """

    field: str
    title: str
    form: Form
    choices: Mapping[str, str]
    optional: bool

    def write(self, value: Any) -> str:  # noqa: ANN401 - any field's
        """Return a value as text that a person reads and may edit."""
        if value is None:
            return ""
        if self.form == "yes":
            return say("yes") if value else say("no")
        if self.form == "json":
            return json.dumps(to_jsonable_python(value), ensure_ascii=False)
        several = value if self.form in ("lines", "choices") else [value]
        return "\n".join(self.choices.get(choice, str(choice)) for choice in several)

    def read(self, text: str, *, where: str) -> Any:  # noqa: ANN401 - any field's
        """Return the value that a text stands for; the record validates the rest.

        Raises
        ------
        PlanError
            If it is not in this field's format.
        """
        plain = text.strip()
        if self.form == "text":
            return plain
        lines = [line.strip() for line in plain.splitlines() if line.strip()]
        if self.form == "lines":
            return lines
        if self.form == "choices":
            return [self._choose(line, where) for line in lines]
        if not plain and self.optional:
            return None
        if not plain:
            what = say("This is empty.")
            raise PlanError([Fault(where, what, expected=self._expect())])
        return self._choose(plain, where) if self.form == "choice" else self._read_one(plain, where)

    def _read_one(self, text: str, where: str) -> object:
        try:
            match self.form:
                case "day":
                    return date.fromisoformat(text)
                case "whole":
                    return int(text)
                case "number":
                    return float(text)
                case "json":
                    return json.loads(text)
            answers = {say("yes").casefold(): True, say("no").casefold(): False}
            return answers[text.casefold()]
        except (ValueError, KeyError, RecursionError):
            what = say('"{text}" cannot be read here.', text=shorten(text))
            raise PlanError([Fault(where, what, expected=self._expect())]) from None

    def _choose(self, text: str, where: str) -> str:
        known = {words.casefold(): choice for choice, words in self.choices.items()}
        known |= {choice.casefold(): choice for choice in self.choices}
        found = known.get(text.casefold())
        if found is not None:
            return found
        closest = find_closest(text, self.choices.values())
        what = say('"{text}" is not one of the choices.', text=shorten(text))
        raise PlanError([Fault(where, what, expected=self._expect(), closest=closest)])

    def _expect(self) -> str:
        if self.choices:
            return say("one of {choices}", choices=", ".join(self.choices.values()))
        return {
            "day": say("a date, such as 2030-12-31"),
            "whole": say("a whole number"),
            "number": say("a number"),
            "yes": say("{first} or {last}", first=say("yes"), last=say("no")),
        }.get(self.form, say("what an export writes here"))


def shorten(text: str) -> str:
    """Return a text short enough to quote in a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def list_shapes(kind: KindSpec) -> tuple[Shape, ...]:
    """Return the shapes of a kind's fields, in the language of the moment."""
    shapes = []
    for field, (form, names, optional) in find_forms(kind.record).items():
        choices = {name: kind.call(field, name) for name in names}
        shapes.append(Shape(field, kind.call(field), form, choices, optional))
    return tuple(shapes)


@cache
def find_forms(record: type[Record]) -> Mapping[str, tuple[Form, tuple[str, ...], bool]]:
    """Return by field its form, the words of its choices, and whether it may be empty."""
    found = {}
    for field, info in record.model_fields.items():
        inner, optional = _strip(info.annotation)
        found[field] = (*_find_form(inner), optional)
    return found


def _find_form(inner: Any) -> tuple[Form, tuple[str, ...]]:  # noqa: ANN401 - an annotation
    if inner in PLAIN:
        return PLAIN[inner], ()
    arguments = get_args(inner)
    if get_origin(inner) is Literal and all(isinstance(argument, str) for argument in arguments):
        return "choice", arguments
    if get_origin(inner) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        form, names = _find_form(_strip(arguments[0])[0])
        several: dict[Form, Form] = {"text": "lines", "choice": "choices"}
        if form in several:
            return several[form], names
    return "json", ()


def _strip(annotation: Any) -> tuple[Any, bool]:  # noqa: ANN401 - an annotation
    """Return an annotation without constraints and None, and whether it allowed None."""
    optional = False
    while get_origin(annotation) in (Annotated, Union, UnionType):
        arguments = get_args(annotation)
        if get_origin(annotation) is Annotated:
            annotation = arguments[0]
            continue
        rest = [argument for argument in arguments if argument is not type(None)]
        optional = optional or len(rest) < len(arguments)
        if len(rest) != 1:
            return annotation, optional
        annotation = rest[0]
    return annotation, optional
