"""Find where one action is suggested: every area it fits, how strongly, and for how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from atlas.actions.match import Matcher
    from atlas.definitions import Action
    from atlas.definitions.action import Trigger
    from atlas.indicators.measures import Measures

# The input of a share that counts whom or what it is true of.
PART = "part"


def find_reach(matcher: Matcher, name: str) -> pd.DataFrame:
    """Return the areas in which an action is suggested, the most fitting first.

    Of an action for a whole place these are the areas to start in: those that belong most to
    the types it suits.

    Parameters
    ----------
    matcher
        The matcher of a place.
    name
        Identity of the action.

    Returns
    -------
    pandas.DataFrame
        Indexed by area: ``score`` (0 to 1; only the order matters) and ``people``, how many
        people or homes its figure is true of there; NaN where that is not counted.
    """
    action = matcher.definitions.actions[name]
    measures = matcher.measures
    fit = matcher._fits[name]  # noqa: SLF001 - of this package
    evidence = matcher._evidence[name]  # noqa: SLF001 - of this package
    here = evidence > 0
    score = 0.5 * fit + 0.5 * evidence
    if action.scope == "place" and not here.any():
        here, score = fit > 0, fit
    people = _count_people(measures, action)
    found = pd.DataFrame(
        {"score": np.round(score[here], 9), "people": people[here]},
        index=measures.areas[here],
    )
    # Areas stand in the order of their codes: those that fit alike keep it.
    return found.iloc[np.argsort(-found["score"].to_numpy(), kind="stable")]


def _count_people(measures: Measures, action: Action) -> np.ndarray:
    """Return for every area of how many the strongest of an action's figures is true."""
    counted = [
        _count_part(measures, trigger)
        for trigger in action.triggers
        if not trigger.context and PART in measures.indicator(trigger.indicator).inputs
    ]
    if not counted:
        return np.full(len(measures.areas), np.nan)
    return np.asarray(np.fmax.reduce(counted), dtype=float)


def _count_part(measures: Measures, trigger: Trigger) -> np.ndarray:
    counts = measures.counts(trigger.indicator, measures.figures())[PART]
    met = measures.meets(trigger).to_numpy()
    return np.where(met, counts.to_numpy(dtype=float), np.nan)
