"""An atlas with a visitor's own layers beside the published ones, for that visitor alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from atlas.facade import Atlas
from atlas.indicators.measures import Measures
from atlas.places.naming import name_neighbourhood
from atlas.store import Store
from atlas.text import say, to_say
from atlas.uploads.own_layer import (
    GROUP,
    LICENCE,
    PREFIX,
    OwnLayer,
    define_indicator,
    define_source,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from atlas.actions.match import Matcher
    from atlas.definitions import Condition, Definitions, Indicator
    from atlas.indicators.pool import Pool
    from atlas.indicators.setting import Setting
    from atlas.points.listed import Listed
    from atlas.points.own_lists import OwnLists
    from atlas.typology.assign import Assignment
    from atlas.typology.assign import Reading as TypeReading
    from atlas.uploads.ground import Ground, Kind

PART_MISSING = to_say("one of the small areas it is made of has no figure")
NOT_NESTED = to_say("figures of these areas cannot be told for areas of this kind")
NOT_IN_FILE = to_say("your file has no row for this area")


class OwnAtlas(Atlas):
    """A place as one visitor sees it: all that is published, and layers of their own.

    Everything published is worked out and kept by the shared atlas; only the own layers are
    worked out here, and are gone when the visitor is.

    Parameters
    ----------
    shared
        The atlas that all visitors share.
    layers
        The visitor's layers, in the order in which they came.
    ground
        The place's small areas, on which larger ones are built.
    """

    def __init__(self, shared: Atlas, layers: Sequence[OwnLayer], ground: Ground) -> None:
        self.shared = shared
        self.layers = {layer.id: layer for layer in layers}
        laid = {name: lay_out(layer, shared, ground) for name, layer in self.layers.items()}
        definitions = extend_definitions(shared, layers)
        store = OwnStore(shared.store, laid, layers)
        super().__init__(definitions, store)
        self.measures = OwnMeasures(
            shared.measures,
            store,
            definitions,
            {name: one.reasons for name, one in laid.items()},
            {name: self._find_larger(layer) for name, layer in self.layers.items()},
        )

    def types(self, typology: str, *, reading: TypeReading = "") -> Assignment:
        """Return the types of all areas: own figures have no part in them."""
        return self.shared.types(typology, reading=reading)

    @property
    def shipped_lists(self) -> dict[str, Listed]:
        """Lists of points that come with the pack, those that all visitors are shown."""
        return self.shared.shipped_lists

    @property
    def own_lists(self) -> OwnLists:
        """The lists of points of whoever runs the atlas, those that all visitors are shown."""
        return self.shared.own_lists

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher of actions, which own figures never trigger."""
        return self.shared.matcher

    def is_own(self, layer: str) -> bool:
        """Return whether a layer is of uploaded figures."""
        return layer in self.layers

    def name_measured(self, indicator: Indicator, areas: Sequence[str], name: str) -> str:
        """Return the name of what the figure of some areas describes.

        Where a file has one figure for each larger area, such as a ward, its parts show it,
        and it is told of the ward and not of a part.
        """
        kind = self.is_own(indicator.id) and self.measures.larger_kind(indicator.id)
        if not kind:
            return super().name_measured(indicator, areas, name)
        around = self.store.areas.loc[list(areas)]
        codes = around[f"{kind}_code"]
        if codes.ne(codes.iloc[0]).any():
            return name
        if kind == "neighbourhood":
            row = around.iloc[0]
            return name_neighbourhood(str(row[kind]), str(row["name"]))
        if kind == "ward":
            return self.words.around.format_map(around.iloc[0])
        return str(around[kind].iloc[0])

    def noun_measured(self, indicator: Indicator) -> str:
        """Return what larger area the figure of an area is of; empty where it is its own."""
        if not self.is_own(indicator.id):
            return super().noun_measured(indicator)
        return self.layers[indicator.id].larger if self.measures.larger_kind(indicator.id) else ""

    def _find_larger(self, layer: OwnLayer) -> Kind | Literal[""]:
        """Return the kind of area of an own layer's file where it is larger than those shown."""
        is_larger = layer.kind not in ("area", self.level) and self.level != "authority"
        return layer.kind if is_larger else ""


class Laid:
    """A layer's columns for the areas of one level, with reasons for gaps and the total.

    Parameters
    ----------
    columns
        Numbers, one column per variable, indexed by area.
    reasons
        Why an area has none; empty where it has.
    total
        The place's own figure by variable.
    """

    def __init__(self, columns: pd.DataFrame, reasons: pd.Series, total: pd.Series) -> None:
        self.columns = columns
        self.reasons = reasons
        self.total = total


def lay_out(layer: OwnLayer, atlas: Atlas, ground: Ground) -> Laid:
    """Return a layer's figures for the areas that an atlas shows.

    Where an area is smaller than those of the file, it shows the figure of the one it lies in.
    Where it is larger, counts are added up, and one gap is a gap in the sum; scores have no sum.

    Parameters
    ----------
    layer
        The layer.
    atlas
        The place at the level that is shown.
    ground
        The place's small areas.
    """
    table = layer.table
    table.columns = pd.Index([layer.variable(str(name)) for name in table.columns])
    codes, level = ground.column(layer.kind), atlas.level
    target = ground.column(level)
    pairs = pd.DataFrame({"own": codes.to_numpy(), "shown": target.to_numpy()}).drop_duplicates()
    areas = atlas.measures.areas
    if not pairs["shown"].duplicated().any():
        belongs = pairs.set_index("shown")["own"].reindex(areas)
        columns = table.reindex(belongs).set_axis(areas, axis=0)
        reasons = layer.why.reindex(belongs).set_axis(areas).fillna(say(NOT_IN_FILE))
    elif not pairs["own"].duplicated().any():
        belongs = pairs.set_index("own")["shown"]
        columns = _add_up(table.reindex(belongs.index), belongs).reindex(areas)
        if layer.means == "score":
            columns[:] = np.nan
        reasons = pd.Series(say(PART_MISSING), index=areas, dtype=object)
    else:
        columns = pd.DataFrame(np.nan, index=areas, columns=table.columns)
        reasons = pd.Series(say(NOT_NESTED), index=areas, dtype=object)
    reasons = reasons.mask(columns.notna().all(axis=1), "")
    return Laid(columns, reasons, _find_total(layer, table, codes))


def _add_up(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    grouped = table.groupby(groups)
    return grouped.sum().where(grouped.count().eq(grouped.size(), axis=0))


def _find_total(layer: OwnLayer, table: pd.DataFrame, codes: pd.Series) -> pd.Series:
    """Return the figure of the whole place: a sum of all its areas, or none."""
    here = table.reindex(codes.unique())
    if layer.means == "score":
        return pd.Series(np.nan, index=table.columns)
    return here.sum().where(here.notna().all())


def extend_definitions(shared: Atlas, layers: Sequence[OwnLayer]) -> Definitions:
    """Return a place's definitions with a source and an indicator more for each layer."""
    definitions = shared.definitions
    palette = next(one.id for one in definitions.palettes.values() if one.kind == "sequential")
    own = [define_indicator(layer, palette, order=place) for place, layer in enumerate(layers)]
    # Of the place's own kind of areas: figures of another would be told to be missing here.
    where = {"geography": shared.geography.id, "coverage": shared.whole.id}
    sources = [define_source(layer).model_copy(update=where) for layer in layers]
    licence = LICENCE.model_copy(update={"name": say(LICENCE.name)})
    group = GROUP.model_copy(update={"name": say(GROUP.name), "summary": say(GROUP.summary)})
    return replace(
        definitions,
        licences={**definitions.licences, LICENCE.id: licence},
        groups={**definitions.groups, GROUP.id: group},
        sources={**definitions.sources, **{one.id: one for one in sources}},
        indicators={**definitions.indicators, **{one.id: one for one in own}},
    )


class OwnStore(Store):
    """A store with columns more; the tables of the shared one are not copied.

    Parameters
    ----------
    shared
        The shared store.
    laid
        The own layers' columns, by layer.
    layers
        The layers, for what is to be said of them in downloads.
    """

    def __init__(self, shared: Store, laid: Mapping[str, Laid], layers: Sequence[OwnLayer]) -> None:
        said = [define_source(layer).attribution for layer in layers]
        told = {"attributions": [*shared.manifest["attributions"], *said]}
        super().__init__(shared.folder, {**shared.manifest, **told})
        self.shared = shared
        self.own = pd.concat([one.columns for one in laid.values()], axis=1)
        self._totals = pd.concat([one.total for one in laid.values()])

    @property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas, indexed by area in order of code."""
        return self.shared.areas

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Published and own figures, one column per variable, indexed by area."""
        return pd.concat([self.shared.figures, self.own], axis=1)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Figures of the comparators; own figures are known for the place alone."""
        totals = self.shared.totals
        own = self._totals.to_frame(self.shared.place).T.reindex(totals.index)
        both: pd.DataFrame = pd.concat([totals, own], axis=1)
        return both

    @property
    def moments(self) -> pd.DataFrame:
        """Mean and standard deviation of what is published."""
        return self.shared.moments

    def find_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return the percentile curve of a published indicator; own figures have none."""
        return self.shared.find_knots(indicator, reference=reference)

    @property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Codes of the areas each area touches."""
        return self.shared.neighbours

    @property
    def centres(self) -> pd.DataFrame | None:
        """Easting and northing of the centres, indexed by authority."""
        return self.shared.centres

    @property
    def surroundings(self) -> Store | None:
        """The larger store that these areas are cut out of, or None."""
        return self.shared.surroundings

    @property
    def labels(self) -> pd.DataFrame:
        """Names to write on the map."""
        return self.shared.labels

    @property
    def outlines(self) -> gpd.GeoDataFrame:
        """Outlines in WGS 84, indexed by area in order of code."""
        return self.shared.outlines

    @property
    def finer_outlines(self) -> gpd.GeoDataFrame | None:
        """Outlines that are drawn more finely, of the areas that have any."""
        return self.shared.finer_outlines

    @property
    def points(self) -> pd.DataFrame:
        """Points of the overlays inside the place."""
        return self.shared.points

    @property
    def former_areas(self) -> pd.DataFrame | None:
        """What became of the small areas of 2011."""
        return self.shared.former_areas

    def find_sureness(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return how sure types are, if the build worked it out on just this basis."""
        return self.shared.find_sureness(typology, basis)

    def find_type_shares(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return residents of larger areas by the type of their small areas."""
        return self.shared.find_type_shares(typology, basis)


class OwnMeasures(Measures):
    """Measures that work out own layers and ask the shared measures for all others.

    Parameters
    ----------
    shared
        The measures that all visitors share.
    store, definitions
        With the own layers.
    reasons
        Why areas have no figure, by layer and area.
    kinds
        The kind of area a layer's file is of, by layer, where it is larger than those shown.
    """

    def __init__(
        self,
        shared: Measures,
        store: OwnStore,
        definitions: Definitions,
        reasons: Mapping[str, pd.Series],
        kinds: Mapping[str, str],
    ) -> None:
        super().__init__(store, definitions)
        self._kinds = kinds
        self.shared = shared
        self._own = store
        self._why = reasons

    @property
    def setting(self) -> Setting:
        """What surrounds the small areas."""
        return self.shared.setting

    @property
    def residents(self) -> pd.Series:
        """Usual residents, indexed by area."""
        return self.shared.residents

    def values(self, name: str, *, level: str = "area") -> pd.Series:
        """Return an indicator's values for every area of a level."""
        if not name.startswith(PREFIX):
            return self.shared.values(name, level=level)
        if level != "area":
            return super().values(name, level=level)
        if (name, level) not in self._values:
            self._values[name, level] = self.compute(name, self._own.own)
        return self._values[name, level]

    def is_local(self, name: str) -> bool:
        """Return whether an indicator has no position in England, as no own layer has."""
        return name.startswith(PREFIX) or self.shared.is_local(name)

    def larger_kind(self, name: str) -> str:
        """Return the kind of area that a figure is of where it is larger than those shown."""
        return self._kinds[name] if name.startswith(PREFIX) else self.shared.larger_kind(name)

    def percentiles(self, name: str, *, scale: str) -> pd.Series:
        """Return each area's percentile in the town or in England, 0 to 100."""
        if not name.startswith(PREFIX):
            return self.shared.percentiles(name, scale=scale)
        return super().percentiles(name, scale=scale)

    @property
    def pooled(self) -> tuple[Pool, pd.DataFrame | None]:
        """The pool, and the published figures of its areas where they are at hand."""
        return self.shared.pooled

    def percentiles_in_country(self, name: str, values: pd.Series) -> pd.Series:
        """Return the percentiles of values in a country; own figures have none there."""
        if not name.startswith(PREFIX):
            return self.shared.percentiles_in_country(name, values)
        return super().percentiles_in_country(name, values)

    def comparators(self, name: str) -> pd.Series:
        """Return an indicator's value for the place, its region and the country."""
        if not name.startswith(PREFIX):
            return self.shared.comparators(name)
        return super().comparators(name)

    def gap_reasons(self, name: str) -> pd.Series:
        """Return why areas have no value, in words, indexed by area; empty where one has."""
        if not name.startswith(PREFIX):
            return self.shared.gap_reasons(name)
        values = self.values(name)
        words = self._why[name].where(self._why[name].ne(""), say("the base is 0"))
        return words.where(values.isna(), "")

    def meets(self, condition: Condition) -> pd.Series:
        """Return which areas meet a condition; an area without a value does not."""
        if not condition.indicator.startswith(PREFIX):
            return self.shared.meets(condition)
        return super().meets(condition)
