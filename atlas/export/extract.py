"""What is exported: areas, figures, types, their definitions, filter and link."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import pandas as pd

from atlas.indicators.compute import compute_base
from atlas.layer.texts import find_sources, sources_of_types
from atlas.quantities import COUNTED, format_number_of
from atlas.text import format_number, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from atlas.definitions import Definitions, Geography, Indicator, Source, Typology
    from atlas.definitions.model import Licence
    from atlas.layer.compared import Compared
    from atlas.layer.layer import Layer
    from atlas.points.listed import Listed
    from atlas.store import Store


@dataclass(frozen=True)
class Extract:
    """What is exported, with everything a reader needs to judge it.

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
        How certain each type is: ``<typology>_standing`` for all; ``_membership`` (of the nearest
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
        What the publishers ask to be stated, and what applies to the whole place.
    filter_words
        One sentence per filter with what it leaves, or that there is none.
    total
        How many areas the place has.
    link
        Address that shows the same in the atlas; empty where there is none.
    reading
        What the types are measured against, as a sentence.
    layer, words
        What the map formats draw, and the value of every area of the place as text.
    comparators
        The place and its comparators, where the layer is an indicator.
    store
        The pack, for outlines and for names on the map.
    geography
        What the areas are, and what they are called.
    places
        The lists of points that are on the map.
    crs
        CRS of the formats that offer several; empty for the place's own grid.
    apart
        Authorities that have a map each: name with figure, and areas; none for one map.
    reading_id
        What the types are measured against, as in an address.
    rows
        What a row is: an area, or a ward that several make up.
    own_columns
        Title and description of the columns that only wards have, by name.
    published
        The published figures of the rows; None for those of the store's areas.
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
    layer: Layer = field(repr=False)
    words: pd.Series = field(repr=False)
    comparators: tuple[Compared, ...]
    store: Store = field(repr=False)
    geography: Geography = field(repr=False)
    places: tuple[Listed, ...] = field(default=(), repr=False)
    crs: str = ""
    apart: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reading_id: str = ""
    rows: Literal["area", "ward"] = "area"
    own_columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    published: pd.DataFrame | None = field(default=None, repr=False)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The published tables behind all columns and the layer, each once."""
        found = {source.id: source for source in self.layer.texts.sources}
        names = [indicator.id for indicator in self.indicators]
        every = [find_sources(self.definitions, names)]
        every += [sources_of_types(self.definitions, one) for one in self.typologies]
        found |= {source.id: source for sources in every for source in sources}
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def licences(self) -> tuple[Licence, ...]:
        """The licences of these tables and of what is attributed beside them, each once."""
        used = {source.licence for source in self.sources}
        # Outlines and names are not in the tables; their attribution states their licence.
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
        """Names and outlines of the areas left out, in WGS 84; the map's background."""
        others = self.store.areas.index.difference(self.areas.index)
        names = self.store.areas.loc[others, list(self.areas.columns)]
        return self.store.outlines.loc[others, ["geometry"]].join(names)

    @cached_property
    def bases(self) -> pd.DataFrame:
        """The denominator of each share, in people or households, one column per indicator.

        Figures computed by the publisher, such as scores, have no column.
        """
        published = self.store.figures if self.published is None else self.published
        figures = published.loc[self.areas.index]
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
        """The columns of every file: names, types and how certain, figures, comparators."""
        parts = [self.areas, self.types, self.type_details, self.figures, self.beside]
        return pd.concat(parts, axis=1)

    @cached_property
    def beside(self) -> pd.DataFrame:
        """The layer's figure in the place and its comparators, the same in every row."""
        columns = {name: one.value for name, one in self.compared.items()}
        return pd.DataFrame(columns, index=self.areas.index)

    @cached_property
    def compared(self) -> dict[str, Compared]:
        """The place and its comparators that have the layer's figure, by the column's name."""
        found: dict[str, Compared] = {}
        for one in self.comparators:
            plain = unicodedata.normalize("NFKD", one.name).encode("ascii", "ignore").decode()
            name = f"{self.layer.id}_{'_'.join(re.findall('[a-z0-9]+', plain.lower()))}"
            # Several choices of areas may have the same name.
            again = sum(other == name or other.startswith(f"{name}_again") for other in found)
            if one.is_known:
                found[f"{name}_again{again}" if again else name] = one
        return found

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The values as files hold them: counts as whole numbers, also where there are gaps."""
        figures = self.values.copy()
        for indicator in self.indicators:
            counted = indicator.unit in (*COUNTED, "count")
            values = figures[indicator.id]
            # An average of counts, or counts that somebody uploaded, need not be whole.
            if counted and values.dropna().mod(1).eq(0).all():
                figures[indicator.id] = values.astype("Int64")
        return figures

    @property
    def title(self) -> str:
        """What the file is, for somebody who finds it in a folder."""
        return say(
            "Cohesion atlas, {place}: figures of {areas}", place=self.name, areas=self.count_words
        )

    @property
    def count_words(self) -> str:
        """How many areas are in it."""
        words = self.geography.words
        areas = format_number_of(self.total, *(words.area if self.rows == "area" else words.ward))
        if len(self.areas) == self.total:
            return say("all {areas}", areas=areas)
        return say("{count} of {areas}", count=format_number(len(self.areas)), areas=areas)
