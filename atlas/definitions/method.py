"""What an indicator's method declares, so that definitions can be checked against it."""

from __future__ import annotations

from dataclasses import dataclass


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
    takes_indicators
        True where the inputs are other indicators, not variables.
    turns
        True where the result may be negative, so that sentences need words for both directions.
    local
        True where the result depends on the open place (neighbours, the town's own figure, its
        centre), so that it has no percentile in the country.
    """

    word: str
    inputs: tuple[str, ...]
    units: tuple[str, ...]
    takes_indicators: bool = False
    turns: bool = False
    local: bool = False
