"""Hold what a plan tells of the moment: events in force, and answers of the self-check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What besides figures speaks for an action of the whole place.

    Parameters
    ----------
    events
        Identities of the events of `layers/events` that are in force.
    answers
        Question of the self-check, as ``field.question``, and the step that it was answered
        with: from 0, not yet, to 3, proven.
    """

    events: frozenset[str] = frozenset()
    answers: tuple[tuple[str, int], ...] = ()


# Of a place without a plan, and wherever the plan has no part in what is told.
NO_CIRCUMSTANCES = Circumstances()
