"""Figures by area keep their totals; what cannot be told is a gap with its reason."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from atlas.errors import UploadError
from atlas.indicators.compute import compute_indicator
from atlas.indicators.setting import Setting
from atlas.quantities import format_value
from atlas.tables.read_file import read_file
from atlas.text import say
from atlas.uploads.key import Key
from atlas.uploads.match import match_rows
from atlas.uploads.meaning import (
    MERGED,
    NO_ROW,
    NOT_ADDED,
    Meaning,
    list_number_columns,
    sum_by_area,
)
from atlas.uploads.own_layer import define_indicator, make_own_layer
from atlas.uploads.suppress import HIDDEN, HIDDEN_REST, LEAST, suppress
from tests.atlas.uploads.conftest import as_csv, count_of
from tests.atlas.uploads.test_match import HERE

ROWS = st.lists(
    st.tuples(st.sampled_from([*HERE, "E01000001"]), st.integers(0, 99)), min_size=1, max_size=40
)


def by_area(ground, columns, meaning, *, things=False, vintage="2021"):
    """Return figures by area, and where the rows belong."""
    upload = read_file("f.csv", as_csv(columns))
    matched = match_rows(upload, Key("area", ("code",), vintage), ground, things=things)
    return sum_by_area(upload, matched, meaning, ground), matched


@settings(max_examples=25)
@given(ROWS)
def test_the_sum_over_areas_is_the_sum_of_the_matched_rows(ground, rows):
    columns = {"code": [code for code, _ in rows], "halls": [count for _, count in rows]}
    wanted = sum(count for code, count in rows if code in HERE)
    if not any(code in HERE for code, _ in rows):
        with pytest.raises(UploadError, match="nothing to show"):
            by_area(ground, columns, count_of(), things=True)
        return

    found, matched = by_area(ground, columns, count_of(), things=True)

    assert found.figures["count"].sum() == wanted
    assert found.figures["count"].notna().all()
    counted, _ = by_area(ground, columns, Meaning("rows", "", "", "n", "2024"), things=True)
    assert counted.figures["count"].sum() == matched.matched.sum()


@settings(max_examples=25)
@given(ROWS)
def test_every_gap_has_a_reason_and_nothing_else_has(ground, rows):
    rows = list(dict(rows).items())
    columns = {
        "code": [*(code for code, _ in rows), HERE[0][:-1]],
        "halls": [*(n for _, n in rows), 1],
    }
    assume(any(code in HERE for code in columns["code"]))

    found, _ = by_area(ground, columns, count_of())

    assert (found.figures["count"].isna() == found.reasons.ne("")).all()


def test_an_area_without_a_row_is_a_gap_and_not_a_zero(ground):
    found, _ = by_area(ground, {"code": HERE[:2], "halls": [4, 0]}, count_of())

    assert found.figures.loc[HERE[1], "count"] == 0
    assert np.isnan(found.figures.loc[HERE[2], "count"])
    assert found.reasons[HERE[2]] == NO_ROW


def test_a_cell_that_is_no_number_leaves_its_area_open(ground):
    columns = {"code": [HERE[0], HERE[0], HERE[1]], "halls": ["3", "many", "4"]}

    found, _ = by_area(ground, columns, count_of(), things=True)

    assert np.isnan(found.figures.loc[HERE[0], "count"])
    assert "“many” is not a number" in found.reasons[HERE[0]]
    assert found.figures.loc[HERE[1], "count"] == 4


def test_a_count_below_nothing_is_told(ground):
    found, _ = by_area(ground, {"code": HERE[:2], "halls": [-4, 3]}, count_of())

    assert "cannot be negative" in found.reasons[HERE[0]]


def test_a_rate_has_its_base(ground):
    columns = {"code": HERE[:4], "part": [5, 0, 7, 1], "all": [20, 0, 5, 4]}

    found, _ = by_area(ground, columns, Meaning("share", "part", "all", "n", "2024"))

    assert found.figures.loc[HERE[0]].tolist() == [5, 20]
    assert found.reasons[HERE[1]] == "the base is 0"
    assert found.reasons[HERE[2]] == "the count is larger than its base"
    assert found.figures.loc[HERE[3]].tolist() == [1, 4]


def test_a_percentage_and_its_base_become_a_count(ground):
    columns = {"code": HERE[:1], "percent": ["12,5"], "all": [40]}

    found, _ = by_area(ground, columns, Meaning("percent", "percent", "all", "n", "2024"))

    assert found.figures.loc[HERE[0]].tolist() == [5, 40]
    assert "decimal marks" in found.notes[0]


def test_merged_areas_are_added_up_only_when_all_are_there(ground):
    codes = ["E01990102", "E01990103", HERE[0]]

    both, _ = by_area(ground, {"code": codes, "halls": [3, 4, 9]}, count_of(), vintage="2011")
    one, _ = by_area(ground, {"code": codes[1:], "halls": [4, 9]}, count_of(), vintage="2011")

    assert both.figures.loc["E01990009", "count"] == 7
    assert np.isnan(one.figures.loc["E01990009", "count"])
    assert one.reasons["E01990009"] == MERGED


def test_scores_of_merged_areas_are_not_added_up(ground):
    columns = {"code": ["E01990102", "E01990103", HERE[0]], "score": [3.5, 4.5, 1.5]}

    found, _ = by_area(ground, columns, Meaning("score", "score", "", "n", "2024"), vintage="2011")

    assert found.reasons["E01990009"] == NOT_ADDED
    assert found.figures.loc[HERE[0], "score"] == 1.5


def count_rows(ground, codes, vintage="2011"):
    """Return how many rows each area has, each row being a thing."""
    meaning = Meaning("rows", "", "", "n", "2024")
    return by_area(ground, {"code": codes}, meaning, things=True, vintage=vintage)[0]


def test_things_of_an_area_that_was_split_are_not_known_to_be_none(ground):
    found = count_rows(ground, ["E01990101"] * 5 + [HERE[0], "E01990007"])

    assert found.figures["count"].dropna().to_dict() == {
        code: float(code == HERE[0]) for code in HERE if code not in ("E01990007", "E01990008")
    }
    for half in ("E01990007", "E01990008"):
        assert found.reasons[half].startswith("rows with E01990101 may belong here")
        assert "was split" in found.reasons[half]


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from([*HERE, *(f"E0199010{n}" for n in range(1, 6)), "E01000001", ""])),
    st.sampled_from(["2011", "2021"]),
)
def test_a_thing_is_counted_in_its_area_or_leaves_open_where_it_may_be(ground, codes, vintage):
    former = ground.former.groupby("before")["after"].agg(list)
    codes = [*codes, HERE[0]]
    upload = read_file("f.csv", as_csv({"code": codes, "n": 1}))
    matched = match_rows(upload, Key("area", ("code",), vintage), ground, things=True)
    left = [code for code, area in zip(codes, matched.areas, strict=True) if not area]
    open_ones = {one for code in left for one in [code, *former.get(code, [])]} & set(HERE)

    found = count_rows(ground, codes, vintage)

    assert set(found.figures.index[found.figures["count"].isna()]) == open_ones
    assert set(found.reasons.index[found.reasons.ne("")]) == open_ones
    counted = found.figures["count"].dropna()
    assert counted.to_dict() == {code: matched.areas.eq(code).sum() for code in counted.index}


def test_a_row_that_could_not_be_used_says_why_its_area_has_none(ground):
    codes = {"code": ["E01990104", HERE[0], HERE[1], HERE[1]], "halls": [1, 2, 3, 4]}

    found, _ = by_area(ground, codes, count_of(), vintage="2011")

    assert "no look-up file can follow" in found.reasons["E01990010"]
    assert "the same code is in rows" in found.reasons[HERE[1]]
    assert found.reasons["E01990011"] == NO_ROW


def test_a_column_without_numbers_is_refused(ground):
    with pytest.raises(UploadError, match="no number"):
        by_area(ground, {"code": HERE[:2], "halls": ["a", "b"]}, count_of())


def test_columns_of_numbers_are_listed(ground):
    columns = {"code": HERE[:3], "who": ["a", "b", "c"], "halls": [1, 2, 3], "part": ["1", "", "x"]}
    upload = read_file("f.csv", as_csv(columns))

    matched = match_rows(upload, Key("area", ("code",), "2021"), ground)

    assert list_number_columns(upload, matched) == ["halls", "part"]


@settings(max_examples=25)
@given(st.lists(st.integers(0, 30), min_size=12, max_size=12))
def test_no_count_under_ten_is_left(ground, counts):
    found, _ = by_area(ground, {"code": HERE, "halls": counts}, count_of())
    shown, hidden = suppress(found)

    left = shown.figures.dropna()
    assert (left >= LEAST).all(axis=None)
    assert hidden == sum(count < LEAST for count in counts)
    assert len(left) == len(counts) - hidden
    assert shown.reasons.eq(say(HIDDEN, least=LEAST)).sum() == hidden


PAIRS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@settings(max_examples=50)
@given(st.lists(PAIRS, min_size=12, max_size=12), st.sampled_from(["share", "percent"]))
def test_neither_a_part_nor_what_is_left_of_its_base_is_told_under_ten(ground, pairs, means):
    wholes = [part + rest + 1 for part, rest in pairs]
    parts = [part + 1 for part, _ in pairs]
    if means == "percent":
        parts = [100 * part / whole for part, whole in zip(parts, wholes, strict=True)]
    meaning = Meaning(means, "part", "all", "n", "2024")

    found, _ = by_area(ground, {"code": HERE, "part": parts, "all": wholes}, meaning)
    shown, hidden = suppress(found)

    left = shown.figures.dropna()
    assert (left >= LEAST - 1e-9).all(axis=None)
    assert (left["whole"] - left["part"] >= LEAST - 1e-9).all()
    small = [part + 1 < LEAST for part, _ in pairs]
    rest = [rest < LEAST and not low for (_, rest), low in zip(pairs, small, strict=True)]
    assert shown.reasons.eq(say(HIDDEN, least=LEAST)).tolist() == small
    assert shown.reasons.eq(say(HIDDEN_REST, least=LEAST)).tolist() == rest
    assert hidden == sum(small) + sum(rest)


def test_events_may_come_near_the_number_of_people(ground):
    columns = {"code": HERE[:1], "rate": [990], "residents": [1_000]}
    found, _ = by_area(ground, columns, Meaning("per_1000", "rate", "residents", "n", "2024"))
    columns = {"code": HERE[:1], "rate": [998], "residents": [1_000]}
    near, _ = by_area(ground, columns, Meaning("per_1000", "rate", "residents", "n", "2024"))

    assert [suppress(one)[1] for one in (found, near)] == [0, 0]


@pytest.mark.parametrize(("means", "scale"), [("per_1000", 1_000), ("per_100000", 100_000)])
def test_a_rate_and_its_base_become_a_count_and_the_same_rate(ground, means, scale):
    columns = {"code": HERE[:2], "rate": [12.5, 7.25], "residents": [4_000, 2_000]}
    meaning = Meaning(means, "rate", "residents", "Thefts", "2024")
    found, _ = by_area(ground, columns, meaning)
    assert found.figures.loc[HERE[0], "part"] == pytest.approx(12.5 * 4_000 / scale)
    layer = make_own_layer(
        found, meaning, file="a.csv", place="Tinyville", hidden=0, hides_small=False
    )
    indicator = define_indicator(layer, "blues")
    values = compute_indicator(
        indicator,
        layer.table.rename(columns=layer.variable),
        setting=Setting(),
        definitions=None,
    )
    assert values[HERE[:2]].tolist() == pytest.approx([12.5, 7.25])
    assert format_value(12.5, indicator.unit) == f"12.5 per {scale:,}"


def test_more_events_than_people_are_no_mistake_in_a_rate(ground):
    columns = {"code": HERE[:1], "rate": [2500], "residents": [40]}
    found, _ = by_area(ground, columns, Meaning("per_1000", "rate", "residents", "n", "2024"))
    assert found.figures.loc[HERE[0], "part"] == 100
    assert found.reasons[HERE[0]] == ""


def test_areas_without_a_row_are_not_called_small(ground):
    columns = {"code": [HERE[0]] * 12 + [HERE[1]] * 3, "halls": 1}
    found, _ = by_area(ground, columns, Meaning("rows", "", "", "n", "2024"), things=True)
    assert found.figures.loc[HERE[2], "count"] == 0

    shown, hidden = suppress(found)

    assert hidden == 1
    assert shown.figures["count"].dropna().to_dict() == {HERE[0]: 12}
    assert shown.reasons[HERE[1]] == say(HIDDEN, least=LEAST)
    assert set(shown.reasons[HERE[2:]]) == {NO_ROW}
