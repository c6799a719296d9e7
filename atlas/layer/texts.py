"""Texts of a layer wherever it is shown: question, name, date, caution and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from atlas.definitions import SharedTypology
from atlas.definitions.indicator import ORDERED
from atlas.layer.content import Figures, Strengths, Types
from atlas.prose.figures import UNIT_WORDS
from atlas.prose.sentences import describe_around
from atlas.quantities import format_count, format_list
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.definitions import Definitions, Indicator, Source, Typology
    from atlas.facade import Atlas
    from atlas.layer.classes import Classing
    from atlas.layer.content import Content


@dataclass(frozen=True)
class LayerTexts:
    """The texts of a layer.

    Parameters
    ----------
    name, title
        Its name, and the question it answers.
    subtitle
        A sentence on what is shown, below the question.
    summary
        The same for files; for types, how areas are assigned.
    unit, date
        As text; types have no unit, and the dates of their sources.
    sentence
        Sentence with the slots {value} and {place}.
    caution
        What to bear in mind.
    notes
        Notes that must be shown beside its numbers.
    sources
        The published tables behind it.
    """

    name: str
    title: str
    subtitle: str
    summary: str
    unit: str
    date: str
    sentence: str
    caution: str
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def heading(self) -> str:
        """The heading of the legend: its name and its unit."""
        return ", ".join(part for part in (self.name, self.unit) if part)


def find_texts(atlas: Atlas, content: Content, classing: Classing) -> LayerTexts:
    """Return the texts of a layer."""
    match content:
        case Figures(indicator):
            return _find_figure_texts(atlas, indicator, classing)
        case Types():
            return _find_type_texts(atlas, content)
        case Strengths(action):
            return LayerTexts(
                name=action.name,
                title=say("Where would “{action}” help?", action=action.name),
                subtitle=action.summary,
                summary=action.summary,
                unit="",
                date="",
                sentence="{place}: {value}.",
                caution=say("A figure starts the conversation; it proves nothing about people."),
            )
        case _:
            assert_never(content)


def _find_figure_texts(atlas: Atlas, indicator: Indicator, classing: Classing) -> LayerTexts:
    return LayerTexts(
        name=atlas.name_figure(indicator),
        title=indicator.question,
        subtitle=f"{indicator.text.short} {indicator.year}.",
        summary=indicator.text.short,
        unit=say(UNIT_WORDS[indicator.unit]),
        date=indicator.year,
        sentence=describe_around(atlas, indicator),
        caution=indicator.text.caution,
        notes=tuple(_list_notes(atlas, indicator, classing)),
        sources=find_sources(atlas.definitions, [indicator.id]),
    )


def _list_notes(atlas: Atlas, indicator: Indicator, classing: Classing) -> list[str]:
    """Return notes on the direction of ranks, on larger areas, and on the class for zero."""
    notes = [indicator.text.short] if indicator.unit in ORDERED else []
    if published := atlas.describe_published(indicator):
        notes.append(published)
    if classing.parts_nought:
        notes.append(
            say("0 is a separate class; the other areas are divided into classes of equal size.")
        )
    return notes


def _find_type_texts(atlas: Atlas, content: Types) -> LayerTexts:
    typology = content.typology
    relative = typology.method == "profiles" and content.reading == "town"
    subtitle = typology.about.split(". ")[0].rstrip(".") + "."
    if relative:
        subtitle = say(
            "Compared only with {place}'s own areas: a relative reading.", place=atlas.name
        )
    sources = sources_of_types(atlas.definitions, typology)
    return LayerTexts(
        name=typology.name,
        title=typology.question,
        subtitle=subtitle,
        summary=_format_method(atlas, content),
        unit="",
        date=format_list(sorted({source.title.split(":")[0] for source in sources})),
        sentence="{place}: {value}.",
        caution=typology.caution,
        sources=sources,
    )


def _format_method(atlas: Atlas, content: Types) -> str:
    typology = content.typology
    kinds = len(typology.types)
    if isinstance(typology, SharedTypology):
        return say("Each area shows the type of small area that most of its residents live in.")
    if typology.method == "largest":
        return say("Each area has whichever of {count} types has the largest share.", count=kinds)
    if typology.method == "rules":
        return say("Each area has the first of {count} types whose rules it meets.", count=kinds)
    figures = format_count(len({name for one in typology.types for name in one.profile}))
    told = {"count": kinds, "figures": figures}
    if content.reading == "town":
        return say(
            "Each area has the one of {count} types whose profile is nearest in {figures} "
            "figures, by the area's position among {place}'s own neighbourhoods.",
            **told,
            place=atlas.name,
        )
    return say(
        "Each area has the one of {count} types whose profile is nearest in {figures} figures, "
        "by the area's position among {whole}'s neighbourhoods.",
        **told,
        whole=atlas.whole.name,
    )


def find_sources(definitions: Definitions, indicators: Iterable[str]) -> tuple[Source, ...]:
    """Return the published tables behind indicators, each once, in their order."""
    found = {
        source.id: source
        for name in indicators
        for source in definitions.sources_of(definitions.indicators[name])
    }
    return tuple(found.values())


def sources_of_types(definitions: Definitions, typology: Typology) -> tuple[Source, ...]:
    """Return the published tables behind a typology, each once."""
    names: list[str] = []
    for one in typology.types:
        names += [*one.profile, *(condition.indicator for condition in one.all)]
        names += [one.indicator] if one.indicator else []
    return find_sources(definitions, names)
