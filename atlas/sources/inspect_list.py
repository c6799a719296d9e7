"""Check that a point list, or a file of postcodes, matches its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.overlay import Overlay, Reading
from atlas.definitions.published_file import PublishedFile
from atlas.errors import BuildError, Fault
from atlas.sources.read_delimited import check_headings, read_headings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}"
# Share of rows allowed without a valid postcode; with shifted columns all rows lack one.
MOST_STRANGE = 0.05
CHANGED = "Correct the heading, or check whether the publisher changed the list."


def inspect_list(described: Overlay | PublishedFile, path: Path, where: str) -> None:
    """Check the content of a list of points, or of a table of postcodes without headings.

    Parameters
    ----------
    described
        The list, with the country's `bounds`; or the file, whose first column holds postcodes.
    path
        The file.
    where
        Location of its definition, for faults.

    Raises
    ------
    BuildError
        If a column is missing, what is in it cannot be, or there are too few or too many rows.
    """
    if isinstance(described, PublishedFile):
        first = described.columns[0]
        reading = Reading(name=first, postcode=first, header=described.header)
        named, key, postcode_key = described.columns, f"{where}, columns", f"{where}, columns"
    else:
        reading = described.points
        named = [reading.name, reading.kind, reading.x, reading.y, reading.postcode]
        key, postcode_key = f"{where}, points", f"{where}, points.postcode"
    keep, empty = reading.keep, reading.empty
    wanted = [heading for heading in [*named, *keep, *empty, *described.bounds] if heading]
    table = _read(path, wanted, key, header=reading.header)
    for column, values in keep.items():
        table = table[table[column].isin(values)]
    for column in empty:
        table = table[table[column] == ""]
    if reading.postcode:
        _check_postcodes(table[reading.postcode], postcode_key, path)
    _check_bounds(table, described.bounds, where, path)
    least, most = described.rows or (0, len(table))
    if not least <= len(table) <= most:
        what = f"{described.file} has {len(table):,} rows that count."
        remedy = "Check on the publisher's page whether it is complete, or correct rows."
        raise BuildError([Fault(f"{where}, rows", what, f"{least:,} to {most:,}", remedy)])


def _read(path: Path, wanted: Iterable[str], where: str, *, header: bool) -> pd.DataFrame:
    """Return the wanted columns as text, in any encoding; empty cells become empty texts."""
    try:
        headings = read_headings(path)
        if not header:
            headings = [str(number) for number in range(1, len(headings) + 1)]
        names = list(dict.fromkeys(wanted))
        check_headings([(where, name) for name in names], headings, path.name, CHANGED)
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
        what = f"{path.name} is not a comma-separated table in UTF-8: {said}."
        raise BuildError([Fault(where, what, remedy="Download the file again.")]) from error
    return table.set_axis([headings[position] for position in positions], axis=1)


def _check_postcodes(column: pd.Series, where: str, path: Path) -> None:
    strange = column[~column.str.strip().str.upper().str.fullmatch(POSTCODE)]
    if len(strange) > len(column) * MOST_STRANGE:
        what = f'{path.name}: "{strange.iloc[0]}" is not a postcode, nor are {len(strange):,} rows.'
        remedy = "Name the column with the postcodes, or download the file again."
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
            what = f'{path.name}: out of range in {len(beyond):,} rows, first "{beyond.iloc[0]}".'
            expected = f"{least:g} to {most:g}"
            remedy = "Use the list with coordinates in this system, or correct bounds."
            faults.append(Fault(f"{where}, bounds.{column}", what, expected, remedy))
    if faults:
        raise BuildError(faults)
