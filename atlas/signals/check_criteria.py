"""Check which criteria of each signal a place meets, and which places meet the same signals."""

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
    """The answer to one criterion for one place.

    Parameters
    ----------
    criterion
        The criterion.
    answer
        "unknown" where the place has no figure, or no percentile where the criterion needs one.
    value, position
        The figure in its own unit and on the criterion's scale.
    """

    criterion: SignalCriterion
    answer: Answer
    value: float
    position: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One signal for one place, with its criteria in their order."""

    signal: Signal
    answers: tuple[Answered, ...]

    @property
    def is_met(self) -> bool:
        """Whether all criteria hold; an unknown one leaves the signal unmet."""
        return all(answered.answer == "yes" for answered in self.answers)

    @property
    def yes(self) -> int:
        """Number of criteria that hold."""
        return sum(answered.answer == "yes" for answered in self.answers)


def in_order(signals: Iterable[Signal]) -> list[Signal]:
    """Return the signals that have criteria, in their order."""
    return sorted(
        (signal for signal in signals if signal.criteria), key=lambda signal: signal.order
    )


def check_place(signals: Iterable[Signal], measures: Measures, code: str) -> list[Standing]:
    """Return the standing of a place under every signal that has criteria."""
    return [
        Standing(signal, tuple(_answer(criterion, measures, code) for criterion in signal.criteria))
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
    """Return the codes of other places that meet exactly the same signals, in the pack's order.

    Empty where the place meets no signal.
    """
    met = np.column_stack(
        [
            np.logical_and.reduce(
                [measures.meets(criterion).to_numpy() for criterion in signal.criteria]
            )
            for signal in in_order(signals)
        ]
    )
    row = int(np.flatnonzero(measures.areas == code)[0])
    if not met[row].any():
        return []
    same = (met == met[row]).all(axis=1)
    same[row] = False
    return [str(peer) for peer in measures.areas[same]]
