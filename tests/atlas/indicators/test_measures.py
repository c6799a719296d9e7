"""All indicators of a place: levels, positions, comparators, reasons for gaps."""

from __future__ import annotations

import json
import math

import pytest

from atlas.definitions import Condition
from atlas.indicators.measures import Measures
from atlas.store.store import TableStore, open_store


@pytest.fixture(scope="module")
def measures(tiny_atlas):
    """The measures of Tinyville."""
    return tiny_atlas.measures


def test_values_are_worked_out_once(measures):
    assert measures.values("dem_pop") is measures.values("dem_pop")


def test_percentile_in_the_town_by_hand(measures):
    # 2 5 5 10 10 10 10 20 25 30 40: the four tens share the ranks 4 to 7.
    positions = measures.percentiles("mig_moved_1yr", scale="town")
    assert positions["E01990001"] == pytest.approx(100 * (5.5 - 0.5) / 11)
    assert positions["E01990010"] == pytest.approx(100 * 0.5 / 11)
    assert math.isnan(positions["E01990011"])


def test_percentile_in_england_by_hand(measures):
    # Scores below 50 among England's thirty areas: all but 50 here and 50, 53 elsewhere.
    positions = measures.percentiles("dep_imd", scale="england")
    assert positions["E01990005"] == pytest.approx(100 * (27 + 0.5 * 2) / 30)


def test_local_indicator_has_a_place_in_town_and_none_in_england(measures):
    assert measures.is_local("div_exposure")
    assert measures.percentiles("div_exposure", scale="england").isna().all()
    assert measures.percentiles("div_exposure", scale="town").notna().all()


def test_comparators_by_hand(measures):
    found = measures.comparators("mig_moved_1yr")
    assert found["tiny"] == pytest.approx(15.8)
    assert found["england"] == pytest.approx(100 * 658 / 3800)
    assert found["england_wales"] == pytest.approx(100 * 698 / 4200)
    assert found["E12990001"] == pytest.approx(15.8)


def test_comparator_without_a_figure_is_a_gap(measures):
    assert math.isnan(measures.comparators("dep_imd")["england_wales"])
    assert measures.comparators("dep_imd_decile").isna().all()


def test_larger_areas_have_no_neighbours_and_no_centre(measures):
    assert measures.values("div_exposure", level="ward").isna().all()
    assert measures.values("acc_dist_centre", level="ward").isna().all()


def test_a_pack_without_centres_has_no_distances(pack_copy, tiny_atlas):
    manifest = pack_copy / "manifest.json"
    told = json.loads(manifest.read_text())
    del told["tables"]["centres"]
    manifest.write_text(json.dumps(told))
    old = Measures(open_store(pack_copy), tiny_atlas.definitions)
    assert old.setting.centre is None
    assert old.values("acc_dist_centre").isna().all()
    assert old.gap_reason("acc_dist_centre", "E01990001") == "not known for this place"


def test_every_area_is_as_far_out_as_the_centre_of_its_own_authority(tiny_atlas):
    store = tiny_atlas.store
    areas = store.areas.reset_index()
    areas.loc[areas.index[-1], "authority_code"] = "E06990009"
    centre = store.figures[["centroid_easting", "centroid_northing"]].iloc[-1]
    centres = store.centres.reset_index()
    east, north = centre
    centres.loc[1] = ["E06990009", east + 300, north + 400, False]
    names = [name for name in store.manifest["tables"] if name not in ("areas", "centres")]
    tables = {name: store._read(name) for name in names} | {"areas": areas, "centres": centres}
    found = Measures(TableStore(tables, store.manifest), tiny_atlas.definitions)
    before = tiny_atlas.measures.values("acc_dist_centre")
    assert found.values("acc_dist_centre").iloc[-1] == pytest.approx(0.5)
    assert found.values("acc_dist_centre").iloc[:-1].equals(before.iloc[:-1])


def test_centre_is_the_mean_of_its_neighbourhood(measures):
    centre = measures.setting.centre
    assert centre.drop_duplicates().to_numpy().tolist() == [[403000.0, 296000.0]]
    assert list(centre.index) == list(measures.areas)


def test_counts_behind_a_share(measures):
    counts = measures.counts("div_minority_share", measures.figures())
    assert counts.loc["E01990005"].to_dict() == {"part": 300.0, "whole": 400.0}


def test_counts_behind_a_composite_are_its_parts(measures):
    counts = measures.counts("soc_fragmentation", measures.figures())
    assert counts.loc["E01990004"].to_dict() == {"mig_moved_1yr": 40.0, "hou_private_rent": 70.0}


@pytest.mark.parametrize(
    ("name", "area", "reason"),
    [
        ("dem_pop", 1, ""),
        ("mig_moved_1yr", 11, "too few to show: fewer than 40"),
        ("soc_fragmentation", 11, "too few"),
        ("faith_any", 8, "not published for this area"),
        ("dep_income", 7, "not published for this area"),
        ("dem_popchange", 10, "borders changed since 2011"),
        ("div_change_minority_share", 10, "borders changed since 2011"),
        ("div_local_lq", 11, "too few"),
    ],
)
def test_a_gap_says_why(measures, name, area, reason):
    told = measures.gap_reason(name, f"E019900{area:02d}")
    assert told.startswith(reason)
    assert bool(told) == bool(reason)


def test_both_bounds_of_a_condition_count(measures):
    both = Condition(indicator="dep_imd", at_least=10, at_most=20)
    assert measures.meets(both).to_numpy().nonzero()[0].tolist() == [0, 1, 11]


def test_area_without_a_value_meets_no_condition(measures):
    for condition in (
        Condition(indicator="mig_moved_1yr", at_least=0),
        Condition(indicator="mig_moved_1yr", at_most=100),
        Condition(indicator="mig_moved_1yr", scale="town", at_least=0),
    ):
        assert not measures.meets(condition)["E01990011"]


def test_condition_on_england_uses_positions_in_england(measures):
    met = measures.meets(Condition(indicator="dep_imd", scale="england", at_least=75))
    assert met.index[met].tolist() == ["E01990005", "E01990009"]


def test_table_has_a_column_for_each_name(measures):
    table = measures.table(["dem_pop", "dep_imd"])
    assert table.shape == (12, 2)
    assert table.loc["E01990003"].tolist() == [300.0, 40.0]


def test_the_highest_fifth_of_a_tenth_is_the_one_with_most_of_it(luton):
    asked = Condition(indicator="dep_imd_decile", scale="town", at_least=80)
    met = luton.measures.meets(asked)
    tenths = luton.measures.values("dep_imd_decile")
    assert tenths[met].max() < tenths[~met].min()


def test_what_a_tenth_says_of_an_area_its_score_says_too(luton):
    for scale in ("town", "england"):
        tenth = luton.measures.percentiles("dep_imd_decile", scale=scale)
        score = luton.measures.percentiles("dep_imd", scale=scale)
        assert tenth.corr(score, method="spearman") > 0.95


def test_a_bound_on_a_tenth_asks_for_more_where_it_asks_for_low_numbers(luton):
    asks_more = luton.measures.asks_more
    assert asks_more(Condition(indicator="dep_imd_decile", at_most=3))
    assert not asks_more(Condition(indicator="dep_imd_decile", at_least=8))
    assert asks_more(Condition(indicator="dep_imd_decile", scale="town", at_least=80))
    assert asks_more(Condition(indicator="dep_imd", at_least=40))


def test_a_figure_of_a_larger_area_is_the_same_in_all_of_it(luton):
    for name in luton.definitions.indicators:
        published = luton.measures.published_areas(name)
        if published is not None:
            assert luton.measures.values(name).groupby(published).nunique().max() <= 1, name


def test_positions_of_a_larger_areas_figure_count_larger_areas(luton):
    published = luton.measures.published_areas("mig_churn")
    positions = luton.measures.percentiles("mig_churn", scale="town")
    each = positions.groupby(published).first().sort_values()
    # All 22 neighbourhoods differ, so each has a step of its own, however many areas it holds.
    assert list(each) == pytest.approx([100 * (one + 0.5) / 22 for one in range(22)])
    assert luton.measures.published_areas("mig_moved_1yr") is None
    assert luton.measures.larger_kind("hou_homelessness") == "authority"
