"""Say of a place which criteria of each signal it meets, and which places meet the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.definitions import Signal, SignalCriterion
    from atlas.indicators.measures import Measures

Answer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Answered:
    """One criterion of one place.

    Parameters
    ----------
    criterion
        What is asked.
    answer
        "unknown" where the place has no figure, or none that has a position.
    value, position
        The figure in its own unit, and where it stands on the criterion's scale.
    """

    criterion: SignalCriterion
    answer: Answer
    value: float
    position: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One signal of one place: its criteria in their order, and whether all of them hold."""

    signal: Signal
    answers: tuple[Answered, ...]

    @property
    def is_met(self) -> bool:
        """Whether all criteria hold; one without an answer leaves the signal unmet."""
        return all(one.answer == "yes" for one in self.answers)

    @property
    def yes(self) -> int:
        """How many criteria hold."""
        return sum(one.answer == "yes" for one in self.answers)


def in_order(signals: Iterable[Signal]) -> list[Signal]:
    """Return the signals that have criteria, in their order."""
    return sorted((one for one in signals if one.criteria), key=lambda one: one.order)


def check_place(signals: Iterable[Signal], measures: Measures, code: str) -> list[Standing]:
    """Return how a place stands under every signal that has criteria."""
    return [
        Standing(signal, tuple(_answer(one, measures, code) for one in signal.criteria))
        for signal in in_order(signals)
    ]


def _answer(criterion: SignalCriterion, measures: Measures, code: str) -> Answered:
    value = float(measures.values(criterion.indicator)[code])
    position = value
    if criterion.scale != "value":
        position = float(measures.percentiles(criterion.indicator, scale=criterion.scale)[code])
    if math.isnan(value) or math.isnan(position):
        return Answered(criterion, "unknown", value, position)
    met = bool(measures.meets(criterion)[code])
    return Answered(criterion, "yes" if met else "no", value, position)


def find_peers(signals: Iterable[Signal], measures: Measures, code: str) -> list[str]:
    """Return the other places that meet just the signals that a place meets, in order of code.

    None where it meets no signal: to share nothing is no likeness.
    """
    met = np.column_stack(
        [
            np.logical_and.reduce([measures.meets(one).to_numpy() for one in signal.criteria])
            for signal in in_order(signals)
        ]
    )
    row = int(np.flatnonzero(measures.areas == code)[0])
    if not met[row].any():
        return []
    same = (met == met[row]).all(axis=1)
    same[row] = False
    return [str(one) for one in measures.areas[same]]
