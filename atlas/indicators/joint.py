"""Figures of several small areas together, such as a ward's, and why there may be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.indicators.measures import Measures

# Units whose numbers are positions: those of several areas cannot be made one.
ORDERED = ("decile", "rank", "tenths")
LARGER = {
    "authority": to_say("published for the whole authority only"),
    "neighbourhood": to_say(
        "published for neighbourhoods (MSOAs), and these areas do not make up whole ones"
    ),
    "ward": to_say("given for wards, and these areas do not make up whole ones"),
}


def find_ward_values(measures: Measures, name: str) -> pd.Series:
    """Return an indicator's value for every ward, worked out from the counts of its small areas.

    A figure published for authorities alone is a gap: a ward would show the figure of another
    place as its own. So is one that depends on what is around each small area.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> measures = open_atlas("luton").measures
    >>> float(find_ward_values(measures, "mig_moved_1yr")["E05014737"].round(1))
    8.4
    >>> int(find_ward_values(measures, "hou_homelessness").count())
    0
    """
    values = measures.values(name, level="ward")
    if measures.larger_kind(name) == "authority":
        return pd.Series(float("nan"), index=values.index, name=name)
    return values


def is_weighted_mean(measures: Measures, name: str) -> bool:
    """Return whether the figure of areas together is a mean weighted by residents.

    That is so of scores and rates which are published without the counts behind them.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> measures = open_atlas("luton").measures
    >>> is_weighted_mean(measures, "dep_imd"), is_weighted_mean(measures, "hou_owned")
    (True, False)
    """
    variables = measures.definitions.variables
    entries = measures.definitions.trace(measures.indicator(name).entries)
    return any(variables[one].roll_up_of(one) == "mean" for one in entries if one in variables)


def describe_joint_gap(measures: Measures, name: str, areas: Sequence[str]) -> str:
    """Return why several areas have no figure together, as a clause.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> atlas = open_atlas("luton")
    >>> describe_joint_gap(atlas.measures, "dep_imd_decile", atlas.areas_of("E05014737"))
    'ranks and deciles cannot be combined for several areas'
    """
    reasons = measures.gap_reasons(name).loc[list(areas)]
    missing = reasons[reasons.ne("")]
    if len(missing) == len(areas) and len(set(missing)) == 1:
        # What no area has, all together have not for the same reason.
        return str(missing.iloc[0])
    if measures.indicator(name).unit in ORDERED:
        return say("ranks and deciles cannot be combined for several areas")
    if kind := measures.larger_kind(name):
        return say(LARGER[kind])
    if len(missing):
        return say(
            "{count} of its {areas} areas have no figure: {reason}",
            count=len(missing),
            areas=len(areas),
            reason=missing.iloc[0],
        )
    if measures.is_local(name):
        return say("worked out for each small area from what is around it")
    return say("not published for these areas together")
