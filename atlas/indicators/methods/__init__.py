"""Formulas of indicators: functions under `@method`, found from their modules alone."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING

from atlas.definitions.method import MethodSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Formula = Callable[..., pd.Series]

DECLARED: dict[object, MethodSpec] = {}


def method(
    *units: str,
    takes_indicators: bool = False,
    turns: bool = False,
    local: bool = False,
    relative: bool = False,
    dates: Callable[..., tuple[pd.Series, pd.Series]] | None = None,
    each: str = "",
) -> Callable[[Formula], Formula]:
    """Declare a function as the method of its name.

    Its parameters are the inputs: counts or values as published, one column per variable,
    signed where the definition subtracts them, indexed by area. A parameter `setting` is no
    input but the `Setting`. It returns one value per area, with the same index.

    Parameters
    ----------
    units, takes_indicators, turns, local, relative, dates, each
        As in `MethodSpec`.
    """

    def declare(formula: Formula) -> Formula:
        inputs = tuple(name for name in signature(formula).parameters if name != "setting")
        DECLARED[formula] = MethodSpec(
            formula.__name__,
            inputs,
            units,
            formula,
            takes_indicators,
            turns,
            local,
            relative,
            dates,
            each,
        )
        return formula

    return declare
