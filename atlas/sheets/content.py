"""Compile what one sheet says: texts, figures and a map, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import AtlasError, Fault
from atlas.export.provenance import format_dates, format_rights, format_tables
from atlas.layer.texts import find_sources
from atlas.prose.evidence import describe_evidence
from atlas.prose.figures import format_compared, format_figure
from atlas.prose.reasons import describe_plainly, find_grounds
from atlas.prose.sentences import describe_gap, subject_value
from atlas.prose.subject import make_subject
from atlas.prose.types.plain import PlainType, describe_plain_type
from atlas.quantities import format_count
from atlas.selection.public_address import is_public
from atlas.sheets.others import Other, find_country, find_others
from atlas.sheets.whereabouts import Whereabouts, find_whereabouts
from atlas.text import ENGLISH, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions.sheet import Line, SheetWords
    from atlas.facade import Atlas
    from atlas.prose.reasons import Ground
    from atlas.prose.subject import Subject

SHOWN_ACTIONS = 3
SHOWN_STRENGTHS = 2
# With more, a link names the ward or neighbourhood that the areas make up.
MOST_LINKED = 12


@dataclass(frozen=True)
class Figure:
    """One figure: its value in large type, its sentence, and how it compares.

    `name` is that of the indicator; `others` are the comparators, each with its value.
    """

    value: str
    sentence: str
    compared: str
    name: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """The sentence, and how its value compares."""
        return f"{self.sentence} {self.compared}".strip()

    @property
    def beside(self) -> str:
        """The text beside the value; the two read as one sentence."""
        return self.told.removeprefix(self.value).strip()


@dataclass(frozen=True)
class Idea:
    """One suggested action, with why it is suggested here and its source.

    `is_for_here` says that a figure of the place itself supports it, `is_for_all` that it is
    done once for the whole place; `works` is the line on whether it works, empty where
    nobody has rated it.
    """

    name: str
    summary: str
    because: str
    source: str
    is_for_here: bool
    works: str = ""
    is_for_all: bool = False

    @property
    def why(self) -> str:
        """Why it is on the sheet; a question only where an answer follows."""
        return (
            say("Why here? {reasons}", reasons=self.because) if self.is_for_here else self.because
        )


@dataclass(frozen=True)
class Sheet:
    """What one hand-out says, before any layout.

    Parameters
    ----------
    code, name
        Of an area, a ward or a neighbourhood (MSOA); the name people use, with the number of
        an area, so that no two sheets have the same name.
    facts
        What it lies in, or its areas, and how many people live there.
    place
        The town, or other place, that it is part of.
    type
        The type, how well it fits, and why; empty on a sheet without a type.
    figures, strengths, ideas
        At most six, two and three of them.
    questions
        What residents are asked.
    caution, sources, attributions
        How to read the figures, and where they are from.
    link
        Address that shows the area in the atlas.
    map
        Where the area lies.
    """

    code: str
    name: str
    facts: tuple[str, ...]
    place: str
    type: PlainType
    figures: tuple[Figure, ...]
    strengths: tuple[str, ...]
    ideas: tuple[Idea, ...]
    questions: tuple[str, ...]
    caution: str
    sources: str
    attributions: tuple[str, ...]
    link: str
    map: Whereabouts

    @property
    def body(self) -> list[str]:
        """All sentences that a resident reads, without headings, names of areas and sources."""
        figures = [
            part for figure in self.figures for part in (figure.sentence, figure.compared) if part
        ]
        ideas = [part for idea in self.ideas for part in (idea.summary, idea.because)]
        told = [*figures, *self.strengths, *ideas, *self.type.lines, *self.type.reasons]
        return [*told, *self.questions, self.caution]


def make_sheet(
    atlas: Atlas,
    code: str,
    *,
    link: str,
    with_type: bool = True,
    compare: Sequence[str] | None = None,
) -> Sheet:
    """Return the sheet of an area, a ward or a neighbourhood (MSOA).

    Parameters
    ----------
    atlas
        The place it lies in.
    code
        Code of an area, a ward or a neighbourhood.
    link
        Address at which the atlas is opened, without the query.
    with_type
        Whether it ends with the question what kind of area this is.
    compare
        Identities of what it is compared with besides the place; the usual is the
        country that the area is part of.

    Raises
    ------
    AddressError
        If the place has no area with this code.
    AtlasError
        If `layers/sheets` defines no sheet.
    """
    level = atlas.find_level(code)
    areas = tuple(atlas.areas_of(code))
    subject = make_subject(atlas, () if level == "place" else areas)
    others = find_others(atlas, code, compare)
    return _put_together(atlas, subject, code, level, others, link=link, with_type=with_type)


def make_joint_sheet(
    atlas: Atlas,
    areas: Sequence[str],
    *,
    link: str,
    with_type: bool = True,
    compare: Sequence[str] | None = None,
) -> Sheet:
    """Return the sheet of the small areas that somebody selected, or without any of the place.

    See `make_sheet`.

    Raises
    ------
    AddressError
        If the place lacks one of them.
    AtlasError
        If `layers/sheets` defines no sheet.
    """
    if len(areas) < 2:
        code = areas[0] if areas else atlas.store.place
        return make_sheet(atlas, code, link=link, with_type=with_type, compare=compare)
    for area in areas:
        atlas.find_level(area)
    subject = make_subject(atlas, tuple(areas))
    code = ",".join(areas)
    others = find_others(atlas, code, compare)
    return _put_together(atlas, subject, code, "selection", others, link=link, with_type=with_type)


def _put_together(
    atlas: Atlas,
    subject: Subject,
    code: str,
    level: str,
    others: list[Other],
    *,
    link: str,
    with_type: bool,
) -> Sheet:
    words = _find_words(atlas)
    areas = subject.areas
    figures = tuple(_describe_figure(atlas, subject, line, others) for line in words.figures)
    name, facts = _name(atlas, words, subject, code, level)
    told = describe_plain_type(atlas, words, areas) if with_type else PlainType()
    strengths = _describe_strengths(atlas, words, subject, code)
    ideas, grounds = _describe_ideas(atlas, words, areas)
    used = [*(line.indicator for line in words.figures), *strengths, *told.indicators]
    used += [ground.trigger.condition.indicator for ground in grounds]
    sources = find_sources(atlas.definitions, used)
    tables = say("Figures: {tables}.", tables=format_tables(sources))
    return Sheet(
        code=code,
        name=name,
        facts=facts,
        place=atlas.name,
        type=told,
        figures=figures,
        strengths=tuple(strengths.values()),
        ideas=ideas,
        questions=tuple(words.questions),
        caution=f"{words.caution} {words.type_caution if with_type else ''}".strip(),
        sources=f"{tables} {format_dates(sources)}",
        attributions=tuple(format_rights(atlas.store.manifest["attributions"])),
        link=_make_link(atlas, areas, code, level, link),
        map=find_whereabouts(atlas, areas),
    )


def _make_link(atlas: Atlas, areas: Sequence[str], code: str, level: str, base: str) -> str:
    """Return the address that shows a sheet's areas: short, so that its QR code is coarse.

    It is empty where nobody could open it from paper.
    """
    if not is_public(base):
        return ""
    larger = {"ward": "ward", "neighbourhood": "near"}
    own = f"&area={','.join(areas)}"
    if len(areas) > MOST_LINKED and level in larger:
        own = f"&{larger[level]}={code}"
    if level == "place":
        own = ""
    at = "" if atlas.level == "area" else f"&level={atlas.level}"
    said = "" if atlas.language == ENGLISH.code else f"&lang={atlas.language}"
    return f"{base.split('?', maxsplit=1)[0]}?place={atlas.store.place}{at}{own}{said}"


def _find_words(atlas: Atlas) -> SheetWords:
    sheets = atlas.definitions.sheets
    if not sheets:
        what = "No sheet is defined."
        raise AtlasError([Fault("layers/sheets", what, remedy="Restore area.toml.")])
    return next(iter(sheets.values()))


def _name(
    atlas: Atlas, words: SheetWords, subject: Subject, code: str, level: str
) -> tuple[str, tuple[str, ...]]:
    residents = float(atlas.measures.residents.loc[list(subject.areas)].sum())
    people = words.residents.replace("{value}", format_count(residents))
    if level == "area":
        own = str(atlas.store.areas.loc[code, "name"])
        name = own if atlas.level == "authority" else atlas.name_of(code)
        return name, (atlas.around(code), people)
    names = {"ward": atlas.wards, "neighbourhood": atlas.neighbourhoods}
    name = str(names[level][code]) if level in names else subject.name
    if level == "ward":
        name = say("{name} ward", name=name)
    return name, (atlas.count_areas(len(subject.areas)), people)


def _describe_figure(
    atlas: Atlas, subject: Subject, line: Line, compared: Sequence[Other]
) -> Figure:
    indicator = atlas.definitions.indicators[line.indicator]
    value = subject_value(atlas, subject, line.indicator)
    if np.isnan(value):
        why = describe_gap(atlas, subject, indicator)
        sentence = say(
            "{name}, {year}: there is no figure here ({reason}).",
            name=indicator.name,
            year=indicator.year,
            reason=why,
        )
        return Figure("\u2013", sentence, "", indicator.name)
    shown = format_figure(indicator, value)
    others = [(one, other) for one in compared if not np.isnan(other := one.find(indicator.id))]
    return Figure(
        shown,
        line.sentence.replace("{value}", shown),
        format_compared(indicator, value, [(one.name, other) for one, other in others]),
        indicator.name,
        tuple((one.head, format_figure(indicator, other)) for one, other in others),
    )


def _describe_strengths(
    atlas: Atlas, words: SheetWords, subject: Subject, code: str
) -> dict[str, str]:
    """Return what is more common here than in the country, by indicator, largest excess first."""
    country, found = find_country(atlas, code), []
    for line in words.strengths:
        indicator = atlas.definitions.indicators[line.indicator]
        value = subject_value(atlas, subject, line.indicator)
        other = np.nan if country is None else atlas.compare([country], indicator.id)[0]
        if country is None or np.isnan(value) or not other > 0:
            continue
        shown = format_figure(indicator, value)
        if value > other and shown != format_figure(indicator, other):
            sentence = line.sentence.replace("{value}", shown)
            compared = format_compared(indicator, value, [(country.name, other)])
            found.append((-value / other, line.indicator, f"{sentence} {compared}"))
    return {name: text for _, name, text in sorted(found)[:SHOWN_STRENGTHS]}


def _describe_ideas(
    atlas: Atlas, words: SheetWords, areas: tuple[str, ...]
) -> tuple[tuple[Idea, ...], list[Ground]]:
    """Return the three best-fitting actions with the figures that are a reason for them.

    Where figures suggest fewer, some are for the whole town.
    """
    suggested = sorted(atlas.suggest(areas), key=lambda suggestion: suggestion.kind != "area")
    chosen = suggested[:SHOWN_ACTIONS]
    grounds = [next(iter(find_grounds(atlas, suggestion, areas)), None) for suggestion in chosen]
    ideas = []
    for suggestion, ground in zip(chosen, grounds, strict=True):
        action = atlas.definitions.actions[suggestion.action]
        because = describe_plainly(atlas, suggestion, ground, words.topics)
        first = atlas.definitions.documents[action.sources[0].document]
        source = f"{first.publisher}, {first.title} ({first.year})"
        line = describe_evidence(action)
        works = line.brief if line else ""
        of_all = suggestion.kind == "place"
        idea = Idea(action.name, action.summary, because, source, ground is not None, works, of_all)
        ideas.append(idea)
    return tuple(ideas), [ground for ground in grounds if ground is not None]
