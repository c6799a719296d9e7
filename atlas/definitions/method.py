"""What an indicator's method declares, so that definitions can be checked against it."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd


@dataclass(frozen=True, slots=True)
class MethodSpec:
    """The declaration of a method.

    Parameters
    ----------
    word
        The name used in definitions.
    inputs
        Names of its inputs, all required.
    units
        Units it may return.
    formula
        The function that works it out; the first line of its docstring is told to people.
    takes_indicators
        True where the inputs are other indicators, not variables.
    turns
        True where the result may be negative, so that sentences need words for both directions.
    local
        True where the result depends on the open place (neighbours, the town's own figure, its
        centre), so that it has no percentile in the country.
    relative
        True where it sets an area beside the open place, so that it says nothing of others.
    dates, each
        For a change: a function of the same inputs that returns the values of the earlier and the
        later date, and their unit.
    """

    word: str
    inputs: tuple[str, ...]
    units: tuple[str, ...]
    formula: Callable[..., pd.Series]
    takes_indicators: bool = False
    turns: bool = False
    local: bool = False
    relative: bool = False
    dates: Callable[..., tuple[pd.Series, pd.Series]] | None = None
    each: str = ""

    @property
    def summary(self) -> str:
        """The formula in words."""
        return str(self.formula.__doc__).split("\n")[0].strip()

    def compute(self, inputs: Mapping[str, pd.DataFrame], setting: Any) -> pd.Series:  # noqa: ANN401 - the stage above this one knows what it is
        """Return the formula's values; `setting` goes to those that have a parameter for it."""
        takes_setting = "setting" in signature(self.formula).parameters
        return self.formula(**inputs, **({"setting": setting} if takes_setting else {}))
