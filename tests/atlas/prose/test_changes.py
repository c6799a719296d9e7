"""What the panel says of change, and how areas were carried over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.layer.content import find_content
from atlas.layer.layer import make_layer
from atlas.prose.changes import describe_carried, describe_changes, describe_tenths
from atlas.prose.figures import format_figure
from atlas.prose.sentences import describe_around, describe_subject
from atlas.prose.subject import make_subject
from atlas.selection.address import Selection
from atlas.views.choropleth import describe_values, make_texts
from atlas.views.legend import make_legend
from atlas.views.panel import render_panel


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ("E01990001", "can be compared exactly"),
        ("E01990007", "split into 2"),
        ("E01990009", "formed from 2 areas"),
        ("E01990010", "no change can be shown"),
    ],
)
def test_area_says_how_it_was_carried_over(tiny_atlas, area, told):
    assert told in describe_carried(tiny_atlas, (area,))


@given(st.sets(st.integers(0, 11), min_size=2))
def test_every_area_of_several_is_told_once(tiny_atlas, places):
    areas = tuple(tiny_atlas.measures.areas[sorted(places)])
    said = describe_carried(tiny_atlas, areas)
    counts = [int(word.strip(":,")) for word in said.split() if word.strip(":,").isdigit()]
    # Years are named too; the first number is the whole and the others its parts.
    parts = [count for count in counts if count < 100]
    assert parts[0] == len(areas) == sum(parts[1:])


def test_pack_that_does_not_know_how_many_says_several(tiny_atlas, monkeypatch):
    areas = tiny_atlas.store.areas.drop(columns="change_areas")
    monkeypatch.setitem(tiny_atlas.store.__dict__, "areas", areas)
    assert "split into several" in describe_carried(tiny_atlas, ("E01990007",))


def test_tenths_are_told_as_from_and_to_with_their_ranks(luton):
    indicator = luton.definitions.indicators["dep_tenth_change_imd"]
    told = describe_tenths(luton, indicator, "E01015739")
    assert told["moved"] == "from the 5th to the 3rd tenth"
    assert told["ranks"] == "16,399 of 32,844, then 8,745 of 33,755"


def test_the_same_tenth_is_told_as_the_same(luton):
    indicator = luton.definitions.indicators["dep_tenth_change_imd"]
    values = luton.measures.values(indicator.id)
    area = str(values.index[values == 0][0])
    assert describe_tenths(luton, indicator, area)["moved"].endswith("tenth both times")


def test_ranks_without_a_table_of_ranks_are_left_out(tiny_atlas):
    indicator = tiny_atlas.definitions.indicators["dep_tenth_change"]
    told = describe_tenths(tiny_atlas, indicator, "E01990001")
    assert told == {
        "name": "Change of tenth",
        "moved": "from the 9th to the 8th tenth",
        "ranks": "",
    }


def test_several_areas_have_no_tenth_together(luton):
    told = describe_changes(luton, make_subject(luton, ("E01015739", "E01015740")))
    assert told["tenths"] == []
    assert len(told["groups"]) == 11


def test_gap_in_a_change_is_not_told_as_a_change(tiny_atlas):
    told = describe_changes(tiny_atlas, make_subject(tiny_atlas, ("E01990010",)))
    assert told["said"] == []
    assert told["tenths"] == []


def test_panel_says_how_the_area_was_carried_over(luton):
    below = render_panel(luton, ("E01033803",), ("england",), "cohesion_types", "england")[1]
    assert "split into 3" in below
    assert "Overall deprivation, 2019 to 2025" in below


def test_map_says_where_a_change_is_a_best_fit(tiny_atlas):
    areas = [f"E019900{number:02d}" for number in (1, 7, 9, 10)]
    texts = describe_values(tiny_atlas, find_content(tiny_atlas, "dem_popchange"), areas)
    assert [text.endswith("(best fit)") for text in texts] == [False, True, True, False]
    assert texts[3] == ""
    people = find_content(tiny_atlas, "dem_pop")
    assert not any("fit" in text for text in describe_values(tiny_atlas, people, areas))


def test_a_hall_is_told_a_change_without_how_it_was_fitted(tiny_atlas):
    texts = make_texts(tiny_atlas, "dem_popchange", "england", 0)

    fitted = {str(at): one for at, one in enumerate(texts["values"]) if "best fit" in one}
    assert fitted
    assert texts["plain"] == {at: one.removesuffix(" (best fit)") for at, one in fitted.items()}
    assert "plain" not in make_texts(tiny_atlas, "dem_pop", "england", 0)


def test_map_speaks_of_the_msoa_around_an_area(luton):
    turnover, residents = (luton.definitions.indicators[one] for one in ("mig_turnover", "dem_pop"))
    assert "the neighbourhood (MSOA) around {place}" in describe_around(luton, turnover)
    assert describe_around(luton, residents) == residents.text.sentence


def test_a_change_of_tenth_says_which_way_is_which_and_why_there_is_none(luton, tiny_atlas):
    selection = Selection(layer="dep_tenth_change_imd")
    told = make_legend(luton, selection, make_layer(luton, selection))
    assert "plus is away from the most deprived tenth" in told["unit"]
    whole = describe_subject(luton, make_subject(luton, ()), "dep_tenth_change_imd")
    assert whole.endswith("cannot be combined for several areas.")
    merged = make_subject(tiny_atlas, ("E01990009",))
    told = describe_subject(tiny_atlas, merged, "dep_tenth_change")
    assert tiny_atlas.measures.gap_reason("dep_tenth_change", "E01990009") in told


def test_one_tenth_is_one(luton):
    indicator = luton.definitions.indicators["dep_tenth_change_imd"]
    assert [format_figure(indicator, value) for value in (-1.0, 0.0, 1.0, 2.0)] == [
        "\u22121 tenth",
        "0 tenths",
        "+1 tenth",
        "+2 tenths",
    ]
