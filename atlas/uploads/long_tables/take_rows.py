"""Take one row per area from a long table: a category, or all of them added up or averaged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from atlas.tables.headings import clean_cell
from atlas.tables.numbers import parse_column
from atlas.text import say, say_counted
from atlas.uploads.guess_meaning import says_rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.tables.table import Upload
    from atlas.uploads.long_tables.find_dimensions import LongTable

How = Literal["one", "sum", "mean"]


@dataclass(frozen=True)
class Choice:
    """What is taken of a dimension: one category, or all of them added up or averaged."""

    how: How
    category: str = ""


def take_rows(
    upload: Upload, codes: pd.Series, table: LongTable, choices: Mapping[str, Choice]
) -> Upload:
    """Return a table with one row per area.

    A sum or mean with a gap is a gap, for the reason of the first one. Columns of rates are not
    added up: they are left empty.

    Parameters
    ----------
    upload
        The long table.
    codes
        The normalised code or name of the area of every row, empty for none.
    table
        Its dimensions.
    choices
        The choice for every dimension, by column.
    """
    kept = pd.Series(data=True, index=upload.cells.index)
    for column, choice in choices.items():
        if choice.how == "one":
            kept &= upload.cells[column].eq(choice.category)
    taken = replace(
        upload,
        cells=upload.cells[kept],
        unset={name: rows & set(kept.index[kept]) for name, rows in upload.unset.items()},
    )
    ways = {choice.how for choice in choices.values()} - {"one"}
    if not ways:
        return taken
    return _combine(taken, codes[kept], table, choices)


def _combine(
    upload: Upload, codes: pd.Series, table: LongTable, choices: Mapping[str, Choice]
) -> Upload:
    """Return the rows of each area added up over some dimensions, then averaged over others."""
    averaged = [column for column, choice in choices.items() if choice.how == "mean"]
    summed = [column for column, choice in choices.items() if choice.how == "sum"]
    cells = upload.cells[codes.ne("")]
    codes = codes[codes.ne("")]
    if cells.empty:
        return upload
    groups = codes.groupby(codes.to_numpy())
    first = groups.apply(lambda rows: rows.index[0])
    combined = cells.loc[first.to_numpy()].copy()
    combined.index = pd.Index(first.to_numpy())
    notes = [*upload.notes]
    for name in table.figures:
        if summed and says_rate(name):
            combined[name] = ""
            notes.append(
                say(
                    "“{name}” is a rate, which cannot be added up: choose one category or the "
                    "mean.",
                    name=name,
                )
            )
            continue
        numbers = parse_column(upload, name).numbers[cells.index]
        parts = [codes.to_numpy(), *(cells[one].to_numpy() for one in averaged)]
        sums = numbers.groupby(parts).agg(lambda values: values.sum(skipna=False))
        means = sums.groupby(level=0).agg(lambda values: values.mean(skipna=False))
        text = [_write(value) for value in means.loc[first.index]]
        gaps = numbers.isna().groupby(codes.to_numpy()).any().loc[first.index].to_numpy()
        said = cells[name].where(numbers.isna()).groupby(codes.to_numpy()).first()
        combined[name] = np.where(gaps, said.reindex(first.index).fillna("").to_numpy(), text)
    sizes = groups.size()
    fewer = int((sizes < sizes.max()).sum())
    if fewer:
        notes.append(
            say_counted(
                "{count} area has fewer rows than the others, so its sum or mean is of those.",
                "{count} areas have fewer rows than the others, so their sums or means are of "
                "those.",
                fewer,
            )
        )
    # What is written here has points as decimal marks, whatever the file has.
    return replace(
        upload,
        cells=combined.sort_index(),
        notes=tuple(dict.fromkeys(notes)),
        unset={},
        decimal_comma=False,
    )


def _write(value: float) -> str:
    """Return a number as text that is read as the same number."""
    if not np.isfinite(value):
        return ""
    return clean_cell(str(int(value)) if float(value).is_integer() else repr(float(value)))
