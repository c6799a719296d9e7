"""A store that reads only some of a pack's hundreds of figures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
from pyarrow import parquet

from atlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable


class NarrowStore(Store):
    """Some figures of all areas of an open pack.

    Reading all columns of a country takes most of a second and 100 MB.

    Parameters
    ----------
    whole
        The open pack.
    columns
        Variables to read; those that the pack lacks are left out.
    """

    def __init__(self, whole: Store, columns: Iterable[str]) -> None:
        super().__init__(whole.folder, whole.manifest)
        self.whole = whole
        self._columns = list(dict.fromkeys(columns))

    def _read_some(self, name: str, index: str) -> pd.DataFrame:
        file = self.folder / self.manifest["tables"][name]["file"]
        there = set(parquet.read_schema(file).names)
        wanted = [index, *(column for column in self._columns if column in there)]
        table: pd.DataFrame = parquet.read_table(
            file, columns=wanted, partitioning=None
        ).to_pandas()
        return table.set_index(index)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas, from the whole pack."""
        return self.whole.areas

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The selected figures, one column per variable, indexed by area."""
        return self._read_some("figures", "area")

    @cached_property
    def totals(self) -> pd.DataFrame:
        """The same figures for the comparators."""
        return self._read_some("totals", "comparator")

    @cached_property
    def moments(self) -> pd.DataFrame:
        """Mean and standard deviation, from the whole pack."""
        return self.whole.moments

    def find_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return an indicator's percentile curve, from the whole pack."""
        return self.whole.find_knots(indicator, reference=reference)

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Empty: measures that depend on neighbours need the whole pack."""
        return {}
