"""Compile a card that introduces two places to each other, as text and as a page of A4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.export.provenance import format_dates, format_rights, format_tables
from atlas.layer.texts import find_sources
from atlas.opening.candidates import find_features
from atlas.selection.public_address import is_public
from atlas.sheets.to_pdf import MARGIN, SOFT, Foot, Pen, open_document
from atlas.text import say
from atlas.views.twins import (
    describe_changes,
    describe_difference,
    describe_distance,
    describe_place,
    draw_feature,
    draw_figure,
    name_features,
)

if TYPE_CHECKING:
    from atlas.neighbours.find import Neighbour
    from atlas.opening.candidates import Asked
    from atlas.views.twins import Place

ROOM = 40.0


@dataclass(frozen=True)
class PairingCard:
    """What one pairing card says, before any layout.

    `distance` is how different their figures are, in words; `alike` is empty where nothing is.
    `rows` are figures of both: name, here, there; those of change come last. The link shows
    the place and its twins.
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
    """Return the card of a place and one of its twins, with the address of their page."""
    atlas = asked.atlas
    features = find_features(atlas)
    likeness = features.likeness if features is not None else None
    rows = [
        (
            difference.feature.name,
            draw_feature(atlas, difference.feature, difference.here),
            draw_figure(atlas, difference.feature, twin.code, difference.there),
        )
        for difference in twin.every
    ]
    listed = {name for name, _, _ in rows}
    here, there = describe_changes(asked, asked.code), describe_changes(asked, twin.code)
    rows += [(name, here[name], there[name]) for name in there if name not in listed]
    alike = name_features(twin.alike)
    return PairingCard(
        here=describe_place(atlas, asked.code),
        there=describe_place(atlas, twin.code),
        distance=describe_distance(twin.distance),
        alike=say("Similar in {figures}.", figures=alike) if alike else "",
        differs=tuple(f"{describe_difference(atlas, one, twin.code)}." for one in twin.differs),
        rows=tuple(rows),
        questions=tuple(likeness.questions) if likeness else (),
        caution=likeness.caution if likeness else "",
        sources=_describe_sources(asked),
        attributions=tuple(format_rights(atlas.store.manifest["attributions"])),
        link=link if is_public(link) else "",
    )


def _describe_sources(asked: Asked) -> str:
    features = find_features(asked.atlas)
    if features is None:
        return ""
    names = [*features.likeness.indicators, *features.likeness.changes]
    sources = find_sources(asked.atlas.definitions, names)
    tables, dates = format_tables(sources), format_dates(sources)
    return say("Figures: {tables}. {dates}", tables=tables, dates=dates)


def make_pairing_text(card: PairingCard) -> str:
    """Return a card as plain text to paste into a message."""
    lines = [
        say("Proposal to learn from each other: {title}", title=card.title),
        "",
        f"{card.here.name}: {', '.join(card.here.facts)}",
        f"{card.there.name}: {', '.join(card.there.facts)}",
        "",
        say("Their figures are {distance} on average.", distance=card.distance),
        card.alike,
        *([say("What differs (there, then here):")] if card.differs else []),
        *[f"- {difference}" for difference in card.differs],
        "",
        say("Questions for each other:"),
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
    pdf.set_subject(say("Two places with similar figures, and what they could ask each other"))
    pdf.add_page()
    more = say("See more: {link}", link=card.link)
    foot = Foot(card.caution, card.link, more, " ".join([card.sources, *card.attributions]))
    # The largest text that leaves room for notes.
    for scale in np.arange(1.0, 0.74, -0.03).tolist():
        trial = Pen(None, scale)
        if foot.find_top(trial) - _draw(trial, card) >= ROOM:
            break
    pen = Pen(pdf, scale)
    bottom, end = _draw(pen, card) + 3, foot.find_top(pen)
    pen.put(say("What we agree on, who does it, and by when"), top=bottom, bold=True)
    pen.ruled(bottom + 5, end - 4)
    foot.draw(pen, end)
    return bytes(pdf.output())


def _draw(pen: Pen, card: PairingCard) -> float:
    top = pen.put(say("Pairing card"), top=11, size=9, colour=SOFT)
    top = pen.title(card.title, top=top, most=22.0)
    for place in (card.here, card.there):
        line = f"{place.name}: {', '.join(place.facts)}"
        top = pen.put(line, top=top, size=10.5, colour=SOFT)
    pen.rule(top + 3)
    top = pen.head(say("What is similar"), top=top + 5.5)
    apart = say("On average the figures are {distance}.", distance=card.distance)
    top = pen.put(f"{card.alike} {apart}".strip(), top=top)
    top = pen.head(say("What differs"), top=top + 3)
    for line in card.differs or (say("None of the figures differs clearly."),):
        top = pen.bullet(line, top=top)
    pen.rule(top + 3)
    top = _draw_rows(pen, card, top + 5.5)
    pen.rule(top + 3)
    top = pen.head(say("Questions for each other"), top=top + 5.5)
    for line in card.questions:
        top = pen.bullet(line, top=top)
    return top


def _draw_rows(pen: Pen, card: PairingCard, top: float) -> float:
    """Draw the figures of both places, in three columns."""
    columns = [(MARGIN, 84.0), (MARGIN + 88.0, 44.0), (MARGIN + 136.0, 48.0)]
    heads = (say("Figure"), card.here.name, card.there.name)
    for number, row in enumerate((heads, *card.rows)):
        ends = [
            pen.put(text, left=left, top=top, width=width, size=9.2, bold=number == 0)
            for text, (left, width) in zip(row, columns, strict=True)
        ]
        top = max(ends) + (0.5 if number else 0.6)
    return top
