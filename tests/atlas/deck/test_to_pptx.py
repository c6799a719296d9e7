"""A deck read back: titles, notes, tables, charts, texts for pictures; nothing small or outside."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import combinations

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from atlas.deck.fit_text import HEIGHT, WIDTH, find_height
from atlas.deck.from_selection import make_selection_deck
from atlas.deck.from_story import make_story_deck
from atlas.deck.slide import HALL, SMALL, Words
from atlas.deck.to_pptx import write_deck
from atlas.definitions import Step, Story
from atlas.selection.address import Selection

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def list_slides(opened):
    """Return every slide with the name of its deck."""
    return [(name, slide) for name, file in opened.items() for slide in file.slides]


def list_shapes(shapes):
    """Return shapes, and those inside groups."""
    found = []
    for shape in shapes:
        found.append(shape)
        if hasattr(shape, "shapes"):
            found += list_shapes(shape.shapes)
    return found


def list_frames(slide):
    """Return the frames of text of a slide with the width text has in them."""
    found = []
    for shape in list_shapes(slide.shapes):
        if shape.has_text_frame and shape.text_frame.text:
            found.append((shape, shape.text_frame, shape.width.pt, shape.height.pt))
        if getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    room = column.width.pt - cell.margin_left.pt - cell.margin_right.pt
                    high = row.height.pt - cell.margin_top.pt - cell.margin_bottom.pt
                    found.append((shape, cell.text_frame, room, high))
    return found


def tell(shape):
    """Return the text for those who do not see a shape."""
    return shape.element.xpath(".//p:cNvPr")[0].get("descr", "")


def test_slides_are_wide_and_have_the_atlass_colours_and_no_layout_of_office(opened):
    for file in opened.values():
        assert (file.slide_width.pt, file.slide_height.pt) == (WIDTH, HEIGHT)
        names = [one.name for one in file.slide_layouts]
        assert names == ["Opening", "Words", "Map", "Chart", "Table"]


def test_no_theme_of_office_is_left(written):
    with zipfile.ZipFile(BytesIO(written["area"])) as parts:
        theme = parts.read("ppt/theme/theme1.xml").decode()
        assert not [name for name in parts.namelist() if "printer" in name or "thumbnail" in name]
    assert "0B6E6E" in theme
    assert "Calibri" not in theme
    assert "4F81BD" not in theme


def test_each_slide_has_a_title_of_its_own_that_is_read_first(opened):
    for name, file in opened.items():
        titles = [slide.shapes.title.text_frame.text for slide in file.slides]
        assert all(titles), name
        assert len(set(titles)) == len(titles), titles
    for _, slide in list_slides(opened):
        first = slide.shapes[0]
        assert first.is_placeholder
        assert first.placeholder_format.type in TITLES


def test_no_placeholder_waits_to_be_filled(opened):
    for name, slide in list_slides(opened):
        for shape in slide.placeholders:
            full = not shape.has_text_frame or shape.text_frame.text
            assert full, (name, shape.name)


def test_source_is_read_last(opened):
    for name, slide in list_slides(opened):
        places = [shape.name for shape in slide.shapes]
        if "Source" in " ".join(places):
            assert "Source" in places[-1], (name, places)


def test_each_map_chart_and_type_names_its_source_and_date(decks):
    for name, deck in decks.items():
        for slide in deck.slides[1:]:
            if slide.shown is not None:
                assert slide.source, (name, slide.title)


def test_every_picture_chart_table_and_legend_is_told_in_words(opened):
    seen = 0
    for name, slide in list_slides(opened):
        for shape in list_shapes(slide.shapes):
            kind = type(shape).__name__
            if "Picture" in kind or "Graphic" in kind or "Group" in kind:
                seen += 1
                assert len(tell(shape)) > 5, (name, kind)
    assert seen > 40


def test_text_of_a_map_names_classes_and_how_many_areas_are_in_each(opened):
    maps = [
        tell(shape)
        for shape in list_shapes(opened["luton_who_moves"].slides[2].shapes)
        if "Picture" in type(shape).__name__
    ]
    assert maps[0].startswith("Map of Luton, March 2020 to March 2021.")
    assert "areas; " in maps[0]


def test_notes_are_those_of_the_story_with_figures_and_caution(opened, luton):
    story = luton.definitions.stories["luton_who_moves"]
    slides = list(opened["luton_who_moves"].slides)[1:-1]
    for slide, step in zip(slides, story.steps, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        last = step.note.strip().split("\n")[-1]
        assert last in notes
        assert "{value:" not in notes
    first = slides[0].notes_slide.notes_text_frame.text
    assert "of people here lived at the same address as a year before" in first
    assert luton.definitions.indicators["mig_moved_1yr"].text.caution in first


def test_figures_stand_in_a_real_table_with_town_and_country(opened):
    tables = [
        shape.table
        for slide in opened["area"].slides
        for shape in slide.shapes
        if getattr(shape, "has_table", False) and shape.has_table
    ]
    rows = [[cell.text_frame.text for cell in row.cells] for row in tables[0].rows]
    assert rows[0] == ["Figure", "Here", "Luton", "England"]
    assert len(rows) == 7
    assert rows[1] == ["Moved in during the past year", "6.4\u202f%", "10\u202f%", "11\u202f%"]
    assert tables[0].first_row


def test_charts_are_native_and_hold_the_figures(opened, luton):
    charts = [
        shape.chart
        for slide in opened["luton_who_lives_here"].slides
        for shape in slide.shapes
        if getattr(shape, "has_chart", False) and shape.has_chart
    ]
    assert [one.chart_type for one in charts] == [XL_CHART_TYPE.BAR_CLUSTERED]
    plot = charts[0].plots[0]
    assert list(plot.categories) == ["Luton", "East of England", "England"]
    totals = luton.measures.comparators("dem_popchange")
    assert plot.series[0].values[0] == pytest.approx(totals["luton"])
    assert charts[0].part.chart_workbook.xlsx_part is not None


def test_nothing_is_smaller_than_a_hall_reads(opened):
    for name, slide in list_slides(opened):
        title = slide.shapes.title.text_frame.text
        for shape, frame, _, _ in list_frames(slide):
            quiet = "Source" in shape.name or title.startswith("Sources")
            least = SMALL if quiet and shape != slide.shapes.title else HALL
            for paragraph in frame.paragraphs:
                for run in paragraph.runs:
                    assert run.font.size.pt >= least, (name, title, run.text)
                    assert run.font.language_id is not None
        for shape in slide.shapes:
            if getattr(shape, "has_chart", False) and shape.has_chart:
                assert shape.chart.font.size.pt >= HALL


def test_nothing_lies_outside_the_slide_or_over_something_else(opened):
    for name, slide in list_slides(opened):
        boxes = []
        for shape in slide.shapes:
            left, top = shape.left.pt, shape.top.pt
            right, bottom = left + shape.width.pt, top + shape.height.pt
            assert min(left, top) >= 0, (name, shape.name)
            assert right <= WIDTH, (name, shape.name)
            assert bottom <= HEIGHT, (name, shape.name)
            boxes.append((left, top, right, bottom, shape.name))
        for one, other in combinations(boxes, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert min(across, down) <= 0.5, (name, one, other)


def test_text_fits_its_box(opened):
    for name, slide in list_slides(opened):
        for shape, frame, width, height in list_frames(slide):
            words = [
                Words(
                    paragraph.text,
                    paragraph.runs[0].font.size.pt,
                    bold=bool(paragraph.runs[0].font.bold),
                    gap=(paragraph.space_before or Pt(0)).pt,
                    is_listed="buChar" in paragraph._p.xml,
                )
                for paragraph in frame.paragraphs
            ]
            assert find_height(words, width) <= height + 0.5, (name, shape.name, frame.text)


def test_same_deck_is_the_same_bytes(decks, written):
    for name in ("luton_who_moves", "types"):
        assert write_deck(decks[name]) == written[name]


def test_document_says_title_language_and_no_time_of_writing(opened):
    about = opened["area"].core_properties
    assert (about.title, about.subject, about.language) == (
        "Barnfield, Luton 007A",
        "Luton",
        "en-GB",
    )
    assert about.created.year == 2021


def test_a_long_own_story_loses_no_word_and_fits(luton):
    sentence = " ".join(f"word{number}" for number in range(75))
    steps = [
        Step(address="place=luton&layer=cohesion_types", title="A title " * 24, sentence=sentence),
        Step(address="place=luton&layer=nothing", title="Lost", sentence="Still here."),
        Step(address="place=luton&layer=dem_pop&view=-0.42,51.88,13.5&area=E01015693"),
    ]
    story = Story(id="own", title="Mine", steps=steps)
    deck = make_story_deck(story, lambda _: luton, link="https://atlas.example/")
    file = {"own": Presentation(BytesIO(write_deck(deck)))}
    text = " ".join(
        frame.text for _, slide in list_slides(file) for _, frame, _, _ in list_frames(slide)
    )
    assert all(word in text for word in sentence.split())
    assert 'There is no "nothing"' in text or "cannot be shown here" in text
    test_text_fits_its_box(file)
    test_nothing_lies_outside_the_slide_or_over_something_else(file)
    test_no_placeholder_waits_to_be_filled(file)


def test_slides_tell_a_figure_of_larger_areas_as_what_it_is(luton):
    deck = make_selection_deck(luton, Selection(layer="mig_out"), link="https://atlas.example/")

    leads = [slide.lead for slide in deck.slides]
    assert any("an average neighbourhood of Luton" in lead for lead in leads)
    assert not any("100 residents of Luton" in lead for lead in leads)
