"""Every typology: each area has one type or a stated reason; profiles are the agreed ones."""

from __future__ import annotations

import pytest

from atlas import paths
from atlas.prose.types.audit import audit_claims
from atlas.prose.types.describe import describe_type
from atlas.typology.assign import NO_DATA, STANDINGS, UNCLEAR

FILES = sorted(path.stem for path in (paths.LAYERS / "typologies").glob("*.toml"))
every_typology = pytest.mark.parametrize("name", FILES)

# Copied by hand from the table of the method, "Tried profiles (target percentile, weight)".
AGREED = {
    "cosmopolitan_centre": {
        "div_minority_share": (80, 0.7),
        "div_minority_concentration": (25, 0.7),
        "mig_recent_5yr": (92, 1.5),
        "mig_moved_1yr": (95, 2),
        "dem_students": (80, 1),
        "eco_level4": (85, 1.5),
        "hou_private_rent": (95, 1.5),
        "hou_owned": (8, 1),
        "dem_age_65plus": (5, 1),
        "dem_density": (90, 1),
    },
    "superdiverse_district": {
        "div_minority_share": (90, 2),
        "div_minority_concentration": (15, 1.5),
        "div_entropy": (95, 2),
        "mig_born_outside_uk": (90, 1.5),
        "mig_moved_1yr": (55, 0.7),
        "eco_level4": (50, 0.5),
        "hou_private_rent": (70, 0.7),
        "dep_imd": (70, 1),
        "dem_density": (85, 0.7),
    },
    "uni_diverse_district": {
        "div_minority_share": (96, 2),
        "div_minority_concentration": (93, 2),
        "mig_born_outside_uk": (93, 1),
        "mig_established_10yr": (60, 0.7),
        "mig_moved_1yr": (35, 1),
        "hou_owned": (45, 0.3),
        "dep_imd": (80, 1),
        "lan_cannot_speak": (96, 1),
        "dem_density": (92, 0.7),
    },
    "diverse_suburb": {
        "div_minority_share": (78, 2),
        "mig_born_outside_uk": (72, 1),
        "mig_established_10yr": (75, 1),
        "mig_moved_1yr": (30, 1),
        "hou_private_rent": (30, 1),
        "hou_owned": (75, 1.5),
        "dep_imd": (30, 1.5),
        "lan_cannot_speak": (60, 0.5),
        "dem_density": (60, 0.5),
    },
    "dynamic_district": {
        "div_minority_share": (68, 1),
        "mig_recent_5yr": (85, 1.5),
        "mig_established_10yr": (15, 1.5),
        "mig_eu8_2": (85, 1),
        "div_change_minority_share": (88, 1.5),
        "mig_moved_1yr": (75, 1),
        "eco_level4": (15, 1),
        "hou_private_rent": (80, 1),
        "eco_routine_l13": (80, 1),
        "dep_imd": (88, 2),
        "saf_imd_crime": (85, 1),
    },
    "tight_knit_town": {
        "div_minority_share": (12, 2),
        "mig_born_outside_uk": (12, 1),
        "mig_recent_5yr": (25, 1),
        "mig_moved_1yr": (30, 1),
        "eco_level4": (15, 1.5),
        "hou_owned": (50, 0.5),
        "dem_age_65plus": (60, 0.7),
        "eco_routine_l13": (82, 2),
        "dep_imd": (75, 1.5),
    },
    "settled_lower_need": {
        "div_minority_share": (20, 1.5),
        "mig_moved_1yr": (35, 0.5),
        "eco_level4": (75, 1),
        "hou_owned": (85, 1.5),
        "dem_age_65plus": (75, 0.7),
        "eco_routine_l13": (15, 1.5),
        "dep_imd": (12, 2),
    },
}


@every_typology
def test_every_area_has_one_type_or_a_stated_reason(luton, name):
    typology = luton.definitions.typologies[name]
    found = luton.types(name)
    known = {one.id for one in typology.types}
    assert list(found.types.index) == list(luton.measures.areas)
    assert found.types.notna().all()
    stated = {"unclear": UNCLEAR, "no_data": NO_DATA}
    for area, kind in found.types.items():
        standing = found.standing[area]
        assert standing in STANDINGS
        assert (kind == stated[standing]) if standing in stated else (kind in known)


@every_typology
def test_memberships_add_up_to_one(luton, name):
    membership = luton.types(name).membership
    assert membership.dropna().sum(axis=1).to_numpy() == pytest.approx(1.0)
    assert membership.min(axis=None) >= 0


@every_typology
def test_colours_of_types_differ(luton, name):
    colours = [one.colour.casefold() for one in luton.definitions.typologies[name].types]
    assert len(colours) == len(set(colours))


@every_typology
def test_every_type_says_where_it_comes_from(luton, name):
    for one in luton.definitions.typologies[name].types:
        assert describe_type(luton, name, one.id).endswith(".")
        assert one.origin.endswith(".")


def test_no_type_name_is_there_twice(luton):
    names = [one.name for one in luton.definitions.type_names.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", AGREED)
def test_profile_is_the_agreed_one(luton, kind):
    profile = luton.definitions.type_names[f"cohesion_types.{kind}"].profile
    written = {name: (one.percentile, one.weight) for name, one in profile.items()}
    assert written == AGREED[kind]


def test_there_are_seven_neighbourhood_types_and_no_more(luton):
    types = luton.definitions.typologies["cohesion_types"].types
    assert [one.id for one in types] == list(AGREED)


def test_agreed_rules_of_distance_are_kept(luton):
    typology = luton.definitions.typologies["cohesion_types"]
    assert typology.power == 3
    assert typology.minimum_weight == 0.75
    assert typology.borderline_lead == 0.06
    assert typology.unclear_distance == 32
    assert typology.robustness.borderline_under == 0.7


def test_bounds_of_clear_are_kept(luton):
    typology = luton.definitions.typologies["cohesion_types"]
    assert typology.least_membership == 0.25
    assert typology.clear_membership == 0.4
    assert typology.clear_distance == 24
    assert typology.usual_share == 0.9


def test_nothing_is_said_of_a_type_that_a_figure_of_luton_denies(luton):
    audit = audit_claims(luton)
    assert sum(one.made for one in audit.claims) > 300
    assert [one for one in audit.claims if one.fails] == []
    assert (audit.wrong_side, audit.not_clear) == (0, 0)
    assert audit.reasons > 300
    assert audit.clear > 60


def test_types_of_luton_are_as_they_are_known(luton):
    found = luton.types("cohesion_types")
    counts = found.types[found.types != UNCLEAR].value_counts()
    assert len(counts) >= 5
    assert counts.max() <= 125 / 2
    assert found.standing.isin(["borderline", "unclear"]).mean() <= 0.2
    wards = luton.store.areas["ward"]
    for ward, kind in (
        ("Biscot", "uni_diverse_district"),
        ("Saints", "uni_diverse_district"),
        ("Bramingham", "diverse_suburb"),
        ("Barnfield", "diverse_suburb"),
    ):
        assert (found.types[wards == ward] == kind).mean() > 0.5, ward


def test_only_two_types_claim_to_be_described_in_the_sources(luton):
    types = luton.definitions.typologies["cohesion_types"].types
    described = {one.id for one in types if one.origin_kind == "described"}
    assert described == {"dynamic_district", "tight_knit_town"}
