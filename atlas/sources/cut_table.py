"""Extract a table from the notes above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.sources.readers import MissingColumnError

if TYPE_CHECKING:
    from collections.abc import Sequence

# Rows to search for the header; no publisher here puts more above a table.
DEEPEST = 40


def cut_table(rows: Sequence[Sequence[Any]], area_column: str) -> pd.DataFrame:
    """Return the rows below the heading `area_column`, indexed by area, without notes.

    A row is a note where the area's cell is empty or is the only one filled.

    Parameters
    ----------
    rows
        All cells of a sheet or file.
    area_column
        Heading of the column of areas; its row is the header.

    Returns
    -------
    pandas.DataFrame
        One column for each heading, in order; columns without a heading are left out.

    Raises
    ------
    MissingColumnError
        If no row near the top has that heading.
    """
    top = [[_format(cell) for cell in row] for row in rows[:DEEPEST]]
    depth = next((position for position, row in enumerate(top) if area_column in row), None)
    if depth is None:
        likely = max(top, key=lambda row: sum(map(bool, row)), default=[])
        raise MissingColumnError(area_column, [heading for heading in likely if heading])
    headings = top[depth]
    area = headings.index(area_column)
    wanted = [position for position, heading in enumerate(headings) if heading and position != area]
    kept = [
        row
        for row in rows[depth + 1 :]
        if len(row) > area
        and _format(row[area])
        and any(position < len(row) and _format(row[position]) for position in wanted)
    ]
    cells = [
        [row[position] if position < len(row) else None for position in wanted] for row in kept
    ]
    table = pd.DataFrame(cells, columns=[headings[position] for position in wanted])
    table.index = pd.Index([_format(row[area]) for row in kept], name=area_column)
    return table


def _format(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
