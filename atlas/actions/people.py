"""Count the people or homes that a figure is true of: its input `part`."""

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
    """Counts behind a place's figures, for each area and for areas taken together.

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

        None where a figure has no input `part`, such as a score, or is published for a larger
        area. With `key` "whole" it is the base of the figure.
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
        # Perturbation by the publisher can leave a difference below zero.
        return np.asarray(np.maximum(summed, 0.0))

    def together(self, name: str, rows: np.ndarray) -> float:
        """Return one figure for areas taken together.

        A share is taken from the summed counts; any other figure is the mean, weighted by
        residents, of the areas that have one. NaN where none has.
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
        # Not a matrix product, whose threads cost 6 ms per figure for a whole country.
        total = float(weights.sum())
        return float((values[known] * weights).sum()) / total if total else math.nan
