"""What is exported: areas, figures, types, the definitions behind them, filter and link."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import ExportError, Fault, find_closest
from atlas.export.layer import MapLayer, make_layer, sources_of_types
from atlas.export.type_rules import list_type_rules
from atlas.export.type_shares import tabulate_shares
from atlas.indicators.compute import compute_base
from atlas.layer.shown import find_shown
from atlas.public_address import keep_portable
from atlas.quantities import COUNTED, say_number_of
from atlas.text import say, write_number
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from atlas.definitions import Definitions, Geography, Indicator, Source, Typology
    from atlas.definitions.model import Licence
    from atlas.facade import Atlas
    from atlas.points.listed import Listed
    from atlas.selection.address import Selection
    from atlas.selection.filtering import Filtered
    from atlas.store import Store

NAME_COLUMNS = (
    "name",
    "neighbourhood_code",
    "neighbourhood",
    "ward_code",
    "ward",
    "authority_code",
    "authority",
)


@dataclass(frozen=True)
class Extract:
    """What is exported, with all that a reader needs to judge it.

    All tables are indexed by area and hold the same areas in order of code.

    Parameters
    ----------
    place, name
        Identity and name of the place.
    areas
        Names of the areas and of the larger areas they are in.
    values
        One column per indicator, not rounded; NaN for a gap.
    types
        One column per typology, holding the type's identity.
    type_details
        How sure each type is: ``<typology>_standing`` for all; ``_membership`` (of the nearest
        type), ``_runner_up`` and ``_sureness`` where the method has them; of larger areas
        ``_share_<type>``.
    gaps
        One row per missing value: area, indicator, reason.
    type_rules
        One row per rule of each type: see `list_type_rules`.
    indicators, typologies
        The definitions of the columns, in their order.
    definitions
        All definitions, to look up sources, groups and licences.
    attributions, notes
        What the publishers ask to be said, and what holds for the whole place.
    filter_words
        Plain sentences: every filter with what it leaves, or that there is none.
    total
        How many areas the place has.
    link
        Address that shows the same in the atlas; empty where none does.
    reading
        What the types are measured against, as a sentence.
    layer
        What the map formats draw.
    store
        The pack, for outlines and for names on the map.
    geography
        What the areas are, and what they are called.
    places
        The lists of points that are on the map.
    crs
        Coordinates of the formats that can have several; empty for the place's own grid.
    """

    place: str
    name: str
    areas: pd.DataFrame
    values: pd.DataFrame
    types: pd.DataFrame
    type_details: pd.DataFrame
    gaps: pd.DataFrame
    type_rules: pd.DataFrame
    indicators: tuple[Indicator, ...]
    typologies: tuple[Typology, ...]
    definitions: Definitions = field(repr=False)
    attributions: tuple[str, ...]
    notes: tuple[str, ...]
    filter_words: tuple[str, ...]
    total: int
    link: str
    reading: str
    layer: MapLayer = field(repr=False)
    store: Store = field(repr=False)
    geography: Geography = field(repr=False)
    places: tuple[Listed, ...] = field(default=(), repr=False)
    crs: str = ""

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The published tables behind all columns and the layer, each once."""
        found = {source.id: source for source in self.layer.sources}
        for indicator in self.indicators:
            found.update({one.id: one for one in self.definitions.sources_of(indicator)})
        for typology in self.typologies:
            found.update({one.id: one for one in sources_of_types(self.definitions, typology)})
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def licences(self) -> tuple[Licence, ...]:
        """The terms of these tables and of what is attributed beside them, each once."""
        used = {source.licence for source in self.sources}
        # Outlines and names are not in the tables; their attribution says their licence.
        said = " ".join(self.attributions)
        return tuple(
            licence
            for name, licence in sorted(self.definitions.licences.items())
            if name in used or licence.name in said
        )

    @cached_property
    def outlines(self) -> gpd.GeoDataFrame:
        """Outlines of the exported areas in WGS 84, indexed by area."""
        return self.store.outlines.loc[self.areas.index]

    @cached_property
    def left_out(self) -> gpd.GeoDataFrame:
        """Names and outlines of the areas that are not in it, in WGS 84; for the map's ground."""
        others = self.store.areas.index.difference(self.areas.index)
        names = self.store.areas.loc[others, list(self.areas.columns)]
        return self.store.outlines.loc[others, ["geometry"]].join(names)

    @cached_property
    def bases(self) -> pd.DataFrame:
        """How many people or households each share rests on, one column per indicator.

        Figures that the publisher worked out, such as scores, have no column.
        """
        figures = self.store.figures.loc[self.areas.index]
        return pd.DataFrame(
            {
                indicator.id: compute_base(indicator, figures)
                for indicator in self.indicators
                if {"whole", "groups"} & set(indicator.inputs)
            },
            index=self.areas.index,
        )

    @cached_property
    def table(self) -> pd.DataFrame:
        """Names, types, how sure these are, and figures: the columns of every file, in order."""
        return pd.concat([self.areas, self.types, self.type_details, self.figures], axis=1)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The values as files hold them: what is counted is in whole numbers, also with gaps."""
        figures = self.values.copy()
        for indicator in self.indicators:
            counted = indicator.unit in (*COUNTED, "count")
            values = figures[indicator.id]
            # An average of counts, or counts that somebody uploaded, may be none.
            if counted and values.dropna().mod(1).eq(0).all():
                figures[indicator.id] = values.astype("Int64")
        return figures

    @property
    def title(self) -> str:
        """What the file is, for a reader who found it in a folder."""
        return say(
            "Cohesion atlas, {place}: figures of {areas}", place=self.name, areas=self.count_words
        )

    @property
    def count_words(self) -> str:
        """How many areas are in it."""
        if len(self.areas) == self.total:
            areas = say_number_of(self.total, *self.geography.words.area)
            return say("all {areas}", areas=areas)
        areas = say_number_of(self.total, *self.geography.words.area)
        return say("{count} of {areas}", count=write_number(len(self.areas)), areas=areas)


def make_extract(
    atlas: Atlas,
    selection: Selection,
    *,
    link: str,
    indicators: Sequence[str] | None = None,
) -> Extract:
    """Return what a selection exports.

    Parameters
    ----------
    atlas
        The place.
    selection
        Filters, layer and reading; see `atlas.selection.address`.
    link
        Address of the selection, to be kept in every file; left off where uploaded figures are
        in the view, which it does not carry.
    indicators
        Identities of the columns wanted, in this order; by default all.

    Raises
    ------
    ExportError
        If no area meets the filters, naming the one that left none, or if an indicator is
        not known.
    """
    wanted = _find_indicators(atlas, indicators)
    filtered = find_shown(atlas, selection)
    _refuse_empty(atlas, filtered)
    kept = filtered.met.index[filtered.met]
    values = atlas.measures.table([one.id for one in wanted]).loc[kept]
    typologies = tuple(
        sorted(atlas.definitions.typologies.values(), key=lambda one: (one.order, one.id))
    )
    types, details = _tabulate_types(atlas, selection, typologies)
    lists = atlas.overlays if selection.overlays else {}
    places = tuple(lists[name] for name in selection.overlays if name in lists)
    return Extract(
        place=atlas.store.place,
        name=atlas.name,
        areas=atlas.store.areas.loc[kept, list(NAME_COLUMNS)],
        values=values.astype("float64"),
        types=types.loc[kept],
        type_details=details.loc[kept],
        gaps=_list_gaps(atlas, values),
        type_rules=list_type_rules(atlas, typologies),
        indicators=wanted,
        typologies=typologies,
        definitions=atlas.definitions,
        attributions=_attribute(atlas, places),
        notes=tuple(atlas.place.notes) if atlas.place is not None else (),
        filter_words=_say_filters(atlas, filtered),
        total=len(filtered.met),
        link="" if selection.shows_own else keep_portable(link),
        reading=_say_measured(atlas, selection) if typologies else atlas.country.missing,
        layer=make_layer(atlas, selection, kept=filtered.passed),
        store=atlas.store,
        geography=atlas.geography,
        places=places,
    )


def _say_measured(atlas: Atlas, selection: Selection) -> str:
    """Return what types are measured against."""
    if atlas.level != "area":
        return say(
            "Types are those of small areas, measured against {whole}'s neighbourhoods. Larger "
            "areas tell how many of their residents live in areas of each.",
            whole=atlas.whole.name,
        )
    if selection.reading == "town":
        return say(
            "Types by profile are measured against {place}'s own neighbourhoods.", place=atlas.name
        )
    return say(
        "Types by profile are measured against {whole}'s neighbourhoods.", whole=atlas.whole.name
    )


def _attribute(atlas: Atlas, places: Sequence[Listed]) -> tuple[str, ...]:
    """Return what the publishers ask to be said, of the pack and of what lies on the map."""
    asked = [*atlas.store.manifest["attributions"], *(one.attribution for one in places)]
    return tuple(dict.fromkeys(line for line in asked if line))


def _find_indicators(atlas: Atlas, names: Sequence[str] | None) -> tuple[Indicator, ...]:
    known = atlas.definitions.indicators
    if names is None:
        return tuple(atlas.definitions.in_columns())
    faults = [
        Fault(
            "export, indicators",
            f'There is no indicator "{name}".',
            remedy="Correct the name, or leave it out.",
            closest=find_closest(name, known),
        )
        for name in names
        if name not in known
    ]
    if faults:
        raise ExportError(faults)
    return tuple(known[name] for name in dict.fromkeys(names))


def _refuse_empty(atlas: Atlas, filtered: Filtered) -> None:
    """Raise an error that names the filter after which no area was left."""
    if filtered.met.any():
        return
    before, guilty = len(filtered.met), ""
    for words, left in filtered.steps:
        guilty = words
        if left == 0:
            break
        before = left
    alone = guilty == filtered.steps[0][0] if filtered.steps else True
    areas = say_number_of(before, *atlas.words.area)
    what = (
        say(
            'Nothing was exported: "{filter}" fits none of {place}\'s {areas}.',
            filter=guilty,
            place=atlas.name,
            areas=areas,
        )
        if alone
        else say(
            'Nothing was exported: "{filter}" fits none of the {areas} that the filters before it '
            "leave.",
            filter=guilty,
            areas=areas,
        )
    )
    raise ExportError(
        [
            Fault(
                "export, filters",
                what,
                expected=say("filters that at least one area meets together"),
                remedy=say('Loosen or clear "{filter}", then export again.', filter=guilty),
            )
        ]
    )


def _say_filters(atlas: Atlas, filtered: Filtered) -> tuple[str, ...]:
    total = len(filtered.met)
    if not filtered.steps:
        areas = say_number_of(total, *atlas.words.area)
        return (say("No filter: all {areas} of {place}.", areas=areas, place=atlas.name),)
    return tuple(
        say(
            "{filter} (leaves {count} of {areas}).",
            filter=words,
            count=write_number(left),
            areas=say_number_of(total, *atlas.words.area),
        )
        for words, left in filtered.steps
    )


def _tabulate_types(
    atlas: Atlas, selection: Selection, typologies: Sequence[Typology]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    types, details = {}, {}
    for typology in typologies:
        assignment = atlas.types(typology.id, reading=selection.reading)
        types[typology.id] = assignment.types.astype(str)
        details[f"{typology.id}_standing"] = assignment.standing.astype(str)
        if isinstance(assignment, Shares):
            details |= tabulate_shares(assignment)
        if typology.method == "profiles":
            details[f"{typology.id}_membership"] = assignment.own_membership
            details[f"{typology.id}_runner_up"] = assignment.runner_up.astype(str)
        if assignment.repeats:
            details[f"{typology.id}_sureness"] = assignment.sureness
    index = atlas.measures.areas
    return pd.DataFrame(types, index=index), pd.DataFrame(details, index=index)


def _list_gaps(atlas: Atlas, values: pd.DataFrame) -> pd.DataFrame:
    missing = values.isna()
    rows = [
        pd.DataFrame({"area": areas, "indicator": name, "reason": reasons})
        for name in values.columns[missing.any()]
        for areas in [values.index[missing[name]]]
        for reasons in [_list_reasons(atlas, name, areas)]
    ]
    empty = pd.DataFrame(columns=["area", "indicator", "reason"], dtype=object)
    return pd.concat([empty, *rows], ignore_index=True) if rows else empty


def _list_reasons(atlas: Atlas, name: str, areas: pd.Index) -> list[str]:
    reasons = atlas.measures.gap_reasons(name).reindex(areas)
    return reasons.fillna(say("not published for this area")).astype(str).to_list()
