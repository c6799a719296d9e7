"""What must stand beside a figure wherever it is shown: its direction, and whose it is."""

from __future__ import annotations

import pytest

from atlas.definitions import Condition
from atlas.export.make_extract import make_extract
from atlas.export.provenance import describe_indicator
from atlas.layer.layer import make_layer
from atlas.layer.shown import find_shown
from atlas.selection.address import Selection
from atlas.views.legend import make_legend
from atlas.views.spread import describe_spread, draw_spread
from atlas.views.table import make_table

CHURN = Selection(layer="mig_churn")
TENTH = Selection(layer="dep_imd_decile")
NOUN = "neighbourhood (MSOA)"


def column_of(atlas, selection):
    """Return the table's column of the layer."""
    table = make_table(atlas, selection, make_layer(atlas, selection))
    return next(one for one in table["columns"] if one["id"] == selection.layer)


def test_a_neighbourhoods_figure_is_marked_wherever_it_stands(luton):
    layer = make_layer(luton, CHURN)
    indicator = luton.definitions.indicators["mig_churn"]
    condition = Condition(indicator="mig_churn", scale="town", at_least=80)
    extract = make_extract(luton, CHURN, link="")
    assert NOUN in make_legend(luton, CHURN, layer)["unit"]
    assert NOUN in layer.texts.sentence
    assert NOUN in column_of(luton, CHURN)["note"]
    assert NOUN in draw_spread(luton, CHURN, layer).layout.xaxis.title.text
    assert NOUN in describe_spread(luton, layer)
    assert "neighbourhoods (MSOA)" in luton.format_condition(condition)
    assert NOUN in extract.layer.texts.name
    assert NOUN in describe_indicator(indicator, luton.definitions)["published_for"]


def test_an_areas_own_figure_has_no_such_mark(luton):
    own = Selection(layer="mig_moved_1yr")
    layer = make_layer(luton, own)
    assert make_legend(luton, own, layer)["unit"] == ""
    assert "MSOA" not in column_of(luton, own)["note"]
    assert "MSOA" not in describe_spread(luton, layer)


def test_breaks_are_drawn_between_neighbourhoods_and_not_between_their_copies(luton):
    layer = make_layer(luton, CHURN)
    published = luton.measures.published_areas("mig_churn")
    in_class = layer.classing.codes.groupby(published).first().value_counts()
    assert in_class.max() - in_class.min() <= 1
    assert layer.classing.codes.groupby(published).nunique().max() == 1


def test_the_direction_of_a_tenth_stands_in_legend_table_and_chart(luton):
    layer = make_layer(luton, TENTH)
    assert "1 (most deprived)" in make_legend(luton, TENTH, layer)["unit"]
    assert column_of(luton, TENTH)["rising"]
    assert draw_spread(luton, TENTH, layer).layout.xaxis.autorange == "reversed"
    moved = Selection(layer="mig_moved_1yr")
    assert not column_of(luton, moved)["rising"]
    assert draw_spread(luton, moved, make_layer(luton, moved)).layout.xaxis.autorange is True


def test_the_year_stands_once_on_the_axis(luton):
    title = draw_spread(luton, TENTH, make_layer(luton, TENTH)).layout.xaxis.title.text
    assert title.count("2025") == 1


@pytest.mark.parametrize("layer", ["mig_moved_1yr", "cohesion_types"])
def test_a_chart_has_no_empty_row_after_a_filter(luton, layer):
    filtered = Selection(layer=layer, wards=("E05014736",))
    drawn = draw_spread(luton, filtered, make_layer(luton, filtered))
    assert list(drawn.layout.yaxis.categoryarray) == [luton.wards["E05014736"]]


def test_a_class_that_is_switched_off_has_no_count(luton):
    selection = Selection(off=(0,))
    layer = make_layer(luton, selection)
    rows = make_legend(luton, selection, layer)["classes"]
    assert (rows[0]["off"], rows[0]["count"]) == (True, 0)
    filtered = find_shown(luton, selection)
    assert filtered.steps == (
        (f"Switched off in the legend: {rows[0]['label']}", int(filtered.met.sum())),
    )
    assert make_extract(luton, selection, link="").layer.rows[0].count == 0
