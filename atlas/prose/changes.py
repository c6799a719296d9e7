"""Sentences on change between two dates, and on how areas of 2011 were matched to today's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.prose.figures import format_figure
from atlas.prose.sentences import subject_value
from atlas.prose.two_dates import describe_compared, find_both, split_years
from atlas.quantities import format_count, format_list
from atlas.text import format_number, say, say_counted, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.facade.comparators import Comparator
    from atlas.prose.subject import Subject

# How one area, or several, were matched to the areas of 2011.
ONE_CARRIED = {
    "U": to_say("Its borders are those of 2011, so the two dates can be compared exactly."),
    "S": to_say(
        "In 2011 it was part of a larger area that has since been split into {parts}. Best fit: "
        "its figures for 2011 are its part of that area's, shared by today's residents."
    ),
    "M": to_say(
        "It was formed from {parts} areas of 2011. Best fit: their counts are added together."
    ),
    "X": to_say("Its borders have changed in other ways since 2011, so no change can be shown."),
}
ALL_CARRIED = {
    "U": to_say("{count} as they were in 2011"),
    "S": to_say("{count} part of a larger area of 2011 (best fit)"),
    "M": to_say("{count} formed from several areas of 2011 (best fit)"),
    "X": to_say("{count} left out, because borders changed in other ways"),
}
GROUPS_MEAN = to_say(
    "Share of residents who chose each group, and its change in percentage points, the largest "
    "change first; each layer has its own caution."
)
OF_ALL = re.compile(r"of ([\d,]+)")
ORDINALS = {1: to_say("{number}st"), 2: to_say("{number}nd"), 3: to_say("{number}rd")}


def describe_changes(
    atlas: Atlas, subject: Subject, others: Sequence[Comparator] = ()
) -> dict[str, Any]:
    """Return the panel's texts on change.

    Returns
    -------
    dict
        Sentences on the Census of 2011 and 2021; ethnic groups with those within them; deciles of
        deprivation in 2019 and 2025, the overall one first; and how areas were matched. Lists
        are empty where there are no figures.
    """
    known, roles = atlas.definitions.indicators, atlas.definitions.role
    groups = [
        one
        for one in atlas.definitions.in_order()
        if one.method == "share_change" and one.about == "ethnicity" and one.id not in roles.changes
    ]
    return {
        "said": [
            describe_compared(atlas, subject, name, others)
            for name in roles.changes
            if name in known and not np.isnan(subject_value(atlas, subject, name))
        ],
        "groups": list_groups(atlas, subject, groups),
        "groups_years": split_years(groups[0]) if groups else (),
        "groups_mean": say(GROUPS_MEAN) if groups else "",
        "tenths": [
            describe_tenths(atlas, one, subject.areas[0])
            for one in sorted(known.values(), key=lambda one: one.id != roles.overall)
            if one.method == "decile_change"
            and subject.kind == "area"
            and not np.isnan(subject_value(atlas, subject, one.id))
        ],
        "tenths_mean": known[roles.overall].text.caution if roles.overall in known else "",
        "country": atlas.whole.name,
        "carried": describe_carried(atlas, subject.areas),
    }


def list_groups(
    atlas: Atlas, subject: Subject, groups: Sequence[Indicator]
) -> list[dict[str, Any]]:
    """Return the changes of groups, the largest first, each followed by those within it.

    Returns
    -------
    list of dict
        Name, values at both dates, change, and whether the group is within the one before.
        Groups without a figure are left out; one whose wider group is left out stands alone.
    """
    values = {one.id: subject_value(atlas, subject, one.id) for one in groups}
    known = [one for one in groups if not np.isnan(values[one.id])]
    known.sort(key=lambda one: -abs(values[one.id]))
    held = {one.id for one in known}
    outer = [one for one in known if one.within not in held]
    ordered = [
        (member, member is not one)
        for one in outer
        for member in (one, *(inner for inner in known if inner.within == one.id))
    ]
    rows = []
    for one, inner in ordered:
        before, now = find_both(atlas, subject, one.id)
        change = format_figure(one, values[one.id])
        name = one.name.split(":")[0]
        rows.append({"name": name, "before": before, "now": now, "value": change, "inner": inner})
    return rows


def format_ordinal(number: int) -> str:
    """Return a number as an ordinal.

    Examples
    --------
    >>> [format_ordinal(number) for number in (1, 2, 3, 4, 10)]
    ['1st', '2nd', '3rd', '4th', '10th']
    """
    return say(ORDINALS.get(number, to_say("{number}th")), number=number)


def describe_tenths(atlas: Atlas, indicator: Indicator, area: str) -> dict[str, str]:
    """Return the deciles of deprivation at both dates, with its ranks, of an area that has both.

    The indicator is one of the method ``decile_change``.

    Returns
    -------
    dict
        The name of the index, the deciles in words, and the ranks as published; empty where
        the publisher's tables have no ranks.
    """
    later, earlier = (indicator.inputs[key][0] for key in ("value", "value_before"))
    figures = atlas.store.figures
    now, then = int(figures[later][area]), int(figures[earlier][area])
    moved = (
        say("the {tenth} tenth both times", tenth=format_ordinal(now))
        if now == then
        else say(
            "from the {first} to the {last} tenth",
            first=format_ordinal(then),
            last=format_ordinal(now),
        )
    )
    ranks = [said for one in (earlier, later) if (said := _format_rank(atlas, area, one))]
    if len(ranks) == 2:
        ranks = [say("{earlier}, then {later}", earlier=ranks[0], later=ranks[1])]
    return {"name": indicator.name.split(":")[0], "moved": moved, "ranks": "".join(ranks)}


def _format_rank(atlas: Atlas, area: str, decile: str) -> str:
    """Return the published rank of a decile with the number of areas, such as "812 of 33,755"."""
    variable = f"{decile.removesuffix('decile')}rank"
    source = atlas.definitions.variables.get(variable)
    if source is None:
        return ""
    rank = float(atlas.store.figures[variable][area])
    every = OF_ALL.search(source.units.get(variable, source.unit))
    if every is None:
        return format_count(rank)
    whole = format_count(int(every.group(1).replace(",", "")))
    return say("{part} of {whole}", part=format_count(rank), whole=whole)


def describe_carried(atlas: Atlas, areas: tuple[str, ...]) -> str:
    """Return how areas were matched to those of 2011: unchanged, by best fit, or not at all.

    It is a sentence on one area or on all of them; empty for areas that the look-up lacks.
    """
    rows = atlas.store.areas.loc[list(areas)]
    if len(rows) == 1:
        # Packs built by earlier versions lack this column.
        known = int(rows.get("change_areas", pd.Series(0, rows.index)).iloc[0])
        parts = known or say("several")
        carried = ONE_CARRIED.get(str(rows["change"].iloc[0]), "")
        return say(carried, parts=parts) if carried else ""
    counts = rows["change"].value_counts()
    told = [
        say(said, count=format_number(counts[key]))
        for key, said in ALL_CARRIED.items()
        if counts.get(key, 0)
    ]
    if not told or atlas.level != "area":
        return ""
    parts = format_list(told)
    return say_counted(
        "Of {count} area: {parts}.", "Of {count} areas: {parts}.", len(rows), parts=parts
    )
