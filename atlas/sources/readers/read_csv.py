"""Read CSV files: one row per area or several, with or without headings and notes."""

from __future__ import annotations

from csv import reader as read_rows
from io import StringIO
from typing import TYPE_CHECKING

import pandas as pd

from atlas.sources.cut_table import cut_table
from atlas.sources.read_delimited import read_delimited, read_text
from atlas.sources.readers import index_by, reader

if TYPE_CHECKING:
    from pathlib import Path

CSV = (".csv", ".csv.gz")
# Suffix of every heading in some tables of Nomis.
SUFFIX = "; measures: Value"
# Separates an area's code and name in tables of the Nomis query tool.
BETWEEN = " : "
SHARE = "%"


@reader(*CSV)
def csv(path: Path, area_column: str) -> pd.DataFrame:
    """Return a plain table with one row per area."""
    return index_by(read_delimited(path, text_columns=[area_column]), area_column)


@reader(*CSV)
def csv_long(path: Path, area_column: str) -> pd.DataFrame:
    """Return counts from a table with one row per area and category, one column per category.

    The category is the first column that varies within an area, so that an area's name or
    total may precede it; the count is the column after the category.
    """
    table = csv(path, area_column)
    for position, category in enumerate(table.columns[:-1]):
        if table.groupby(level=0)[category].nunique().max() > 1:
            count = table.columns[position + 1]
            break
    else:
        raise ValueError("no column differs within an area, so none holds categories")
    wide = table.reset_index().pivot_table(
        index=area_column, columns=category, values=count, aggfunc="sum"
    )
    return wide.set_axis([str(name) for name in wide.columns], axis=1)


@reader(*CSV)
def csv_no_header(path: Path, area_column: str) -> pd.DataFrame:
    """Return a table without headings, indexed by the column with a number, as in ``"10"``."""
    return index_by(read_delimited(path, header=False), area_column)


@reader(*CSV)
def csv_numbered(path: Path, area_column: str) -> pd.DataFrame:
    """Return a table whose area codes are digits with leading zeros, with codes as written.

    Columns are separated by commas or semicolons; with semicolons, the decimal separator may
    be a comma, as in German tables.
    """
    heading = pd.read_csv(path, nrows=0, sep=",", encoding="utf-8-sig").columns
    continental = any(";" in str(name) for name in heading)
    table = pd.read_csv(
        path, sep=";" if continental else ",", dtype={area_column: str}, encoding="utf-8-sig"
    )
    table = table.set_index(area_column)
    if not continental:
        return table
    for name in table.select_dtypes(exclude="number"):
        table[name] = table[name].str.replace(",", ".", regex=False)
    return table


@reader(*CSV)
def nomis_bulk(path: Path, area_column: str) -> pd.DataFrame:
    """Return a Census 2021 bulk table from Nomis, headings without the measures suffix."""
    table = read_delimited(path, text_columns=[area_column])
    # A heading of TS004 has a space before the suffix.
    table.columns = [str(heading).removesuffix(SUFFIX).strip() for heading in table.columns]
    return index_by(table, area_column)


@reader(*CSV)
def nomis_query(path: Path, area_column: str) -> pd.DataFrame:
    """Return a table of the Nomis query tool, without the titles above and footnotes below it.

    A column headed "%" is named after the column before it, such as "White, %".
    """
    table = cut_table(list(read_rows(StringIO(read_text(path)))), area_column)
    table.index = table.index.str.split(BETWEEN).str[0]
    headings: list[str] = []
    for heading in map(str, table.columns):
        headings.append(f"{headings[-1]}, {SHARE}" if heading == SHARE and headings else heading)
    table.columns = headings
    return table


@reader(*CSV)
def superweb(path: Path, area_column: str) -> pd.DataFrame:
    """Return counts from a SuperWEB table, as from Scotland's Census, one column per category.

    The first heading row names the categories; the second, of one cell, names the rows. The
    table ends before the first row that is not as long as the first heading row.
    """
    rows = list(read_rows(StringIO(read_text(path), newline="")))
    start = next(
        (position for position, row in enumerate(rows) if row and row[0] == area_column), None
    )
    if start is None:
        raise KeyError(area_column)
    heading = rows[start - 1]
    # Every row ends with a comma, and so with an empty cell.
    wide = [name for name in heading[1:] if name]
    found = {}
    for row in rows[start + 1 :]:
        if len(row) != len(heading):
            break
        found[row[0]] = row[1 : len(wide) + 1]
    return pd.DataFrame.from_dict(found, orient="index", columns=wide).rename_axis(area_column)
