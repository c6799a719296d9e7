"""Figures of MSOAs and authorities: whole in each part, and between authorities at their level."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from atlas.build.larger_areas import count_between, find_larger, give_to_parts, read_neighbourhoods

PREFIXES = {"england": "E", "england_wales": ""}


def test_variables_of_msoas_are_known(tiny_definitions):
    assert find_larger(tiny_definitions)[0] == "flow_same"
    assert "ts001_total" not in find_larger(tiny_definitions)


def test_every_small_area_knows_its_msoa(tiny, tiny_definitions):
    found = read_neighbourhoods(tiny / "official", tiny_definitions.geographies["lsoa_2021"])
    assert len(found) == 34
    assert found.loc["E01990006"].tolist() == ["E02990001", "West End"]
    assert found.notna().all(axis=None)


@given(st.lists(st.sampled_from(["m0", "m1", "m2", "other"]), min_size=1, max_size=12))
def test_a_part_has_the_whole_figure_or_none(within):
    larger = pd.DataFrame({"moved": [3.0, 5.0, np.nan]}, index=["m0", "m1", "m2"])
    parts = pd.Series(within, [f"a{number}" for number in range(len(within))])
    given_out = give_to_parts(larger, parts)
    expected = [{"m0": 3.0, "m1": 5.0}.get(one, np.nan) for one in within]
    np.testing.assert_array_equal(given_out["moved"], expected)
    assert given_out.index.equals(parts.index)


def test_comparators_of_authorities_are_the_authorities_together():
    rows = ["E1", "E2", "W1", "R1", "R2", "W", "england", "england_wales", "all"]
    totals = pd.DataFrame({"people": 1.0, "moved": 99.0}, index=rows)
    published = pd.DataFrame(
        {"moved": [5.0, np.nan, 2.0], "region_code": ["R1", "R2", "W"]}, index=["E1", "E2", "W1"]
    )
    found = count_between(totals, published, place="all", inside=published.index, prefixes=PREFIXES)
    assert found["people"].eq(1.0).all()
    expected = [5.0, np.nan, 2.0, 5.0, np.nan, 2.0, 5.0, 7.0, 7.0]
    np.testing.assert_array_equal(found["moved"], expected)


def test_a_region_is_its_authorities_and_compared_with_all():
    published = pd.DataFrame(
        {"moved": [5.0, 3.0, 2.0], "region_code": ["R1", "R1", "R2"]}, index=["E1", "E2", "E3"]
    )
    totals = pd.DataFrame({"moved": 99.0}, index=["R1", "R2", "england"])
    found = count_between(
        totals, published, place="R1", inside=published.index[:2], prefixes=PREFIXES
    )
    assert found["moved"].tolist() == [8.0, 2.0, 10.0]
