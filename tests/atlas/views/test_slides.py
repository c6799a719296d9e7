"""What a hall sees: figures in place, few classes, and nothing of single streets that shames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions import Step, Story
from atlas.prose.sentences import describe_subject
from atlas.prose.subject import make_subject
from atlas.selection.address import Selection
from atlas.stories.compare import parse_parameters
from atlas.views.choropleth import make_texts
from atlas.views.new_step import check_story, make_step
from atlas.views.slides import MOST_CLASSES, fill_figures, make_slide

MAP = Step(address="")
WIDER_AREA = ("E01015739",)
FAR = ("E01015739", "E01015693")


def show(atlas, step=MAP, **selection):
    return make_slide(atlas, step, Selection(place=atlas.store.place, **selection), assets={})


def test_figures_are_filled_for_the_place_a_comparator_and_what_is_selected(luton):
    text = "{value:dem_pop}, {value:dem_age_0_14@england}, {value:dem_pop@selected}."

    filled, faults = fill_figures(luton, text, ("E01015693",))

    assert filled == "225,260, 17\u202f%, 1,753."
    assert faults == []


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        ("{value:dem_popp}", 'There is no figure called "dem_popp".'),
        ("{value:dem_pop@mars}", 'There is nothing called "mars".'),
        ("{value:acc_dist_centre@england}", "has no figure here"),
    ],
    ids=["layer", "comparator", "gap"],
)
def test_a_slot_that_cannot_be_filled_is_told(luton, slot, told):
    filled, faults = fill_figures(luton, f"Here: {slot}.", ())

    assert told in faults[0].what
    assert filled in (f"Here: {slot}.", "Here: no figure.")


@given(text=st.text(max_size=60))
def test_text_without_slots_stays_as_it_was_typed(tiny_atlas, text):
    if "{value:" not in text:
        assert fill_figures(tiny_atlas, text, ()) == (text, [])


@pytest.mark.parametrize("layer", ["cohesion_types", "imd_decile", "dem_pop", "dem_popchange"])
@pytest.mark.parametrize("classes", [3, 9])
def test_there_are_never_more_than_five_classes_and_the_legend_names_each(luton, layer, classes):
    slide = show(luton, layer=layer, classes=classes, breaks="deciles" if classes == 9 else "equal")

    assert 3 <= len(slide["legend"]) <= MOST_CLASSES + 1
    assert len(slide["map"]["colours"]) <= MOST_CLASSES
    highest = max(int(one) for one in slide["map"]["classes"] if one != "-")
    assert highest < len(slide["map"]["colours"])
    assert len(set(slide["map"]["colours"])) == len(slide["map"]["colours"])


@pytest.mark.parametrize("layer", ["cohesion_types", "dep_hh_2plus"], ids=["type", "hardship"])
def test_neither_a_type_nor_hardship_is_told_of_a_single_area(luton, layer):
    assert show(luton, layer=layer)["ask"]["layer"] == "dem_pop/england"


def test_other_figures_are_told_of_an_area(luton):
    assert show(luton, layer="mig_moved_1yr")["ask"]["layer"] == "mig_moved_1yr/england"


def test_bars_stand_on_nought_and_in_proportion(luton):
    chart = Step(address="", what="chart")

    bars = show(luton, chart, layer="dem_popchange")["bars"]

    assert [(bar["name"], bar["text"]) for bar in bars] == [
        ("Luton", "11\u202f%"),
        ("East of England", "8.5\u202f%"),
        ("England", "6.6\u202f%"),
    ]
    assert [bar["width"] for bar in bars] == pytest.approx([100, 77.9, 60.6], abs=0.2)


def test_shares_of_types_add_up(luton):
    bars = show(luton, Step(address="", what="chart"), layer="imd_decile")["bars"]

    assert len(bars) == MOST_CLASSES
    assert sum(bar["width"] for bar in bars) / bars[0]["width"] == pytest.approx(
        sum(float(bar["text"].split("\u202f")[0]) for bar in bars)
        / float(bars[0]["text"].split("\u202f")[0]),
        rel=0.1,
    )


def test_the_actions_are_the_best_three_of_the_place(luton):
    actions = show(luton, Step(address="", what="actions"))["actions"]

    best = [one.action for one in luton.suggest([]) if one.kind == "area"][:3]
    assert [one["name"] for one in actions] == [luton.definitions.actions[one].name for one in best]


@pytest.mark.parametrize("areas", [(), ("E01015693",), ("E01015693", "E01015694")])
@pytest.mark.parametrize("layer", ["mig_moved_1yr", "cohesion_types"])
def test_a_view_becomes_a_step_that_shows_the_same(luton, layer, areas):
    selection = Selection(layer=layer, areas=areas, classes=4, view=(-0.42, 51.88, 12.0))

    step = make_step(luton, selection)

    reading = luton.parse_address(parse_parameters(step))
    assert reading.notes == []
    assert reading.selection == selection
    slide = make_slide(luton, step, reading.selection, assets={})
    assert slide["faults"] == []
    assert "{" not in slide["sentence"]
    assert slide["map"]["fit"]["view"] == [-0.42, 51.88, 12.0]


def test_the_check_of_a_story_finds_what_a_hall_cannot_read_or_trust(luton):
    steps = [
        Step(address="layer=dem_popp", title="Short"),
        Step(address="layer=dem_pop", title="One two three four five six seven eight"),
        Step(address="layer=dem_pop", title="Short", sentence="It is 12 % of {value:nothing}."),
    ]

    told = "\n".join(str(one) for one in check_story(luton, Story(id="x", title="X", steps=steps)))

    assert 'There is no "dem_popp"' in told
    assert "has 8 words" in told
    assert '"12 %" was typed as a figure' in told
    assert 'There is no figure called "nothing"' in told


@pytest.mark.parametrize("areas", [(), WIDER_AREA, FAR], ids=["place", "area", "two"])
@pytest.mark.parametrize("layer", ["mig_out", "mig_net", "mig_moved_1yr"])
def test_a_step_says_of_what_a_figure_is_as_explore_does(luton, layer, areas):
    step = make_step(luton, Selection(layer=layer, areas=areas))

    told = fill_figures(luton, step.sentence, areas)[0]

    assert told == describe_subject(luton, make_subject(luton, areas), layer)


def test_a_step_of_moves_tells_the_average_of_neighbourhoods(luton):
    assert (
        "an average neighbourhood of Luton" in make_step(luton, Selection(layer="mig_out")).sentence
    )


def test_a_question_about_a_figure_of_an_msoa_is_answered_with_its_name(luton):
    ask = show(luton, layer="mig_out")["ask"]
    texts = make_texts(luton, ask["place"].split("/")[0], "england", 0)

    at = luton.measures.areas.get_loc(WIDER_AREA[0])
    assert texts["values"][at] == "the neighbourhood High Town (Luton 022)"
    assert len(texts["values"]) == len(luton.measures.areas)
    assert "place" not in show(luton, layer="mig_moved_1yr")["ask"]


def test_bars_of_figures_of_msoas_say_that_they_are_averages(luton):
    chart = Step(address="", what="chart")

    slide = show(luton, chart, layer="mig_out", areas=WIDER_AREA)

    assert slide["heading"] == "Moved out to elsewhere: average of neighbourhoods"
    assert slide["bars"][0]["name"] == "The neighbourhood High Town (Luton 022)"
    assert show(luton, chart, layer="dem_pop")["heading"] == "Residents"
