"""The layer a map export shows: its classes, its words, and which areas are filtered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from atlas.definitions import SharedTypology
from atlas.layer.classes import NO_CLASS, Classing
from atlas.layer.classing import classify_layer
from atlas.prose.types.names import name_states
from atlas.prose.types.shares import say_no_type
from atlas.quantities import MISSING, say_count, say_list, say_value
from atlas.text import say, to_say
from atlas.typology.assign import UNCLEAR
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from atlas.definitions import Definitions, Indicator, Source, Typology
    from atlas.definitions.indicator import Unit
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

# Every unit there is: a test walks them all.
UNIT_WORDS: dict[Unit, str] = {
    "percent": to_say("per cent"),
    "people": to_say("people"),
    "households": to_say("households"),
    "count": to_say("number"),
    "points": to_say("percentage points"),
    "index": to_say("index"),
    "score": to_say("score"),
    "decile": to_say("1 to 10"),
    "rank": to_say("place in a queue, 1 first"),
    "per_km2": to_say("per square kilometre"),
    "per_1000": to_say("per 1,000"),
    "per_100000": to_say("per 100,000"),
    "per_100": to_say("per 100 residents"),
    "net_per_100": to_say("per 100, moves in less moves out"),
    "tenths": to_say("tenths of England's areas"),
    "ratio": to_say("ratio"),
    "km": to_say("kilometres"),
    "metres": to_say("metres"),
    "places": to_say("places"),
    "z_sum": to_say("sum of standard scores"),
}


@dataclass(frozen=True)
class LegendRow:
    """One line of a legend.

    Parameters
    ----------
    label, colour
        As on the map.
    count
        How many of the areas that are shown are in the class: none where it is switched off.
    hidden
        True where the reader switched the class off.
    """

    label: str
    colour: str
    count: int
    hidden: bool


@dataclass(frozen=True)
class MapLayer:
    """What a map shows and says. All series have one row for each area of the place.

    Parameters
    ----------
    id, kind, name, question, sentence, year, caution, unit
        From the definition; `unit` is in words and empty for types.
    classing
        Classes of all areas, so that colours stay when filters change.
    kept
        Whether an area meets all filters.
    doubtful
        Whether an area's type is not clear, or lies between two; never for an indicator.
    words
        Each area's value or type in words.
    off
        Numbers of the classes that are switched off.
    selected
        Codes of the areas to point out.
    missing_words
        Why the areas without a class have none.
    comparisons
        Other places and their value, in words.
    sources
        The published tables behind it.
    type_ids
        Identities of the types that are classes, in order; none for an indicator.
    is_shared
        Whether types are those that most residents of larger areas live in.
    doubts
        The standings of types that are doubtful.
    """

    id: str
    kind: Literal["indicator", "typology"]
    name: str
    question: str
    sentence: str
    year: str
    caution: str
    unit: str
    classing: Classing
    kept: pd.Series
    doubtful: pd.Series
    words: pd.Series
    off: frozenset[int]
    selected: tuple[str, ...]
    missing_words: str
    comparisons: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    type_ids: tuple[str, ...] = ()
    is_shared: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def shown(self) -> pd.Series:
        """Whether an area is coloured: it meets the filters and its class is on."""
        return self.kept & ~self.classing.codes.isin(self.off)

    @property
    def missing(self) -> pd.Series:
        """Whether an area meets the filters and has no class."""
        return self.kept & (self.classing.codes == NO_CLASS)

    @property
    def legend(self) -> list[LegendRow]:
        """One row per class, counting the areas that are shown."""
        counts = self.classing.codes[self.shown].value_counts()
        pairs = zip(self.classing.labels, self.classing.colours, strict=True)
        return [
            LegendRow(label, colour, int(counts.get(place, 0)), place in self.off)
            for place, (label, colour) in enumerate(pairs)
        ]


def make_layer(atlas: Atlas, selection: Selection, *, kept: pd.Series) -> MapLayer:
    """Return the layer of a selection, with the filters' result."""
    if selection.layer in atlas.definitions.typologies:
        return _typology_layer(atlas, selection, kept)
    return _indicator_layer(atlas, selection, kept)


def _indicator_layer(atlas: Atlas, selection: Selection, kept: pd.Series) -> MapLayer:
    indicator = atlas.definitions.indicators[selection.layer]
    values = atlas.measures.values(indicator.id)
    gaps = values.index[values.isna() & kept]
    reasons = dict.fromkeys(atlas.measures.gap_reason(indicator.id, area) for area in gaps)
    return MapLayer(
        id=indicator.id,
        kind="indicator",
        name=atlas.name_figure(indicator),
        question=indicator.question,
        sentence=indicator.text.short,
        year=indicator.year,
        caution=indicator.text.caution,
        unit=say(UNIT_WORDS[indicator.unit]),
        classing=classify_layer(atlas, selection),
        kept=kept,
        doubtful=pd.Series(data=False, index=kept.index),
        words=values.map(
            lambda value: say_value(value, indicator.unit, decimals=indicator.decimals)
        ),
        off=frozenset(selection.off),
        selected=selection.areas,
        missing_words=say("no figure ({reasons})", reasons="; ".join(reasons))
        if reasons
        else say(MISSING),
        comparisons=_compare(atlas, selection, indicator),
        sources=tuple(atlas.definitions.sources_of(indicator)),
    )


def _compare(
    atlas: Atlas, selection: Selection, indicator: Indicator
) -> tuple[tuple[str, str], ...]:
    rows = {atlas.store.place: atlas.name}
    row = atlas.comparator_row(selection.compare)
    if row is not None:
        rows[row] = atlas.comparators[selection.compare]
    values = atlas.measures.comparators(indicator.id)
    return tuple(
        (name, say_value(float(values[row]), indicator.unit, decimals=indicator.decimals))
        for row, name in rows.items()
        if row in values.index and pd.notna(values[row])
    )


def _typology_layer(atlas: Atlas, selection: Selection, kept: pd.Series) -> MapLayer:
    typology = atlas.definitions.typologies[selection.layer]
    assignment = atlas.types(typology.id, reading=selection.reading)
    listed = (*(one.id for one in typology.types), UNCLEAR)
    words = pd.Series(name_states(atlas, assignment, list(kept.index)), kept.index)
    missing = say("not enough data")
    if isinstance(assignment, Shares) and not assignment.is_known:
        missing = say_no_type(atlas, assignment)
    sources = sources_of_types(atlas.definitions, typology)
    heads = dict.fromkeys(source.title.split(":")[0] for source in sources)
    return MapLayer(
        id=typology.id,
        kind="typology",
        name=typology.name,
        question=typology.question,
        sentence=_say_method(atlas, selection, typology),
        year=say_list(sorted(heads)),
        caution=typology.caution,
        unit="",
        classing=classify_layer(atlas, selection),
        kept=kept,
        doubtful=assignment.doubtful,
        words=words,
        off=frozenset(selection.off),
        selected=selection.areas,
        missing_words=missing,
        comparisons=(),
        sources=sources,
        is_shared=isinstance(assignment, Shares),
        doubts=assignment.doubts,
        type_ids=tuple(one for one in listed if (assignment.types == one).any()),
    )


def _say_method(atlas: Atlas, selection: Selection, typology: Typology) -> str:
    kinds = len(typology.types)
    if isinstance(typology, SharedTypology):
        return say("Each area has the type of small area that most of its residents live in.")
    if typology.method == "largest":
        return say("Each area has the one of {count} types whose share is largest.", count=kinds)
    if typology.method == "rules":
        return say("Each area has the first of {count} types whose rules it meets.", count=kinds)
    number = say_count(len({name for one in typology.types for name in one.profile}))
    if selection.reading == "town":
        return say(
            "Each area has the one of {count} types whose profile it comes nearest to in {figures} "
            "figures, by its position among {place}'s own neighbourhoods.",
            count=kinds,
            figures=number,
            place=atlas.name,
        )
    return say(
        "Each area has the one of {count} types whose profile it comes nearest to in {figures} "
        "figures, by its position among {whole}'s neighbourhoods.",
        count=kinds,
        figures=number,
        whole=atlas.whole.name,
    )


def sources_of_types(definitions: Definitions, typology: Typology) -> tuple[Source, ...]:
    """Return the published tables a typology rests on, each once."""
    names: dict[str, None] = {}
    for one in typology.types:
        names.update(dict.fromkeys(one.profile))
        names.update(dict.fromkeys(condition.indicator for condition in one.all))
        if one.indicator:
            names[one.indicator] = None
    found: dict[str, Source] = {}
    for name in names:
        for source in definitions.sources_of(definitions.indicators[name]):
            found[source.id] = source
    return tuple(found.values())
