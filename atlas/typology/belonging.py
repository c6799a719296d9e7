"""Memberships of areas in types without robustness, as actions need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions import SharedTypology
from atlas.typology.assign import assign_types, compare_profiles, find_allowed_types
from atlas.typology.by_shares import assign_shares
from atlas.typology.profiles import ProfileMatrix, memberships

if TYPE_CHECKING:
    from atlas.definitions import Typology
    from atlas.indicators.measures import Measures

PROFILES = "profiles"


def find_belonging(typology: Typology, measures: Measures) -> pd.DataFrame:
    """Return memberships, areas by types; 0 where the type's core claims do not hold.

    They equal those of `sort_areas`, without the robustness that takes most of a minute for a
    country and that no action uses.
    """
    if isinstance(typology, SharedTypology):
        return assign_shares(typology, measures).membership
    if typology.method != PROFILES:
        return assign_types(typology, measures).membership
    matrix = ProfileMatrix.of(typology)
    _, distances = compare_profiles(typology, measures, matrix, measures.store.reference)
    shares = memberships(distances, power=typology.power)
    allowed = find_allowed_types(typology, measures)
    borne_out = pd.DataFrame(shares, measures.areas, list(matrix.types))
    return borne_out.where(allowed, 0.0).fillna(0.0)
