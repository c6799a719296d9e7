"""What is chosen goes to the address, and comes back from it."""

from __future__ import annotations

import pytest

from atlas.address import format_selection

ROUND = {
    "layer": "dep_imd",
    "breaks": "natural",
    "classes": "7",
    "off": "0,2",
    "compare": "region",
    "type": "cohesion_types.uni_diverse_district,cohesion_types.diverse_suburb",
    "ward": "E05014736",
    "where": "mig_moved_1yr.town.20~80",
    "area": "E01015693,E01015694",
    "view": "-0.43,51.89,12.5",
    "show": "table",
    "sort": "-residents",
}


def test_an_address_is_read_whole_and_written_back_the_same(draw):
    page = draw("explore", **ROUND)

    selection = page.test.session_state["atlas_selection"]
    assert format_selection(selection) == ROUND
    assert page.address() == ROUND
    assert page.notices() == []


@pytest.mark.parametrize(
    ("kind", "key", "value", "written"),
    [
        ("selectbox", "atlas_layer", "mig_moved_abroad", {"layer": "mig_moved_abroad"}),
        ("selectbox", "atlas_topic", "deprivation", None),
        ("selectbox", "atlas_compare", "region", {"compare": "region"}),
        ("selectbox", "atlas_typology", "imd_decile", {"typology": "imd_decile"}),
        ("multiselect", "atlas_where", ["E05014736"], {"ward": "E05014736"}),
        (
            "button_group",
            "atlas_types_cohesion_types",
            ["diverse_suburb"],
            {"type": "cohesion_types.diverse_suburb"},
        ),
    ],
    ids=["layer", "topic", "compare", "typology", "ward", "type"],
)
def test_a_choice_is_written_to_the_address(draw, kind, key, value, written):
    page = draw("explore")

    page.control(kind, key).set_value(value).run()

    assert not page.test.exception
    if written is None:
        assert page.address()["layer"] != "mig_moved_1yr"
    else:
        assert page.address() == written


def test_a_choice_takes_what_is_usual_out_of_the_address(draw):
    page = draw("explore", compare="region")

    page.control("selectbox", "atlas_compare").set_value("england").run()

    assert page.address() == {}


def test_an_address_changed_from_outside_wins_over_what_was_chosen(draw):
    page = draw("explore")
    page.control("selectbox", "atlas_compare").set_value("region").run()

    page.test.query_params.clear()
    page.test.query_params["area"] = ["E01015693"]
    page.test.run()

    assert page.test.session_state["atlas_selection"].compare == "england"
    assert page.control("selectbox", "atlas_compare").value == "england"
    assert "Luton 007A" in page.words()


def test_clearing_the_filters_keeps_the_rest(draw):
    page = draw("explore", **ROUND)

    page.control("button", "atlas_clear").click().run()

    kept = {key: value for key, value in ROUND.items() if key not in {"type", "ward", "where"}}
    assert page.address() == kept
    assert "125 of 125 areas" in page.words()


def test_a_condition_is_removed_by_its_own_button(draw):
    page = draw("explore", where="mig_moved_1yr.town.80~100,dep_imd_decile.value.1~3")

    page.control("button", "atlas_condition_0").click().run()

    assert page.address() == {"where": "dep_imd_decile.value.1~3"}


def test_a_sixth_condition_is_refused_with_a_word(draw):
    one = "mig_moved_1yr.town.{}~100"
    page = draw("explore", where=",".join(one.format(10 * n) for n in range(1, 7)))

    assert any("first 5 are kept" in told for told in page.notices())
    assert "atlas_condition_box" not in [part.key for part in page.test.get("expander")]


def test_a_new_layer_switches_all_classes_on_again(draw):
    page = draw("explore", off="0,1")

    page.control("selectbox", "atlas_layer").set_value("mig_moved_abroad").run()

    assert page.address() == {"layer": "mig_moved_abroad"}


def test_notes_on_the_address_go_with_the_next_choice(draw):
    page = draw("explore", layer="nothing_like_it")
    assert len(page.notices()) == 1

    page.control("selectbox", "atlas_compare").set_value("region").run()

    assert page.notices() == []


def test_conditions_given_one_by_one_must_all_hold(draw):
    page = draw("explore", where=["mig_churn.town.80~", "dep_imd_decile.value.1~3"])

    selection = page.test.session_state["atlas_selection"]
    assert [one.indicator for one in selection.conditions] == ["mig_churn", "dep_imd_decile"]
    assert page.test.session_state["atlas_notes"] == []


@pytest.mark.parametrize("key", ["layer", "story"])
def test_what_can_hold_one_value_and_is_given_two_is_told(draw, key):
    page = draw("explore", **{key: ["dem_pop", "dem_density"]})

    (note,) = page.test.session_state["atlas_notes"]
    assert f'"{key}" is given more than once' in note.what
