"""The meaning of columns (rows, counts, rates with a base, or scores), and figures by area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from atlas.tables.numbers import describe_of_column, parse_column, parse_numbers
from atlas.tables.table import refuse
from atlas.text import say, to_say
from atlas.uploads.set_back import set_back

if TYPE_CHECKING:
    from atlas.tables.table import Upload
    from atlas.uploads.match import Matched
    from atlas.uploads.matching_areas import Base, Kind, MatchingAreas

Rate = Literal["rate_100", "rate_1000", "rate_100000"]
Given = Literal["percent", "per_1000", "per_100000"]
Means = Literal["rows", "count", "share", Rate, Given, "score"]
# Rates made of a count and its base, where the count may exceed the base.
MADE: tuple[Means, ...] = get_args(Rate)
# Rates given in the file, with the number that they are per.
SCALES: dict[str, int] = {"percent": 100, "per_1000": 1_000, "per_100000": 100_000}
WITH_BASE = ("share", *MADE, *SCALES)
# Meanings whose base may be one of the atlas; a file with rates has its own base.
WITH_GIVEN = ("share", *MADE)
# Meanings for rows that are figures of areas, and for rows that are things in areas.
OF_AREAS: tuple[Means, ...] = tuple(one for one in get_args(Means) if one != "rows")
OF_THINGS: tuple[Means, ...] = ("rows", "count", "share", *MADE)
LEAST_NUMBERS = 0.5
NO_ROW = to_say("your file has no row for this area")
MERGED = to_say(
    "areas of an earlier year were merged here, and your file does not have all of them"
)
NOT_ADDED = to_say("areas of an earlier year were merged here, and scores cannot be added up")


@dataclass(frozen=True)
class Meaning:
    """The meaning of a column as chosen by a person.

    Parameters
    ----------
    means
        `rows`, the number of rows in each area; `count`, a column of counts; `share`, a count
        and its base as a percentage; `rate_100`, `rate_1000` and `rate_100000`, a count and its
        base as a rate, where the count may exceed the base; `percent`, `per_1000` and
        `per_100000`, a rate given in the file and its base; `score`, a number shown unchanged.
    column
        The column; empty where rows are counted.
    base
        The column with the base, for `share` and rates.
    name
        The name of the layer.
    date
        The date or period of the figures, in the person's own words.
    given
        The base from the atlas, if it is not a column of the file.
    """

    means: Means
    column: str
    base: str
    name: str
    date: str
    given: Base | None = None


@dataclass(frozen=True)
class ByArea:
    """Figures by area, and why an area has none.

    Parameters
    ----------
    kind
        The kind of area.
    means
        As in the meaning.
    figures
        Columns `count`, or `part` and `whole`, or `score`; indexed by code. An area without a
        row is a gap; where rows are things it is 0, unless unmatched rows may belong to it.
    reasons
        Why an area has a gap, same index; empty where it has none.
    unread
        Reason by row for matched rows whose cell cannot be read.
    notes
        How the numbers were read.
    without_row
        Codes of areas that the file has no row for.
    """

    kind: Kind
    means: Means
    figures: pd.DataFrame
    reasons: pd.Series
    unread: pd.Series
    notes: tuple[str, ...]
    without_row: frozenset[str] = frozenset()


def sum_by_area(
    upload: Upload, matched: Matched, meaning: Meaning, ground: MatchingAreas
) -> ByArea:
    """Return a meaning's figures for every area of the place.

    Parameters
    ----------
    upload
        The table.
    matched
        The areas of its rows.
    meaning
        The meaning of the column.
    ground
        The areas.

    Raises
    ------
    UploadError
        If no row has a number, or the meaning does not fit rows of this kind.
    """
    allowed = OF_THINGS if matched.is_things else OF_AREAS
    if meaning.means not in allowed:
        message = f"{meaning.means} is no meaning of such rows."
        raise ValueError(message)
    if not matched.used.any():
        refuse(
            say("No row is in an area of this place, so there is nothing to show."),
            remedy=say(
                "Look at the reasons, choose another column as the key, or open the place "
                "that the file is about."
            ),
        )
    numbers, notes, unread = _read_columns(upload, matched, meaning)
    rows, areas, weights = matched.lay()
    numbers = numbers.loc[rows].reset_index(drop=True)
    if meaning.means != "score":
        numbers = numbers.mul(weights, axis=0)
    index = ground.codes(matched.kind)
    grouped = numbers.groupby(areas)
    # One unreadable cell makes the sum of its area a gap, not a smaller sum.
    whole = grouped.count().eq(grouped.size(), axis=0)
    figures = grouped.sum().where(whole).reindex(index)
    reasons = pd.Series("", index=index, dtype=object)
    given = np.asarray(index.isin(areas.unique()))
    left_open = matched.left_open.reindex(index).fillna("")
    if matched.is_things:
        figures.loc[~given] = 0.0
        # Unmatched things may lie here, so their number is not known.
        figures.loc[left_open.ne("")] = np.nan
        reasons[:] = left_open
    else:
        reasons[~given] = left_open[~given].where(left_open[~given].ne(""), say(NO_ROW))
        _mind_merged(figures, reasons, areas, matched, meaning)
    why = unread.loc[rows].reset_index(drop=True)
    first = why[why.ne("")].groupby(areas).first()
    reasons.update(first[first.index.isin(index[figures.isna().any(axis=1)])])
    if meaning.given is not None:
        figures["whole"] = ground.sum_base(meaning.given, matched.kind)
    _mind_bases(figures, reasons, meaning)
    without = frozenset(str(code) for code in index[~given])
    return ByArea(matched.kind, meaning.means, figures, reasons, unread, notes, without)


def _read_columns(
    upload: Upload, matched: Matched, meaning: Meaning
) -> tuple[pd.DataFrame, tuple[str, ...], pd.Series]:
    """Return the numbers of a meaning by row, notes, and why rows have none."""
    rows = matched.areas.index[matched.used]
    unread = pd.Series("", index=rows, dtype=object)
    if meaning.means == "rows":
        return pd.DataFrame({"count": 1.0}, index=rows), (), unread
    names = {"part": meaning.column, "whole": "" if meaning.given else meaning.base}
    if meaning.means not in WITH_BASE:
        names = {meaning.means: meaning.column}
    found: dict[str, pd.Series] = {}
    if not meaning.column:
        found["part"] = pd.Series(1.0, index=rows)
    notes: list[str] = []
    for target, name in names.items():
        if not name:
            continue
        # All rows are parsed, matched or not, as they show how numbers are written.
        numbers = parse_column(upload, name)
        values, reasons = numbers.numbers[rows], numbers.reasons[rows].copy()
        if meaning.means != "score":
            below = values < 0
            reasons[below] = say("a count cannot be negative")
            values = values.mask(below)
        found[target] = values
        fresh = unread.eq("") & reasons.ne("")
        unread[fresh] = np.array(describe_of_column(name, reasons[fresh]), dtype=object)
        notes += describe_of_column(name, numbers.notes)
    table = pd.DataFrame(found, index=rows)
    if table.notna().all(axis=1).sum() == 0:
        refuse(
            say(
                "“{column}” has no number in any matched row, so there is nothing to show.",
                column=meaning.column,
            ),
            remedy=say("Choose another column, or correct the file and choose it again."),
        )
    if meaning.means in SCALES:
        table["part"] = table["part"] * table["whole"] / SCALES[meaning.means]
    return table, tuple(dict.fromkeys(notes)), unread


def _mind_merged(
    figures: pd.DataFrame,
    reasons: pd.Series,
    areas: pd.Series,
    matched: Matched,
    meaning: Meaning,
) -> None:
    """Make a gap where merged areas of 2011 cannot be summed."""
    wanted = matched.parts.reindex(figures.index).dropna()
    if wanted.empty:
        return
    have = areas.value_counts().reindex(wanted.index).fillna(0)
    if meaning.means == "score":
        lost = wanted.index[have > 0]
        reasons[lost] = say(NOT_ADDED)
    else:
        lost = wanted.index[(have > 0) & (have < wanted)]
        reasons[lost] = say(MERGED)
    figures.loc[lost] = np.nan


def _mind_bases(figures: pd.DataFrame, reasons: pd.Series, meaning: Meaning) -> None:
    """Make a gap where a rate has no base, or a part is larger than its whole."""
    if "whole" not in figures:
        return
    figures.loc[figures["whole"].isna(), "part"] = np.nan
    empty = figures["whole"].eq(0)
    # There may be more events than people in the base.
    may_be_more = meaning.means in ("per_1000", "per_100000", *MADE)
    over = (figures["part"] > figures["whole"] * (1 + 1e-9)) & (not may_be_more)
    reasons[empty & reasons.eq("")] = say("the base is 0")
    reasons[over & reasons.eq("")] = say("the count is larger than its base")
    figures.loc[empty | over] = np.nan


def list_number_columns(upload: Upload, matched: Matched) -> list[str]:
    """Return the columns that can have a meaning: those with numbers in most filled cells.

    Years, positions and the numbers of records come last.
    """
    rows = matched.areas.index[matched.matched]
    cells = upload.cells.loc[rows]
    return set_back(upload, [name for name in upload.columns if has_numbers(upload, cells[name])])


def has_numbers(upload: Upload, cells: pd.Series) -> bool:
    """Return whether most filled cells of a column are numbers, or say why they hold none."""
    filled = cells[cells.ne("")]
    read = parse_numbers(filled, decimal_comma=upload.decimal_comma)
    return bool(read.numbers.notna().any() and read.odd.mean() <= 1 - LEAST_NUMBERS)
