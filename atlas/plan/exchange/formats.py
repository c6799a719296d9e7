"""Find a plan's format by its word or file extension; write files, and read those that can be."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from atlas.discovery import find_modules
from atlas.errors import Fault, PlanError, find_closest
from atlas.plan import exchange
from atlas.plan.exchange.copy_of_plan import TOO_LARGE, refuse_file
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from atlas.export.format_spec import FormatSpec
    from atlas.plan.exchange.copy_of_plan import Copy, Entry

LARGEST = 30_000_000


@cache
def _find_modules() -> Mapping[str, ModuleType]:
    return find_modules(exchange, "FORMAT")


def find_formats() -> dict[str, FormatSpec]:
    """Return every format that plans are written in, by word.

    Examples
    --------
    >>> sorted(find_formats())
    ['docx', 'json', 'xlsx']
    """
    return {word: module.FORMAT for word, module in _find_modules().items()}


def find_read_formats() -> dict[str, FormatSpec]:
    """Return the formats whose files can be imported, by word.

    Examples
    --------
    >>> sorted(find_read_formats())
    ['json', 'xlsx']
    """
    found = _find_modules().items()
    return {word: module.FORMAT for word, module in found if hasattr(module, "read")}


def write_plan(copy: Copy, word: str) -> bytes:
    """Return a plan as a file."""
    content: bytes = _find_modules()[find_format(word).word].write(copy)
    return content


def read_plan(content: bytes, *, called: str) -> list[Entry]:
    """Return the entries of a file, whose format is given by its extension.

    Raises
    ------
    PlanError
        If the file is not a plan's, or far larger than a plan.
    """
    spec = find_format(PurePath(called).suffix)
    try:
        if spec.word not in find_read_formats():
            what = say("This kind of file is for reading; a plan cannot be imported from it.")
            raise refuse_file(
                what, say("Choose an Excel workbook or JSON file that was exported here.")
            )
        if len(content) > LARGEST:
            raise refuse_file(say(TOO_LARGE))
        entries: list[Entry] = _find_modules()[spec.word].read(content)
    except PlanError as error:
        raise PlanError([replace(fault, where=called) for fault in error.faults]) from None
    return entries


def find_format(word: str) -> FormatSpec:
    """Return a format by its word, its extension, or another name of it.

    Raises
    ------
    PlanError
        If there is none.
    """
    wanted = word.strip().casefold().removeprefix(".")
    known = find_formats()
    for spec in known.values():
        if wanted in (spec.word, *spec.also_called):
            return spec
    what = say('A plan cannot be exported as "{wanted}".', wanted=wanted)
    expected = say("one of {choices}", choices=", ".join(known))
    remedy, closest = say("Choose one of these."), find_closest(wanted, known)
    raise PlanError([Fault("The format", what, expected, remedy, closest)])
