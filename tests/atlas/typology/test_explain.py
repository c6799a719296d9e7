"""Why an area has its type: the reasons add up to the distances."""

from __future__ import annotations

import math

import pytest

from atlas.typology.explain import hand_sheet

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
def test_reasons_are_the_three_strongest_and_one_against(tiny_atlas, number):
    reasons = tiny_atlas.explain("cohesion_types", f"E019900{number:02d}")
    speaking = [reason for reason in reasons if reason.speaks == "for"]
    assert 1 <= len(speaking) <= 3
    assert [reason.gain for reason in speaking] == sorted(
        (reason.gain for reason in speaking), reverse=True
    )
    assert all(reason.gain > 0 for reason in speaking)
    assert [reason.speaks for reason in reasons].count("against") <= 1
    assert len({reason.indicator for reason in reasons}) == len(reasons)


@pytest.mark.parametrize("number", [1, 3, 5, 9])
def test_all_gains_together_are_the_lead_in_squared_distance(tiny_atlas, monkeypatch, number):
    monkeypatch.setattr("atlas.typology.explain.REASONS", 99)
    area = f"E019900{number:02d}"
    found = tiny_atlas.types("cohesion_types")
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    profiles = {one.id: one.profile for one in typology.types}
    own, other = found.nearest[area], found.runner_up[area]
    gain = sum(
        one.gain for one in tiny_atlas.explain("cohesion_types", area) if one.speaks == "for"
    )
    places = found.percentiles.loc[area].dropna()
    losses = sum(
        max(0.0, cost(profiles[own], name, places) - cost(profiles[other], name, places))
        for name in {**profiles[own], **profiles[other]}
    )
    lead = found.distance.loc[area, other] ** 2 - found.distance.loc[area, own] ** 2
    assert gain - losses == pytest.approx(lead, abs=1e-3)


def cost(profile, name, places):
    """Return what an indicator adds to a squared distance."""
    if name not in profile or name not in places:
        return 0.0
    whole = sum(one.weight for key, one in profile.items() if key in places)
    return profile[name].weight * (places[name] - profile[name].percentile) ** 2 / whole


def test_reason_tells_value_position_and_target(tiny_atlas):
    reasons = {one.indicator: one for one in tiny_atlas.explain("cohesion_types", "E01990010")}
    share = reasons["div_minority_share"]
    assert (share.value, share.target, share.scale) == (10.0, 15.0, "england")
    assert share.percentile == pytest.approx(100 * (2 + 4 / 2) / 30)


def test_rules_tell_their_conditions(tiny_atlas):
    reasons = tiny_atlas.explain("lens", "E01990003")
    assert [reason.indicator for reason in reasons] == ["div_minority_share", "mig_moved_1yr"]
    assert [reason.target for reason in reasons] == [50.0, 60.0]
    assert all(reason.gain == 1.0 for reason in reasons)


def test_the_rest_is_told_by_what_it_does_not_meet(tiny_atlas):
    reasons = tiny_atlas.explain("lens", "E01990009")
    assert {reason.indicator: reason.gain for reason in reasons} == {
        "div_minority_share": 0.0,
        "mig_moved_1yr": 1.0,
    }


def test_largest_tells_the_first_and_the_second(tiny_atlas):
    first, second = tiny_atlas.explain("dominant_tenure", "E01990004")
    assert (first.indicator, first.value, first.speaks) == ("hou_private_rent", 70.0, "for")
    assert (second.indicator, second.value, second.speaks) == ("hou_owned", 20.0, "against")
    assert first.gain == 50.0
