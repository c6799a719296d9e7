"""What a method of working out an indicator declares, so that definitions can be checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MethodSpec:
    """The face of a method.

    Parameters
    ----------
    word
        The name definitions use.
    inputs
        Names of the inputs it takes, all required.
    units
        Units it may return.
    takes_indicators
        True where the inputs are identities of other indicators and not variables.
    turns
        True where the result may lie on either side of nought, so that sentences say on which.
    local
        True where the result depends on which areas are loaded (neighbours, the town's own
        figure, its centre), so that it cannot be placed among England's areas.
    """

    word: str
    inputs: tuple[str, ...]
    units: tuple[str, ...]
    takes_indicators: bool = False
    turns: bool = False
    local: bool = False
