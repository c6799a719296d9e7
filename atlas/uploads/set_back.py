"""Put the columns with numbers that are hardly figures after the others: ids, years, positions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.tables.headings import name_columns
from atlas.tables.positions import name_axis
from atlas.uploads.long_tables.periods import parse_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from atlas.tables.table import Upload

# Headings of columns with numbers that tell rows apart rather than being figures.
TELLING = re.compile(
    r"(?<![a-z])(?:year|month|quarter|week|period|date|time|age|band|group|categor\w*|code|id"
    r"|jahr|monat|alter)(?![a-z])",
    re.IGNORECASE,
)
# Headings of the numbers by which a program or a register keeps its records.
NUMBERED = re.compile(
    r"^(?:.*[\s_])?(?:object|global|feature|indicator|record|row)?[\s_]?(?:id|fid|oid|gid|uprn|usrn|urn)"
    r"(?:[\s_]?\d)?$|(?<![a-z])code$",
    re.IGNORECASE,
)
# What programs of maps add to a layer.
SHAPE = re.compile(r"^(?:shape[\s_.]|st_(?:area|length|perimeter)\b)", re.IGNORECASE)
# Headings of the numbers of rows.
ROW = re.compile(
    r"^(?:unnamed:? ?\d*|index|#|no\.?|nr\.?|row|row ?(?:no|number)\.?)$", re.IGNORECASE
)
# Words of regions, which may be figures of the north and the south.
REGION = re.compile(r"^(?:north|south|east|west)$", re.IGNORECASE)
MOST_PERIODS = 400


def set_back(upload: Upload, names: Sequence[str]) -> list[str]:
    """Return columns with those last that are hardly figures, otherwise in their order.

    Parameters
    ----------
    upload
        The table.
    names
        Its columns with numbers.
    """
    return sorted(names, key=lambda name: is_hardly_figure(upload, name))


def is_hardly_figure(upload: Upload, name: str) -> bool:
    """Return whether a column with numbers says which row it is, or when or where, not how many."""
    words = name.replace("_", " ").strip()
    if NUMBERED.search(name.strip()) or SHAPE.match(name) or _runs_on(upload, name):
        return True
    if name_axis(name) and not REGION.match(words):
        return True
    if not TELLING.search(words):
        return False
    values = upload.cells[name].unique()
    given = [value for value in values if value]
    return len(given) <= MOST_PERIODS and parse_periods(given) is not None


def _runs_on(upload: Upload, name: str) -> bool:
    """Return whether a column without a name has the numbers of its rows."""
    place = upload.columns.index(name)
    unnamed = name == name_columns([""] * (place + 1), place + 1)[place]
    if not unnamed and not ROW.match(name.strip()):
        return False
    cells: pd.Series = upload.cells[name]
    if not cells.str.fullmatch(r"\d{1,9}").all() or cells.empty:
        return False
    numbers = cells.astype(int)
    return bool(numbers.iloc[0] in (0, 1) and numbers.diff().iloc[1:].eq(1).all())
