"""Read look-ups between areas, or from areas to names and classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import BuildError, Fault
from atlas.sources.read_delimited import check_headings, read_delimited

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

# The publisher's codes of change: unchanged, split, merged, complex.
CHANGES = ("U", "S", "M", "X")


def read_columns(path: Path, columns: Sequence[str], *, where: str = "") -> pd.DataFrame:
    """Return columns of a CSV as text, in the order asked for.

    Parameters
    ----------
    path
        A `.csv` or `.csv.gz`.
    columns
        Their headings.
    where
        Key that names the columns, for faults; by default the file's name.

    Raises
    ------
    BuildError
        If the file is missing or not a table, or a column is missing.
    """
    said = where or path.name
    if not path.exists():
        what = f'There is no file "{path.name}" in {path.parent}.'
        raise BuildError([Fault(said, what, remedy="Copy it there, or name another folder.")])
    try:
        table = read_delimited(path, text_columns=columns)
    except (ValueError, OSError, EOFError) as error:
        what = f"{path.name} is not a comma-separated table: {error}."
        raise BuildError([Fault(said, what, remedy="Download the file again.")]) from error
    headings = [str(heading) for heading in table.columns]
    remedy = "Correct the heading, or use the file that has it."
    check_headings([(said, column) for column in columns], headings, path.name, remedy)
    return table[list(columns)]


def read_look_up(path: Path, columns: Sequence[str], *, where: str = "") -> pd.DataFrame:
    """Return the pairs of earlier and later areas.

    Parameters
    ----------
    path
        A publisher's look-up.
    columns
        Headings of the earlier and the later area and, in an exact look-up, of the code of
        change. Without it the look-up is a best fit, with each earlier area once.
    where
        Key that names the columns, for faults.

    Returns
    -------
    pandas.DataFrame
        Columns `before`, `after` and, for an exact look-up, `change`.

    Raises
    ------
    BuildError
        If the file or a column is missing, a code of change is unknown, or a best fit has an
        area twice.
    """
    said = where or path.name
    names = ["before", "after", "change"][: len(columns)]
    table = read_columns(path, columns, where=where).set_axis(names, axis=1)
    if "change" in table:
        unknown = table.loc[~table["change"].isin(CHANGES), "change"]
        if len(unknown):
            what = f'{path.name} has the kind of change "{unknown.iloc[0]}".'
            expected = f"one of {', '.join(CHANGES)}"
            remedy = "Name the column with the kind of change."
            raise BuildError([Fault(said, what, expected=expected, remedy=remedy)])
    elif table["before"].duplicated().any():
        twice = table.loc[table["before"].duplicated(), "before"].iloc[0]
        what = f"{path.name} has {twice} more than once, so it is not a best-fit look-up."
        remedy = "Name the column with the kind of change too, or use the best-fit look-up."
        raise BuildError([Fault(said, what, remedy=remedy)])
    return table
