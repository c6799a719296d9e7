"""Where output goes: the screen, and the file of a command in the format asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import typer
from rich.console import Console
from rich.status import Status

from atlas.errors import AtlasError, ExportError, Fault, find_closest

if TYPE_CHECKING:
    from atlas.export import FormatSpec


SCREEN = Console(soft_wrap=True, highlight=False, emoji=False, markup=False)
# Progress and faults go here, so that programs can read the results.
ASIDE = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False, markup=False)


def working(step: str) -> Status:
    """Show on a terminal that work is in progress, for the length of the block."""
    return ASIDE.status(step)


def print_json(content: Any, *, indent: int | None = 1) -> None:  # noqa: ANN401 - anything JSON can hold
    """Write a result as JSON in any encoding of the output; without an indent, on one line."""
    plain = "utf" not in SCREEN.encoding.casefold()
    SCREEN.print(json.dumps(content, indent=indent, ensure_ascii=plain))


def number(value: float) -> float | None:
    """Return a number for JSON: a gap is null."""
    return None if np.isnan(value) else round(float(value), 6)


def check_choice(where: str, found: str, choices: list[str]) -> None:
    """Refuse a word that is not one of the choices, with the closest."""
    if found not in choices:
        what, expected = f'There is no "{found}".', f"one of {', '.join(choices)}"
        closest = find_closest(found, choices)
        raise AtlasError([Fault(where, what, expected, "Choose one of these.", closest)])


# As --out this means standard output, as everywhere on a command line.
STANDARD = "-"


def is_standard(out: Path) -> bool:
    """Return whether a file is written to standard output."""
    return str(out) == STANDARD


def choose_format(
    out: Path, form: str, formats: Mapping[str, Sequence[str]], *, usual: str = ""
) -> str:
    """Return the format asked for, by its word or by the file's extension.

    Parameters
    ----------
    out
        The file to write, or ``-``.
    form
        The value of ``--format``, if any.
    formats
        The extensions of each format, without a dot, by the format's word.
    usual
        The default format; empty where one must be named.

    Raises
    ------
    AtlasError
        If there is no such format, if nothing names one, or if the two contradict each other.

    Examples
    --------
    >>> choose_format(Path("need.csv"), "", {"csv": ("csv",), "gpkg": ("gpkg",)})
    'csv'
    """
    if form:
        check_choice("--format", form, sorted(formats))
    name = "" if is_standard(out) else out.name.casefold()
    endings = {ending for every in formats.values() for ending in every}
    ends = max((one for one in endings if name.endswith(f".{one}")), key=len, default="")
    told = [word for word, every in formats.items() if ends in every]
    if form and ends and form not in told:
        what = f"The file ends in .{ends}, but the format is {form}."
        raise AtlasError([Fault("--format", what, remedy="Remove one, or make them match.")])
    if form or told:
        return form or (usual if usual in told else told[0])
    if name and out.suffix:
        check_choice("--out", out.suffix.casefold().removeprefix("."), sorted(endings))
    if not usual:
        what = f"It is not clear which format {out} should have."
        expected = f"--format with one of {', '.join(sorted(formats))}"
        raise AtlasError([Fault("--format", what, expected=expected, remedy="Choose a format.")])
    return usual


def list_endings(formats: Iterable[FormatSpec]) -> dict[str, tuple[str, ...]]:
    """Return the file extensions of each format, without a dot, by the format's word."""
    return {spec.word: (spec.ending.removeprefix("."), *spec.also_called) for spec in formats}


def check_folder(out: Path) -> None:
    """Refuse a file in a missing folder before anything is computed."""
    if not is_standard(out) and not out.parent.is_dir():
        what = f"There is no folder {out.parent}."
        raise ExportError([Fault("--out", what, remedy="Create it, or choose another.")])


def write_out(out: Path, content: bytes) -> None:
    """Write a file, or the same bytes to standard output.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    if is_standard(out):
        stream = typer.get_binary_stream("stdout")
        stream.write(content)
        stream.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        what = f"{out} cannot be written: {error.strerror}."
        raise ExportError([Fault("--out", what, remedy="Choose another file.")]) from None


def print_written(out: Path, words: str) -> None:
    """Say what was written; on standard error where the file itself went to standard output."""
    place = ASIDE if is_standard(out) else SCREEN
    place.print(f"{'Standard output' if is_standard(out) else out}: {words}")
