"""Measures of a visitor's own layers, which pass all others on to the shared measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.indicators.measures import Measures
from atlas.text import say
from atlas.uploads.own_layer import PREFIX
from atlas.uploads.own_store import OwnStore, pass_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from atlas.definitions import Condition, Definitions


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
        The kind of area of a layer's file, by layer, where larger than those shown.
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
        return (
            self._kinds.get(name, "") if name.startswith(PREFIX) else self.shared.larger_kind(name)
        )

    def gap_reasons(self, name: str) -> pd.Series:
        """Return the reasons why areas have no value, by area; empty where an area has one."""
        if not name.startswith(PREFIX):
            return self.shared.gap_reasons(name)
        values = self.values(name)
        words = self._why[name].where(self._why[name].ne(""), say("the base is 0"))
        return words.where(values.isna(), "")


def _ask(method: str) -> Callable[..., Any]:
    """Return a method that asks the shared measures, except about own layers."""

    def ask(self: OwnMeasures, asked: str | Condition, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the method takes and returns
        name = asked if isinstance(asked, str) else asked.indicator
        measures = super(OwnMeasures, self) if name.startswith(PREFIX) else self.shared
        return getattr(measures, method)(asked, *given, **named)

    return ask


ASKED = ("percentiles", "percentiles_in_country", "comparators", "meets", "at_both_dates")
for _method in ASKED:
    setattr(OwnMeasures, _method, _ask(_method))
pass_on(OwnMeasures, "pooled", "residents", "setting")
