"""Parse the numbers and markers for no figure in publishers' cells."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Numbers with thousands separators, as in formatted spreadsheets.
THOUSANDS = r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$"
# Markers for no figure: the Government Statistical Service's symbols, and older ones.
NO_FIGURE = frozenset(
    ["", "-", "\u2013", ".", "..", "...", ":", "*", "!", "c", "x", "z", "n/a", "na", "nan", "null"]
    + [f"[{mark}]" for mark in ("c", "e", "low", "u", "w", "x", "z")]
)


def parse_numbers(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return a column as numbers, and the cells that are neither a number nor a marker.

    Examples
    --------
    >>> numbers, strange = parse_numbers(pd.Series(["10,261", "..", "7.5", "many"]))
    >>> numbers.tolist()
    [10261.0, nan, 7.5, nan]
    >>> strange.tolist()
    ['many']
    """
    if pd.api.types.is_numeric_dtype(column):
        return column.astype(float).replace([np.inf, -np.inf], np.nan), column.iloc[:0]
    text = column.astype("string").str.strip()
    grouped = text.str.match(THOUSANDS).fillna(value=False)
    text = text.mask(grouped, text.str.replace(",", "", regex=False))
    numbers = pd.to_numeric(text, errors="coerce").astype(float)
    numbers = numbers.replace([np.inf, -np.inf], np.nan)
    empty = text.isna() | text.str.casefold().isin(NO_FIGURE)
    return numbers, column[numbers.isna() & ~empty]
