"""Handle figures published for MSOAs and authorities but not for small areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.sources.read_look_up import read_columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.definitions import Definitions
    from atlas.definitions.country import Geography


def find_larger(definitions: Definitions) -> list[str]:
    """Return the variables published for MSOAs but not for small areas."""
    return [
        name for name, source in definitions.variables.items() if source.larger == "neighbourhood"
    ]


def give_to_parts(larger: pd.DataFrame, within: pd.Series) -> pd.DataFrame:
    """Return the figures of larger areas for each of their parts, not apportioned.

    Parameters
    ----------
    larger
        One column per variable, indexed by larger area.
    within
        The larger area of each small area, indexed by small area.

    Returns
    -------
    pandas.DataFrame
        Same columns, indexed as `within`. A larger area without figures gives gaps.

    Examples
    --------
    >>> larger = pd.DataFrame({"moved": [30.0]}, index=["whole"])
    >>> give_to_parts(larger, pd.Series({"a": "whole", "b": "whole"}))["moved"].tolist()
    [30.0, 30.0]
    """
    return larger.reindex(within.to_numpy()).set_axis(within.index, axis=0)


def read_neighbourhoods(folder: Path, geography: Geography) -> pd.DataFrame:
    """Return the code and name of the MSOA of every small area, indexed by area.

    Returns
    -------
    pandas.DataFrame
        Columns `neighbourhood_code` and `neighbourhood`; gaps where no MSOA's name matches.
    """
    parts = read_columns(folder / geography.authority_file, geography.part_columns[:2])
    area, name = geography.part_columns[:2]
    names = read_columns(folder / geography.neighbourhood_file, geography.neighbourhood_columns)
    names = names.set_axis(["msoa", "neighbourhood_code", "neighbourhood"], axis=1)
    # A small area's name is that of its MSOA with a letter appended.
    msoa = parts.set_index(area)[name].str[:-1]
    found = names.set_index("msoa").reindex(msoa.to_numpy())
    return found.set_axis(msoa.index, axis=0).rename_axis("area")


def count_between(
    totals: pd.DataFrame,
    published: pd.DataFrame,
    *,
    place: str,
    inside: pd.Index,
    prefixes: Mapping[str, str],
) -> pd.DataFrame:
    """Return comparators that count moves between authorities but not within one.

    A comparator is otherwise the sum of its MSOAs. At the level of authorities it must be the
    sum of its authorities, or it would include moves that no authority's figure does.

    Parameters
    ----------
    totals
        One column per variable, indexed by comparator.
    published
        The variables to replace, as published for all authorities of the country, indexed by
        authority, with their ``region_code``.
    place
        The comparator that is the place.
    inside
        The authorities of the place.
    prefixes
        Prefix of the authorities' codes, by whole of the country.

    Returns
    -------
    pandas.DataFrame
        Same rows and columns as `totals`. Authorities without figures are left out of sums.
    """
    figures, regions = published.drop(columns="region_code"), published["region_code"]
    sums = {
        **{
            whole: figures[figures.index.str.startswith(codes)].sum(min_count=1)
            for whole, codes in prefixes.items()
        },
        place: figures.loc[inside].sum(min_count=1),
    }
    between = pd.concat([figures, figures.groupby(regions).sum(min_count=1), pd.DataFrame(sums).T])
    # A place that is a region appears twice.
    between = between[~between.index.duplicated(keep="last")].reindex(totals.index)
    return totals.assign(**{str(name): between[name] for name in between})
