"""Work out one defined indicator for all areas of a level."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.discovery import find_functions
from atlas.indicators import methods as methods_package
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Definitions, Indicator, MethodSpec

# More digits than any figure is published with, and fewer than rounding errors reach.
DIGITS = 12
# Outside these the scaling itself would be inexact; no figure lies there.
SMALLEST, LARGEST = 1e-9, 1e11


@cache
def find_methods() -> Mapping[str, MethodSpec]:
    """Return every method, by name."""
    return find_functions(methods_package, methods_package.DECLARED)


def compute_indicator(
    indicator: Indicator,
    figures: pd.DataFrame,
    *,
    setting: Setting,
    definitions: Definitions,
    suppress: bool = True,
) -> pd.Series:
    """Return an indicator's values for every row of the figures.

    Parameters
    ----------
    indicator
        The definition.
    figures
        Published figures, one column per variable, indexed by area.
    setting
        The town's figures, neighbours, centres and moments that methods need.
    definitions
        For composite indicators, which are made of other indicators.
    suppress
        Make a value on a base below the indicator's `base_under` a gap. Percentile curves are
        made without suppression, or they would leave out part of England.

    Returns
    -------
    pandas.Series
        Values in the indicator's unit, indexed as `figures` and named after the indicator. A
        gap where a figure is missing or the base is below `base_under`.
    """
    method = find_methods()[indicator.method]
    if method.takes_indicators:
        inputs = {
            name: pd.DataFrame(
                {
                    part: compute_indicator(
                        definitions.indicators[part],
                        figures,
                        setting=setting,
                        definitions=definitions,
                        suppress=suppress,
                    )
                    for part in parts
                },
                index=figures.index,
            )
            for name, parts in indicator.inputs.items()
        }
    else:
        inputs = {
            name: signed_columns(figures, entries) for name, entries in indicator.inputs.items()
        }
    values: pd.Series = drop_dust(method.compute(inputs, setting)).rename(indicator.id)
    if suppress and indicator.base_under:
        values = values.where(compute_base(indicator, figures) >= indicator.base_under)
    return values


def drop_dust(values: pd.Series) -> pd.Series:
    """Return values rounded to twelve significant digits, so that equal figures compare equal.

    The same share worked out from 500 homes and from 501 may differ in the sixteenth digit:
    ranks, classes and sorted tables would take them for two values.

    Examples
    --------
    >>> drop_dust(pd.Series([12.000000000000002, 1 / 3, float("nan"), 0.0])).tolist()
    [12.0, 0.333333333333, nan, 0.0]
    """
    numbers = values.to_numpy(dtype=float)
    size = np.abs(numbers)
    within = (size > SMALLEST) & (size < LARGEST)
    power = np.floor(np.log10(size, out=np.zeros_like(size), where=within))
    scale = np.where(within, 10.0 ** (DIGITS - 1 - power), 1.0)
    rounded = np.where(within, np.round(numbers * scale) / scale, numbers)
    return pd.Series(rounded, index=values.index, name=values.name)


def signed_columns(figures: pd.DataFrame, entries: list[str]) -> pd.DataFrame:
    """Return the named variables; those with a leading minus are negated.

    Examples
    --------
    >>> figures = pd.DataFrame({"all": [10], "some": [4]})
    >>> signed_columns(figures, ["all", "-some"]).sum(axis=1).tolist()
    [6.0]
    """
    names = [entry.removeprefix("-") for entry in entries]
    columns = figures.reindex(columns=names).astype(float)
    signs = [-1.0 if entry.startswith("-") else 1.0 for entry in entries]
    return columns if all(sign > 0 for sign in signs) else columns * signs


def sum_signed(figures: pd.DataFrame, entries: list[str]) -> np.ndarray:
    """Return the sum of the named variables by row; a gap, or one that is missing, gives a gap.

    Examples
    --------
    >>> figures = pd.DataFrame({"all": [10], "some": [4]})
    >>> sum_signed(figures, ["all", "-some"]).tolist(), sum_signed(figures, ["none"]).tolist()
    ([6.0], [nan])
    """
    total = np.zeros(len(figures))
    for entry in entries:
        name = entry.removeprefix("-")
        column = figures[name].to_numpy(float) if name in figures else np.nan
        total = total - column if entry.startswith("-") else total + column
    return total


def compute_base(indicator: Indicator, figures: pd.DataFrame) -> pd.Series:
    """Return the number of people or households each value is based on.

    The base is the input `whole` where there is one, else the sum of the first input.
    """
    entries = indicator.inputs.get("whole") or next(iter(indicator.inputs.values()))
    return signed_columns(figures, entries).sum(axis=1, min_count=1)
