"""The table beside the map, of any kind of layer."""

from __future__ import annotations

from atlas.layer.layer import make_action_layer, make_layer
from atlas.layer.values import describe_values
from atlas.selection.address import Selection
from atlas.views.table import make_table


def find_column(table, name):
    """Return the values of a column, as a reader sees them."""
    # Each row begins with the area's code.
    position = 1 + [column["id"] for column in table["columns"]].index(name)
    return [row[position] for row in table["rows"]]


def test_types_have_a_column_of_their_own_once(luton):
    for asked in luton.definitions.typologies:
        check_types(luton, asked)


def check_types(luton, asked):
    """Check that the types of a lens stand once in the table."""
    selection = Selection(layer=asked)
    table = make_table(luton, selection, make_layer(luton, selection))
    assert table["shown"] == ("type" if asked == selection.typology else "layer")
    assert all(len(row) == len(table["columns"]) + 1 for row in table["rows"])
    assert all(find_column(table, table["shown"]))


def test_any_other_kind_of_layer_is_told_in_its_own_words(luton):
    layer = make_action_layer(luton, next(iter(luton.definitions.actions)))
    table = make_table(luton, Selection(), layer)
    areas = [row[0] for row in table["rows"]]
    assert table["shown"] == "layer"
    assert find_column(table, "layer") == describe_values(luton, layer.content, areas)
    assert layer.texts.name in [column["label"] for column in table["columns"]]


def test_the_place_and_its_comparators_stand_above_the_areas(luton):
    selection = Selection(compare=("england", "E05014741"))
    table = make_table(luton, selection, make_layer(luton, selection))
    assert [row[0] for row in table["beside"]] == ["Luton", "England", "Dallow ward"]
    assert all(len(row) == len(table["columns"]) for row in table["beside"])
    value, text = table["beside"][2][-1]
    assert (round(value, 2), text) == (13.2, "13\u202f%")
