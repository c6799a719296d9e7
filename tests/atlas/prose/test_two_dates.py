"""What stands beside a change: both values, and how the place and others changed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.compute import find_methods
from atlas.prose.changes import describe_changes, list_groups
from atlas.prose.subject import make_subject
from atlas.prose.two_dates import describe_compared, find_both, format_cells, is_change
from atlas.text import speaking
from atlas.views.panel import render_panel

AREA = "E01015757"


def list_changes(atlas):
    """Return the identities of the indicators that have two values."""
    return [one.id for one in atlas.definitions.indicators.values() if is_change(one)]


def test_every_change_of_points_has_both_values(luton):
    subject = make_subject(luton, ())
    changes = list_changes(luton)
    assert len(changes) >= 15
    assert [name for name in changes if not all(find_both(luton, subject, name))] == []


def test_a_change_says_both_values_and_how_the_place_and_england_changed(luton):
    subject = make_subject(luton, (AREA,))
    told = describe_compared(
        luton, subject, "dep_change_hh_2plus", luton.find_comparators(["england"])
    )
    assert "in 2011 and" in told
    assert "in 2021. In the same years it " in told
    assert " in Luton and " in told
    assert told.endswith(" in England.")

    whole = describe_compared(luton, make_subject(luton, ()), "dep_change_hh_2plus", ())
    assert "in 2021." in whole
    assert "same years" not in whole


def test_a_figure_of_one_date_is_told_as_before(luton):
    subject = make_subject(luton, (AREA,))
    assert "same years" not in describe_compared(
        luton, subject, "mig_moved_1yr", luton.find_comparators(["england"])
    )


@given(data=st.data())
def test_the_two_values_differ_by_the_change(luton, data):
    name = data.draw(st.sampled_from(list_changes(luton)))
    figures = luton.store.figures
    before, now = luton.measures.at_both_dates(name, figures)
    values = luton.measures.values(name)
    indicator = luton.definitions.indicators[name]
    each = find_methods()[indicator.method].each
    expected = 100 * (now - before) / before if each == "count" else now - before
    np.testing.assert_allclose(values, expected, atol=1e-9)


def test_groups_are_nested_with_the_largest_change_first(luton):
    subject = make_subject(luton, ())
    known = luton.definitions.indicators
    groups = [one for name, one in known.items() if name.startswith("div_change_")]
    groups = [one for one in groups if one.method == "share_change" and "minority" not in one.id]
    rows = list_groups(luton, subject, groups)
    names = [row["name"] for row in rows]
    assert len(names) == len(groups)
    assert names[0] == "White British"
    asian = names.index("Asian")
    assert set(names[asian + 1 : asian + 4]) == {"Indian", "Pakistani", "Bangladeshi"}
    assert [row["inner"] for row in rows[asian : asian + 5]] == [False, True, True, True, False]
    total = {one.name.split(":")[0]: luton.measures.comparators(one.id) for one in groups}
    size = {name: abs(row[luton.store.place]) for name, row in total.items()}
    outer = [size[row["name"]] for row in rows if not row["inner"]]
    assert outer == sorted(outer, reverse=True)
    inner = [size[name] for name in names[asian + 1 : asian + 4]]
    assert inner == sorted(inner, reverse=True)
    assert all(row["before"] and row["now"] for row in rows)


def test_a_group_stands_alone_where_its_wider_one_has_no_figure(luton):
    pakistani = luton.definitions.indicators["div_change_pakistani"]
    (row,) = list_groups(luton, make_subject(luton, ()), [pakistani])
    assert not row["inner"]


def test_the_panel_shows_them_and_links_to_each_area(luton):
    areas = tuple(luton.measures.areas[:3])
    above, below = render_panel(luton, areas, ("england",), "cohesion_types", "england")
    assert all(f"area={area}&amp;fit=" in above for area in areas)
    assert '<th scope="col">2011</th><th scope="col">2021</th>' in below
    assert "In the same years it " in below


def test_a_cell_of_a_change_has_both_values_and_others_have_one(luton):
    areas = list(luton.measures.areas[:2])
    assert all(", then " in cell for cell in format_cells(luton, "dem_popchange", areas))
    assert not any(", then " in cell for cell in format_cells(luton, "dem_pop", areas))


def test_german_says_it_too(luton):
    german = luton.in_language("de")
    with speaking(german.definitions.speech):
        told = describe_changes(
            german, make_subject(german, (AREA,)), luton.find_comparators(["england"])
        )["said"][0]
    assert "2011" in told
    assert "In the same years" not in told
