"""The figures of an own layer are laid out on the areas that are shown."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.uploads.lay_out import NOT_NESTED, PART_MISSING, lay_out
from tests.atlas.uploads.conftest import count_of, lay
from tests.atlas.uploads.test_match import HERE
from tests.atlas.uploads.test_own_atlas import COUNTS


@pytest.fixture(scope="module")
def layer(ground):
    """A layer of counts with one gap."""
    return lay(ground, {"code": HERE[1:], "halls": COUNTS[1:]}, count_of())


class AtLevel:
    """An atlas that shows larger areas, as the national one does from afar."""

    def __init__(self, ground, level):
        self.level = level
        self.measures = self
        self.areas = ground.codes(level)


def test_small_areas_are_added_up_where_larger_ones_are_shown(ground, layer):
    laid = lay_out(layer, AtLevel(ground, "neighbourhood"), ground)

    sums = pd.Series(COUNTS, HERE, dtype=float).groupby(ground.column("neighbourhood"))
    expected = sums.agg(lambda part: part.sum(skipna=False))
    assert laid.columns.iloc[:, 0].tolist()[1:] == expected.tolist()[1:]
    assert laid.reasons.iloc[0] == PART_MISSING
    assert laid.reasons.iloc[1:].eq("").all()


def test_areas_that_do_not_nest_are_gaps_with_a_reason(ground):
    wards = lay(ground, {"code": list(ground.codes("ward")), "n": 1}, count_of("n"))
    laid = lay_out(wards, AtLevel(ground, "neighbourhood"), ground)
    nested = not ground.store.areas.groupby("neighbourhood_code")["ward_code"].nunique().gt(1).any()
    assert nested or set(laid.reasons) == {NOT_NESTED}
