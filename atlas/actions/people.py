"""Count for how many people or homes a figure is true, on the figure's own part."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from atlas.definitions.check_actions import PART
from atlas.indicators.compute import signed_columns

if TYPE_CHECKING:
    from atlas.indicators.measures import Measures

WHOLE, SHARE = "whole", "share"


class Counts:
    """Parts and wholes of a place's figures, for areas and for areas together.

    Parameters
    ----------
    measures
        The indicators of the open place.
    """

    def __init__(self, measures: Measures) -> None:
        self.measures = measures
        self._residents = measures.residents.to_numpy(dtype=float)
        self._known: dict[tuple[str, str], np.ndarray | None] = {}
        self._values: dict[str, np.ndarray] = {}

    def count(self, name: str, key: str = PART) -> np.ndarray | None:
        """Return the people or homes that a figure is true of in each area.

        None where a figure has no part, such as a score, or carries the count of a larger area
        around. With `key` "whole" it is those that it is measured among.
        """
        if (name, key) not in self._known:
            self._known[name, key] = self._sum(name, key)
        return self._known[name, key]

    def _sum(self, name: str, key: str) -> np.ndarray | None:
        indicator = self.measures.indicator(name)
        if not {PART, key} <= set(indicator.inputs) or self.measures.larger_kind(name):
            return None
        columns = signed_columns(self.measures.figures(), indicator.inputs[key])
        summed = columns.sum(axis=1, skipna=False).to_numpy(dtype=float)
        # Small changes of the publisher's can leave a difference below nought.
        return np.asarray(np.maximum(summed, 0.0))

    def together(self, name: str, rows: np.ndarray) -> float:
        """Return the figure of areas together.

        A share is that of the summed counts; any other figure the mean weighted by residents,
        of the areas that have one.
        """
        part, whole = self.count(name), self.count(name, WHOLE)
        if self.measures.indicator(name).method == SHARE and part is not None:
            under = 0.0 if whole is None else float(whole[rows].sum())
            return min(100 * float(part[rows].sum()) / under, 100.0) if under > 0 else math.nan
        if name not in self._values:
            self._values[name] = self.measures.values(name).to_numpy(dtype=float)
        values = self._values[name][rows]
        known = ~np.isnan(values)
        weights = self._residents[rows][known]
        # A product of matrices waits for its threads: of a whole country 6 ms for each figure.
        total = float(weights.sum())
        return float((values[known] * weights).sum()) / total if total else math.nan
