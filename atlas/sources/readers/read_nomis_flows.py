"""Read a Census 2021 detailed migration table from Nomis: a ZIP with moves in and moves out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pandas as pd
from pyarrow import csv

from atlas.sources.readers import reader

if TYPE_CHECKING:
    from pathlib import Path

# The levels that the atlas uses; the ZIP also has counties, regions and countries.
LEVELS = ("MSOA", "LTLA")
# In the moves out, people who did not move and those from outside England and Wales.
NO_AREA = ("-8", "999999999")
# In the moves out, people who moved within the area; the moves in have a label for them.
NO_FLOW = "Does not apply"


@reader(".zip")
def nomis_flows(path: Path, area_column: str) -> pd.DataFrame:
    """Return people by flow, indexed by area, with columns named by the publisher's labels.

    Each table has a row per area, flow and further category, such as family status. There is a
    column for each flow, summed over categories; for each category, as "flow: category"; and
    for the sum of categories with the same label up to a colon, as "flow: shared label". Areas
    are MSOAs and authorities. In the moves in, the area is where people live; in the moves out,
    where they lived a year before. The "associated area" of an MSOA is its authority, that of
    an authority its region or Wales.

    Raises
    ------
    KeyError
        If the first column of the moves into MSOAs is not `area_column`.
    """
    with ZipFile(path) as archive:
        tables = {
            (level, way): _read_flows(archive, level, way)
            for level in LEVELS
            for way in ("IN", "OUT")
        }
    if tables["MSOA", "IN"].index.name != area_column:
        raise KeyError(area_column)
    levels = [pd.concat([tables[level, "IN"], tables[level, "OUT"]], axis=1) for level in LEVELS]
    return pd.concat(levels).rename_axis("area")


def _read_flows(archive: ZipFile, level: str, way: str) -> pd.DataFrame:
    """Return one table of an archive, one row per area; the index has its column's name."""
    ending = f"_{level}_{way}.csv"
    name = next(name for name in archive.namelist() if name.endswith(ending))
    with archive.open(name) as file:
        table = csv.read_csv(
            file,
            convert_options=csv.ConvertOptions(auto_dict_encode=True, column_types={"Count": "f8"}),
        )
    # Columns: area and its label, flow and its label, category and its label, count.
    area, flow, category, count = (table.column_names[position] for position in (0, 3, 5, 6))
    people = table.select([area, flow, category, count]).to_pandas()
    people = people[~people[area].isin(NO_AREA) & people[flow].ne(NO_FLOW)]
    wide: pd.DataFrame = people.pivot_table(
        index=area, columns=[flow, category], values=count, aggfunc="sum", observed=True
    )
    return _add_up(wide.set_axis(wide.index.astype(str), axis=0))


def _add_up(wide: pd.DataFrame) -> pd.DataFrame:
    """Return people by flow, by flow and category, and by flow and shared label."""
    parts: dict[str, list[tuple[str, str]]] = {}
    flows, categories = (wide.columns.get_level_values(level) for level in (0, 1))
    for flow, category in zip(flows, categories, strict=True):
        shared = category.partition(": ")[0]
        for heading in dict.fromkeys((flow, f"{flow}: {shared}", f"{flow}: {category}")):
            parts.setdefault(heading, []).append((flow, category))
    # A sum without any published figure is a gap, not zero.
    return pd.DataFrame(
        {heading: wide[pairs].sum(axis=1, min_count=1) for heading, pairs in parts.items()}
    )
