"""Read a place's published figures in data/ into tidy tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.build.apportion import carry_over, describe_changes
from atlas.build.larger_areas import give_to_parts
from atlas.errors import BuildError, Fault, find_closest
from atlas.indicators.measures import RESIDENTS
from atlas.sources import read_look_up as look_ups

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions

AREAS = "areas.csv"
FIGURES = "figures.csv"
FIGURES_2011 = "figures_2011_areas.csv"
FIGURES_MSOAS = "figures_msoas.csv"
# Derived from point lists that are not kept; optional.
FIGURES_POINTS = "figures_points.csv"
LOOK_UP = "areas_2011_to_2021.csv"
OUTLINES = "lsoa21_boundaries.geojson"
INPUTS = (AREAS, FIGURES, FIGURES_2011, FIGURES_MSOAS, LOOK_UP, OUTLINES)

# Columns of the given table of areas, with their names in the pack.
COLUMNS = {
    "area": "area",
    "area_name": "name",
    "msoa_code": "neighbourhood_code",
    "neighbourhood": "neighbourhood",
    "ward_code": "ward_code",
    "ward": "ward",
    "authority_code": "authority_code",
    "authority": "authority",
    "rural_urban_2021": "rural_urban",
}
LOOK_UP_COLUMNS = ("lsoa11_code", "lsoa21_code", "change_code")


def read_areas(folder: Path) -> pd.DataFrame:
    """Return names, larger areas and changes since 2011, indexed by area.

    Raises
    ------
    BuildError
        If a file or a column is missing, or an area occurs twice.
    """
    areas = look_ups.read_columns(folder / AREAS, list(COLUMNS)).rename(columns=COLUMNS)
    areas = areas.set_index("area")
    faults = _find_doubled(f"{AREAS}, column area", areas.index)
    if faults:
        raise BuildError(faults)
    return areas.join(describe_changes(read_look_up(folder))).sort_index()


def read_look_up(folder: Path) -> pd.DataFrame:
    """Return the look-up from 2011 areas to 2021 areas: columns before, after, change.

    Raises
    ------
    BuildError
        If the file or a column is missing.
    """
    return look_ups.read_look_up(folder / LOOK_UP, LOOK_UP_COLUMNS)


def read_figures(folder: Path, definitions: Definitions) -> pd.DataFrame:
    """Return all variables, indexed by small area.

    Figures of 2011 are carried over to today's areas; every small area has the figures of its
    MSOA.

    Raises
    ------
    BuildError
        If a column belongs to no source, a value is not a number, or the areas differ.
    """
    now = read_numbers(folder / FIGURES, "area", definitions)
    before = read_numbers(folder / FIGURES_2011, "area_2011", definitions)
    look_up, residents = read_look_up(folder), now[RESIDENTS]
    moved = carry_over(before, look_up, residents=residents, variables=definitions.variables)
    larger = read_numbers(folder / FIGURES_MSOAS, "msoa", definitions)
    shared = give_to_parts(larger, read_areas(folder)["neighbourhood_code"])
    return now.join(moved).join(shared).sort_index()


def _find_doubled(where: str, areas: pd.Index) -> list[Fault]:
    twice = areas[areas.duplicated()].unique()
    what = f"These areas occur twice: {', '.join(twice[:5])}."
    return [Fault(where, what, remedy="Keep one row per area.")] if len(twice) else []


def read_numbers(path: Path, key: str, definitions: Definitions) -> pd.DataFrame:
    """Return the variables of a file, indexed by its column `key`.

    Raises
    ------
    BuildError
        If a column belongs to no source, an area occurs twice, or a value is not a number.
    """
    table = pd.read_csv(path, dtype=str)
    needed = (key, RESIDENTS) if path.name == FIGURES else (key,)
    missing = [
        Fault(f"{path.name}, column {column}", "This column is missing.", remedy="Add it.")
        for column in needed
        if column not in table
    ]
    if missing:
        raise BuildError(missing)
    table = table.set_index(key)
    faults = [
        Fault(
            f"{path.name}, column {column}",
            "No source in layers/sources has this variable.",
            remedy="Add it to the source's columns, or remove the column.",
            closest=find_closest(column, definitions.variables),
        )
        for column in table.columns
        if column not in definitions.variables
    ]
    faults.extend(_find_doubled(f"{path.name}, column {key}", table.index))
    numbers: pd.DataFrame = table.apply(pd.to_numeric, errors="coerce")
    numbers = numbers.replace([np.inf, -np.inf], np.nan)
    wrong = numbers.isna() & table.notna()
    for column in wrong.columns[wrong.any()]:
        found = table.loc[wrong[column], column]
        where = f"{path.name}, column {column}, area {found.index[0]}"
        remedy = "Write the published number, or leave the cell empty."
        faults.append(Fault(where, f'"{found.iloc[0]}" is not a number.', remedy=remedy))
    if faults:
        raise BuildError(faults)
    return numbers.astype(float).rename_axis("area")
