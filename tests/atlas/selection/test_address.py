"""What is on screen goes to the address and comes back; nonsense is told and never raises."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from atlas.definitions import Condition
from atlas.selection.address import (
    KEYS,
    MOST_CONDITIONS,
    Known,
    Selection,
    format_selection,
    parse_selection,
)
from atlas.selection.condition_text import format_condition
from atlas.selection.query import LISTS, join_settings, parse_query


@pytest.fixture(scope="module")
def known(tiny_atlas):
    """The names an address of the tiny atlas may use."""
    return Known(
        tiny_atlas.definitions,
        areas=tiny_atlas.measures.areas,
        wards=tiny_atlas.wards.index,
        neighbourhoods=tiny_atlas.neighbourhoods.index,
        comparators=tiny_atlas.comparators,
    )


def some(names, most=4):
    """Return a strategy for a few of the names, in any order, none twice."""
    return st.lists(st.sampled_from(list(names)), unique=True, max_size=most).map(tuple)


@st.composite
def conditions(draw, known):
    """Generate a condition that an address may hold."""
    indicator = draw(st.sampled_from(list(known.definitions.indicators)))
    scale = draw(st.sampled_from(["value", "town"]))
    numbers = st.floats(0, 100) if scale == "town" else st.floats(-1e6, 1e9)
    numbers |= st.integers(0, 100).map(float)
    bounds = sorted(draw(st.lists(numbers, min_size=1, max_size=2)))
    low = bounds[0] if len(bounds) == 2 or draw(st.booleans()) else None
    high = bounds[-1] if low is None or len(bounds) == 2 else None
    return Condition(indicator=indicator, scale=scale, at_least=low, at_most=high)


@st.composite
def selections(draw, known):
    """Generate a selection that a page of the tiny atlas could be in."""
    definitions = known.definitions
    columns = ["name", "type", "residents", *definitions.indicators]
    return Selection(
        place=draw(st.sampled_from(["luton", "tiny"])),
        layer=draw(st.sampled_from([*definitions.indicators, *definitions.typologies])),
        breaks=draw(st.sampled_from(["quantiles", "natural", "equal", "deciles"])),
        classes=draw(st.integers(3, 9)),
        off=tuple(sorted(draw(st.sets(st.integers(0, 9), max_size=3)))),
        compare=draw(some(known.comparators)),
        typology=draw(st.sampled_from(list(definitions.typologies))),
        reading=draw(st.sampled_from(["england", "town"])),
        types=draw(some(definitions.type_names)),
        wards=draw(some(known.wards)),
        neighbourhoods=draw(some(known.neighbourhoods)),
        conditions=tuple(draw(st.lists(conditions(known), max_size=MOST_CONDITIONS))),
        helps=draw(st.sampled_from(["", *definitions.actions])),
        areas=draw(some(known.areas)),
        view=draw(
            st.none()
            | st.tuples(
                st.floats(-180, 180).map(lambda number: round(number, 5)),
                st.floats(-85, 85).map(lambda number: round(number, 5)),
                st.floats(0, 22).map(lambda number: round(number, 2)),
            )
        ),
        show=draw(st.sampled_from(["map", "table", "chart"])),
        sort=draw(st.sampled_from(["", *columns, *[f"-{name}" for name in columns]])),
    )


@given(data=st.data())
def test_a_selection_survives_the_address(known, data):
    selection = data.draw(selections(known))
    reading = parse_selection(format_selection(selection), known)
    assert reading.notes == []
    # The tiny atlas has no place called luton; it is the usual one and left out.
    assert reading.selection == selection


@pytest.mark.parametrize("bound", [12345.678, 2_248_000.0, 0.00001, -1e-7, 1 / 3, 123456789.25])
def test_no_digit_of_a_bound_is_lost(known, bound):
    condition = Condition(indicator="dem_pop", scale="value", at_least=bound)
    reading = parse_selection({"where": format_condition(condition)}, known)
    assert reading.selection.conditions == (condition,)
    assert reading.notes == []


@pytest.mark.parametrize("longitude", [0.00001, -0.416895, -179.99999])
def test_no_digit_of_a_view_is_lost(known, longitude):
    selection = Selection(view=(longitude, 51.904868, 12.25))
    assert parse_selection(format_selection(selection), known).selection == selection


def test_the_usual_selection_needs_no_parameters():
    assert format_selection(Selection()) == {}


@given(
    st.dictionaries(
        st.sampled_from([*KEYS, "x", ""]),
        st.text(max_size=40)
        | st.text(alphabet="0123456789.,~-_abcENW", max_size=60)
        | st.sampled_from(["9" * 5000, "1,9" * 3000, "dem_pop.value." + "9" * 400 + "~", "٣", "⁵"]),
        max_size=5,
    )
)
@example({"classes": "9" * 5000})
@example({"off": "9" * 5000})
@example({"where": "dem_pop.value." + "9" * 400 + "~"})
@example({"view": "1,1," + "9" * 500})
def test_garbage_never_raises(known, parameters):
    reading = parse_selection(parameters, known)
    for note in reading.notes:
        assert note.where.startswith("address, ")
        assert note.what
        assert note.remedy
    again = parse_selection(format_selection(reading.selection), known)
    assert again.selection == reading.selection


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("place", "atlantis"),
        ("layer", "mig_moved_2yr"),
        ("breaks", "jenks"),
        ("classes", "2"),
        ("classes", "10"),
        ("classes", "five"),
        ("off", "one"),
        ("compare", "moon"),
        ("typology", "lense"),
        ("reading", "mars"),
        ("type", "cohesion_types.setled"),
        ("ward", "E05990009"),
        ("near", "nowhere"),
        ("where", "dem_pop"),
        ("where", "dem_pop.value.~"),
        ("where", "dem_popp.value.1~"),
        ("where", "dem_pop.moon.1~"),
        ("where", "dem_pop.value.2~1"),
        ("where", "dem_pop.town.150~"),
        ("where", "dem_pop.town.-5~10"),
        ("area", "E01999999"),
        ("view", "here"),
        ("view", "0,86,3"),
        ("view", "181,0,3"),
        ("show", "film"),
        ("sort", "colour"),
        ("lay", "dem_pop"),
    ],
)
def test_what_is_unknown_falls_back_and_is_told(known, key, text):
    reading = parse_selection({key: text, "show": text if key == "show" else "table"}, known)
    assert len(reading.notes) == 1
    assert reading.notes[0].where == f"address, {key}"
    expected = Selection() if key == "show" else Selection(show="table")
    assert reading.selection == expected


@pytest.mark.parametrize(
    ("key", "text", "closest"),
    [
        ("layer", "mig_moved_2yr", "mig_moved_1yr"),
        ("type", "cohesion_types.setled", "cohesion_types.settled"),
        ("where", "dem_popp.value.1~", "dem_pop"),
        ("lay", "dem_pop", "layer"),
    ],
)
def test_a_note_names_what_comes_closest(known, key, text, closest):
    assert closest in parse_selection({key: text}, known).notes[0].closest


def test_what_is_known_in_a_list_is_kept(known):
    reading = parse_selection({"ward": "E05990001,E05990009,E05990001"}, known)
    assert reading.selection.wards == ("E05990001",)
    assert len(reading.notes) == 1


def test_only_the_first_five_conditions_are_kept(known):
    text = ",".join(f"dem_pop.value.{number}~" for number in range(7))
    reading = parse_selection({"where": text}, known)
    assert [one.at_least for one in reading.selection.conditions] == [0, 1, 2, 3, 4]
    assert "7 conditions" in reading.notes[0].what


def test_filters_are_cleared_and_nothing_else():
    condition = Condition(indicator="dem_pop", at_least=1)
    selection = Selection(wards=("w",), types=("a.b",), conditions=(condition,), show="table")
    assert selection.has_filters
    assert selection.without_filters() == Selection(show="table")
    assert not selection.without_filters().has_filters


def test_a_list_given_again_is_longer_and_anything_else_is_told(known):
    twice = parse_query(
        "where=dem_pop.town.80~&where=dem_pop.value.1~&layer=dem_pop&layer=hh_count"
    )
    reading = parse_selection(twice, known)
    assert len(reading.selection.conditions) == 2
    assert reading.selection.layer == Selection.layer
    (note,) = reading.notes
    assert note.where == "address, layer"
    assert "as dem_pop and hh_count" in note.what


@given(key=st.sampled_from(sorted(KEYS)), values=st.lists(st.text(), min_size=2, unique=True))
def test_no_setting_given_more_than_once_silently_keeps_one(known, key, values):
    reading = parse_selection(join_settings([(key, one) for one in values]), known)
    kept = {key: text for key, text in format_selection(reading.selection).items() if text}
    # What is kept of a list is all that is known of it, and the rest is told.
    assert reading.notes or key in LISTS or kept == {}


def test_an_address_with_thousands_of_comparators_is_read_at_once(known):
    names = ",".join(f"x{number}" for number in range(4_000))
    reading = parse_selection({"compare": names}, known)
    assert len(reading.notes) <= 14
    assert "only the first 4 are used" in reading.notes[-1].what
