"""Carry figures that are published for MSOAs and authorities, and not for small areas."""

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
    """Return the variables that are published for MSOAs and not for small areas."""
    return [
        name for name, source in definitions.variables.items() if source.larger == "neighbourhood"
    ]


def give_to_parts(larger: pd.DataFrame, within: pd.Series) -> pd.DataFrame:
    """Return the figures of larger areas for each of their parts, whole and not shared out.

    Parameters
    ----------
    larger
        One column per variable, indexed by larger area.
    within
        The larger area that each small area lies in, indexed by small area.

    Returns
    -------
    pandas.DataFrame
        Same columns, index of `within`. A larger area without figures is a gap.

    Examples
    --------
    >>> larger = pd.DataFrame({"moved": [30.0]}, index=["whole"])
    >>> give_to_parts(larger, pd.Series({"a": "whole", "b": "whole"}))["moved"].tolist()
    [30.0, 30.0]
    """
    return larger.reindex(within.to_numpy()).set_axis(within.index, axis=0)


def read_neighbourhoods(folder: Path, geography: Geography) -> pd.DataFrame:
    """Return code and name of the MSOA of every small area, indexed by area.

    Returns
    -------
    pandas.DataFrame
        Columns `neighbourhood_code` and `neighbourhood`; gaps where no MSOA is named alike.
    """
    parts = read_columns(folder / geography.authority_file, geography.part_columns[:2])
    area, name = geography.part_columns[:2]
    names = read_columns(folder / geography.neighbourhood_file, geography.neighbourhood_columns)
    names = names.set_axis(["msoa", "neighbourhood_code", "neighbourhood"], axis=1)
    # The name of a small area is that of its MSOA and one letter more.
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
    """Return comparators in which moves between authorities count, and not those inside one.

    Elsewhere a comparator is all its MSOAs together. Where the areas are authorities it has to
    be all its authorities together, or it would count moves that no authority counts.

    Parameters
    ----------
    totals
        One column per variable, indexed by comparator.
    published
        The variables to replace as published for authorities of the whole country, indexed by
        authority, and their ``region_code``.
    place
        The comparator that stands for the place.
    inside
        The authorities of the place.
    prefixes
        By the wholes of the country, what the codes of their authorities begin with.

    Returns
    -------
    pandas.DataFrame
        Same rows and columns as `totals`. An authority without figures is left out of sums.
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
    # A place may be a region, and is then there twice.
    between = between[~between.index.duplicated(keep="last")].reindex(totals.index)
    return totals.assign(**{str(name): between[name] for name in between})
