"""Rank the types of every area by distance, and classify how well the nearest fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.typology.claims import hold_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Typology
    from atlas.typology.profiles import ProfileMatrix


@dataclass(frozen=True)
class Ranks:
    """The nearest type and the next of all areas, with what they are ranked by."""

    nearest: pd.Series
    runner_up: pd.Series
    membership: pd.DataFrame
    distance: pd.DataFrame
    allowed: pd.DataFrame
    lead: pd.Series


def rank_types(
    matrix: ProfileMatrix,
    index: pd.Index,
    shares: np.ndarray,
    distances: np.ndarray,
    allowed: np.ndarray,
) -> Ranks:
    """Return the nearest type and the next, of those that an area's own figures allow.

    Where they allow none, it is the nearest of all profiles, and there is no next.
    """
    rows = np.arange(len(index))
    here = ~np.isnan(distances)
    any_allowed = (allowed & here).any(axis=1)
    possible = (allowed | ~any_allowed[:, None]) & here
    order = np.argsort(np.where(possible, distances, np.inf), axis=1, kind="stable")
    first, second = order[:, 0], order[:, 1]
    has_next = possible[rows, second] & any_allowed
    names = np.array(matrix.types)
    filled = np.nan_to_num(shares)
    lead = filled[rows, first] - np.where(has_next, filled[rows, second], 0.0)
    columns = list(matrix.types)
    return Ranks(
        nearest=pd.Series(names[first], index),
        runner_up=pd.Series(np.where(has_next, names[second], ""), index),
        membership=pd.DataFrame(shares, index, columns),
        distance=pd.DataFrame(distances, index, columns),
        allowed=pd.DataFrame(allowed, index, columns),
        lead=pd.Series(lead, index).where(here.any(axis=1)),
    )


def find_standing(
    typology: Typology,
    ranks: Ranks,
    claims: Mapping[str, pd.DataFrame],
    robustness: np.ndarray,
) -> np.ndarray:
    """Return the standing of every area: see `Assignment`, and `find_shortfalls` for why."""
    columns = {one.id: column for column, one in enumerate(typology.types)}
    own = np.array([columns[name] for name in ranks.nearest])
    rows = np.arange(len(own))
    membership = ranks.membership.to_numpy()[rows, own]
    distance = ranks.distance.to_numpy()[rows, own]
    standing = np.full(len(own), "clear", dtype=object)
    near = (membership < typology.clear_membership) | (distance > typology.clear_distance)
    # A nearer profile leaves doubt even where the area's own figures deny it.
    near |= membership < np.nanmax(np.nan_to_num(ranks.membership.to_numpy()), axis=1)
    if claims:
        held = np.stack([hold_all(one, claims) for one in typology.types], axis=1)
        near |= ~held[rows, own]
    else:
        near[:] = True
    doubtful = ranks.lead.to_numpy() < typology.borderline_lead
    if typology.robustness is not None:
        doubtful |= robustness < typology.robustness.borderline_under
    # Without another allowed type an area cannot lie between two.
    standing[near | doubtful] = "nearest"
    standing[doubtful & (ranks.runner_up != "").to_numpy()] = "borderline"
    far = (membership < typology.least_membership) | (distance > typology.unclear_distance)
    standing[far | ~ranks.allowed.to_numpy()[rows, own]] = "unclear"
    return standing
