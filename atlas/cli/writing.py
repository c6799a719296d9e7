"""Where a command writes its file, and in which format: one rule for all commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from atlas.cli.output import ASIDE, SCREEN, check_choice
from atlas.errors import AtlasError, ExportError, Fault

if TYPE_CHECKING:
    from atlas.export import FormatSpec

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
        what = f"The file ends in .{ends} and the format is {form}."
        raise AtlasError([Fault("--format", what, remedy="Leave one out, or make them agree.")])
    if form or told:
        return form or (usual if usual in told else told[0])
    if name and out.suffix:
        check_choice("--out", out.suffix.casefold().removeprefix("."), sorted(endings))
    if not usual:
        what = f"Nothing says which format {out} shall have."
        expected = f"--format with one of {', '.join(sorted(formats))}"
        raise AtlasError([Fault("--format", what, expected=expected, remedy="Name a format.")])
    return usual


def list_endings(formats: Iterable[FormatSpec]) -> dict[str, tuple[str, ...]]:
    """Return the file extensions of each format, without a dot, by the format's word."""
    return {spec.word: (spec.ending.removeprefix("."), *spec.also_called) for spec in formats}


def check_folder(out: Path) -> None:
    """Refuse a file in a missing folder before anything is computed."""
    if not is_standard(out) and not out.parent.is_dir():
        what = f"There is no folder {out.parent}."
        raise ExportError([Fault("--out", what, remedy="Make it, or name another.")])


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
        raise ExportError([Fault("--out", what, remedy="Name another file.")]) from None


def print_written(out: Path, words: str) -> None:
    """Say what was written; on standard error where the file itself went to standard output."""
    place = ASIDE if is_standard(out) else SCREEN
    place.print(f"{'Standard output' if is_standard(out) else out}: {words}")
