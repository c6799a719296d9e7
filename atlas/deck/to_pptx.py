"""Write slides as a PowerPoint file whose text, tables and charts can be edited."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from pptx.util import Pt

from atlas.deck.fit_text import (
    BELOW,
    COLUMN,
    GUTTER,
    HEIGHT,
    INNER,
    LEFT,
    MAP_WIDTH,
    OPENING_WIDTH,
    SOURCE_WIDTH,
    TOP,
    find_height,
    find_room,
    fit_lead,
    fit_title,
    is_beside,
    spread,
)
from atlas.deck.put_figures import put_chart, put_table
from atlas.deck.put_map import put_map, put_outline
from atlas.deck.slide import CENSUS_DAY, SMALL, SOFT, Bars, MapView, Outline, Slide, Table, Words
from atlas.deck.template import LAYOUTS, SHOWN, SOURCE, open_template
from atlas.deck.write_text import write
from atlas.export.same_bytes import settle
from atlas.text import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pptx.presentation import Presentation
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide as Page

    from atlas.deck.slide import Deck

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ENDING = ".pptx"
LEAD = 1
Box = tuple[float, float, float, float]


def write_deck(deck: Deck, *, slides: Iterable[Slide] | None = None) -> bytes:
    """Return a deck as a PowerPoint file; the same deck gives the same bytes.

    Parameters
    ----------
    deck
        The deck to write.
    slides
        The deck's slides, where the caller counts them as they are drawn.
    """
    file = open_template()
    about = file.core_properties
    about.title, about.subject, about.language = deck.title, deck.subject, spoken().tag
    about.author = about.last_modified_by = "Cohesion atlas"
    about.created = about.modified = datetime.fromisoformat(CENSUS_DAY)
    about.revision = 1
    for slide in deck.slides if slides is None else slides:
        for part in spread(slide):
            _write(file, part)
    written = BytesIO()
    file.save(written)
    return settle(written.getvalue(), packed=1980, written=CENSUS_DAY)


def _write(file: Presentation, slide: Slide) -> None:
    layout = list(LAYOUTS).index(_choose_layout(slide))
    page = file.slides.add_slide(file.slide_layouts[layout])
    names = {one.number: one.name for one in LAYOUTS[_choose_layout(slide)]}
    for holder in page.placeholders:
        holder.name = names[holder.placeholder_format.idx]
    if slide.is_opening:
        _write_opening(page, slide)
    else:
        _write_usual(page, slide)
    if slide.notes:
        frame = page.notes_slide.notes_text_frame
        assert frame is not None  # noqa: S101 - the notes' own template has one
        write(frame, [Words(text, 12) for text in slide.notes])
    for number, shape in zip(count(2), page.shapes.element.iter_shape_elms(), strict=False):
        shape.xpath(".//p:cNvPr")[0].set("id", str(number))


def _choose_layout(slide: Slide) -> str:
    kinds = {MapView: "map", Bars: "chart", Table: "table"}
    return "opening" if slide.is_opening else kinds.get(type(slide.shown), "words")


def _write_opening(page: Page, slide: Slide) -> None:
    holders = {one.placeholder_format.idx: one for one in page.placeholders}
    title = fit_title(slide.title, width=OPENING_WIDTH)
    title = Words(slide.title, 44 if title.size > 30 else 36, bold=True)
    height = find_height([title], OPENING_WIDTH)
    top = max(60.0, HEIGHT / 2 - height - 20)
    _put(holders[0], [title], (LEFT, top, OPENING_WIDTH, height))
    words = [Words(slide.lead, 28, colour=SOFT), *slide.words]
    box = (LEFT, top + height + 22, OPENING_WIDTH, find_height(words, OPENING_WIDTH))
    _put(holders[LEAD], words, box)
    if isinstance(slide.shown, Outline):
        put_outline(holders[SHOWN], slide.shown)
    else:
        _remove(holders[SHOWN])


def _write_usual(page: Page, slide: Slide) -> None:
    holders = {one.placeholder_format.idx: one for one in page.placeholders}
    room = find_room(slide)
    _put(holders[0], [room.title], (LEFT, TOP, INNER, room.title_height))
    source = holders[SOURCE.number]
    if slide.source:
        words = [Words(slide.source, SMALL, colour=SOFT)]
        height = find_height(words, SOURCE_WIDTH)
        _put(source, words, (LEFT, room.source_top, SOURCE_WIDTH, height))
    else:
        _remove(source)
    beside = isinstance(slide.shown, MapView) and is_beside(slide, room)
    right = LEFT + MAP_WIDTH + GUTTER
    left, width = (right, COLUMN) if beside else (LEFT, INNER)
    words = [fit_lead(slide, width)] if slide.lead else []
    words += slide.words if slide.shown is None else ()
    top = room.top
    if words:
        height = find_height(words, width)
        _put(holders[LEAD], words, (left, top, width, height))
        top += height + BELOW
    else:
        _remove(holders[LEAD])
    match slide.shown:
        case Bars():
            put_chart(holders[SHOWN], slide.shown, (LEFT, top, INNER, room.bottom - top))
        case Table():
            put_table(holders[SHOWN], slide.shown, (LEFT, top, INNER, room.bottom - top))
        case MapView():
            above = room.top if beside else top
            box = (LEFT, above, MAP_WIDTH, room.bottom - above)
            put_map(page, holders[SHOWN], slide.shown, box, (right, top))
    if slide.source:
        # Read last, after everything that was added to the slide.
        page.shapes.element.append(source.element)


def _put(holder: Any, words: Sequence[Words], box: Box) -> None:  # noqa: ANN401 - python-pptx has a class for each kind of placeholder
    holder.left, holder.top, holder.width, holder.height = map(Pt, box)
    write(holder.text_frame, words)


def _remove(holder: BaseShape) -> None:
    """Remove an empty placeholder: it would prompt the reader to fill it."""
    element = holder.element
    element.getparent().remove(element)
