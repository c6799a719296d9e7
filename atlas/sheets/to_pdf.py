"""Write sheets as PDF: a page of A4 each, with text that can be searched and read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from fpdf import FPDF, ViewerPreferences

from atlas.layer import look
from atlas.layer.look import split_colour
from atlas.sheets.link_code import draw_link_code
from atlas.sheets.typeface import BOLD, FAMILY, REGULAR, read_widths
from atlas.sheets.whereabouts import HEIGHT, WIDTH
from atlas.text import say, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from atlas.sheets.content import Idea, Sheet

# Millimetres on a page of A4.
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN = 13.0
INNER = PAGE_WIDTH - 2 * MARGIN
GUTTER = 7.0
CODE = 27.0
LEAST_SPACE = 40.0
RULED = 8.0
POINT = 25.4 / 72
INK, SOFT = split_colour(look.INK), split_colour(look.SOFT)
# Darker than on screen: printers drop paler tones.
LINE = (176, 180, 182)
# Text is set as large as the page allows.
SCALES = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85)

# A PDF must have a date. Not that of writing: the same sheet is the same file on any day. This
# one is the day of the Census.
CENSUS_DAY = datetime(2021, 3, 21, tzinfo=UTC)


@dataclass
class Pen:
    """Writes text on a page; without a page it only measures how far down the text would reach."""

    pdf: FPDF | None
    scale: float

    def put(
        self,
        text: str,
        *,
        top: float,
        left: float = MARGIN,
        width: float = INNER,
        size: float = 9.6,
        bold: bool = False,
        colour: tuple[int, int, int] = INK,
        leading: float = 1.27,
    ) -> float:
        """Write a paragraph and return where it ends, in millimetres from the top."""
        points = size * self.scale
        line_height = points * leading * POINT
        lines = wrap(text, width / points, bold=bold)
        if self.pdf is not None:
            self.pdf.set_font(FAMILY, "B" if bold else "", points)
            self.pdf.set_text_color(*colour)
            for number, line in enumerate(lines):
                # Centres lower-case letters in the line.
                baseline = top + (number + 0.5) * line_height + points * 0.25 * POINT
                self.pdf.text(left, baseline, line)
        return top + len(lines) * line_height

    def title(self, text: str, *, top: float, most: float) -> float:
        """Write a title of one line: a long one shrinks, or it would push the rest off the page."""
        size = min(most, INNER / measure(text, bold=True))
        return self.put(text, top=top, width=INNER + 1, size=size, bold=True, leading=1.2)

    def bullet(
        self,
        text: str,
        *,
        top: float,
        left: float = MARGIN,
        width: float = INNER,
        is_small: bool = False,
    ) -> float:
        """Write an item of a list and return where it ends."""
        indent, size, leading = (3.0, 9.0, 1.22) if is_small else (3.5, 9.6, 1.27)
        self.put("•", left=left, top=top, width=3, size=size)
        box: dict[str, Any] = {"left": left + indent, "width": width - indent}
        return self.put(text, top=top, size=size, leading=leading, **box)

    def head(self, text: str, *, top: float, left: float = MARGIN, width: float = INNER) -> float:
        """Write the heading of a part and return where its text begins."""
        self.mark(text, top)
        return self.put(text, left=left, top=top, width=width, size=10.5, bold=True) + 0.8

    def mark(self, name: str, top: float) -> None:
        """Add a part to the document's outline; nothing is drawn on the page."""
        if self.pdf is not None:
            self.pdf.set_y(top)
            self.pdf.start_section(name, level=1)

    def ruled(self, first: float, last: float, *, inset: float = 0.0) -> None:
        """Draw lines to write on, the first a line's height below `first`."""
        for number in range(1, int((last - first) / RULED + 1e-9) + 1):
            self.rule(first + number * RULED, left=MARGIN + inset, width=INNER - 2 * inset)

    def rule(self, top: float, *, left: float = MARGIN, width: float = INNER) -> None:
        """Draw a thin line across the page."""
        if self.pdf is not None:
            self.pdf.set_draw_color(*LINE)
            self.pdf.set_line_width(0.2)
            self.pdf.line(left, top, left + width, top)


@lru_cache(maxsize=16384)
def measure(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in millimetres per point of its size."""
    widths = read_widths(BOLD if bold else REGULAR)
    return sum(widths.get(ord(letter), 0.5) for letter in text) * POINT


def wrap(text: str, width: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines that fit a width, given as by `measure`.

    fpdf2 breaks lines too, but letter by letter, which takes most of the time of a batch.
    """
    return break_lines(text, width, partial(measure, bold=bold))


def break_lines(text: str, width: float, find_width: Callable[[str], float]) -> list[str]:
    """Return a text as lines that fit a width; a longer word has a line of its own.

    Not at every blank: the thin space between a number and its unit must not break.
    """
    blank = find_width(" ")
    lines: list[str] = []
    filled = 0.0
    for word in text.split(" "):
        wide = find_width(word)
        if lines and filled + blank + wide <= width:
            lines[-1] += f" {word}"
            filled += blank + wide
        else:
            lines.append(word)
            filled = wide
    return lines


def write_pdf(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Return one sheet or several as a PDF, a page each; the same sheets give the same bytes."""
    pdf = open_document(title)
    for sheet in sheets:
        pdf.add_page()
        # So that a reader can jump to an area, and to its parts.
        pdf.start_section(f"{sheet.name}, {sheet.facts[0]}")
        draw_page(pdf, sheet)
    return bytes(pdf.output())


def open_document(title: str) -> FPDF:
    """Return an empty document with our fonts and the metadata that PDF readers ask for."""
    pdf = FPDF(format="A4", unit="mm")
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_auto_page_break(auto=False)
    pdf.add_font(FAMILY, "", REGULAR)
    pdf.add_font(FAMILY, "B", BOLD)
    pdf.set_title(title)
    pdf.set_author(say("Cohesion atlas"))
    pdf.set_creator(say("Cohesion atlas"))
    pdf.set_subject(say("A hand-out about one area: map, figures, ideas and room for your words"))
    pdf.set_lang(str(spoken().locale).replace("_", "-"))
    pdf.set_creation_date(CENSUS_DAY)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    return pdf


@lru_cache(maxsize=1024)
def find_scale(sheet: Sheet) -> float:
    """Return how large the text of a sheet may be so that residents have room to write."""
    roomy = (scale for scale in SCALES if find_room(sheet, scale) >= LEAST_SPACE)
    return next(roomy, SCALES[-1])


def find_room(sheet: Sheet, scale: float) -> float:
    """Return the height in millimetres left for residents' words."""
    pen = Pen(None, scale)
    return make_foot(sheet).find_top(pen) - draw_content(pen, sheet)


def draw_page(pdf: FPDF, sheet: Sheet) -> None:
    """Draw one sheet on the page that is open."""
    pen = Pen(pdf, find_scale(sheet))
    bottom = draw_content(pen, sheet)
    foot = make_foot(sheet)
    top = foot.find_top(pen)
    _draw_questions(pdf, pen, sheet, (bottom + 3, top - 3))
    foot.draw(pen, top)


@dataclass(frozen=True)
class Foot:
    """The foot of a page: how to read it, its link with a QR code, and its sources in small type.

    `more` is the link in words; without a link there is neither.
    """

    caution: str
    link: str
    more: str
    small: str

    def find_top(self, pen: Pen) -> float:
        """Return where it begins, in millimetres from the top."""
        height = self.draw(Pen(None, pen.scale), 0)
        return PAGE_HEIGHT - 9 - max(CODE if self.link else 0, height)

    def draw(self, pen: Pen, top: float) -> float:
        """Draw it from there, and return where its text ends."""
        beside = CODE if self.link else 0
        if pen.pdf is not None and self.link:
            code = BytesIO(draw_link_code(self.link).encode())
            told = say("QR code: {link}", link=self.link)
            pen.pdf.image(code, x=MARGIN - 2, y=top, w=CODE, h=CODE, alt_text=told)
            pen.pdf.link(MARGIN - 2, top, CODE, CODE, self.link, alt_text=self.link)
        box: dict[str, Any] = {"left": MARGIN + beside, "width": INNER - beside}
        top = pen.put(self.caution, top=top + 1.5, size=8.6, leading=1.22, **box)
        if self.link:
            top = pen.put(self.more, top=top + 0.8, size=8.6, bold=True, **box)
        return pen.put(self.small, top=top + 0.8, size=6.6, colour=SOFT, leading=1.2, **box)


def make_foot(sheet: Sheet) -> Foot:
    """Return the foot of a sheet."""
    more = f"{say('More about this area:')} {sheet.link}"
    return Foot(sheet.caution, sheet.link, more, " ".join([sheet.sources, *sheet.attributions]))


def draw_content(pen: Pen, sheet: Sheet) -> float:
    """Draw everything above the room for residents' words and return where it ends."""
    top = _draw_head(pen, sheet)
    top = max(_draw_map(pen, sheet, top), _draw_figures(pen, sheet, top)) + 3
    pen.rule(top)
    top = _draw_ideas(pen, sheet, top + 2.5)
    if not sheet.type.name:
        return top
    pen.rule(top + 3)
    return _draw_type(pen, sheet, top + 5.5)


def _draw_head(pen: Pen, sheet: Sheet) -> float:
    label = say("Area sheet · {place}", place=sheet.place)
    top = pen.put(label, top=11, size=9, colour=SOFT)
    top = pen.title(sheet.name, top=top, most=25.0)
    return pen.put(" · ".join(sheet.facts), top=top, size=10.5, colour=SOFT) + 4


def _draw_map(pen: Pen, sheet: Sheet, top: float) -> float:
    bottom = top + HEIGHT
    if pen.pdf is not None:
        picture = BytesIO(sheet.map.svg.encode())
        pen.pdf.image(picture, x=MARGIN, y=top, w=WIDTH, h=HEIGHT, alt_text=sheet.map.description)
        length, bar = sheet.map.scale_length, bottom + 2.2
        pen.pdf.set_draw_color(*INK)
        pen.pdf.set_line_width(0.35)
        pen.pdf.line(MARGIN, bar, MARGIN + length, bar)
        for end in (MARGIN, MARGIN + length):
            pen.pdf.line(end, bar - 0.9, end, bar + 0.9)
    left = MARGIN + sheet.map.scale_length + 2
    width = WIDTH - sheet.map.scale_length - 2
    words = say("{scale}. Hatched: this area.", scale=sheet.map.scale_words)
    top = pen.put(words, left=left, top=bottom + 0.4, width=width, size=8, colour=SOFT)
    if sheet.strengths:
        top = pen.put(say("Strengths to build on"), top=top + 1.6, width=WIDTH, bold=True)
        for text in sheet.strengths:
            top = pen.bullet(text, top=top + 0.3, width=WIDTH, is_small=True)
    return top


def _draw_type(pen: Pen, sheet: Sheet, top: float) -> float:
    """Ask whether the type fits: what such areas are like, and beside it why it is asked."""
    top = pen.head(say("What kind of area is this? Does this fit?"), top=top)
    column = (INNER - GUTTER) / 2 if sheet.type.reasons else INNER
    bottom = pen.put(" ".join(sheet.type.lines), top=top, width=column, size=9.2)
    left, beside = MARGIN + column + GUTTER, top
    for reason in sheet.type.reasons:
        beside = 0.3 + pen.bullet(reason, top=beside, left=left, width=column, is_small=True)
    return max(bottom, beside)


def _draw_figures(pen: Pen, sheet: Sheet, top: float) -> float:
    """Draw the six figures beside the map: they come first, in the largest type on the page."""
    left = MARGIN + WIDTH + GUTTER
    width = INNER - WIDTH - GUTTER
    top = pen.head(say("Figures to discuss"), left=left, top=top, width=width)
    wide = 15 * pen.scale * max(measure(figure.value, bold=True) for figure in sheet.figures) + 3
    for figure in sheet.figures:
        pen.put(figure.value, left=left, top=top, width=wide, size=15, bold=True, leading=1.0)
        top = pen.put(figure.beside, left=left + wide, top=top, width=width - wide, size=9.2) + 1.6
    return top - 1.6


def _draw_ideas(pen: Pen, sheet: Sheet, top: float) -> float:
    top = pen.head(say("Ideas to discuss"), top=top)
    column = (INNER - 2 * GUTTER) / 3
    return max(
        _draw_idea(pen, idea, MARGIN + position * (column + GUTTER), top, column)
        for position, idea in enumerate(sheet.ideas)
    )


def _draw_idea(pen: Pen, idea: Idea, left: float, top: float, width: float) -> float:
    box: dict[str, Any] = {"left": left, "width": width}
    top = pen.put(idea.name, top=top, size=9.8, bold=True, leading=1.2, **box)
    top = pen.put(idea.summary, top=top + 0.4, size=9.2, **box)
    top = pen.put(idea.why, top=top + 0.8, size=9.2, **box)
    if idea.works:
        works = say("Does it work? {answer}", answer=idea.works)
        top = pen.put(works, top=top + 0.8, size=8.2, **box)
    source = say("Source: {source}.", source=idea.source)
    return pen.put(source, top=top + 0.8, size=7, colour=SOFT, leading=1.2, **box)


def _draw_questions(pdf: FPDF, pen: Pen, sheet: Sheet, room: tuple[float, float]) -> None:
    """Draw the room for residents' words: questions, and lines to write on."""
    top, bottom = room
    pdf.set_draw_color(*INK)
    pdf.set_line_width(0.4)
    pdf.rect(MARGIN, top, INNER, bottom - top)
    inner = MARGIN + 3
    heading = say("In your words")
    pen.mark(heading, top)
    line = pen.put(heading, left=inner, top=top + 2, width=60, size=10.5, bold=True)
    beside = inner + 10.5 * pen.scale * measure(heading, bold=True) + 4
    asked = " ".join(sheet.questions)
    pen.put(asked, left=beside, top=top + 2.2, width=MARGIN + INNER - beside - 3, size=9.6)
    pen.ruled(line, bottom - 3, inset=3)
