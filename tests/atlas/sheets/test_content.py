"""What a sheet says, word by word, and what it must never say."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import AddressError
from atlas.prose.figures import format_compared, format_figure
from atlas.prose.reasons import find_grounds
from atlas.prose.sentences import subject_value
from atlas.prose.subject import make_subject
from atlas.prose.types.describe import name_state
from atlas.sheets.bundle import write_sheets
from atlas.sheets.content import MOST_LINKED, make_sheet
from atlas.sheets.paragraph import make_paragraph
from atlas.views.cards import describe_actions

LINK = "https://atlas.example/"
RANKED = re.compile(r"\b(better|best|worse|worst|bad|good area|league|rank\w*)\b", re.IGNORECASE)
DATED = re.compile(r"\b20[12]\d\b")


def test_sheet_of_an_area_says_name_number_ward_and_people(tiny_atlas):
    sheet = make_sheet(tiny_atlas, "E01990003", link=LINK)

    assert sheet.name == "East End, Tinyville 002A"
    assert sheet.facts == ("Hill ward", "300 residents in March 2021")
    assert sheet.link == "https://atlas.example/?place=tiny&area=E01990003"


def test_figure_stands_beside_town_and_country(tiny_atlas):
    figure = make_sheet(tiny_atlas, "E01990003", link=LINK).figures[0]

    assert figure.value == "20\u202f%"
    assert figure.sentence == (
        "20\u202f% of people here had moved in during the past year in 2021."
    )
    assert figure.beside.startswith("of people here")
    assert figure.compared == (
        "That is higher than in Tinyville (16\u202f%) and in England (17\u202f%)."
    )


def test_gap_has_a_reason_and_no_number(tiny_atlas):
    figures = make_sheet(tiny_atlas, "E01990011", link=LINK).figures

    assert figures[0].value == "\u2013"
    assert figures[0].sentence == (
        "Moved in the past year, 2021: there is no figure here (too few to show: fewer than 40)."
    )
    assert figures[0].compared == ""


def test_area_without_a_type_says_so(tiny_atlas):
    sheet = make_sheet(tiny_atlas, "E01990011", link=LINK)

    assert sheet.type.name == "No type"
    assert sheet.type.reasons == ()


def test_ward_says_which_types_its_areas_have(tiny_atlas):
    sheet = make_sheet(tiny_atlas, "E05990002", link=LINK)

    assert sheet.name == "Dale ward"
    assert sheet.facts[0] == "4 areas"
    assert sheet.type.lines[:3] == (
        "2 areas are nearest to the type “Settled”.",
        "1 area is nearest to the type “Many origins”.",
        "1 area has no clear type.",
    )
    assert sheet.type.counts == (("Settled", 2), ("Many origins", 1), ("No clear type", 1))


def test_unknown_code_is_refused_with_the_closest(tiny_atlas):
    with pytest.raises(AddressError, match="E0199003"):
        make_sheet(tiny_atlas, "E0199003", link=LINK)


def test_sheet_tells_the_state_that_the_panel_tells(luton, sheets):
    assignment = luton.types("cohesion_types")
    for sheet in sheets:
        assert sheet.type.name == name_state(luton, assignment, sheet.code)
        if assignment.standing[sheet.code] != "clear":
            assert "Everything said" not in sheet.type.lines[0]
        named = [one.name for one in luton.definitions.typologies["cohesion_types"].types]
        told = " ".join([*sheet.type.lines, *sheet.type.reasons])
        assert not [name for name in named if name in told]


def test_borderline_area_names_both_types(luton):
    standing = luton.types("cohesion_types").standing
    for area in standing.index[standing == "borderline"]:
        sheet = make_sheet(luton, str(area), link=LINK)
        first, second = sheet.type.name.removeprefix("Between ").split(" and ")

        assert first != second
        assert "two groups of areas" in sheet.type.lines[0]


def test_every_luton_sheet_is_full(sheets):
    for sheet in sheets:
        assert (len(sheet.figures), len(sheet.ideas)) == (6, 3)
        assert 1 <= len(sheet.strengths) <= 2, sheet.code
        assert all(one.source for one in sheet.ideas)
        # An area without a clear type has what its figures deny of the nearest one alone.
        least = 1 if sheet.type.name == "No clear type" else 2
        assert len(sheet.type.reasons) >= least, sheet.code


def test_every_figure_reason_and_strength_names_its_date(sheets):
    for sheet in sheets:
        told = [*[one.sentence for one in sheet.figures], *sheet.strengths, *sheet.type.reasons]
        told += [one.because for one in sheet.ideas if one.is_for_here]
        assert [text for text in told if not DATED.search(text)] == []


def test_no_sheet_ranks_or_shames(sheets):
    assert RANKED.search("the worst tenth")
    for sheet in sheets:
        assert [text for text in [*sheet.body, sheet.type.name] if RANKED.search(text)] == []


def test_every_reason_on_paper_has_plain_words(sheets):
    # A topic that is missing would show as the indicator's name in quotation marks.
    assert [text for one in sheets for text in one.body if "the figure for “" in text] == []


def test_large_ward_is_linked_by_its_own_code(luton):
    ward = next(code for code in luton.wards.index if len(luton.areas_of(str(code))) <= MOST_LINKED)
    parameters = make_sheet(luton, str(ward), link=LINK).link.partition("?")[2]
    reading = luton.parse_address(dict(one.split("=") for one in parameters.split("&")))

    assert reading.notes == []
    assert set(reading.selection.areas) == set(luton.areas_of(str(ward)))


@given(value=st.floats(0, 100), other=st.floats(0, 100))
def test_comparison_agrees_with_the_numbers_shown(luton, value, other):
    indicator = luton.definitions.indicators["mig_moved_1yr"]
    said = format_compared(indicator, value, [("Elsewhere", other)])
    same = format_figure(indicator, value) == format_figure(indicator, other)

    assert ("about the same as" in said) == same
    assert ("higher than" in said) == (not same and value > other)
    assert ("lower than" in said) == (not same and value < other)


def test_paragraph_is_one_line_with_figures_dates_sources_and_caution(luton, sheets):
    sheet = next(one for one in sheets if one.code == "E01015693")
    text = make_paragraph(sheet)

    assert text.startswith(
        "Barnfield, Luton 007A (Barnfield ward, E01015693) had 1,753 residents in March 2021. "
        "6.4\u00a0% of people here in March 2021 had moved in during the past year. "
        "That is lower than in Luton (10\u00a0%) and in England (11\u00a0%)."
    )
    assert "\n" not in text
    assert all(table in text for table in ("Census 2021 (TS004, ", "TS054"))
    assert sheet.caution in text
    assert text.endswith(f"Cohesion atlas: {sheet.link}")
    assert sheet.ideas[0].name in text


def test_no_sheet_tells_a_figure_of_larger_areas_as_one_of_its_own(luton):
    known = luton.definitions.indicators
    used = [
        line.indicator
        for words in luton.definitions.sheets.values()
        for line in (*words.figures, *words.strengths)
    ]

    assert used
    assert not [name for name in used if luton.definitions.published_for(known[name])]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((("Settled", 8),), "Types of its 8 areas in the atlas: “Settled” (8)."),
        (
            (("Settled", 4), ("Dynamic", 2)),
            "Types of its 6 areas in the atlas: “Settled” (4) and “Dynamic” (2).",
        ),
        (
            (("A", 4), ("B", 2), ("C", 1), ("No clear type", 1)),
            "Types of its 8 areas in the atlas: “A” (4), “B” (2), “C” (1) and “No clear type” (1).",
        ),
    ],
)
def test_paragraph_of_a_ward_names_every_group(sheets, counts, said):
    text = make_paragraph(replace(sheets[0], type=replace(sheets[0].type, counts=counts)))
    assert said in text
    assert "its type is" not in text


def test_paragraph_of_every_ward_counts_all_its_areas(luton):
    for ward in luton.wards.index:
        sheet = make_sheet(luton, str(ward), link=LINK)
        text = make_paragraph(sheet)
        told = re.search(r"Types of its (\d+) areas in the atlas: (.*?)\. The Census", text)
        assert int(told[1]) == len(luton.areas_of(str(ward)))
        assert sum(map(int, re.findall(r"\((\d+)\)", told[2]))) == int(told[1])
        for name, count in sheet.type.counts:
            assert f"“{name}” ({count})" in told[2]


def test_no_two_sheets_of_luton_bear_the_same_title(sheets):
    assert len({sheet.name for sheet in sheets}) == len(sheets)


@pytest.mark.parametrize("code", ["E01015808", "E05014742"])
def test_a_sheet_without_a_type_says_nothing_of_types(luton, code):
    sheet = make_sheet(luton, code, link=LINK, with_type=False)
    page = write_sheets([sheet], "html").decode()
    names = [one.name for one in luton.definitions.typologies["cohesion_types"].types]
    assert "What kind of area" not in page
    for text in (page, make_paragraph(sheet)):
        assert not [name for name in [*names, "A type tells"] if name in text]


def test_figures_come_first_and_the_type_last(luton):
    page = write_sheets([make_sheet(luton, "E01015808", link=LINK)], "html").decode()
    parts = ["Figures to discuss", "Ideas to discuss", "What kind of area", "In your words"]
    assert sorted(parts, key=page.index) == parts


def test_a_reason_is_told_only_where_it_follows(luton):
    for area in luton.measures.areas:
        for one in luton.suggest([area]):
            for ground in find_grounds(luton, one, [area]):
                condition = ground.trigger.condition
                # What is offered once for the place rests on the place's own figure.
                subject = make_subject(luton, (area,) if one.kind == "area" else ())
                value = subject_value(luton, subject, condition.indicator)
                country = luton.measures.comparators(condition.indicator).get("england", math.nan)
                assert not condition.context
                assert math.isnan(country) or (
                    value > country if condition.at_least is not None else value < country
                )


def test_a_whole_town_is_compared_with_its_country_and_never_with_itself(luton):
    told = [
        because
        for card in describe_actions(luton, luton.measures.areas.tolist())["best"]
        for because in [*card["because"], *card["also"]]
    ]
    assert told
    assert not [one for one in told if "Luton's areas" in one or " of 125" in one]
    assert all(" in England" in one for one in told)
    sheet = make_sheet(luton, "luton", link=LINK)
    assert not [one for one in sheet.ideas if "of the 125 areas" in one.because]


def test_few_who_moved_in_is_no_reason_for_a_festival(sheets):
    told = [one for sheet in sheets for one in sheet.ideas if one.name.startswith("Street events")]
    assert told
    assert not [one for one in told if "moved in" in one.because]
    assert {one.because for one in told if not one.is_for_here} <= {
        "This is an idea for any place."
    }
