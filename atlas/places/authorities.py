"""Read authorities and their regions from the publishers' look-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyarrow import csv

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from atlas.definitions.country import Geography


def read_authorities(folder: Path, geography: Geography) -> pd.DataFrame:
    """Return every authority with its region and its other name.

    Returns
    -------
    pandas.DataFrame
        Columns `authority_code`, `authority`, `region_code`, `region`, `other_name`; a gap
        where no look-up has a value. Wales, which has no regions, counts as one.
    """
    code, name = geography.part_columns[4:]
    table = read_table(folder / geography.authority_file).drop_duplicates(code)
    found = table[[code, name]].set_axis(["authority_code", "authority"], axis=1)
    key, region = geography.region_columns
    regions = read_table(folder / geography.region_file).set_index(key)
    found["region_code"] = found["authority_code"].map(regions[region])
    found["region"] = found["authority_code"].map(regions[geography.region_name_column])
    found = fill_regions(found, geography)
    if geography.other_names and (folder / geography.other_names[0]).exists():
        file, key, other = geography.other_names
        pairs = read_table(folder / file).drop_duplicates(key).set_index(key)[other]
        found["other_name"] = found["authority_code"].map(pairs[pairs.ne("")])
    return found


def read_similar(
    folder: Path, geography: Geography, now: Mapping[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """Return the statistical neighbours of every authority, nearest first.

    Parameters
    ----------
    folder
        The publishers' files.
    geography
        Names the file and its columns; without the file there are none.
    now
        The authorities that codes of other years stand for.
    """
    if not geography.similar or not (folder / geography.similar[0]).exists():
        return {}
    file, key, nearest = geography.similar
    table = read_table(folder / file)
    near = table.columns[list(table.columns).index(nearest) :]

    def follow(code: str) -> str:
        codes = now.get(code, [code])
        return codes[0] if len(codes) == 1 else ""

    return {
        follow(code): tuple(other for one in row if (other := follow(str(one))))
        for code, row in zip(table[key], table[near].itertuples(index=False), strict=True)
    }


def fill_regions(areas: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Return a table with missing regions filled by the geography's `no_region`."""
    code, name = geography.no_region or (None, None)
    return areas.fillna({"region_code": code, "region": name}) if code else areas


def read_table(path: Path) -> pd.DataFrame:
    """Return a published look-up as text, without a byte order mark."""
    table: pd.DataFrame = csv.read_csv(path).to_pandas()
    return table.rename(columns=lambda heading: str(heading).removeprefix("\ufeff"))
