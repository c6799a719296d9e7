"""Write the pack of a self-check workshop as PDF: agenda, questions, result, agreements."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, pi, sin
from typing import TYPE_CHECKING

from atlas.plan.records.self_check import TOP, in_order
from atlas.plan.views.self_check import format_mean, name_steps
from atlas.sheets.to_pdf import (
    GUTTER,
    INK,
    INNER,
    LINE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SOFT,
    Pen,
    measure,
    open_document,
)
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fpdf import FPDF

    from atlas.definitions import Respondent, SelfCheckField
    from atlas.plan.views.self_check import Ring

TOP_EDGE, FOOT = 11.0, 287.0
BOX = 3.6
RULED = 8.0
# How many corners the sign of a line has; 0 is round.
SIGNS = (0, 3, 4, 5, 6, 8, 0)
DASHES = ((0, 0), (2.4, 1.2), (0.8, 1.0), (2.4, 1.0), (4.0, 1.2), (4.0, 1.0), (0, 0))


@dataclass(frozen=True)
class WorkshopPack:
    """What a pack holds.

    Parameters
    ----------
    place
        Name of the place.
    year
        The year of the check, or None for a blank pack on paper.
    fields, roles
        Definitions by identity.
    rings
        How each role sees the fields; none before anybody answered.
    gaps, actions
        Sentences on where the views part, and names of actions that low answers suggest.
    """

    place: str
    year: int | None
    fields: Mapping[str, SelfCheckField]
    roles: Mapping[str, Respondent]
    rings: Sequence[Ring] = ()
    gaps: Sequence[str] = ()
    actions: Sequence[str] = field(default_factory=tuple)


def list_agenda() -> list[tuple[str, str, str]]:
    """Return the agenda of a moderated workshop of two hours: minutes, what, and how."""
    return [
        (
            say("{start} to {end}", start="0:00", end="0:10"),
            say("Welcome"),
            say("Why we are here, who asked us, and what will be done with the result."),
        ),
        (
            say("{start} to {end}", start="0:10", end="0:30"),
            say("Answer alone"),
            say("Everybody fills in the pages in silence, for their own role. Nobody is named."),
        ),
        (
            say("{start} to {end}", start="0:30", end="0:45"),
            say("Compare"),
            say(
                "People with the same role sit together and agree on an answer, or note that "
                "they differ."
            ),
        ),
        (
            say("{start} to {end}", start="0:45", end="1:15"),
            say("Where we differ"),
            say(
                "Take the three widest gaps. Those who see it lower speak first; those who see it "
                "higher ask before they answer."
            ),
        ),
        (
            say("{start} to {end}", start="1:15", end="1:25"),
            say("Break"),
            say("Tea, and time to talk in other languages."),
        ),
        (
            say("{start} to {end}", start="1:25", end="1:50"),
            say("What comes first"),
            say("Choose two or three low answers to work on, and what each side would gain."),
        ),
        (
            say("{start} to {end}", start="1:50", end="2:00"),
            say("Who does what by when"),
            say("Write it down on the last page. Agree when everybody will hear what came of it."),
        ),
    ]


def write_pack(pack: WorkshopPack) -> bytes:
    """Return the pack as PDF; the same pack gives the same bytes.

    The agenda comes first, then a page of questions for each field, the result where there is
    one, and a page for what is agreed.
    """
    pdf = open_document(say("{place}: self-check workshop", place=pack.place))
    pdf.set_subject(say("Questions, agenda and room for agreements of a self-check workshop"))
    pen = Pen(pdf, 1.0)
    _open_page(pdf, pen, pack, say("Agenda"))
    _draw_cover(Pen(pdf, 1.1), pack)
    for one in in_order(pack.fields):
        _open_page(pdf, pen, pack, one.name)
        _draw_field(pdf, pen, one)
    if pack.rings:
        _open_page(pdf, pen, pack, say("Result"))
        _draw_result(pdf, pen, pack)
    _open_page(pdf, pen, pack, say("What we agreed"))
    _draw_agreements(pdf, pen)
    return bytes(pdf.output())


def _open_page(pdf: FPDF, pen: Pen, pack: WorkshopPack, section: str) -> None:
    pdf.add_page()
    pdf.start_section(section)
    when = pack.year or say("year: ________")
    head = say("Self-check workshop · {place} · {when}", place=pack.place, when=when)
    pen.put(head, left=MARGIN, top=TOP_EDGE, width=INNER - 20, size=9, colour=SOFT)
    number = str(pdf.page_no())
    left = PAGE_WIDTH - MARGIN - 9 * measure(number)
    pen.put(number, left=left, top=TOP_EDGE, width=20, size=9, colour=SOFT)


def _draw_cover(pen: Pen, pack: WorkshopPack) -> None:
    top = TOP_EDGE + 7
    title = say("How open is our town?")
    top = pen.put(title, left=MARGIN, top=top, width=INNER, size=25, bold=True, leading=1.2)
    lead = say(
        "A self-check of seven fields, for people from all parts of the town. Each answers for "
        "their own role. What matters most is where the answers differ."
    )
    top = pen.put(lead, left=MARGIN, top=top + 1, width=INNER, size=11.5) + 5
    top = pen.head(say("Agenda: two hours, with somebody to moderate"), left=MARGIN, top=top,
                   width=INNER) + 1  # fmt: skip
    for minutes, what, how in list_agenda():
        pen.put(minutes, left=MARGIN, top=top, width=26, size=10.5)
        pen.put(what, left=MARGIN + 27, top=top, width=46, size=10.5, bold=True)
        top = pen.put(how, left=MARGIN + 75, top=top, width=INNER - 75, size=10.5) + 2.4
        pen.rule(top - 1.2)
    top = pen.head(say("How to answer"), left=MARGIN, top=top + 3, width=INNER)
    explained = [
        (say("Not yet"), say("Nobody has begun, as far as you can see.")),
        (say("Started"), say("Something is going on, but not everywhere or not for long.")),
        (say("In place"), say("It works, and people rely on it.")),
        (say("Proven"), say("It works, and you can name what proves it. Write it down.")),
        (say("Don't know"), say("A good answer: it shows what people do not get to see.")),
    ]
    for name, meaning in explained:
        pen.put(name, left=MARGIN, top=top, width=27, size=10.5, bold=True)
        top = pen.put(meaning, left=MARGIN + 27, top=top, width=INNER - 27, size=10.5) + 0.8
    top = pen.head(say("Who should be in the room"), left=MARGIN, top=top + 4, width=INNER)
    for role in sorted(pack.roles.values(), key=lambda one: one.order):
        text = say("{role}: {gloss}", role=role.name, gloss=role.gloss)
        top = pen.put(text, left=MARGIN, top=top, width=INNER, size=10.5) + 0.6
    notes = list(dict.fromkeys(one.note for one in in_order(pack.fields)))
    foot = " ".join(
        [
            *notes,
            say("Do not write names: a role is enough. Keep the sheets of each role together."),
        ]
    )
    pen.put(foot, left=MARGIN, top=FOOT - 12, width=INNER, size=9, colour=SOFT)


def _draw_field(pdf: FPDF, pen: Pen, one: SelfCheckField) -> None:
    top = TOP_EDGE + 7
    top = pen.put(one.name, left=MARGIN, top=top, width=INNER, size=20, bold=True, leading=1.2)
    top = pen.put(one.summary, left=MARGIN, top=top, width=INNER, size=10.5, colour=SOFT) + 2
    room = {say("Our role:"): 26, say("Sheet:"): 6, say("Date:"): 12}
    asked = "     ".join(f"{words} {'_' * letters}" for words, letters in room.items())
    top = pen.put(asked, left=MARGIN, top=top, width=INNER, size=10.5) + 2
    height = (FOOT - top) / len(one.questions)
    for number, question in enumerate(one.questions, 1):
        pen.rule(top)
        _draw_question(pdf, pen, f"{number}. {question.text}", question.proof, (top, height))
        top += height


def _draw_question(pdf: FPDF, pen: Pen, text: str, proof: str, room: tuple[float, float]) -> None:
    top, height = room
    bottom = top + height
    line = pen.put(text, left=MARGIN, top=top + 1.6, width=INNER, size=11, bold=True)
    line += 1.4
    left = MARGIN
    for name in [*name_steps(), say("Don't know")]:
        pdf.set_draw_color(*INK)
        pdf.set_line_width(0.3)
        pdf.rect(left, line + 0.6, BOX, BOX)
        pen.put(name, left=left + BOX + 1.6, top=line, width=40, size=10.5)
        left += BOX + 1.6 + 10.5 * measure(name) + 9
    line += 6.4
    hint = say("What would prove it: {proof}", proof=proof)
    line = pen.put(hint, left=MARGIN, top=line, width=INNER, size=9, colour=SOFT) + RULED - 1
    while line <= bottom - 4.5:
        pen.rule(line)
        line += RULED


def _draw_result(pdf: FPDF, pen: Pen, pack: WorkshopPack) -> None:
    top = TOP_EDGE + 7
    title = say("How each role sees it")
    top = pen.put(title, left=MARGIN, top=top, width=INNER, size=20, bold=True, leading=1.2) + 2
    _draw_radar(pdf, pen, pack, (MARGIN + 54.0, top + 52.0), 38.0)
    left = MARGIN + 114
    line = top + 6
    for place, ring in enumerate(pack.rings):
        _stroke(pdf, ring.colour, place)
        pdf.line(left, line + 2.4, left + 11, line + 2.4)
        pdf.set_dash_pattern()
        _mark(pdf, place, left + 5.5, line + 2.4)
        line = pen.put(ring.name, left=left + 14, top=line, width=INNER - 128, size=10.5) + 1.2
    how = say(
        "The middle is not yet, the edge is proven. “Don't know” is not counted as not yet; the "
        "table shows how many there were."
    )
    pen.put(how, left=left, top=line + 3, width=INNER - 114, size=9, colour=SOFT)
    top = _draw_table(pen, pack, top + 108) + 4
    if pack.gaps:
        top = pen.head(say("Where views differ most"), left=MARGIN, top=top, width=INNER)
        for text in pack.gaps[:4]:
            top = pen.put(f"• {text}", left=MARGIN, top=top, width=INNER, size=10) + 0.4
    if pack.actions:
        top = pen.head(
            say("Actions from the atlas that fit the low answers"), left=MARGIN, top=top + 3,
            width=INNER,
        )  # fmt: skip
        for text in pack.actions[:6]:
            top = pen.put(f"• {text}", left=MARGIN, top=top, width=INNER, size=10) + 0.4


def _stroke(pdf: FPDF, colour: str, place: int) -> None:
    pdf.set_draw_color(*(int(colour[start : start + 2], 16) for start in (1, 3, 5)))
    pdf.set_line_width(0.7)
    dash, gap = DASHES[place % len(DASHES)]
    pdf.set_dash_pattern(dash=dash, gap=gap)


def _mark(pdf: FPDF, place: int, x: float, y: float) -> None:
    """Draw the sign of a line, so that lines are told apart in black and white too."""
    corners = SIGNS[place % len(SIGNS)]
    pdf.set_fill_color(255, 255, 255)
    if corners:
        turns = [2 * pi * corner / corners for corner in range(corners)]
        pdf.polygon([(x + 1.25 * sin(turn), y - 1.25 * cos(turn)) for turn in turns], style="DF")
    else:
        pdf.circle(x, y, 1.0, style="DF")


def _draw_radar(
    pdf: FPDF, pen: Pen, pack: WorkshopPack, centre: tuple[float, float], radius: float
) -> None:
    fields = in_order(pack.fields)
    across, down = centre
    angles = [2 * pi * place / len(fields) for place in range(len(fields))]

    def at(angle: float, share: float) -> tuple[float, float]:
        return across + radius * share * sin(angle), down - radius * share * cos(angle)

    pdf.set_draw_color(*LINE)
    pdf.set_line_width(0.2)
    for step in range(1, TOP + 1):
        pdf.polygon([at(angle, step / TOP) for angle in angles])
    for angle, one in zip(angles, fields, strict=True):
        pdf.line(across, down, *at(angle, 1))
        x, y = at(angle, 1.1)
        wide = 9.6 * measure(one.short)
        shift = -wide if sin(angle) < -0.2 else -wide / 2 if sin(angle) < 0.2 else 0
        pen.put(one.short, left=x + shift, top=y - 2.2, width=60, size=9.6)
    for place, ring in enumerate(pack.rings):
        _stroke(pdf, ring.colour, place)
        means = [ring.views[one.id].mean for one in fields]
        points = [
            None if mean is None else at(angle, mean / TOP)
            for angle, mean in zip(angles, means, strict=True)
        ]
        for here, after in pairwise([*points, points[0]]):
            if here is not None and after is not None:
                pdf.line(*here, *after)
        pdf.set_dash_pattern()
        for point in points:
            if point is not None:
                _mark(pdf, place, *point)


def _draw_table(pen: Pen, pack: WorkshopPack, top: float) -> float:
    """Draw a row for each field and a column for each role."""
    first = 46.0
    column = (INNER - first) / len(pack.rings)
    columns = [(ring, MARGIN + first + place * column) for place, ring in enumerate(pack.rings)]
    ends = [
        pen.put(ring.name, left=left, top=top, width=column - 2, size=9, bold=True)
        for ring, left in columns
    ]
    top = max(ends) + 0.8
    for one in in_order(pack.fields):
        pen.rule(top)
        ends = [pen.put(one.name, left=MARGIN, top=top + 0.6, width=first - 2, size=9)]
        for ring, left in columns:
            view = ring.views[one.id]
            told = format_mean(view.mean)
            if view.unknown:
                unknown = say("don't know: {count}", count=view.unknown)
                told = f"{told} ({unknown})"
            ends.append(pen.put(told, left=left, top=top + 0.6, width=column - 2, size=9))
        top = max(ends) + 0.8
    return top


def _draw_agreements(pdf: FPDF, pen: Pen) -> None:
    top = TOP_EDGE + 7
    title = say("What we agreed")
    top = pen.put(title, left=MARGIN, top=top, width=INNER, size=20, bold=True, leading=1.2) + 3
    columns = [
        (say("What"), 62.0),
        (say("What newcomers and long-standing residents gain"), 62.0),
        (say("Who"), 34.0),
        (say("By when"), INNER - 158.0),
    ]
    left = MARGIN
    for name, width in columns:
        pen.put(name, left=left + 1, top=top, width=width - 2, size=9.6, bold=True)
        left += width
    top += 10
    rows, height = 5, 34.0
    pdf.set_draw_color(*LINE)
    pdf.set_line_width(0.25)
    for row in range(rows):
        left = MARGIN
        for _, width in columns:
            pdf.rect(left, top + row * height, width, height)
            left += width
    top += rows * height + GUTTER
    for text in (
        say("We meet again on: ____________________________"),
        say("Everybody will hear what came of it from: ____________________________"),
    ):
        top = pen.put(text, left=MARGIN, top=top, width=INNER, size=10.5) + 4
    again = say("In a year: answer the same questions again and compare the two results.")
    pen.put(again, left=MARGIN, top=min(top, PAGE_HEIGHT - 20), width=INNER, size=10.5, colour=SOFT)
