"""Make the tables of England and Wales, for each level, from the publishers' files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.apportion import describe_changes
from atlas.build.larger_areas import read_neighbourhoods
from atlas.build.reference import read_look_up, read_pairs, roll_up, sum_comparators
from atlas.errors import BuildError, Fault
from atlas.places.authorities import fill_regions
from atlas.sources.read_look_up import read_columns

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions
    from atlas.definitions.country import Geography

PARTS = ("area", "name", "ward_code", "ward", "authority_code", "authority")


def read_parts(folder: Path, geography: Geography) -> pd.DataFrame:
    """Return names and larger areas of every small area, indexed by area in order of code.

    Returns
    -------
    pandas.DataFrame
        The columns of the pack table `areas`, and `region_code` and `region`.
    """
    parts = read_columns(folder / geography.authority_file, geography.part_columns)
    areas = parts.set_axis(list(PARTS), axis=1).set_index("area").sort_index()
    areas = areas.join(read_neighbourhoods(folder, geography))
    areas["rural_urban"] = read_pairs(folder / geography.rural_file, geography.rural_columns)
    areas = areas.join(describe_changes(read_look_up(folder, geography)))
    region_file = folder / geography.region_file
    authority, region = geography.region_columns
    codes = read_pairs(region_file, [authority, region])
    called = read_pairs(region_file, [authority, geography.region_name_column])
    areas["region_code"] = areas["authority_code"].map(codes)
    areas["region"] = areas["authority_code"].map(called)
    areas = fill_regions(areas, geography)
    missing = areas[["neighbourhood_code", "rural_urban", "change"]].isna().any(axis=1)
    if missing.any():
        what = (
            f"{missing.sum()} areas are in one look-up file but not in another: {missing.idxmax()}."
        )
        raise BuildError([Fault(str(folder), what, remedy="Use look-up files of the same year.")])
    return areas


def sum_all(
    figures: pd.DataFrame, areas: pd.DataFrame, definitions: Definitions, folder: Path
) -> pd.DataFrame:
    """Return the totals of the countries, regions and authorities."""
    totals = sum_comparators(figures, definitions, folder)
    nations = [nation.code for nation in definitions.home.nations]
    groupings = [
        areas["authority_code"],
        areas["region_code"].where(areas["region_code"].isin(nations)),
    ]
    within = areas["neighbourhood_code"]
    rolled = [roll_up(figures, groups, definitions, within) for groups in groupings]
    return pd.concat([totals, *rolled])


def list_larger(small: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return the table of the MSOAs or authorities that small areas lie in."""
    groups = small[f"{level}_code"].rename("area")
    areas = small.groupby(groups).first()
    areas["rural_urban"] = ""
    areas["change"] = small["change"].eq("X").groupby(groups).any().map({True: "X", False: ""})
    areas["change_areas"] = 0
    if level == "neighbourhood":
        areas["name"] = areas["name"].str[:-1]
        # MSOAs do not nest in wards; the next larger area is the authority.
        areas["ward_code"], areas["ward"] = areas["authority_code"], areas["authority"]
        return areas
    for column in ("ward", "neighbourhood"):
        areas[f"{column}_code"], areas[column] = areas["region_code"], areas["region"]
    areas["name"] = areas["authority"]
    return areas
