"""Compile a card that introduces two places to each other, as text and as a page of A4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.export.provenance import format_dates, format_tables
from atlas.opening.candidates import find_features
from atlas.selection.public_address import is_public
from atlas.sheets.to_pdf import (
    CODE,
    INNER,
    MARGIN,
    PAGE_HEIGHT,
    SOFT,
    Pen,
    measure,
    open_document,
    put_link_code,
)
from atlas.text import say
from atlas.views.twins import (
    describe_changes,
    describe_difference,
    describe_distance,
    describe_place,
    draw_feature,
    name_features,
)

if TYPE_CHECKING:
    from atlas.definitions import Source
    from atlas.neighbours.find import Neighbour
    from atlas.opening.candidates import Asked
    from atlas.views.twins import Place

ROOM = 40.0
RULED = 8.0


@dataclass(frozen=True)
class PairingCard:
    """What one pairing card says, before any layout.

    Parameters
    ----------
    here, there
        The two places.
    distance
        How different their figures are, in words.
    alike
        What is similar, in one sentence; empty where nothing is.
    differs
        What differs, one line each.
    rows
        Figures of both: name, here, there. Those of change come last.
    questions
        What the two may ask each other.
    caution, sources, attributions
        How to read the figures, and where they are from.
    link
        Address that shows the place and its twins.
    """

    here: Place
    there: Place
    distance: str
    alike: str
    differs: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    questions: tuple[str, ...]
    caution: str
    sources: str
    attributions: tuple[str, ...]
    link: str

    @property
    def title(self) -> str:
        """Both names."""
        return say("{here} and {there}", here=self.here.name, there=self.there.name)


def make_pairing(asked: Asked, twin: Neighbour, *, link: str) -> PairingCard:
    """Return the card of a place and one of its twins.

    Parameters
    ----------
    asked, twin
        The two places.
    link
        Address at which the page of twins is opened, with what it shows.
    """
    atlas = asked.atlas
    features = find_features(atlas)
    likeness = features.likeness if features is not None else None
    rows = [
        (
            difference.feature.name,
            draw_feature(atlas, difference.feature, difference.here),
            draw_feature(atlas, difference.feature, difference.there),
        )
        for difference in twin.every
    ]
    listed = {name for name, _, _ in rows}
    here, there = describe_changes(asked, asked.code), describe_changes(asked, twin.code)
    rows += [(name, here[name], there[name]) for name in here if name not in listed]
    alike = name_features(twin.alike)
    return PairingCard(
        here=describe_place(atlas, asked.code),
        there=describe_place(atlas, twin.code),
        distance=describe_distance(twin.distance),
        alike=say("Alike in {figures}.", figures=alike) if alike else "",
        differs=tuple(f"{describe_difference(atlas, difference)}." for difference in twin.differs),
        rows=tuple(rows),
        questions=tuple(likeness.questions) if likeness else (),
        caution=likeness.caution if likeness else "",
        sources=_describe_sources(asked),
        attributions=tuple(
            str(attribution).replace("(c)", "©")
            for attribution in atlas.store.manifest["attributions"]
        ),
        link=link if is_public(link) else "",
    )


def _describe_sources(asked: Asked) -> str:
    features = find_features(asked.atlas)
    if features is None:
        return ""
    definitions = asked.atlas.definitions
    found: dict[str, Source] = {}
    for name in [*features.likeness.indicators, *features.likeness.changes]:
        found |= {
            source.id: source for source in definitions.sources_of(definitions.indicators[name])
        }
    sources = list(found.values())
    return say(
        "Figures: {tables}. {dates}", tables=format_tables(sources), dates=format_dates(sources)
    )


def make_pairing_text(card: PairingCard) -> str:
    """Return a card as plain text to paste into a message."""
    lines = [
        say("Proposal to learn from each other: {title}", title=card.title),
        "",
        f"{card.here.name}: {card.here.around}, {card.here.residents}",
        f"{card.there.name}: {card.there.around}, {card.there.residents}",
        "",
        say("Their figures are {distance} on average.", distance=card.distance),
        card.alike,
        *([say("What differs (there, then here):")] if card.differs else []),
        *[f"- {difference}" for difference in card.differs],
        "",
        say("Questions to each other:"),
        *[f"- {question}" for question in card.questions],
        "",
        card.caution,
        card.sources,
        say("Cohesion atlas: {link}", link=card.link) if card.link else None,
    ]
    text = "\n".join(line for line in lines if line is not None)
    return text.replace("\u202f", "\u00a0")


def write_pairing(card: PairingCard) -> bytes:
    """Return a card as a PDF of one page; the same card gives the same bytes."""
    pdf = open_document(say("Pairing card: {title}", title=card.title))
    pdf.set_subject(say("Two places that are alike in their figures, and what they may ask"))
    pdf.add_page()
    pen = Pen(pdf, _find_scale(card))
    bottom = _draw(pen, card)
    foot = _foot_top(pen, card)
    _draw_lines(pen, bottom + 3, foot - 3)
    put_link_code(pdf, card.link, foot)
    _draw_foot(pen, card, foot)
    return bytes(pdf.output())


def _find_scale(card: PairingCard) -> float:
    """Return the largest text scale that leaves room for notes."""
    scales = [float(scale) for scale in np.arange(1.0, 0.74, -0.03)]
    for scale in scales:
        pen = Pen(None, scale)
        if _foot_top(pen, card) - _draw(pen, card) >= ROOM:
            return scale
    return scales[-1]


def _draw(pen: Pen, card: PairingCard) -> float:
    top = pen.put(say("Pairing card"), left=MARGIN, top=11, width=INNER, size=9, colour=SOFT)
    size = min(22.0, INNER / measure(card.title, bold=True))
    top = pen.put(
        card.title, left=MARGIN, top=top, width=INNER + 1, size=size, bold=True, leading=1.2
    )
    for place in (card.here, card.there):
        line = f"{place.name}: {place.around}, {place.residents}"
        top = pen.put(line, left=MARGIN, top=top, width=INNER, size=10.5, colour=SOFT)
    pen.rule(top + 3)
    top = pen.head(say("What is alike"), left=MARGIN, top=top + 5.5, width=INNER)
    apart = say("On average the figures are {distance}.", distance=card.distance)
    top = pen.put(f"{card.alike} {apart}".strip(), left=MARGIN, top=top, width=INNER)
    top = pen.head(say("What differs"), left=MARGIN, top=top + 3, width=INNER)
    lines = card.differs or (say("None of the figures differs clearly."),)
    for line in lines:
        top = _bullet(pen, line, top)
    pen.rule(top + 3)
    top = _draw_rows(pen, card, top + 5.5)
    pen.rule(top + 3)
    top = pen.head(say("Questions to each other"), left=MARGIN, top=top + 5.5, width=INNER)
    for line in card.questions:
        top = _bullet(pen, line, top)
    return top


def _bullet(pen: Pen, text: str, top: float) -> float:
    pen.put("•", left=MARGIN, top=top, width=3)
    return pen.put(text, left=MARGIN + 3.5, top=top, width=INNER - 3.5)


def _draw_rows(pen: Pen, card: PairingCard, top: float) -> float:
    """Draw the figures of both places, in three columns."""
    columns = [(MARGIN, 84.0), (MARGIN + 88.0, 44.0), (MARGIN + 136.0, 48.0)]
    heads = (say("Figure"), card.here.name, card.there.name)
    ends = [
        pen.put(text, left=left, top=top, width=width, size=9.2, bold=True)
        for text, (left, width) in zip(heads, columns, strict=True)
    ]
    top = max(ends) + 0.6
    for row in card.rows:
        ends = [
            pen.put(text, left=left, top=top, width=width, size=9.2)
            for text, (left, width) in zip(row, columns, strict=True)
        ]
        top = max(ends) + 0.5
    return top


def _draw_lines(pen: Pen, top: float, bottom: float) -> None:
    """Draw lines on which to write down what the two agree."""
    pen.put(
        say("What we agree on, who does it, and by when"),
        left=MARGIN,
        top=top,
        width=INNER,
        bold=True,
    )
    line = top + 5 + RULED
    while line <= bottom - 1:
        pen.rule(line)
        line += RULED


def _foot_top(pen: Pen, card: PairingCard) -> float:
    height = _draw_foot(Pen(None, pen.scale), card, 0)
    return PAGE_HEIGHT - 9 - max(CODE if card.link else 0, height)


def _draw_foot(pen: Pen, card: PairingCard, top: float) -> float:
    beside = CODE if card.link else 0
    left, width = MARGIN + beside, INNER - beside
    top = pen.put(card.caution, left=left, top=top + 1.5, width=width, size=8.6, leading=1.22)
    if card.link:
        link = say("See more: {link}", link=card.link)
        top = pen.put(link, left=left, top=top + 0.8, width=width, size=8.6, bold=True)
    small = " ".join([card.sources, *card.attributions])
    return pen.put(small, left=left, top=top + 0.8, width=width, size=6.6, colour=SOFT, leading=1.2)
