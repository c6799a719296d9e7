"""What a plan adds to the figures: events in force and answers to the self-check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Reasons other than figures for an action of the whole place.

    Parameters
    ----------
    events
        Ids of the events of `layers/events` that are in force.
    answers
        Question of the self-check, as ``field.question``, and the step it was answered with,
        from 0 (not yet) to 3 (proven).
    """

    events: frozenset[str] = frozenset()
    answers: tuple[tuple[str, int], ...] = ()


# For a place without a plan, and wherever the plan plays no part.
NO_CIRCUMSTANCES = Circumstances()
