"""Measures of a visitor's own layers, which pass all others on to the shared measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.indicators.measures import Measures
from atlas.text import say
from atlas.uploads.own_layer import (
    PREFIX,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Condition, Definitions
    from atlas.indicators.pool import Pool
    from atlas.indicators.setting import Setting
    from atlas.uploads.own_store import OwnStore


class OwnMeasures(Measures):
    """Measures of own layers, which pass all others on to the shared measures.

    Parameters
    ----------
    shared
        The measures that all visitors share.
    store, definitions
        With the own layers.
    reasons
        Why areas have no figure, by layer and area.
    kinds
        The kind of area of a layer's file, by layer; empty unless larger than those shown.
    """

    def __init__(
        self,
        shared: Measures,
        store: OwnStore,
        definitions: Definitions,
        reasons: Mapping[str, pd.Series],
        kinds: Mapping[str, str],
    ) -> None:
        super().__init__(store, definitions)
        self._kinds = kinds
        self.shared = shared
        self._own = store
        self._why = reasons

    @property
    def setting(self) -> Setting:
        """What methods need beside the figures of the small areas."""
        return self.shared.setting

    @property
    def residents(self) -> pd.Series:
        """Usual residents, indexed by area."""
        return self.shared.residents

    def values(self, name: str, *, level: str = "area") -> pd.Series:
        """Return an indicator's values for every area of a level."""
        if not name.startswith(PREFIX):
            return self.shared.values(name, level=level)
        if level != "area":
            return super().values(name, level=level)
        if (name, level) not in self._values:
            self._values[name, level] = self.compute(name, self._own.own)
        return self._values[name, level]

    def is_local(self, name: str) -> bool:
        """Return whether an indicator has no percentile in the country, as own layers have none."""
        return name.startswith(PREFIX) or self.shared.is_local(name)

    def larger_kind(self, name: str) -> str:
        """Return the kind of area a figure is for, where larger than those shown; else empty."""
        return self._kinds[name] if name.startswith(PREFIX) else self.shared.larger_kind(name)

    def percentiles(self, name: str, *, scale: str) -> pd.Series:
        """Return each area's percentile in the town or in England, 0 to 100."""
        if not name.startswith(PREFIX):
            return self.shared.percentiles(name, scale=scale)
        return super().percentiles(name, scale=scale)

    @property
    def pooled(self) -> tuple[Pool, pd.DataFrame | None]:
        """The pool, and the published figures of its areas; None where the pack has only curves."""
        return self.shared.pooled

    def percentiles_in_country(self, name: str, values: pd.Series) -> pd.Series:
        """Return the percentiles of values in the country; own figures have none."""
        if not name.startswith(PREFIX):
            return self.shared.percentiles_in_country(name, values)
        return super().percentiles_in_country(name, values)

    def comparators(self, name: str) -> pd.Series:
        """Return an indicator's value for the place, its region and the country."""
        if not name.startswith(PREFIX):
            return self.shared.comparators(name)
        return super().comparators(name)

    def gap_reasons(self, name: str) -> pd.Series:
        """Return the reasons why areas have no value, by area; empty where an area has one."""
        if not name.startswith(PREFIX):
            return self.shared.gap_reasons(name)
        values = self.values(name)
        words = self._why[name].where(self._why[name].ne(""), say("the base is 0"))
        return words.where(values.isna(), "")

    def meets(self, condition: Condition) -> pd.Series:
        """Return which areas meet a condition; an area with a gap does not."""
        if not condition.indicator.startswith(PREFIX):
            return self.shared.meets(condition)
        return super().meets(condition)
