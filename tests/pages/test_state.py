"""What is chosen goes to the address, and comes back from it."""

from __future__ import annotations

import re

import pytest
import streamlit as st

from atlas.layer.shown import find_shown
from atlas.selection.address import format_selection
from atlas.ui.components import layer_picker

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


def open_comparators(page):
    """Open the box with the list of comparators, which is not sent before."""
    page.test.session_state["atlas_compare_box"] = True
    return page.test.run() and page


def test_an_address_is_read_whole_and_written_back_the_same(draw):
    page = draw("explore", **ROUND)

    selection = page.test.session_state["atlas_selection"]
    assert format_selection(selection) == ROUND
    assert page.address() == ROUND
    assert page.notices() == []


@pytest.mark.parametrize(
    ("kind", "key", "value", "written"),
    [
        ("selectbox", "atlas_topic", "deprivation", {"layer": "dep_imd"}),
        ("multiselect", "atlas_compare", ["region"], {"compare": "region"}),
        ("selectbox", "atlas_typology", "imd_decile", {"typology": "imd_decile"}),
        ("multiselect", "atlas_where", ["E05014736"], {"ward": "E05014736"}),
        (
            "button_group",
            "atlas_types_cohesion_types",
            ["diverse_suburb"],
            {"type": "cohesion_types.diverse_suburb"},
        ),
    ],
    ids=["topic", "compare", "typology", "ward", "type"],
)
def test_a_choice_is_written_to_the_address(draw, kind, key, value, written):
    page = open_comparators(draw("explore"))

    page.control(kind, key).set_value(value).run()

    assert not page.test.exception
    assert page.address() == written


def test_a_choice_takes_what_is_usual_out_of_the_address(draw):
    page = open_comparators(draw("explore", compare="region"))

    page.control("multiselect", "atlas_compare").set_value(["england"]).run()

    assert page.address() == {}


def test_an_address_changed_from_outside_wins_over_what_was_chosen(draw):
    page = open_comparators(draw("explore"))
    page.control("multiselect", "atlas_compare").set_value(["region"]).run()

    page.test.query_params.clear()
    page.test.query_params["area"] = ["E01015693"]
    page.test.run()

    assert page.test.session_state["atlas_selection"].compare == ("england",)
    assert page.control("multiselect", "atlas_compare").value == ["england"]
    assert "Luton 007A" in page.words()


def test_clearing_the_filters_keeps_the_rest(draw, luton):
    page = draw("explore", **ROUND)

    page.control("button", "atlas_clear").click().run()

    kept = {key: value for key, value in ROUND.items() if key not in {"type", "ward", "where"}}
    assert page.address() == kept
    # The classes that are switched off stay so.
    left = find_shown(luton, luton.parse_address(kept).selection).met.sum()
    assert f"{left} of 125 areas" in page.words()


def test_a_condition_is_removed_by_its_own_button(draw):
    page = draw("explore", where="mig_moved_1yr.town.80~100,dep_imd_decile.value.1~3")

    page.control("button", "atlas_condition_0").click().run()

    assert page.address() == {"where": "dep_imd_decile.value.1~3"}


def open_form(draw, **parameters):
    """Draw the page with the form for a condition open."""
    page = draw("explore", **parameters)
    page.test.session_state["atlas_condition_box"] = True
    page.test.run()
    return page


def choose_figure(page, name):
    """Choose a figure for the condition."""
    page.test.session_state["atlas_new_indicator"] = name
    page.test.run()


def test_bounds_are_typed_and_the_address_holds_them_as_typed(draw):
    page = open_form(draw)
    choose_figure(page, "mig_moved_abroad")
    page.control("selectbox", "atlas_new_scale_mig_moved_abroad").set_value("value").run()
    low = page.control("number_input", "atlas_new_mig_moved_abroad_value_low")
    low.set_value(0.1 + 0.2).run()

    page.control("button", "atlas_add_condition").click().run()

    assert page.address() == {"where": "mig_moved_abroad.value.0.3~"}


def test_what_a_figure_is_measured_as_never_carries_over(draw):
    page = open_form(draw)
    choose_figure(page, "hou_owned")
    page.control("selectbox", "atlas_new_scale_hou_owned").set_value("value").run()

    choose_figure(page, "dep_imd_decile")

    assert page.control("selectbox", "atlas_new_scale_dep_imd_decile").value == "town"
    page.control("button", "atlas_add_condition").click().run()
    assert page.address() == {"where": "dep_imd_decile.town.80~"}


def test_a_condition_is_changed_in_its_own_unit(draw):
    page = draw("explore", where="hou_owned.town.80~,dep_imd_decile.value.1~3")

    page.control("button", "atlas_change_condition_1").click().run()
    high = page.control("number_input", "atlas_new_dep_imd_decile_value_high")
    assert high.value == 3
    high.set_value(4.0).run()
    page.control("button", "atlas_add_condition").click().run()

    assert page.address() == {"where": "hou_owned.town.80~,dep_imd_decile.value.1~4"}
    assert "atlas_condition_form" not in [one.key for one in page.test.get("container")]


@pytest.mark.parametrize("other", [None, "hou_owned.town.80~"])
def test_a_change_that_was_begun_ends_where_its_condition_is_gone(draw, other):
    page = draw("explore", where="dep_imd_decile.value.1~3")
    page.control("button", "atlas_change_condition_0").click().run()
    assert "atlas_new_dep_imd_decile_value_high" in [
        one.key for one in page.test.get("number_input")
    ]

    if other is None:
        page.control("button", "atlas_clear").click().run()
    else:
        page.test.query_params["where"] = [other]
        page.test.run()

    assert [one.key for one in page.test.get("number_input")] == []
    assert "Add a condition" in [one.label for one in page.test.get("expander")]


def test_bounds_the_wrong_way_round_cannot_be_added(draw):
    page = open_form(draw)
    choose_figure(page, "hou_owned")
    page.control("number_input", "atlas_new_hou_owned_town_low").set_value(90.0).run()
    page.control("number_input", "atlas_new_hou_owned_town_high").set_value(10.0).run()

    assert page.control("button", "atlas_add_condition").disabled


def test_the_panel_tells_of_what_the_filters_leave_and_a_click_selects_it(draw):
    page = draw("explore", where="dep_imd_decile.value.1~1")
    assert "Left after filtering: 17 of 125 areas" in page.words()
    assert "17 areas together" in page.words()

    page.control("button", "atlas_select_left").click().run()

    assert len(page.address()["area"].split(",")) == 17
    assert "Left after filtering" not in page.words()


def test_a_class_switched_off_is_left_out_of_the_count(draw):
    page = draw("explore", off="0")

    count = re.search(r"<b>(\d+) of 125 areas</b>", page.words())
    assert int(count[1]) < 125
    assert "Switched off in the legend: " in page.words()


def test_filters_that_leave_nothing_leave_the_panel_without_a_subject(draw):
    page = draw("explore", where="dep_imd_decile.value.1~1,dep_imd_decile.value.9~10")

    assert "No area meets the filters" in page.words()
    assert "225,260" not in page.words()


def test_a_sixth_condition_is_refused_with_a_word(draw):
    one = "mig_moved_1yr.town.{}~100"
    page = draw("explore", where=",".join(one.format(10 * n) for n in range(1, 7)))

    assert any("first 5 are used" in told for told in page.notices())
    assert "atlas_condition_box" not in [part.key for part in page.test.get("expander")]


def test_a_new_layer_switches_all_classes_on_again(draw):
    page = draw("explore", off="0,1")

    page.control("selectbox", "atlas_topic").set_value("deprivation").run()

    assert page.address() == {"layer": "dep_imd"}


@pytest.mark.parametrize("found", ["mig_churn", "nothing_like_it", "cohesion_types"])
def test_the_search_takes_a_layer_that_is_there_and_nothing_else(draw, monkeypatch, found):
    def draw_button(*, data, key, on_chosen):
        st.button(data["label"], key=key, on_click=on_chosen, args=(found,))

    monkeypatch.setattr(layer_picker, "draw_finder", draw_button)
    page = open_form(draw, layer="mig_in")

    page.control("button", "atlas_layer").click().run()
    page.control("button", "atlas_find_figure").click().run()

    known = found != "nothing_like_it"
    assert page.address() == {"layer": found if known else "mig_in"}
    figure = found if known and found != "cohesion_types" else "mig_in"
    assert page.test.session_state["atlas_new_indicator"] == figure


def test_notes_on_the_address_go_with_the_next_choice(draw):
    page = draw("explore", layer="nothing_like_it")
    assert len(page.notices()) == 1

    page.control("selectbox", "atlas_topic").set_value("deprivation").run()

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
