"""The atlas as a page sees it: names, filters, levels, and what may go wrong."""

from __future__ import annotations

import pytest

import atlas
from atlas.definitions import Condition
from atlas.errors import AddressError, DefinitionError, PackError
from atlas.facade import open_atlas
from atlas.layer.shown import find_shown
from atlas.opening.places import read_definitions
from atlas.places.naming import format_condition
from atlas.selection.address import Selection


def numbers(met):
    """Return the numbers of the areas that are met."""
    return [int(area[-2:]) for area in met.index[met]]


def keep(tiny_atlas, **changes):
    """Return the areas that a selection with these filters keeps, and its steps."""
    filtered = find_shown(tiny_atlas, Selection(**changes))
    return numbers(filtered.met), filtered.steps


MOVED = Condition(indicator="mig_moved_1yr", at_least=20)
NEED = Condition(indicator="dep_imd", at_least=45)


def test_public_names_are_few():
    assert {"Atlas", "Selection", "make_layer", "make_extract"} <= set(atlas.__all__)
    assert len(atlas.__all__) < 10
    assert all(getattr(atlas, name) for name in atlas.__all__)


def test_names_of_the_place_and_its_parts(tiny_atlas):
    assert tiny_atlas.name == "Tinyville"
    assert tiny_atlas.wards.tolist() == ["Dale", "Hill", "Moor"]
    assert tiny_atlas.neighbourhoods.tolist() == ["East End", "West End"]
    assert tiny_atlas.name_of("E01990006") == "West End, Tinyville 001D"


def test_comparators_have_names_and_rows(tiny_atlas):
    known = tiny_atlas.comparators
    wards = list(tiny_atlas.wards.index)
    assert list(known) == ["england", "england_wales", "region", *wards]
    assert (known["region"].name, known["region"].row) == ("Tinyshire", "E12990001")
    assert known["england"].row in tiny_atlas.store.totals.index
    assert "none" not in known


def test_without_filters_every_area_is_kept(tiny_atlas):
    assert keep(tiny_atlas) == (list(range(1, 13)), ())


def test_types_of_one_typology_are_alternatives(tiny_atlas):
    kinds = ("cohesion_types.many_origins", "cohesion_types.in_need")
    assert keep(tiny_atlas, types=kinds)[0] == [3, 4, 5, 9]


def test_types_of_two_typologies_must_both_hold(tiny_atlas):
    kinds = ("cohesion_types.in_need", "dominant_tenure.mostly_private_rent")
    found, steps = keep(tiny_atlas, types=kinds)
    assert found == [3, 4]
    assert [count for _, count in steps] == [3, 2]


def test_wards_and_neighbourhoods_together_are_alternatives(tiny_atlas):
    found, steps = keep(tiny_atlas, wards=("E05990001",), neighbourhoods=("E02990001",))
    assert found == [1, 2, 3, 4, 5, 6, 9, 10]
    assert steps == (("Ward or neighbourhood: Hill, West End", 8),)


def test_conditions_must_all_hold(tiny_atlas):
    assert keep(tiny_atlas, conditions=(MOVED,))[0] == [3, 4, 5, 9]
    assert keep(tiny_atlas, conditions=(NEED,))[0] == [5, 9]
    assert keep(tiny_atlas, conditions=(MOVED, NEED))[0] == [5, 9]


def test_filters_of_all_kinds_must_hold_at_once(tiny_atlas):
    found, _ = keep(
        tiny_atlas,
        wards=("E05990002", "E05990003"),
        conditions=(MOVED,),
        types=("cohesion_types.many_origins",),
    )
    assert found == [5]


def test_steps_say_what_emptied_the_map(tiny_atlas):
    low = Condition(indicator="dep_imd", at_most=1)
    found, steps = keep(tiny_atlas, wards=("E05990001",), conditions=(MOVED, low))
    assert found == []
    assert steps == (
        ("Ward or neighbourhood: Hill", 4),
        ("Moved in the past year: 20\u202f% or more", 2),
        ("Need score: 1 or less", 0),
    )


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"at_least": 5, "at_most": 9}, "Need score: 5 to 9"),
        ({"at_least": 5}, "Need score: 5 or more"),
        ({"at_most": 9.5}, "Need score: 9.5 or less"),
        (
            {"scale": "town", "at_least": 80},
            "Need score: in the highest 20 % of Tinyville's areas",
        ),
        (
            {"scale": "england", "at_most": 10},
            "Need score: in the lowest 10 % of England's areas",
        ),
        (
            {"scale": "england", "at_least": 0, "at_most": 10},
            "Need score: in the lowest 10 % of England's areas",
        ),
        (
            {"scale": "town", "at_least": 20, "at_most": 30},
            "Need score: from percentile 20 to 30 of Tinyville's areas",
        ),
    ],
)
def test_conditions_are_said_in_words(tiny_atlas, condition, words):
    assert tiny_atlas.format_condition(Condition(indicator="dep_imd", **condition)) == words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            {"indicator": "dep_imd_decile", "at_least": 1.0, "at_most": 3.0},
            "Overall deprivation tenth (IMD 2025): 1 to 3",
        ),
        (
            {"indicator": "dep_imd_decile", "scale": "town", "at_least": 80},
            "Overall deprivation tenth (IMD 2025): in the most deprived 20 % of Luton's areas",
        ),
        (
            {"indicator": "sco_simd_rank", "scale": "town", "at_most": 10},
            "Overall deprivation rank (SIMD 2020): in the least deprived 10 % of Luton's areas",
        ),
        (
            {"indicator": "mig_moved_1yr", "at_least": 0.3, "at_most": 18.9},
            "Moved in during the past year: 0.3 to 18.9\u202f%",
        ),
        (
            {"indicator": "mig_net", "at_most": -2.5},
            "Net moves (in less out): \u22122.5 per 100 or less",
        ),
        (
            {"indicator": "mig_churn", "scale": "town", "at_least": 80},
            "Population churn (all moves): in the highest 20 % of Luton's neighbourhoods (MSOA)",
        ),
    ],
)
def test_bounds_are_said_as_the_figure_is(luton, condition, words):
    one = Condition(**condition)
    known = read_definitions().indicators
    among = luton.name_areas(one.indicator if one.indicator in luton.definitions.indicators else "")
    assert format_condition(one, known[one.indicator], among=among) == words


def test_address_of_the_tiny_atlas_is_read(tiny_atlas):
    reading = tiny_atlas.parse_address({"ward": "E05990003", "area": "E01990012,E01990001"})
    assert reading.notes == []
    assert reading.selection.wards == ("E05990003",)
    assert reading.selection.areas == ("E01990012", "E01990001")


@pytest.mark.parametrize(
    ("code", "level", "count"),
    [("E01990003", "area", 1), ("E05990001", "ward", 4), ("E02990002", "neighbourhood", 6),
     ("tiny", "place", 12)],
)  # fmt: skip
def test_a_code_stands_for_its_areas(tiny_atlas, code, level, count):
    assert tiny_atlas.find_level(code) == level
    assert len(tiny_atlas.areas_of(code)) == count


def test_unknown_code_is_told_with_the_closest(tiny_atlas):
    with pytest.raises(AddressError) as caught:
        tiny_atlas.find_level("E0199000")
    assert caught.value.faults[0].closest
    assert "Tinyville has no area" in caught.value.faults[0].what


def test_types_are_worked_out_once_for_each_reading(tiny_atlas):
    assert tiny_atlas.types("lens") is tiny_atlas.types("lens", reading="town")
    england = tiny_atlas.types("cohesion_types")
    assert tiny_atlas.types("cohesion_types") is england
    assert tiny_atlas.types("cohesion_types", reading="town") is not england


def test_what_is_no_type_still_has_a_name(tiny_atlas):
    assert tiny_atlas.type_name("lens", "mixed") == "Mixed, still"
    assert tiny_atlas.type_name("lens", "no_clear_type") == "No clear type"


def test_missing_pack_is_refused(tiny, tmp_path):
    with pytest.raises(PackError, match="There is no pack here"):
        open_atlas("tiny", layers=tiny / "layers", pack=tmp_path / "tiny")


def test_faulty_layers_are_refused(layers_copy, tiny_pack):
    (layers_copy / "groups" / "homes.toml").write_text("order = 1\n")
    with pytest.raises(DefinitionError, match=r"homes\.toml"):
        open_atlas("tiny", layers=layers_copy, pack=tiny_pack)


def test_pack_of_a_place_that_is_not_defined_opens(tiny_pack, layers_copy):
    (layers_copy / "places" / "tiny.toml").unlink()
    roles = layers_copy / "roles" / "program.toml"
    roles.write_text(roles.read_text().replace('"tiny"', '"england-wales"'))
    opened = open_atlas("tiny", layers=layers_copy, pack=tiny_pack)
    assert opened.place is None
    assert opened.name == "Tinyville"
