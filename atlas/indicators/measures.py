"""All indicators of one place, worked out on first use and cached."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.definitions.overlay import Overlay
from atlas.indicators.compare import (
    is_within,
    percentiles_from_knots,
    percentiles_of_larger,
    percentiles_within,
    reference_knots,
)
from atlas.indicators.compute import (
    compute_base,
    compute_indicator,
    find_methods,
    signed_columns,
    sum_signed,
)
from atlas.indicators.pool import POOL, Pool, find_geography, find_pool
from atlas.indicators.roll_up import roll_up_figures
from atlas.indicators.setting import Setting
from atlas.text import Speech, say, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from atlas.definitions import Condition, Definitions, Indicator
    from atlas.definitions.country import PoolRule
    from atlas.store import Store

# In England and Wales; the variable of an open place is `Store.residents`.
RESIDENTS = "ts001_total"
# More than an atlas has indicators, in every language: nothing is worked out twice.
MOST = 4096
LEVEL_COLUMNS = {"neighbourhood": "neighbourhood_code", "ward": "ward_code"}


class Measures:
    """Values, percentiles and comparators of a place's indicators.

    Parameters
    ----------
    store
        The open pack.
    definitions
        All definitions.
    """

    def __init__(self, store: Store, definitions: Definitions) -> None:
        self.store = store
        self.definitions = definitions
        self._values: dict[tuple[str, str], pd.Series] = {}
        self._percentiles: dict[tuple[str, str], pd.Series] = {}
        self._both: dict[str, tuple[pd.Series, pd.Series] | None] = {}
        self.cache: dict[str, Callable[..., Any]] = {}

    @cached_property
    def setting(self) -> Setting:
        """What methods need beside the figures of the small areas."""
        moments = self.store.moments
        here = moments.index.get_level_values("reference") == self.store.reference
        known = moments[here].droplevel("reference")[["mean", "sd"]]
        return Setting(
            town=pd.Series(self.store.totals.loc[self.store.place]),
            neighbours=self.store.neighbours,
            centre=self._find_centre(),
            moments=known,
        )

    def _find_centre(self) -> pd.DataFrame | None:
        """Return the centre of each area's authority; None where the pack holds none."""
        centres = self.store.centres
        if centres is None or centres.empty:
            return None
        columns = centres[["easting", "northing"]].astype(float)
        return columns.reindex(self.store.areas["authority_code"]).set_axis(self.areas)

    def indicator(self, name: str) -> Indicator:
        """Return the definition of an indicator."""
        return self.definitions.indicators[name]

    @property
    def residents(self) -> pd.Series:
        """Usual residents, indexed by area."""
        return self.store.figures[self.store.residents]

    @cache_per_atlas(MOST)
    def figures(self, level: str = "area") -> pd.DataFrame:
        """Return the published figures of a level; larger areas are rolled up from small ones."""
        if level == "area":
            return self.store.figures
        return self.roll_up(self.store.areas[LEVEL_COLUMNS[level]])

    def roll_up(self, groups: pd.Series) -> pd.DataFrame:
        """Return the figures of any groups of areas: see `roll_up_figures`."""
        return roll_up_figures(
            self.store.figures.loc[groups.index],
            groups,
            variables=self.definitions.variables,
            weight=self.store.residents,
            within=self.store.within,
        )

    def values(self, name: str, *, level: str = "area") -> pd.Series:
        """Return an indicator's values for every area of a level."""
        key = (name, level)
        if key not in self._values:
            self._values[key] = self.compute(name, self.figures(level), small=level == "area")
        return self._values[key]

    def compute(self, name: str, figures: pd.DataFrame, *, small: bool = False) -> pd.Series:
        """Return an indicator's values from the figures of any areas.

        `small` says that the rows are the place's own small areas, whose neighbours and
        centres are known.
        """
        setting = self.setting
        if not small:
            setting = replace(setting, neighbours=None, centre=None)
        return compute_indicator(
            self.indicator(name), figures, setting=setting, definitions=self.definitions
        )

    def is_local(self, name: str) -> bool:
        """Return whether an indicator depends on the place, so has no percentile in a country."""
        return bool(find_methods()[self.indicator(name).method].local)

    def percentiles(self, name: str, *, scale: str) -> pd.Series:
        """Return each area's percentile in the town or in the country, 0 to 100.

        High percentiles have more of what is measured: of deciles of deprivation, where lower
        numbers mean more of it, the lowest numbers get them. All gaps where the country has no
        figures for this indicator.
        """
        key = (name, scale)
        if key not in self._percentiles:
            values = self.values(name)
            self._percentiles[key] = (
                self._turn(name, self._rank_in_place(name, values))
                if scale == "town"
                else self.percentiles_in_country(name, values)
            )
        return self._percentiles[key]

    def percentiles_in_country(self, name: str, values: pd.Series) -> pd.Series:
        """Return the percentiles of any values of an indicator in the country, such as England."""
        knots = self.store.find_knots(name)
        if knots is None or self.is_local(name):
            return pd.Series(np.nan, index=values.index, name=values.name)
        return self._turn(name, percentiles_from_knots(values, knots))

    @cached_property
    def pooled(self) -> tuple[Pool, pd.DataFrame | None]:
        """The pool, and the published figures of its areas; None where the pack has only curves."""
        return find_pool(self.store, self.definitions)

    @property
    def pool(self) -> Pool:
        """The areas that the place's own are compared with: see `choose_pool`."""
        return self.pooled[0]

    def pool_percentiles(self, name: str) -> pd.Series | None:
        """Return each area's percentile among the areas of the pool, 0 to 100.

        The pool is the place itself where it has enough areas, and for an indicator that depends
        on the place. None where only the country is left to compare with, or where the pool has
        too few figures.
        """
        if self.pool.kind == "country":
            return None
        if self.pool.kind == "place" or self.is_local(name):
            return self.percentiles(name, scale="town")
        key = (name, POOL)
        if key not in self._percentiles:
            curve = self._find_pool_curve(name)
            if curve is None:
                return None
            found = percentiles_from_knots(self.values(name), curve)
            self._percentiles[key] = self._turn(name, found)
        return self._percentiles[key]

    def _find_pool_curve(self, name: str) -> pd.DataFrame | None:
        figures = self.pooled[1]
        rule = find_geography(self.store, self.definitions).pool
        if figures is None or rule is None:
            return self.store.find_knots(name, reference=POOL)
        return self.curve_of(name, figures, least=rule.few)

    def curve_of(self, name: str, figures: pd.DataFrame, *, least: int) -> pd.DataFrame | None:
        """Return an indicator's percentile curve among other areas; None for too few values.

        Parameters
        ----------
        name
            The indicator.
        figures
            Published figures of the areas.
        least
            Number of values below which there is no curve.
        """
        values = compute_indicator(
            self.indicator(name),
            figures,
            setting=replace(self.setting, neighbours=None, centre=None),
            definitions=self.definitions,
            suppress=False,
        )
        return reference_knots(values) if values.count() >= least else None

    def tabulate_pool(self, figures: pd.DataFrame, rule: PoolRule) -> pd.DataFrame:
        """Return the curves of all indicators among a pool's areas, for the table `percentiles`."""
        columns = ["reference", "indicator", "value", "percentile"]
        parts = [pd.DataFrame(columns=columns)]
        for name in self.definitions.indicators:
            curve = None if self.is_local(name) else self.curve_of(name, figures, least=rule.few)
            if curve is not None:
                parts.append(curve.assign(reference=POOL, indicator=name)[columns])
        return pd.concat(parts[1:] or parts, ignore_index=True)

    def _rank_in_place(self, name: str, values: pd.Series) -> pd.Series:
        """Return percentiles in the place, each published figure counted once."""
        published = self.published_areas(name)
        if published is None:
            return percentiles_within(values)
        return percentiles_of_larger(values, published)

    def larger_kind(self, name: str) -> str:
        """Return the kind of area a figure is published for, where larger than the area shown.

        "neighbourhood", "authority" or, for uploaded figures, "ward"; empty where every area has
        a figure of its own.
        """
        kind = self.definitions.published_for(self.indicator(name))
        smaller = {"neighbourhood": ("area",), "authority": ("area", "neighbourhood")}
        return kind if kind and self.store.level in smaller[kind] else ""

    def published_areas(self, name: str) -> pd.Series | None:
        """Return the larger area whose figure each area carries; None if areas have their own."""
        kind = self.larger_kind(name)
        return self.store.areas[f"{kind}_code"] if kind else None

    def _turn(self, name: str, percentiles: pd.Series) -> pd.Series:
        """Return percentiles reversed where higher numbers mean less of what is measured."""
        return 100 - percentiles if self.indicator(name).higher_is_less else percentiles

    @cache_per_atlas(MOST)
    def comparators(self, name: str) -> pd.Series:
        """Return an indicator's value for the place, its region and the country."""
        return self.compute(name, self.store.totals)

    def counts(self, name: str, figures: pd.DataFrame) -> pd.DataFrame:
        """Return the counts behind an indicator: the signed sum of each input, one column each."""
        indicator = self.indicator(name)
        if find_methods()[indicator.method].takes_indicators:
            parts = [part for parts in indicator.inputs.values() for part in parts]
            return pd.DataFrame({part: self.compute(part, figures) for part in parts})
        return pd.DataFrame(
            {key: sum_signed(figures, entries) for key, entries in indicator.inputs.items()},
            index=figures.index,
        )

    def at_both_dates(
        self, name: str, figures: pd.DataFrame | None = None
    ) -> tuple[pd.Series, pd.Series] | None:
        """Return the earlier and the later value behind a change; None for other indicators.

        Of every area, or of rows of figures. A gap in the change is one at both dates.
        """
        if figures is None:
            if name not in self._both:
                self._both[name] = self.at_both_dates(name, self.figures("area"))
            return self._both[name]
        indicator = self.indicator(name)
        spec = find_methods()[indicator.method]
        if spec.dates is None:
            return None
        given = {key: signed_columns(figures, entries) for key, entries in indicator.inputs.items()}
        known = self.compute(name, figures).notna()
        before, now = spec.dates(**given)
        return before.where(known), now.where(known)

    def gap_reason(self, name: str, area: str) -> str:
        """Return the reason why an area has no value; empty where it has one."""
        reason = self.gap_reasons(name).get(area)
        return say("not published for this area") if reason is None else str(reason)

    def gap_reasons(self, name: str) -> pd.Series:
        """Return the reasons why areas have no value, by area; empty where an area has one."""
        return self._find_reasons(name, spoken())

    @cache_per_atlas(MOST)
    def _find_reasons(self, name: str, _: Speech) -> pd.Series:
        values = self.values(name)
        reasons = pd.Series("", index=values.index, dtype=object)
        if values.notna().all():
            return reasons
        indicator = self.indicator(name)
        if find_methods()[indicator.method].takes_indicators:
            for part in [part for parts in indicator.inputs.values() for part in parts]:
                reasons = reasons.where(reasons.ne(""), self.gap_reasons(part))
            return reasons.where(values.isna(), "")
        figures = self.store.figures
        known = self.counts(name, figures).notna().all(axis=1)
        reasons[:] = say("not published for this area")
        reasons[known] = say("too few people here to work it out")
        if values.isna().all():
            reasons[:] = say("not known for this place")
        if any("before" in key for key in indicator.inputs):
            moved = self.store.areas["change"].eq("X")
            reasons[moved] = say("borders changed since 2011, so the two dates cannot be compared")
            if indicator.method == "decile_change":
                merged = self.store.areas["change"].eq("M")
                reasons[merged] = say(
                    "formed from several areas of 2011, whose ranks cannot be combined"
                )
        if indicator.base_under:
            few = compute_base(indicator, figures) < indicator.base_under
            reasons[few] = say("too few to show: fewer than {least}", least=indicator.base_under)
        told = values.notna().any()
        by_msoa = self.definitions.published_for(indicator) == "neighbourhood"
        if told and by_msoa and self.store.level == "authority":
            reasons[:] = say(
                "moves are published for the authorities of 2021, but this one was formed later"
            )
        self._draw_lists(indicator, values, reasons)
        return reasons.where(values.isna(), "")

    def _draw_lists(self, indicator: Indicator, values: pd.Series, reasons: pd.Series) -> None:
        """Write into `reasons` where a source covers only part of the country."""
        names = [entry.removeprefix("-") for part in indicator.inputs.values() for entry in part]
        variables, countries = self.definitions.variables, self.definitions.countries
        sources = [variables[name] for name in names if name in variables]
        lists = self.store.manifest.get("placing", {}).get("lists", {})
        absent = [one for one in sources if isinstance(one, Overlay) and one.id not in lists]
        if absent and values.isna().all():
            reasons[:] = say("its list of points was not here yet when these figures were made")
        by_postcode = any(isinstance(one, Overlay) and one.points.postcode for one in sources)
        if by_postcode and values.notna().any():
            reasons[:] = say(
                "the list of places uses postcodes, and no postcode in this area could be "
                "located when these figures were made"
            )
        # Parts of a country, such as Wales, that the sources are limited to.
        covered = {source.coverage for source in sources}
        for whole in [whole for country in countries.values() for whole in country.wholes]:
            if whole.codes and whole.id in covered:
                reasons[~values.index.str.startswith(whole.codes)] = (
                    say("the list of points covers {country} only", country=whole.name)
                    if indicator.unit in ("places", "metres")
                    else say("the published figures cover {country} only", country=whole.name)
                )

    def asks_more(self, condition: Condition) -> bool:
        """Return whether a condition asks for more of what is measured rather than less.

        Examples
        --------
        Low deciles mean more deprivation.

        >>> from atlas.definitions import Condition
        >>> from atlas.facade import open_atlas
        >>> measures = open_atlas("luton").measures
        >>> measures.asks_more(Condition(indicator="dep_imd_decile", at_most=3))
        True
        """
        high = condition.at_least is not None
        turned = condition.scale == "value" and self.indicator(condition.indicator).higher_is_less
        return high != turned

    @cache_per_atlas(MOST)
    def meets(self, condition: Condition) -> pd.Series:
        """Return which areas meet a condition; an area with a gap does not."""
        return is_within(self.find_figures(condition), condition)

    def find_figures(self, condition: Condition) -> pd.Series:
        """Return the figures that a condition asks about, on its scale, indexed by area."""
        if condition.scale == "value":
            return self.values(condition.indicator)
        return self.percentiles(condition.indicator, scale=condition.scale)

    def table(self, names: Sequence[str]) -> pd.DataFrame:
        """Return the values of several indicators, one column each, indexed by area."""
        return pd.DataFrame({name: self.values(name) for name in names}, index=self.areas)

    @property
    def areas(self) -> pd.Index:
        """Codes of all small areas, in the order of the pack."""
        return self.store.areas.index
