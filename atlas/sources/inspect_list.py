"""Check that a point list, or a file of postcodes, matches its definition."""

from __future__ import annotations

import csv
import gzip
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import BuildError, Fault, find_closest
from atlas.sources.read_delimited import OTHER_ENCODING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from atlas.definitions.overlay import Overlay
    from atlas.definitions.published_file import PublishedFile

POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}"
# Share of rows allowed without a valid postcode; with shifted columns all rows lack one.
MOST_STRANGE = 0.05


def inspect_list(overlay: Overlay, path: Path, where: str) -> int:
    """Return the number of points in a list after checking its content.

    Parameters
    ----------
    overlay
        The list, with the country's `bounds`.
        path
        The file.
        where
        Location of its definition, for faults.

    Raises
    ------
    BuildError
        If a column is missing, or what is in it cannot be.
    """
    reading = overlay.points
    named = [reading.name, reading.kind, reading.x, reading.y, reading.postcode]
    wanted = [
        heading for heading in [*named, *reading.keep, *reading.empty, *overlay.bounds] if heading
    ]
    table = _read(path, wanted, f"{where}, points", header=reading.header)
    for column, values in reading.keep.items():
        table = table[table[column].isin(values)]
    for column in reading.empty:
        table = table[table[column] == ""]
    if reading.postcode:
        _check_postcodes(table[reading.postcode], f"{where}, points.postcode", path)
    _check_bounds(table, overlay.bounds, where, path)
    return len(table)


def inspect_rows(file: PublishedFile, path: Path, where: str) -> int:
    """Return the number of rows in a table without headings after checking its content.

    Parameters
    ----------
    file
        The definition; the first column holds postcodes.
        path
        The file.
        where
        Location of its definition, for faults.

    Raises
    ------
    BuildError
        If a column is missing, or what is in it cannot be.
    """
    wanted = list(dict.fromkeys([*file.columns, *file.bounds]))
    table = _read(path, wanted, f"{where}, columns", header=file.header)
    _check_postcodes(table[file.columns[0]], f"{where}, columns", path)
    _check_bounds(table, file.bounds, where, path)
    return len(table)


def check_rows(found: int, described: Overlay | PublishedFile, where: str) -> None:
    """Raise a BuildError for a file with too few or too many rows."""
    if described.rows is None:
        return
    least, most = described.rows
    if not least <= found <= most:
        what = f"{described.file} has {found:,} rows that count."
        remedy = "See on the publisher's page whether it is whole, or correct rows."
        raise BuildError([Fault(f"{where}, rows", what, f"{least:,} to {most:,}", remedy)])


def check_headings(wanted: Iterable[str], headings: list[str], where: str, called: str) -> None:
    """Refuse a list that lacks columns.

    Raises
    ------
    BuildError
        With a fault for each missing column.
    """
    faults = [
        Fault(
            where,
            f'{called} has no column "{name}".',
            remedy="Correct the heading, or see whether the publisher changed the list.",
            closest=find_closest(name, headings),
        )
        for name in dict.fromkeys(wanted)
        if name not in headings
    ]
    if faults:
        raise BuildError(faults)


def _read(path: Path, wanted: Iterable[str], where: str, *, header: bool) -> pd.DataFrame:
    """Return the wanted columns as text, in any encoding; empty cells become empty texts."""
    try:
        headings = _read_first(path)
        if not header:
            headings = [str(number) for number in range(1, len(headings) + 1)]
        names = list(dict.fromkeys(wanted))
        check_headings(names, headings, where, path.name)
        positions = sorted(headings.index(name) for name in names)
        table = pd.read_csv(
            path,
            dtype=str,
            header=0 if header else None,
            usecols=positions,
            keep_default_na=False,
            encoding="utf-8-sig",
        )
    except (ValueError, OSError, EOFError) as error:
        said = str(error).strip().split("\n")[0]
        what = f"{path.name} is no table of commas in UTF-8: {said}."
        raise BuildError([Fault(where, what, remedy="Get the file again.")]) from error
    return table.set_axis([headings[position] for position in positions], axis=1)


def _read_first(path: Path) -> list[str]:
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as content:
        first = content.readline()
    try:
        line = first.decode("utf-8-sig")
    except UnicodeDecodeError:
        line = first.decode(OTHER_ENCODING, errors="replace")
    return [cell.strip() for cell in next(csv.reader([line]), [])]


def _check_postcodes(column: pd.Series, where: str, path: Path) -> None:
    strange = column[~column.str.strip().str.upper().str.fullmatch(POSTCODE)]
    if len(strange) > len(column) * MOST_STRANGE:
        what = f'{path.name}: "{strange.iloc[0]}" is not a postcode, nor are {len(strange):,} rows.'
        remedy = "Name the column that holds the postcodes, or get the file again."
        raise BuildError([Fault(where, what, remedy=remedy)])


def _check_bounds(
    table: pd.DataFrame, bounds: dict[str, tuple[float, float]], where: str, path: Path
) -> None:
    faults = []
    for column, (least, most) in bounds.items():
        given = table[column].str.strip()
        numbers = pd.to_numeric(given.replace("", None), errors="coerce")
        beyond = given[(numbers < least) | (numbers > most) | (numbers.isna() & (given != ""))]
        if len(beyond):
            what = f'{path.name}: "{beyond.iloc[0]}" cannot be, nor can {len(beyond):,} rows.'
            expected = f"{least:g} to {most:g}"
            remedy = "Take the list whose coordinates are in this system, or correct bounds."
            faults.append(Fault(f"{where}, bounds.{column}", what, expected, remedy))
    if faults:
        raise BuildError(faults)
