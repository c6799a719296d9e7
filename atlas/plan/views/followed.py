"""A figure when an action came into the plan, and the same figure now."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from atlas.plan.records.kinds.baseline import Baseline
from atlas.prose.figures import format_figure
from atlas.prose.sentences import subject_value
from atlas.prose.subject import make_subject
from atlas.text import format_day, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from atlas.definitions import Indicator
    from atlas.facade import Atlas


def take_baseline(
    atlas: Atlas, planned: str, areas: Sequence[str], indicator: str, *, taken: date
) -> Baseline:
    """Return an indicator's figure for a planned action's areas as it is today, to be kept.

    Without areas it is that of the whole place.
    """
    definition = atlas.definitions.indicators[indicator]
    value = value_for(atlas, areas, indicator)
    return Baseline(
        planned=planned,
        indicator=indicator,
        areas=len(areas),
        value=None if math.isnan(value) else value,
        year=definition.year,
        source=_name_publication(atlas, definition),
        taken=taken,
    )


def value_for(atlas: Atlas, areas: Sequence[str], indicator: str) -> float:
    """Return an indicator's value for some areas, none for the whole place; NaN for a gap.

    Areas that are not among those that are open, since the place is open at another level, have
    no value here.
    """
    known = set(atlas.measures.areas)
    if any(area not in known for area in areas):
        return math.nan
    return float(subject_value(atlas, make_subject(atlas, tuple(areas)), indicator))


def _name_publication(atlas: Atlas, indicator: Indicator) -> str:
    """Return the publications of an indicator, by which one is known from the next."""
    sources = atlas.definitions.sources_of(indicator)
    told = [f"{one.publisher}, {one.table}, {one.published}" for one in sources]
    return "; ".join(dict.fromkeys(told))[:1000]


def describe_followed(atlas: Atlas, areas: Sequence[str], baseline: Baseline) -> str:
    """Return in words what became of a figure since it was kept.

    Figures of the same publication cannot have moved, and it is said so; figures of another one
    are put side by side, and whether the action was the reason is left open.
    """
    indicator = atlas.definitions.indicators.get(baseline.indicator)
    if indicator is None:
        return say(
            "{indicator}: the atlas no longer has this figure.", indicator=baseline.indicator
        )
    name = indicator.name
    then = math.nan if baseline.value is None else baseline.value
    now = value_for(atlas, areas, indicator.id)
    if math.isnan(then):
        return say("{indicator}: there was no figure when the action was added.", indicator=name)
    at_start, day = format_figure(indicator, then), format_day(baseline.taken)
    if math.isnan(now):
        return say(
            "{indicator}: {then} on {day} ({year}). There is no figure here now.",
            day=day,
            indicator=name,
            then=at_start,
            year=baseline.year,
        )
    at_present = format_figure(indicator, now)
    if _name_publication(atlas, indicator) == baseline.source and indicator.year == baseline.year:
        if len(areas) == baseline.areas and math.isclose(then, now, rel_tol=1e-9, abs_tol=1e-9):
            return say(
                "{indicator}: {then} ({year}), saved on {day}. The atlas still has the same "
                "publication, so nothing can have changed yet.",
                day=day,
                indicator=name,
                then=at_start,
                year=baseline.year,
            )
        return say(
            "{indicator}: {then} on {day}, {now} now, both from the same publication ({year}): "
            "the areas or the calculation changed, not the town.",
            day=day,
            indicator=name,
            then=at_start,
            now=at_present,
            year=baseline.year,
        )
    return say(
        "{indicator}: {then} on {day} ({before}), {now} now ({year}). The figure does not say "
        "what changed it.",
        day=day,
        indicator=name,
        then=at_start,
        before=baseline.year,
        now=at_present,
        year=indicator.year,
    )
