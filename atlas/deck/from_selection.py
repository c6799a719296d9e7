"""Make a deck of a selection: map, figures, ideas, and the type as a question."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.deck.from_story import lay_step
from atlas.deck.slide import ACCENT, SOFT, Deck, Outline, Slide, Table, Words
from atlas.deck.sources import make_source_slide
from atlas.export.provenance import format_tables
from atlas.layer.content import Figures, Types, find_content
from atlas.layer.texts import find_sources
from atlas.prose.figures import format_compared
from atlas.prose.subject import make_subject
from atlas.sheets.content import make_joint_sheet
from atlas.text import say
from atlas.views.new_step import make_step
from atlas.views.slides import make_slide

if TYPE_CHECKING:
    from atlas.definitions import Step
    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.sheets.content import Idea, Sheet

# Columns of comparators in one table, beside the figure's name and its value here.
MOST_BESIDE = 3


def make_selection_deck(
    atlas: Atlas, selection: Selection, *, link: str, with_type: bool = True
) -> Deck:
    """Return a deck of the selected areas, or of the layer in the whole place.

    Its classes are reduced to few enough for a hall. `link` is the address of the atlas;
    `with_type` whether the deck ends with the question what kind of area this is.
    """
    # The kind of area needs types, which not every country has.
    sheet = (
        make_joint_sheet(
            atlas,
            selection.areas,
            link=link,
            with_type=with_type,
            compare=selection.compare,
        )
        if atlas.definitions.sheets
        else None
    )
    opening = _make_opening(atlas, selection, sheet)
    slides = [opening, *_draw_layer(atlas, selection)]
    if sheet is not None:
        slides += [*_list_figures(atlas, sheet), *map(_describe_idea, sheet.ideas)]
        slides += [*_describe_type(sheet), _ask(sheet)]
    told = (sheet.sources,) if sheet is not None else ()
    where = sheet.link if sheet is not None else link
    slides.append(make_source_slide([(atlas, selection)], where, told=told))
    return Deck(title=opening.title, subject=opening.lead, slides=tuple(slides))


def _make_opening(atlas: Atlas, selection: Selection, sheet: Sheet | None) -> Slide:
    subject = make_subject(atlas, selection.areas)
    facts = sheet.facts if sheet is not None else (atlas.count_areas(len(subject.areas)),)
    return Slide(
        title=sheet.name if sheet is not None else subject.name,
        lead=atlas.name if selection.areas else say("What the figures say"),
        words=(
            *(Words(fact, colour=SOFT, gap=4) for fact in facts),
            Words(say("From the cohesion atlas"), colour=ACCENT, gap=14),
        ),
        shown=Outline(
            atlas.store, selection.areas, _describe(atlas, selection.areas, subject.name)
        ),
        is_opening=True,
    )


def _describe(atlas: Atlas, areas: tuple[str, ...], name: str) -> str:
    if not areas:
        return say("Outline of {place}", place=atlas.name)
    return say("Where {name} lies in {place}", name=name, place=atlas.name)


def _draw_layer(atlas: Atlas, selection: Selection) -> list[Slide]:
    """Return the layer as a map and as a chart; no chart where there is no figure to draw."""
    step = make_step(atlas, selection)
    slides = [_draw(atlas, selection, step), _draw(atlas, selection, step, what="chart")]
    return [slide for slide in slides if slide.shown is not None]


def _draw(atlas: Atlas, selection: Selection, step: Step, *, what: str = "map") -> Slide:
    told = make_slide(atlas, step.model_copy(update={"what": what}), selection, assets={})
    if what == "map":
        return lay_step(atlas, selection, told)
    match find_content(atlas, selection.layer):
        case Types():
            told["title"] = say("How many people live in each type?")
            told["sentence"] = say("Out of every 100 people, this many live in areas of each type.")
        case Figures(indicator):
            told["title"] = say("How does that compare?")
            own, *others = [(bar["name"], bar["value"]) for bar in told["bars"]] or [("", math.nan)]
            named = {one.head: one.name for one in atlas.find_comparators(selection.compare)}
            others = [(named.get(name, name), value) for name, value in others]
            told["sentence"] = format_compared(indicator, own[1], others)
    return lay_step(atlas, selection, told)


def _describe_type(sheet: Sheet) -> list[Slide]:
    """Return which type the area may have, as a question, and why; nothing without a type."""
    if not sheet.type.name:
        return []
    source = say("Types worked out by this atlas")
    about = Slide(
        say("What kind of area is this? Does this fit?"),
        words=tuple(Words(line, gap=14) for line in sheet.type.lines),
        source=source,
        notes=(sheet.caution,),
    )
    if not sheet.type.reasons:
        return [about]
    reasons = tuple(Words(reason, gap=14, is_listed=True) for reason in sheet.type.reasons)
    return [
        about,
        Slide(say("What supports it, and what does not?"), words=reasons, source=source),
    ]


def _list_figures(atlas: Atlas, sheet: Sheet) -> list[Slide]:
    """Return the figures as tables, each with as many columns as a hall can read."""
    names = [
        name for name, _ in max((figure.others for figure in sheet.figures), key=len, default=())
    ]
    parts = [names[start : start + MOST_BESIDE] for start in range(0, len(names), MOST_BESIDE)]
    slides = [_tabulate(atlas, sheet, part) for part in parts or [[]]]
    if len(slides) == 1:
        return slides
    return [
        replace(
            slide,
            title=say(
                "{title} ({number} of {total})",
                title=slide.title,
                number=number,
                total=len(slides),
            ),
        )
        for number, slide in enumerate(slides, start=1)
    ]


def _tabulate(atlas: Atlas, sheet: Sheet, names: list[str]) -> Slide:
    head = (say("Figure"), say("Here"), *names)
    words = next(iter(atlas.definitions.sheets.values()))
    used = [line.indicator for line in words.figures]
    rows = [
        (figure.name, figure.value, *(dict(figure.others).get(name, "\u2013") for name in names))
        for figure in sheet.figures
    ]
    return Slide(
        say("Six figures to discuss"),
        shown=Table(
            (head, *rows),
            say("Table of six figures: here and in {places}", places=", ".join(names)),
        ),
        source=format_tables(find_sources(atlas.definitions, used)),
        notes=(*(figure.told for figure in sheet.figures), *sheet.strengths, sheet.caution),
    )


def _describe_idea(idea: Idea) -> Slide:
    works = say("Does it work? {answer}", answer=idea.works)
    return Slide(
        idea.name,
        words=(
            Words(idea.summary, 32),
            *([Words(say("Why here?"), 28, bold=True, colour=ACCENT, gap=32)] * idea.is_for_here),
            Words(idea.because, 28, gap=6),
            *([Words(works, gap=28)] * bool(idea.works)),
        ),
        source=say("An idea to discuss. Source: {source}", source=idea.source),
    )


def _ask(sheet: Sheet) -> Slide:
    first, *others = sheet.questions
    return Slide(
        first,
        words=tuple(Words(question, 36, gap=28) for question in others),
        notes=(say("Write down what people say, and who offers to help."),),
    )
