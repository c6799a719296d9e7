"""What stands beside a change: its values at both dates, and the place's and others' change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.indicators.compute import find_methods
from atlas.prose.figures import describe_figure, format_figure
from atlas.prose.sentences import describe_subject, subject_value
from atlas.quantities import format_list, format_value
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.facade.comparators import Comparator
    from atlas.prose.subject import Subject


def describe_compared(
    atlas: Atlas, subject: Subject, name: str, others: Sequence[Comparator]
) -> str:
    """Return an indicator's sentence; for a change with both values, and how others changed.

    Parameters
    ----------
    atlas
        The place.
    subject
        An area, several, or the whole place.
    name
        An indicator.
    others
        The comparators chosen.
    """
    sentence = describe_subject(atlas, subject, name)
    value = subject_value(atlas, subject, name)
    indicator = atlas.definitions.indicators[name]
    if np.isnan(value) or not is_change(indicator):
        return sentence
    elsewhere = _describe_others(atlas, subject, name, others)
    told = [sentence, format_both(atlas, subject, name), elsewhere]
    return " ".join(part for part in told if part)


def is_change(indicator: Indicator) -> bool:
    """Return whether an indicator compares two dates that each have a value."""
    return find_methods()[indicator.method].dates is not None


def find_both(atlas: Atlas, subject: Subject, name: str) -> tuple[str, str]:
    """Return the earlier and the later value behind a change, as text; empty for a gap."""
    is_area = subject.kind == "area"
    found = atlas.measures.at_both_dates(name, None if is_area else subject.figures)
    if found is None:
        return "", ""
    values = [float(one[subject.areas[0]] if is_area else one.iloc[0]) for one in found]
    if np.isnan(values).any():
        return "", ""
    indicator = atlas.definitions.indicators[name]
    before, now = (_format_one(indicator, value) for value in values)
    return before, now


def _format_one(indicator: Indicator, value: float) -> str:
    unit = find_methods()[indicator.method].each
    decimals = 0 if unit == "count" else indicator.decimals
    return format_value(float(value), unit, decimals=decimals)


def format_cells(atlas: Atlas, name: str, areas: Sequence[str]) -> list[str]:
    """Return a figure of each area for a cell; a change with its values at both dates.

    An area with a gap has an empty text.
    """
    indicator = atlas.definitions.indicators[name]
    values = atlas.measures.values(name).loc[list(areas)]
    cells = ["" if np.isnan(value) else format_figure(indicator, value) for value in values]
    found = atlas.measures.at_both_dates(name)
    if found is None:
        return cells
    both = (one.loc[list(areas)] for one in found)
    return [
        say(
            "{change} ({before}, then {now})",
            change=cell,
            before=_format_one(indicator, before),
            now=_format_one(indicator, now),
        )
        if cell and not np.isnan(before) and not np.isnan(now)
        else cell
        for cell, before, now in zip(cells, *both, strict=True)
    ]


def split_years(indicator: Indicator) -> tuple[str, str]:
    """Return the two years of a change.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> split_years(open_atlas("luton").definitions.indicators["dem_popchange"])
    ('2011', '2021')
    """
    between = say("{low} to {high}", low="", high="").strip()
    first, _, last = indicator.year.partition(f" {between} ")
    return first, last


def format_both(atlas: Atlas, subject: Subject, name: str) -> str:
    """Return the values of a change at both dates as a sentence."""
    before, now = find_both(atlas, subject, name)
    first, last = split_years(atlas.definitions.indicators[name])
    if not before or not last:
        return ""
    return say(
        "It was {before} in {first} and {now} in {last}.",
        before=before,
        first=first,
        now=now,
        last=last,
    )


def _describe_others(
    atlas: Atlas, subject: Subject, name: str, others: Sequence[Comparator]
) -> str:
    """Return how the place, for a part of it, and the comparators changed in the same years."""
    indicator = atlas.definitions.indicators[name]
    named = [
        (one.name, value) for one, value in zip(others, atlas.compare(others, name), strict=True)
    ]
    row, called = atlas.find_town(subject.areas)
    if subject.kind != "place" and row not in subject.areas:
        town = float(atlas.measures.comparators(name).get(row, np.nan))
        named.insert(0, (called, town))
    told = [
        say("{change} in {place}", place=called, change=describe_figure(indicator, value))
        for called, value in named
        if not np.isnan(value)
    ]
    return say("In the same years it {changes}.", changes=format_list(told)) if told else ""
