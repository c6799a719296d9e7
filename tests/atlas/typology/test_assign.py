"""Types of Tinyville by all three methods, each result by hand."""

from __future__ import annotations

import math

import pytest

from atlas.typology.assign import NO_DATA, UNCLEAR, assign_types
from atlas.typology.claims import UNKNOWN


def short(series):
    """Return a series by the number of the area."""
    return {int(area[-2:]): value for area, value in series.items()}


@pytest.fixture(scope="module")
def profiles(tiny_atlas):
    """Types by profiles."""
    return tiny_atlas.types("cohesion_types")


def change(atlas, name="cohesion_types", **changes):
    """Return the types of a typology with some of its rules changed."""
    typology = atlas.definitions.typologies[name].model_copy(update=changes)
    return assign_types(typology, atlas.measures)


def test_distance_of_area_2_to_settled_by_hand(profiles):
    # Thirty areas of England: 50 % minority has 14 below and 4 equal, and so on.
    place = profiles.percentiles.loc["E01990002"]
    wanted = {"div_minority_share": (15, 2), "mig_moved_1yr": (20, 1), "hou_owned": (85, 1)}
    squares = sum(weight * (place[name] - target) ** 2 for name, (target, weight) in wanted.items())
    assert profiles.distance.loc["E01990002", "settled"] == pytest.approx(math.sqrt(squares / 4))
    assert place["div_minority_share"] == pytest.approx(100 * (14 + 4 / 2) / 30)


def test_types_are_as_on_the_sheet(profiles):
    assert short(profiles.types) == {
        1: "settled",
        2: "settled",
        3: "in_need",
        4: "in_need",
        5: "many_origins",
        6: UNCLEAR,
        7: "settled",
        8: "settled",
        9: "in_need",
        10: "settled",
        11: NO_DATA,
        12: UNCLEAR,
    }


def test_standing_says_how_well_a_type_fits(profiles):
    standing = short(profiles.standing)
    # Area 2 is the nearest to its type from 32 points away, and nothing else comes near.
    assert [area for area, one in standing.items() if one == "nearest"] == [2]
    assert [area for area, one in standing.items() if one == "unclear"] == [6, 12]
    assert [area for area, one in standing.items() if one == "no_data"] == [11]


def test_borderline_is_a_lead_under_the_bound(tiny_atlas, profiles):
    lead = profiles.lead["E01990002"]
    assert change(tiny_atlas, borderline_lead=lead + 0.001).standing["E01990002"] == "borderline"
    assert change(tiny_atlas, borderline_lead=lead - 0.001).standing["E01990002"] == "nearest"


def test_unclear_is_a_distance_over_the_bound(tiny_atlas, profiles):
    own = profiles.nearest["E01990012"]
    nearest = profiles.distance.loc["E01990012", own]
    assert change(tiny_atlas, unclear_distance=nearest - 0.01).types["E01990012"] == UNCLEAR
    kept = change(tiny_atlas, unclear_distance=nearest + 0.01)
    assert kept.types["E01990012"] == profiles.nearest["E01990012"]


def test_a_type_with_less_than_three_quarters_of_its_weight_is_not_in_the_running(
    tiny_atlas, profiles
):
    # Area 7 lacks one of three equal weights of one profile, and the other two can be judged.
    assert math.isnan(profiles.distance.loc["E01990007", "in_need"])
    assert profiles.membership.loc["E01990007", "in_need"] == 0
    assert profiles.types["E01990007"] == "settled"
    assert not math.isnan(
        change(tiny_atlas, minimum_weight=0.66).distance.loc["E01990007", "in_need"]
    )


def test_an_area_that_few_types_can_be_judged_for_has_not_enough_data(tiny_atlas, profiles):
    assert profiles.types["E01990011"] == NO_DATA
    # Area 8 lacks one of five weights in most profiles.
    assert profiles.types["E01990008"] == "settled"
    assert change(tiny_atlas, minimum_weight=0.8).types["E01990008"] == "settled"


def test_an_area_without_enough_data_has_no_numbers(profiles):
    for area in ("E01990011",):
        assert profiles.membership.loc[area].isna().all()
        assert math.isnan(profiles.lead[area])
        assert math.isnan(profiles.robustness[area])


def test_memberships_sum_to_one(profiles):
    assert profiles.membership.dropna().sum(axis=1).to_numpy() == pytest.approx(1)


def test_lead_is_first_less_second_of_those_that_the_figures_bear_out(profiles):
    for area, shares in profiles.membership.dropna().iterrows():
        allowed = shares[profiles.allowed.loc[area]].nlargest(2)
        second = allowed.iloc[1] if len(allowed) > 1 else 0.0
        assert profiles.lead[area] == pytest.approx(allowed.iloc[0] - second)
        assert profiles.nearest[area] == allowed.index[0]
        assert profiles.runner_up[area] == (allowed.index[1] if len(allowed) > 1 else "")


def test_a_type_takes_no_area_that_denies_a_core_claim(tiny_atlas, profiles):
    # More than half are of other groups in areas 3, 4, 5 and 6: "settled" says the contrary.
    share = tiny_atlas.measures.values("div_minority_share")
    assert (profiles.allowed["settled"] == share.le(50).where(share.notna(), other=False)).all()
    taken = profiles.types[profiles.types == "settled"].index
    assert share[taken].le(50).all()


def test_a_core_claim_without_a_figure_is_not_borne_out(profiles):
    # Area 11 is too small for a share of other groups.
    assert not profiles.allowed.loc["E01990011", "settled"]
    assert profiles.claims["settled"].loc["E01990011", "few_others"] == UNKNOWN


@pytest.mark.parametrize(
    ("rule", "bound"),
    [("clear_membership", 0.8), ("clear_distance", 16.1), ("least_membership", 0.82)],
)
def test_clear_asks_for_membership_and_distance(tiny_atlas, profiles, rule, bound):
    # Area 5 has 81 % of its type, 16.2 points away.
    assert profiles.standing["E01990005"] == "clear"
    found = change(tiny_atlas, **{rule: bound}).standing["E01990005"]
    assert found == {"clear_distance": "nearest", "least_membership": "unclear"}.get(rule, "clear")
    assert change(tiny_atlas, clear_membership=0.82).standing["E01990005"] == "nearest"


def test_clear_asks_for_all_claims_and_not_for_the_core_alone(tiny_atlas, profiles):
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    types = [
        one.model_copy(update={"claims": ["few_others"]}) if one.id == "in_need" else one
        for one in typology.types
    ]
    found = change(tiny_atlas, types=types)
    # Area 3 is in need, and more than half of the people there are of other groups.
    assert [profiles.standing[f"E019900{one:02d}"] for one in (3, 9)] == ["clear", "clear"]
    assert [found.standing[f"E019900{one:02d}"] for one in (3, 9)] == ["nearest", "clear"]
    assert found.types["E01990003"] == "in_need"


def test_a_nearer_profile_that_is_denied_leaves_doubt(tiny_atlas):
    typology = tiny_atlas.definitions.typologies["cohesion_types"]
    types = [
        one.model_copy(update={"core": ["few_others"]}) if one.id == "in_need" else one
        for one in typology.types
    ]
    found = change(tiny_atlas, types=types, least_membership=0.1, clear_membership=0.1)
    # The profile of "in_need" is the nearest to area 3, where most are of other groups.
    assert found.nearest["E01990003"] == "many_origins"
    assert found.membership.loc["E01990003"].idxmax() == "in_need"
    assert found.standing["E01990003"] == "nearest"


def test_within_a_town_no_type_is_clear(tiny_atlas):
    found = tiny_atlas.types("cohesion_types", reading="town")
    assert "clear" not in set(found.standing)
    assert found.allowed.all(axis=None)
    assert set(found.standing[found.doubtful]) <= {"borderline"}


def test_reading_within_the_town_uses_positions_in_the_town(tiny_atlas):
    found = tiny_atlas.types("cohesion_types", reading="town")
    town = tiny_atlas.measures.percentiles("dep_imd", scale="town")
    assert found.percentiles["dep_imd"].tolist() == town.tolist()
    assert found.reading == "town"


def test_rules_take_the_first_type_that_holds(tiny_atlas):
    found = tiny_atlas.types("lens")
    assert short(found.types) == {
        1: "low_need",
        2: "mixed",
        3: "mixed_and_moving",
        4: "mixed_and_moving",
        5: "mixed_and_moving",
        6: "mixed",
        7: "low_need",
        8: "low_need",
        9: "rest",
        10: "low_need",
        11: NO_DATA,
        12: "mixed",
    }


def test_rules_show_who_is_near_a_bound(tiny_atlas):
    found = tiny_atlas.types("lens")
    near = [area for area, one in short(found.standing).items() if one == "borderline"]
    # Area 2 stands on the 40 % point of England; area 7 is a tie away from half the town.
    assert near == [2, 7]


def test_rules_have_whole_memberships(tiny_atlas):
    membership = tiny_atlas.types("lens").membership
    assert set(membership.to_numpy().ravel()) == {0.0, 1.0}
    assert (membership.sum(axis=1) == 1).all()


def test_largest_takes_the_largest_share(tiny_atlas):
    found = tiny_atlas.types("dominant_tenure")
    kinds = short(found.types)
    assert [area for area, one in kinds.items() if one == "mostly_private_rent"] == [3, 4, 5, 11]
    assert [area for area, one in kinds.items() if one == "mostly_social_rent"] == [9]
    assert found.lead["E01990012"] == pytest.approx(100 * (37 - 35) / 80)
    assert found.standing["E01990012"] == "borderline"
    assert (found.standing.drop("E01990012") == "clear").all()


def test_largest_with_a_gap_is_not_enough_data(tiny_atlas):
    typology = tiny_atlas.definitions.typologies["dominant_tenure"]
    first = typology.types[0].model_copy(update={"indicator": "faith_any"})
    found = change(tiny_atlas, "dominant_tenure", types=[first, *typology.types[1:]])
    assert found.types["E01990008"] == NO_DATA
    assert found.standing["E01990008"] == "no_data"


@pytest.mark.parametrize("name", ["cohesion_types", "lens", "dominant_tenure"])
def test_every_area_has_one_type_or_a_reason(tiny_atlas, name):
    found = tiny_atlas.types(name)
    known = {one.id for one in tiny_atlas.definitions.typologies[name].types}
    for area, kind in found.types.items():
        assert (kind in known) == (found.standing[area] in ("clear", "nearest", "borderline"))
