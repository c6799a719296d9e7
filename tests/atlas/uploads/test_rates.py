"""A rate is never taken for a count, and one can be made from the atlas's own residents."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.compute import compute_indicator
from atlas.indicators.setting import Setting
from atlas.tables.read_file import read_file
from atlas.uploads.guess_meaning import guess_meaning
from atlas.uploads.key import Key
from atlas.uploads.match import match_rows
from atlas.uploads.matching_areas import MatchingAreas, list_bases
from atlas.uploads.meaning import Meaning, list_number_columns, sum_by_area
from atlas.uploads.own_atlas import OwnAtlas
from atlas.uploads.own_layer import define_indicator, make_own_layer
from tests.atlas.uploads.conftest import as_csv
from tests.atlas.uploads.test_match import HERE

# What a rate may be per that no scale of the program is.
NO_SCALE = [
    *("10000", "10,000", "10 000", "10.000", "10k", "ten thousand"),
    *("1000000", "1,000,000", "1 000 000", "1m", "million", "100,000,000"),
]
SPLIT = "E01990101"


def match(ground, columns, *, vintage="2021", things=False, share_split=False):
    """Return the upload of some columns, and where its rows belong."""
    upload = read_file("f.csv", as_csv(columns))
    key = Key("area", ("code",), vintage)
    return upload, match_rows(upload, key, ground, things=things, share_split=share_split)


def guess(ground, **columns):
    """Return what is guessed of some columns beside a column of codes."""
    upload, matched = match(ground, {"code": HERE, **columns})
    numbers = [name for name in list_number_columns(upload, matched) if name != "code"]
    return guess_meaning(upload, matched, numbers)


@pytest.mark.parametrize(
    ("heading", "cell", "with_base", "alone"),
    [
        ("Rate per 1,000", "2.42", "per_1000", "score"),
        ("Rate per 1000 people", "2", "per_1000", "score"),
        ("cases per 100,000", "12", "per_100000", "score"),
        ("Fälle je 100.000", "12", "per_100000", "score"),
        ("target_pct", "12", "percent", "score"),
        ("In fuel poverty (%)", "12", "percent", "score"),
        ("In fuel poverty", "12%", "percent", "score"),
        ("Rate", "12", "score", "score"),
        ("Average age", "40", "score", "score"),
        ("Something", "2.42", "score", "score"),
        ("Something", "-3", "score", "score"),
        *((f"Crimes per {much}", "12", "score", "score") for much in NO_SCALE),
        ("Crimes/10000", "12", "score", "score"),
        ("Income per head", "12", "score", "score"),
        ("Crimes per 100k", "12", "per_100000", "score"),
        ("Crimes per 1,000, 2024", "12", "per_1000", "score"),
        ("Crimes per 1000 2024", "12", "per_1000", "score"),
        ("Jobs 2019/20", "12", "count", "count"),
        ("Members", "12", "count", "count"),
        ("Corporate members", "12", "count", "count"),
    ],
)
def test_a_heading_or_decimals_are_never_guessed_to_be_a_count(
    ground, heading, cell, with_base, alone
):
    found = guess(ground, **{heading: [cell] * len(HERE), "homes": [500] * len(HERE)})
    assert (found.means, found.column) == (with_base, heading)
    assert "homes" in found.counts
    assert guess(ground, **{heading: [cell] * len(HERE)}).means == alone


@pytest.fixture(scope="module")
def based(tiny_atlas):
    """The tiny place with what its counts can be set against."""
    store = tiny_atlas.store
    return MatchingAreas(store, tiny_atlas.name, None, list_bases(tiny_atlas.geography, store))


def test_residents_come_first_and_what_a_place_lacks_is_not_offered(based, luton):
    assert based.bases[0].variables == (based.store.residents,)
    offered = [one.id for one in list_bases(luton.geography, luton.store)]
    assert offered == ["residents", "households", "children"]


@pytest.mark.parametrize(
    ("means", "per"), [("rate_100", 100), ("rate_1000", 1_000), ("rate_100000", 100_000)]
)
@pytest.mark.parametrize("things", [False, True])
def test_a_rate_is_made_from_own_counts_and_the_atlas_s_residents(based, means, per, things):
    codes = HERE[:5] * 3 if things else HERE
    upload, matched = match(based, {"code": codes, "n": [30] * len(codes)}, things=things)
    given = based.bases[0]
    meaning = Meaning(means, "" if things else "n", given.name, "Visits", "2025", given)
    figures = sum_by_area(upload, matched, meaning, based)
    layer = make_own_layer(figures, meaning, file="f", place="t", hidden=0, hides_small=False)
    indicator = define_indicator(layer, "teal")
    table = layer.table.rename(columns=layer.variable)
    values = compute_indicator(indicator, table, setting=Setting(), definitions=None)
    counted = pd.Series(codes).value_counts() * (1 if things else 30)
    residents = based.store.figures[based.store.residents]
    wanted = per * counted.reindex(HERE).fillna(0) / residents[HERE]
    pd.testing.assert_series_equal(
        values.rename(None), wanted.rename(None), check_names=False, rtol=1e-9
    )
    assert given.name in indicator.text.caution


def test_a_ward_has_the_residents_of_its_areas(based):
    wards = based.sum_base(based.bases[0], "ward")
    assert wards.sum() == based.store.figures[based.store.residents].sum()


def shared(ground, meaning, columns, *, things=False):
    """Return figures with areas that were split shared among their parts."""
    upload, matched = match(ground, columns, vintage="2011", things=things, share_split=True)
    return sum_by_area(upload, matched, meaning, ground), matched


def test_counts_of_a_split_area_are_shared_by_residents_on_request(based):
    columns = {"code": [SPLIT], "n": [100]}
    former = based.former[based.former["before"].eq(SPLIT)]["after"]
    residents = based.store.figures[based.store.residents][former]
    found, matched = shared(based, Meaning("count", "n", "", "n", "2011"), columns)
    wanted = 100 * residents / residents.sum()
    assert found.figures["count"][former].tolist() == pytest.approx(wanted.tolist())
    assert matched.can_share == 1
    assert matched.tabulate_unmatched().empty
    assert matched.left_open.empty
    assert "shared by residents" in matched.carried[0]
    _, plain = match(based, columns, vintage="2011")
    assert plain.can_share == 1
    assert not plain.used.any()


@pytest.mark.parametrize("means", ["score", "percent", "per_1000"])
def test_rates_of_a_split_area_are_kept_for_each_part(based, means):
    columns = {"code": [SPLIT, HERE[0]], "rate": [12, 5], "homes": [500, 400]}
    meaning = Meaning(means, "rate", "homes", "Rate", "2011")
    found, matched = shared(based, meaning, columns)
    layer = make_own_layer(
        found, meaning, file="f", place="t", hidden=0, hides_small=False, shared=1
    )
    table = layer.table.rename(columns=layer.variable)
    indicator = define_indicator(layer, "teal")
    values = compute_indicator(indicator, table, setting=Setting(), definitions=None)
    parts = matched.splits["area"]
    assert values[parts].tolist() == pytest.approx([12.0] * len(parts))
    assert "split" in indicator.text.caution


@given(st.lists(st.integers(0, 500), min_size=1, max_size=3))
def test_sharing_loses_nobody(based, counts):
    columns = {"code": [SPLIT] * len(counts), "n": counts}
    meaning = Meaning("count", "n", "", "n", "2011")
    found, _ = shared(based, meaning, columns, things=True)
    assert found.figures["count"].sum() == pytest.approx(sum(counts))


def test_a_code_that_stands_twice_is_not_shared(based):
    columns = {"code": [SPLIT, SPLIT, HERE[0]], "n": [100, 50, 7]}
    found, matched = shared(based, Meaning("count", "n", "", "n", "2011"), columns)
    assert matched.can_share == 0
    assert found.figures["count"].sum() == 7


def test_a_shared_layer_is_laid_out_like_any_other(tiny_atlas, based):
    meaning = Meaning("count", "n", "", "Visits", "2011")
    found, _ = shared(based, meaning, {"code": [SPLIT], "n": [100]})
    layer = make_own_layer(
        found, meaning, file="f", place="t", hidden=0, hides_small=False, shared=1
    )
    values = OwnAtlas(tiny_atlas, [layer], based).measures.values(layer.id)
    assert np.nansum(values) == pytest.approx(100)
