"""Work out each indicator's national distribution, and the totals for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.apportion import carry_over
from atlas.build.larger_areas import give_to_parts, read_neighbourhoods
from atlas.build.steps import name_table
from atlas.indicators.compare import reference_knots
from atlas.indicators.compute import compute_indicator, find_methods
from atlas.indicators.measures import RESIDENTS
from atlas.indicators.roll_up import roll_up_figures
from atlas.indicators.setting import Setting
from atlas.pack.manifest import checksum
from atlas.pack.schema import TABLES
from atlas.sources import read_look_up as look_ups
from atlas.sources.read_source import read_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.build.steps import Report
    from atlas.definitions import Definitions, Indicator, Source
    from atlas.definitions.country import Geography

WITHIN = "neighbourhood_code"


def read_national_figures(
    definitions: Definitions, folder: Path, *, report: Report, keep: Path | None = None
) -> pd.DataFrame:
    """Return every variable of every source for all areas of England and Wales.

    Parameters
    ----------
    folder
        The publishers' files.
    report
        Called with the title of each table before it is read.
    keep
        Folder that keeps parsed tables, to resume from after an interruption.

    Returns
    -------
    pandas.DataFrame
        One column per variable, indexed by area; gaps where a table does not cover an area.
    """
    definitions = definitions.covering(definitions.home.geography)
    geography = definitions.home_geography
    parts: list[pd.DataFrame] = []
    earlier: list[pd.DataFrame] = []
    for source in definitions.sources.values():
        report(name_table(source))
        table = _read_kept(source, folder, keep)
        if source.larger == "neighbourhood":
            table = give_to_parts(table, read_neighbourhoods(folder, geography)[WITHIN].dropna())
        (earlier if _is_earlier(source, geography) else parts).append(table)
    figures = pd.concat(parts, axis=1).sort_index()
    if earlier:
        moved = carry_over(
            pd.concat(earlier, axis=1),
            read_look_up(folder, geography),
            residents=figures[RESIDENTS],
            variables=definitions.variables,
        )
        figures = figures.join(moved)
    return figures


def read_larger_figures(
    definitions: Definitions, folder: Path, codes: pd.Index, *, keep: Path | None = None
) -> pd.DataFrame:
    """Return figures published for MSOAs and authorities but not for small areas.

    One column per variable, indexed by `codes`; gaps where nothing is published.
    """
    tables = [
        _read_kept(source, folder, keep).reindex(codes)
        for source in definitions.sources.values()
        if source.larger == "neighbourhood"
    ]
    return pd.concat(tables, axis=1) if tables else pd.DataFrame(index=codes)


def _is_earlier(source: Source, geography: Geography) -> bool:
    """Return whether a table has an earlier year's areas and must be carried over."""
    return not source.larger and source.geography != geography.id


def _read_kept(source: Source, folder: Path, keep: Path | None) -> pd.DataFrame:
    """Return a source's kept table, or read and keep it."""
    path = folder / source.file
    if keep is None or not path.exists():
        return read_source(source, folder)
    # The key covers both the file and the definition of its source.
    said = checksum(path.read_bytes() + source.model_dump_json().encode()).split(":")[-1][:16]
    kept = keep / f"{source.id}.{said}.parquet"
    if kept.exists():
        return pd.read_parquet(kept)
    table = read_source(source, folder)
    keep.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(".partial")
    table.to_parquet(partial)
    partial.rename(kept)
    return table


def read_look_up(folder: Path, geography: Geography) -> pd.DataFrame:
    """Return the look-up from 2011 areas to 2021 areas: columns before, after, change."""
    where = f"layers/geographies/{geography.id}.toml, change_columns"
    return look_ups.read_look_up(
        folder / geography.change_file, geography.change_columns, where=where
    )


def summarise_indicators(
    figures: pd.DataFrame, definitions: Definitions, *, references: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return percentile knots and moments of every indicator that can be placed nationally.

    Parameters
    ----------
    figures
        All areas of the country, one column per variable.
    references
        What percentiles refer to: prefixes of area codes by identity; by default the wholes of
        the home country.

    Returns
    -------
    knots, moments
        The pack tables `percentiles` and `moments`.
    """
    knots, moments = [], []
    for reference, prefix in (references or definitions.home.prefixes).items():
        here = figures[figures.index.str.startswith(prefix)]
        known = pd.DataFrame(columns=["mean", "sd"], dtype=float)
        for indicator in _parts_first(definitions):
            values = compute_indicator(
                indicator,
                here,
                setting=Setting(moments=known),
                definitions=definitions,
                suppress=False,
            )
            # An index of England only has no distribution for England and Wales.
            if values.notna().mean() < 0.96:
                continue
            known.loc[indicator.id] = [values.mean(), values.std()]
            named = {"reference": reference, "indicator": indicator.id}
            counted = {"areas": int(values.count()), "mean": values.mean(), "sd": values.std()}
            moments.append(named | counted)
            knots.append(reference_knots(values).assign(**named))
    ordered = list(TABLES["percentiles"].columns)
    return pd.concat(knots, ignore_index=True)[ordered], pd.DataFrame(moments)


def _parts_first(definitions: Definitions) -> list[Indicator]:
    """Return the indicators that can be placed nationally, composite ones last."""
    methods = find_methods()
    placed = [
        indicator
        for indicator in definitions.indicators.values()
        if not methods[indicator.method].local
    ]
    return sorted(placed, key=lambda indicator: methods[indicator.method].takes_indicators)


def sum_comparators(figures: pd.DataFrame, definitions: Definitions, folder: Path) -> pd.DataFrame:
    """Return figures of every region of England, of England, and of England and Wales.

    Counts are added up from the small areas; an index of England is a gap for England and
    Wales.
    """
    geography = definitions.home_geography
    # A few areas with complex boundary changes have no figures for 2011. Leaving them out does
    # not change any region's percentage in the first decimal; a gap would blank whole regions.
    earlier = [
        name for name, source in definitions.variables.items() if _is_earlier(source, geography)
    ]
    figures = figures.fillna(dict.fromkeys(earlier, 0.0))
    authority = read_pairs(folder / geography.authority_file, geography.authority_columns)
    region = read_pairs(folder / geography.region_file, geography.region_columns)
    groupings = [
        authority.map(region).reindex(figures.index),
        *(
            pd.Series(whole, figures.index).where(figures.index.str.startswith(codes))
            for whole, codes in definitions.home.prefixes.items()
        ),
    ]
    within = read_neighbourhoods(folder, geography)[WITHIN].reindex(figures.index)
    rolled = [roll_up(figures, groups, definitions, within) for groups in groupings]
    return pd.concat(rolled).sort_index().rename_axis("comparator")


def roll_up(
    figures: pd.DataFrame,
    groups: pd.Series,
    definitions: Definitions,
    within: pd.Series,
    weight: str = RESIDENTS,
) -> pd.DataFrame:
    """Return figures of groups of areas; `within` is the MSOA of every area in the country.

    Areas without a group are left out.
    """
    return roll_up_figures(
        figures,
        groups,
        variables=definitions.variables,
        weight=weight,
        within=within,
    )


def read_pairs(path: Path, columns: list[str]) -> pd.Series:
    """Return the second of two columns of a look-up, indexed by the first."""
    return look_ups.read_columns(path, columns).set_index(columns[0])[columns[1]]
