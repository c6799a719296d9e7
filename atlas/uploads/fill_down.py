"""Repeat the area of a block of rows that is written on the first of them only."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.text import say
from atlas.uploads.key import SUMS
from atlas.uploads.recognise import recognise

if TYPE_CHECKING:
    import pandas as pd

    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import MatchingAreas

# Least share of the rows that are blank: blocks of two rows have one.
LEAST_BLANK = 0.4
# Least share of the filled cells that a blank one follows; scattered gaps are no blocks.
LEAST_BLOCKS = 0.6
# Least share of the cells beside that are filled in the blank rows, compared with the others.
LEAST_BESIDE = 0.9


def fill_down(upload: Upload, ground: MatchingAreas) -> Upload:
    """Return a table with the area in every row, where blocks of rows have it on the first only.

    Merged cells and pivot tables leave the rows below blank. Each of them would be lost, and the
    first would be taken for the whole area.

    Parameters
    ----------
    upload
        The table.
    ground
        The areas it may be about.
    """
    if not any(_is_in_blocks(upload.cells, name) for name in upload.columns):
        return upload
    keys = recognise(upload, ground)
    if not keys or keys[0].is_point or not keys[0].columns:
        return upload
    (key,) = keys[0].columns
    if not _is_in_blocks(upload.cells, key):
        return upload
    blank = upload.cells[key].eq("")
    # A code and its name are merged over the same rows.
    names = [name for name in upload.columns if upload.cells[name].eq("").equals(blank)]
    cells = upload.cells.copy()
    left = _find_grand_total(cells, key)
    for name in names:
        filled = cells[name].where(~blank).ffill().fillna("")
        cells[name] = filled.mask(cells.index.isin(left), "")
    told = say(
        "“{name}” is filled in on the first row of each block only, so it was repeated in the "
        "rows below.",
        name=key,
    )
    return replace(upload, cells=cells, notes=(*upload.notes, told))


def _is_in_blocks(cells: pd.DataFrame, name: str) -> bool:
    """Return whether a column is filled on the first of several rows, each time with another."""
    texts = cells[name]
    blank = texts.eq("")
    if blank.iloc[0]:
        return False
    sums = texts.str.upper().str.contains(SUMS)
    heads = texts[~blank & ~sums]
    if heads.duplicated().any() or len(heads) < len(("one", "another")):
        return False
    if blank[~sums].mean() < LEAST_BLANK:
        return False
    followed = blank.shift(-1, fill_value=False)[heads.index].mean() >= LEAST_BLOCKS
    others = [one for one in cells.columns if not cells[one].eq("").equals(blank)]
    counts = cells[others].map(bool).sum(axis=1)
    usual = float(counts[heads.index].mean())
    return bool(followed and counts[blank].mean() >= max(1.0, LEAST_BESIDE * usual))


def _find_grand_total(cells: pd.DataFrame, key: str) -> pd.Index:
    """Return the last row, where it is a sum that the other blocks do not have."""
    last = {str(name): str(cell) for name, cell in cells.iloc[-1].items()}
    sums = [name for name in last if name != key and re.search(SUMS, last[name].upper())]
    alone = any(cells[name].eq(last[name]).sum() == 1 for name in sums)
    return cells.index[-1:] if alone and not last[key] else cells.index[:0]
