"""Why an area has its type: the reasons add up to the distances."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.prose.types.describe import describe_fit
from atlas.typology.explain import find_shortfalls, hand_sheet, is_on_side, list_claims

KNOWN = [number for number in range(1, 13) if number not in (7, 11)]


@pytest.fixture(scope="module")
def sheet(tiny_atlas):
    """The sheet from which the types can be repeated by hand."""
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    return hand_sheet(typology, tiny_atlas.types("cohesion_types"), tiny_atlas.measures)


@pytest.mark.parametrize("number", KNOWN)
def test_contributions_add_up_to_every_distance(tiny_atlas, sheet, number):
    area = f"E019900{number:02d}"
    rows = sheet[(sheet["area"] == area) & sheet["contribution"].notna()].groupby("type")
    squares = rows["contribution"].sum() / rows["weight"].sum()
    for kind, distance in tiny_atlas.types("cohesion_types").distance.loc[area].items():
        assert math.sqrt(squares[kind]) == pytest.approx(distance, abs=1e-4)


def test_sheet_has_a_row_for_every_area_type_and_indicator(sheet, tiny_definitions):
    targets = sum(len(one.profile) for one in tiny_definitions.typologies["cohesion_types"].types)
    assert len(sheet) == 12 * targets
    assert not sheet.duplicated(["area", "type", "indicator"]).any()


@pytest.mark.parametrize("number", KNOWN)
def test_reasons_are_the_strongest_on_each_side(tiny_atlas, number):
    reasons = tiny_atlas.find_reasons("cohesion_types", f"E019900{number:02d}")
    for side in ("for", "against"):
        gains = [reason.gain for reason in reasons if reason.speaks == side]
        assert len(gains) <= 3
        assert gains == sorted(gains, reverse=True)
    assert [one.speaks for one in reasons] == sorted((one.speaks for one in reasons), reverse=True)
    assert len({reason.indicator for reason in reasons}) == len(reasons)


@pytest.mark.parametrize("number", KNOWN)
def test_reasons_are_figures_of_the_type_on_the_profiles_side(tiny_atlas, number):
    area = f"E019900{number:02d}"
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    profile = typology.type_of(tiny_atlas.types("cohesion_types").nearest[area]).profile
    for reason in tiny_atlas.find_reasons("cohesion_types", area):
        target = profile[reason.indicator].percentile
        wants_high, wants_low = target >= 60, target <= 40
        for_it = (
            reason.percentile > 50
            if wants_high
            else reason.percentile < 50
            if wants_low
            else 25 <= reason.percentile <= 75
        )
        assert (reason.speaks == "for") == for_it


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 50))
def test_a_low_figure_never_speaks_for_a_profile_that_wants_a_high_one(place, target, middle):
    on_side = is_on_side(place, target, middle=middle)
    if target >= 50 + middle:
        assert on_side == (place > 50)
    elif target <= 50 - middle:
        assert on_side == (place < 50)


def test_what_counts_most_is_weight_times_the_points_beyond_the_middle(tiny_atlas):
    first = tiny_atlas.find_reasons("cohesion_types", "E01990010")[0]
    place = tiny_atlas.measures.percentiles("div_minority_share", scale="england")["E01990010"]
    assert first.indicator == "div_minority_share"
    # The target is 15, with a weight of 2; the figure lies beyond it.
    assert place < 15
    assert first.gain == pytest.approx(2 * 35)


def test_shortfalls_say_what_is_missing_to_be_clear(tiny_atlas):
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    found = tiny_atlas.types("cohesion_types")
    (missing,) = find_shortfalls(typology, found, area="E01990002")
    assert (missing.kind, missing.bound) == ("distance", 24.0)
    assert missing.figure == pytest.approx(found.distance.loc["E01990002", "settled"])


@pytest.mark.parametrize(
    ("distance", "told"),
    [(24.3, "24.3 points away; up to 24"), (24.04, "24.04 points away; up to 24"), (26.4, "26 ")],
)
def test_a_figure_never_reads_like_the_bound_that_it_misses(tiny_atlas, distance, told):
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    found = tiny_atlas.types("cohesion_types")
    table = found.distance.copy()
    table.loc["E01990002", "settled"] = distance
    found = replace(found, distance=table)
    assert any(told in one for one in describe_fit(tiny_atlas, typology, found, "E01990002"))


@pytest.mark.parametrize("number", range(1, 13))
def test_what_is_clear_lacks_nothing(tiny_atlas, number):
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    found = tiny_atlas.types("cohesion_types")
    area = f"E019900{number:02d}"
    if found.standing[area] == "clear":
        assert find_shortfalls(typology, found, area=area) == []
    if found.standing[area] == "nearest":
        assert find_shortfalls(typology, found, area=area)


def test_claims_are_listed_for_repeating_by_hand(tiny_atlas):
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    listed = list_claims(typology, tiny_atlas.types("cohesion_types"), tiny_atlas.measures)
    assert len(listed) == 12 * 3
    for row in listed.itertuples():
        low = -math.inf if row.at_least is None or math.isnan(row.at_least) else row.at_least
        high = math.inf if row.at_most is None or math.isnan(row.at_most) else row.at_most
        if math.isnan(row.figure):
            assert row.holds != row.holds
        else:
            assert row.holds == (low <= row.figure <= high)


def test_reason_tells_value_position_and_target(tiny_atlas):
    reasons = {one.indicator: one for one in tiny_atlas.find_reasons("cohesion_types", "E01990010")}
    share = reasons["div_minority_share"]
    assert (share.value, share.target, share.scale) == (10.0, 15.0, "england")
    assert share.percentile == pytest.approx(100 * (2 + 4 / 2) / 30)


def test_rules_tell_their_conditions(tiny_atlas):
    reasons = tiny_atlas.find_reasons("lens", "E01990003")
    assert [reason.indicator for reason in reasons] == ["div_minority_share", "mig_moved_1yr"]
    assert [reason.target for reason in reasons] == [50.0, 60.0]
    assert all(reason.gain == 1.0 for reason in reasons)


def test_the_rest_is_told_by_what_it_does_not_meet(tiny_atlas):
    reasons = tiny_atlas.find_reasons("lens", "E01990009")
    assert {reason.indicator: reason.gain for reason in reasons} == {
        "div_minority_share": 0.0,
        "mig_moved_1yr": 1.0,
    }
    # Whoever moved in speaks for the first type, and so not for the rest.
    assert [(one.indicator, one.speaks) for one in reasons] == [
        ("div_minority_share", "for"),
        ("mig_moved_1yr", "against"),
    ]


def test_largest_tells_the_first_and_the_second(tiny_atlas):
    first, second = tiny_atlas.find_reasons("dominant_tenure", "E01990004")
    assert (first.indicator, first.value, first.speaks) == ("hou_private_rent", 70.0, "for")
    assert (second.indicator, second.value, second.speaks) == ("hou_owned", 20.0, "against")
    assert first.gain == 50.0
