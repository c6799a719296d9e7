"""Check the claims of types against an area's own figures, and which types these rule out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.indicators.compare import is_within

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.definitions import Condition, Typology
    from atlas.indicators.measures import Measures

# Whether a claim holds in one area.
HOLDS, DENIED, UNKNOWN = 1, 0, -1


def judge_figures(condition: Condition, figures: np.ndarray | pd.Series) -> np.ndarray:
    """Return whether figures meet a condition: `HOLDS`, `DENIED`, or `UNKNOWN` for a gap.

    Parameters
    ----------
    condition
        Inclusive bounds.
    figures
        Values or percentiles, on the scale of the condition; gaps are NaN.

    Examples
    --------
    >>> from atlas.definitions import Condition
    >>> half = Condition(indicator="hou_owned", at_least=50)
    >>> judge_figures(half, np.array([62.0, 50.0, 49.9, np.nan])).tolist()
    [1, 1, 0, -1]
    """
    figures = np.asarray(figures)
    judged = np.where(is_within(figures, condition), HOLDS, DENIED)
    return np.where(np.isnan(figures), UNKNOWN, judged).astype(np.int8)


def check_claims(typology: Typology, measures: Measures) -> dict[str, pd.DataFrame]:
    """Return for each type whether its claims hold in every area.

    Returns
    -------
    dict
        By type, a table of areas by claims holding `HOLDS`, `DENIED` or `UNKNOWN`.
    """
    return {
        one.id: pd.DataFrame(
            {
                claim.id: judge_figures(claim.when, measures.find_figures(claim.when))
                for claim in typology.claims_of(one)
            },
            index=measures.areas,
        )
        for one in typology.types
    }


def find_allowed(
    typology: Typology, find: Callable[[Condition], np.ndarray | pd.Series], *, areas: int
) -> np.ndarray:
    """Return which types the figures of areas allow: those whose core claims all hold.

    Parameters
    ----------
    typology
        Types with their claims.
    find
        Returns the figures that a condition asks about, one for each area.
    areas
        Number of areas.

    Returns
    -------
    numpy.ndarray
        Areas by types, boolean. A core claim without a figure does not hold.
    """
    allowed = np.ones((areas, len(typology.types)), dtype=bool)
    for column, one in enumerate(typology.types):
        for claim in typology.claims_of(one)[: len(one.core)]:
            allowed[:, column] &= judge_figures(claim.when, find(claim.when)) == HOLDS
    return allowed
