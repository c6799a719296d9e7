"""What the panel says of moves: whose they are, how many, and that none is invented."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.roles import read_roles
from atlas.prose.figures import format_figure
from atlas.prose.moves import describe_disabled, describe_moves
from atlas.prose.subject import make_subject
from atlas.views.panel import render_panel

HIGH_TOWN = "E02006937"

FLOWS = [name for _, name in read_roles().flows]
IN, OUT = read_roles().came_disabled, read_roles().left_disabled


def read_count(text):
    """Return a count as it is written."""
    return int(text.replace(",", ""))


def areas_of(luton, msoa):
    """Return the areas of an MSOA."""
    return tuple(luton.areas_of(msoa))


def test_area_is_told_the_moves_of_its_neighbourhood_by_name(luton):
    told = describe_moves(luton, make_subject(luton, ("E01015739",)), ("england",))
    assert told["whose"].startswith("Figures for the neighbourhood High Town (Luton 022)")
    assert told["said"].startswith("1,416 people moved in and 1,139 moved out")
    assert "27.7 per 100 residents" in told["said"]
    assert "17.8 per 100 in Luton, 18.6 per 100 in England" in told["said"]
    assert told["net"] == "Leaving out arrivals from abroad, 2 more people moved in than out."
    assert told["base"].startswith("9,224 residents")


def test_all_areas_of_a_neighbourhood_are_told_the_same_as_one(luton):
    every = areas_of(luton, HIGH_TOWN)
    one = describe_moves(luton, make_subject(luton, every[:1]), ())
    assert describe_moves(luton, make_subject(luton, every), ()) == one
    assert describe_moves(luton, make_subject(luton, every[:2]), ()) == one


def test_parts_of_several_neighbourhoods_have_no_figure_and_say_why(luton):
    chosen = (areas_of(luton, HIGH_TOWN)[0], areas_of(luton, "E02006938")[0])
    told = describe_moves(luton, make_subject(luton, chosen), ())
    assert list(told) == ["gap"]
    assert "whole neighbourhoods" in told["gap"]


def test_whole_neighbourhoods_are_added_up_once_each(luton):
    chosen = areas_of(luton, HIGH_TOWN) + areas_of(luton, "E02006938")
    told = describe_moves(luton, make_subject(luton, chosen), ())
    assert read_count(told["said"].split()[0]) == 1416 + 1524
    assert told["whose"].startswith("All 2 neighbourhoods together")
    assert told["rows"][0]["name"] == "Between its neighbourhoods"


def test_where_people_left_to_abroad_is_not_counted_and_is_no_nought(luton):
    rows = describe_moves(luton, make_subject(luton, ()), ())["rows"]
    assert rows[-1]["name"] == "Outside the UK"
    assert rows[-1]["left"] == "not counted"


@pytest.mark.parametrize("net", [-3, 0, 5])
def test_net_moves_are_told_without_judging(luton, net):
    subject = make_subject(luton, ())
    row = pd.DataFrame(10.0, index=["x"], columns=FLOWS)
    row["mig002_in_near"] += net
    changed = type(subject)(subject.areas, subject.name, subject.kind, row)
    said = describe_moves(luton, changed, ())["net"]
    words = {
        -3: "3 more people moved out than in",
        0: "as many people moved in as moved out",
        5: "5 more people moved in than out",
    }
    assert words[net] in said


@given(st.lists(st.integers(0, 9000), min_size=7, max_size=7))
def test_rows_add_up_to_the_sentence_and_bars_fit(luton, counts):
    subject = make_subject(luton, ())
    row = pd.DataFrame([counts], index=["x"], columns=FLOWS, dtype=float)
    row["mig002_same_address"] += 1
    told = describe_moves(luton, type(subject)(subject.areas, subject.name, subject.kind, row), ())
    came = sum(read_count(one["came"]) for one in told["rows"])
    left = sum(read_count(one["left"]) for one in told["rows"][:2])
    assert told["said"].startswith(f"{came:,} moves into its neighbourhoods and {left:,} out")
    widths = [one[key] for one in told["rows"] for key in ("came_width", "left_width")]
    assert all(0 <= width <= 100 for width in widths)
    assert max(widths) == 100 or came == left == 0


def test_area_is_told_how_many_of_those_who_moved_are_disabled(luton):
    told = describe_moves(luton, make_subject(luton, ("E01015739",)), ())["disabled"]
    assert told["said"] == (
        "Of those who moved in, 93 (6.6\u202f%) are disabled; of those who moved out, "
        "111 (9.8\u202f%)."
    )
    assert "1,414 moves in and 1,137 moves out" in told["base"]
    assert "MIG005EW" in told["source"]


def test_disabled_movers_of_several_neighbourhoods_are_added_up_once_each(luton):
    chosen = areas_of(luton, HIGH_TOWN) + areas_of(luton, "E02006938")
    told = describe_moves(luton, make_subject(luton, chosen), ())["disabled"]
    assert told["said"].startswith(f"Of the moves in, {93 + 128} (")
    assert f"of the moves out, {111 + 136} (" in told["said"]


@given(part=st.integers(0, 5000), rest=st.integers(0, 5000))
def test_share_of_disabled_movers_is_of_its_own_base_or_is_not_told(luton, part, rest):
    indicators = [luton.definitions.indicators[one] for one in (IN, OUT)]
    needed = {entry for one in indicators for part in one.inputs.values() for entry in part}
    row = pd.DataFrame(0.0, index=["x"], columns=sorted(needed))
    for one in indicators:
        row[one.inputs["part"][0]] += part
        row[one.inputs["whole"][0]] += part + rest
    said = describe_disabled(luton, row, several=False)["said"]
    if part + rest < 100:
        assert said == "Too few people moved to say what share of them is disabled."
    else:
        share = format_figure(indicators[0], 100 * part / (part + rest))
        assert said.count(f"{part:,} ({share})") == 2


@pytest.mark.parametrize("change", ["drop", "gap"])
def test_disabled_movers_that_are_not_known_are_no_sentence(luton, change):
    row = luton.store.figures.iloc[:1]
    changed = (
        row.drop(columns="mig005_out_far")
        if change == "drop"
        else row.assign(mig005_out_far=float("nan"))
    )
    assert describe_disabled(luton, changed, several=False) is None


def test_panel_tells_disabled_movers_with_their_source(luton):
    below = render_panel(luton, ("E01015739",), ("england",), "cohesion_types", "england")[1]
    moves = below.split("Moving in and out")[1].split("Change over time")[0]
    for text in ("93 (6.6", "MIG002EW", "MIG005EW", "accurate to within about three"):
        assert text in moves


def test_place_without_a_table_of_moves_says_nothing(tiny_atlas):
    assert describe_moves(tiny_atlas, make_subject(tiny_atlas, ()), ()) is None
    below = render_panel(tiny_atlas, (), (), "cohesion_types", "england")[1]
    assert "Moving in and out" not in below


def test_panel_shows_base_source_and_caution_of_moves(luton):
    below = render_panel(luton, ("E01015739",), ("england",), "cohesion_types", "england")[1]
    for text in ("9,224 residents aged one and over", "MIG002EW", "restrictions of the pandemic"):
        assert text in below
    for text in ("good", "bad", "worse", "better"):
        moves = below.split("Moving in and out")[1].split("Change over time")[0]
        assert f" {text}" not in moves
