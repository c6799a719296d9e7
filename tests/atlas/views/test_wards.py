"""Wards as a table, as a chart and side by side, beside the place and England."""

from __future__ import annotations

import re

import pytest

from atlas.layer.layer import make_layer
from atlas.prose.parts import list_wards
from atlas.selection.address import Selection
from atlas.views.area_types import list_area_types
from atlas.views.side_by_side import find_compared, render_side_by_side
from atlas.views.ward_chart import describe_wards, draw_wards
from atlas.views.ward_table import make_ward_table

BISCOT, CENTRAL = "E05014737", "E05014739"
MOVED = "mig_moved_1yr"


def make(luton, **asked):
    selection = Selection(show="table", by="ward", **asked)
    return selection, make_layer(luton, selection)


def test_every_ward_is_a_row_and_the_place_and_england_stay_on_top(luton):
    table = make_ward_table(luton, *make(luton))
    assert [row[0] for row in table["beside"]] == ["Luton", "England"]
    assert {row[0] for row in table["rows"]} == set(luton.wards.index)
    assert all(len(row) == len(table["columns"]) + 1 for row in table["rows"])
    assert all(len(row) == len(table["columns"]) for row in table["beside"])
    counted = sum(row[2][0] for row in table["rows"])
    assert counted == table["beside"][0][1][0] == len(luton.measures.areas)


def test_any_column_can_be_sorted_by_and_the_address_keeps_it(luton):
    for layer in (MOVED, "cohesion_types"):
        table = make_ward_table(luton, *make(luton, layer=layer))
        for column in table["columns"]:
            reading = luton.parse_address({"by": "ward", "sort": f"-{column['id']}"})
            assert not reading.notes
            again = make_ward_table(luton, *make(luton, layer=layer, sort=f"-{column['id']}"))
            assert again["sort"] == {"column": column["id"], "descending": True}


def test_a_ward_chosen_is_marked_and_hides_no_other(luton):
    table = make_ward_table(luton, *make(luton, wards=(BISCOT,)))
    assert table["selected"] == [BISCOT]
    assert len(table["rows"]) == len(luton.wards)


def test_filters_decide_which_wards_are_listed_and_never_their_figures(luton):
    whole = {row[0]: row for row in make_ward_table(luton, *make(luton))["rows"]}
    kept = make_ward_table(luton, *make(luton, types=("cohesion_types.uni_diverse_district",)))
    assert 0 < len(kept["rows"]) < len(whole)
    assert all(row == whole[row[0]] for row in kept["rows"])


def test_types_of_a_ward_are_counted_each_in_a_column(luton):
    table = make_ward_table(luton, *make(luton, layer="cohesion_types"))
    columns = [column["id"] for column in table["columns"]]
    places = [at + 1 for at, name in enumerate(columns) if name.startswith("cohesion_types.")]
    unclear = luton.types("cohesion_types").types.eq("no_clear_type").sum()
    counted = sum(row[at][0] for row in table["rows"] for at in places)
    assert counted == len(luton.measures.areas) - unclear


@pytest.mark.parametrize("way", [1, -1])
def test_the_chart_is_in_the_order_of_the_table(luton, way):
    selection, layer = make(luton, sort=MOVED if way > 0 else f"-{MOVED}")
    figure = draw_wards(luton, selection, layer)
    values = list(figure.data[1].x)[::-1]
    assert values == sorted(values, reverse=way < 0)
    assert len(figure.data[0].x) == len(luton.measures.areas)
    assert figure.layout.annotations[0].text == "Luton"


def test_without_a_sorting_the_chart_is_in_order_of_name(luton):
    names = draw_wards(luton, *make(luton)).layout.yaxis.ticktext[::-1]
    assert [re.split(" {2}", name)[0] for name in names] == [one.name for one in list_wards(luton)]


def test_the_chart_says_why_no_ward_has_a_figure(luton):
    told = describe_wards(luton, *make(luton, layer="hou_homelessness"))
    assert told == "None of them has a figure: published for the whole authority only."


def test_wards_chosen_stand_side_by_side_with_the_place_and_england(luton):
    selection, layer = make(luton, wards=(CENTRAL, BISCOT))
    parts = find_compared(luton, selection)
    shown = render_side_by_side(luton, selection, layer, parts)
    heads = re.findall(r'<th scope="col">([^<]+)', shown)
    assert heads == ["Central", "Biscot", "Luton", "England"]
    assert "Central and Biscot side by side" in shown
    assert shown.count("<tr") == shown.count("</tr>")


def test_one_ward_is_not_compared(luton):
    assert find_compared(luton, Selection(wards=(BISCOT,))) == ()


def test_a_wards_panel_says_of_each_area_how_sure_its_type_is_and_why(luton):
    areas = luton.areas_of(BISCOT)
    told = list_area_types(luton, "cohesion_types", areas, "england")
    assert [one["code"] for one in told["areas"]] == areas
    standing = luton.types("cohesion_types").standing.loc[areas]
    assert told["sum"].startswith(f"{standing.eq('clear').sum()} of its {len(areas)} areas fit")
    assert all(one["fits"] or one["against"] for one in told["areas"])
    assert all("of 119" in one["steady"] or one["steady"] for one in told["areas"])
