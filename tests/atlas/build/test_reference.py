"""National summaries of the invented England and Wales, added up by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from atlas.build.reference import read_national_figures, sum_comparators, summarise_indicators
from atlas.indicators.compare import percentiles_from_knots, percentiles_within
from atlas.indicators.compute import compute_indicator
from atlas.indicators.setting import Setting


@pytest.fixture(scope="module")
def told():
    """What the build reports while it reads."""
    return []


@pytest.fixture(scope="module")
def figures(tiny, tiny_definitions, told):
    """All figures of the invented country."""
    return read_national_figures(tiny_definitions, tiny / "official", report=told.append)


@pytest.fixture(scope="module")
def totals(tiny, tiny_definitions, figures):
    """The totals of the invented country."""
    return sum_comparators(figures, tiny_definitions, tiny / "official")


@pytest.fixture(scope="module")
def summaries(tiny_definitions, figures):
    """Percentile knots and moments."""
    return summarise_indicators(figures, tiny_definitions)


def test_every_table_is_read_for_every_area(figures, told, tiny_definitions):
    assert len(figures) == 34
    tables = tiny_definitions.sources.values()
    assert set(figures.columns) == {name for source in tables for name in source.columns}
    assert len(told) == len(tiny_definitions.sources)
    assert "GROUPS: Groups" in told


def test_an_index_of_england_says_nothing_of_wales(figures):
    assert figures.loc[figures.index.str.startswith("W"), "need_score"].isna().all()
    assert figures.loc[figures.index.str.startswith("E"), "need_score"].notna().all()


def test_residents_add_up(totals):
    assert totals["ts001_total"].to_dict() == {
        "E12990001": 2000.0,
        "E12990002": 1800.0,
        "england": 3800.0,
        "england_wales": 4200.0,
    }


def test_people_who_moved_add_up(totals):
    assert totals["moved_here"].to_dict() == {
        "E12990001": 316.0,
        "E12990002": 342.0,
        "england": 658.0,
        "england_wales": 698.0,
    }


def test_density_of_a_country_is_its_people_by_its_land(totals):
    land = 2.5 + sum(100 / (100 * j) for j in range(1, 19))
    assert totals.loc["england", "people_per_km2"] == pytest.approx(3800 / land)
    assert totals.loc["E12990001", "people_per_km2"] == pytest.approx(800)


def test_scores_are_weighted_by_residents(totals):
    elsewhere = sum(3 * j - 1 for j in range(1, 19)) / 18
    expected = (2000 * 28.875 + 1800 * elsewhere) / 3800
    assert totals.loc["england", "need_score"] == pytest.approx(expected)
    assert math.isnan(totals.loc["england_wales", "need_score"])


def test_an_area_of_complex_change_does_not_blank_the_country(totals):
    # 1,520 of Tinyville without area 10, and eighteen areas of 80.
    assert totals.loc["england", "before_total"] == 1520 + 18 * 80


def test_ranks_and_deciles_have_no_total(totals):
    assert totals[["need_decile", "rank_before", "centroid_easting"]].isna().all(axis=None)


def test_curves_are_drawn_from_all_areas_small_ones_too(summaries):
    moments = summaries[1].set_index(["reference", "indicator"])
    assert moments.loc[("england", "mig_moved_1yr"), "areas"] == 30
    assert moments.loc[("england_wales", "mig_moved_1yr"), "areas"] == 34


def test_mean_and_spread_of_moving_by_hand(summaries):
    moments = summaries[1].set_index(["reference", "indicator"])
    shares = [10, 5, 20, 40, 25, 5, 10, 10, 30, 2, 50, 10] + [2 * j for j in range(1, 19)]
    mean = sum(shares) / 30
    spread = math.sqrt(sum((share - mean) ** 2 for share in shares) / 29)
    assert moments.loc[("england", "mig_moved_1yr"), "mean"] == pytest.approx(mean)
    assert moments.loc[("england", "mig_moved_1yr"), "sd"] == pytest.approx(spread)


def test_local_indicators_have_no_curve(summaries):
    drawn = set(summaries[0]["indicator"])
    assert not {"div_mix_gap", "div_exposure", "div_local_lq", "acc_dist_centre"} & drawn


def test_what_covers_england_alone_has_no_curve_for_both(summaries):
    drawn = set(summaries[0][["reference", "indicator"]].itertuples(index=False, name=None))
    assert ("england", "dep_imd") in drawn
    assert ("england_wales", "dep_imd") not in drawn


def test_composite_is_placed_with_the_moments_of_its_parts(summaries):
    moments = summaries[1].set_index(["reference", "indicator"])
    for reference in ("england", "england_wales"):
        assert moments.loc[(reference, "soc_fragmentation"), "mean"] == pytest.approx(0, abs=1e-9)


def test_every_area_of_england_finds_its_exact_percentile(tiny_definitions, figures, summaries):
    knots, moments = summaries
    england = figures[figures.index.str.startswith("E")]
    known = moments[moments["reference"] == "england"].set_index("indicator")[["mean", "sd"]]
    for name in knots["indicator"].unique():
        values = compute_indicator(
            tiny_definitions.indicators[name],
            england,
            setting=Setting(moments=known),
            definitions=tiny_definitions,
            suppress=False,
        )
        mine = knots[(knots["reference"] == "england") & (knots["indicator"] == name)]
        pd.testing.assert_series_equal(
            percentiles_from_knots(values, mine), percentiles_within(values), check_names=False
        )
