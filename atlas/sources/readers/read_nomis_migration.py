"""Read a detailed migration table of Census 2021: one row per area, flow and group of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.sources.read_delimited import read_delimited
from atlas.sources.readers import MissingColumnError, ReaderSpec, index_by

if TYPE_CHECKING:
    from pathlib import Path

READER = ReaderSpec("nomis_migration", (".csv", ".csv.gz"))

COUNT = "Count"
LABEL = " label"
# In the tables of outflow, what stands here instead of an area: did not move, came from abroad.
NO_AREAS = ("-8", "999999999")


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return counts indexed by area.

    Parameters
    ----------
    path
        One of the CSV files, such as ``MIG002EW_MSOA_IN.csv``.
    area_column
        Heading of the areas' codes. The areas' own label is not read.

    Returns
    -------
    pandas.DataFrame
        One column per flow, headed by its label and holding everybody, and one per flow and
        group of people, headed by both labels with a colon between.
    """
    table = index_by(read_delimited(path, text_columns=[area_column]), area_column)
    own = area_column.removesuffix(" code") + LABEL
    labels = [str(one) for one in table.columns if str(one).endswith(LABEL) and str(one) != own]
    if not labels or COUNT not in table:
        raise MissingColumnError(COUNT, [str(heading) for heading in table.columns])
    table = table[~table.index.isin(NO_AREAS)]
    flow = table[labels[0]]
    parts = [_spread(table, flow)]
    if len(labels) > 1:
        groups = table[labels[1]].astype(str)
        for label in labels[2:]:
            groups = groups + ": " + table[label]
        parts.append(_spread(table, flow + ": " + groups))
    return pd.concat(parts, axis=1)


def _spread(table: pd.DataFrame, headings: pd.Series) -> pd.DataFrame:
    counts = pd.DataFrame({"area": table.index, "heading": headings, COUNT: table[COUNT]})
    return counts.pivot_table(index="area", columns="heading", values=COUNT, aggfunc="sum")
