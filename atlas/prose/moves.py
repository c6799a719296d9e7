"""Moves in and out: the paragraph and the chart in the side panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.prose.disabled_movers import describe_disabled
from atlas.prose.figures import format_figure
from atlas.prose.sentences import describe_sources
from atlas.quantities import format_count
from atlas.text import format_number, say

if TYPE_CHECKING:
    import pandas as pd

    from atlas.facade import Atlas
    from atlas.prose.subject import Subject

# Columns of a table of moves; `layers/roles` names the variable of each.
SAME, WITHIN = "same", "within"
IN_NEAR, IN_UK, IN_ABROAD = "in_near", "in_uk", "in_abroad"
OUT_NEAR, OUT_FAR = "out_near", "out_far"


def describe_moves(atlas: Atlas, subject: Subject, compare: str) -> dict[str, Any] | None:
    """Return the panel's texts on moves in and out.

    A part of an MSOA gets the figures of the whole MSOA, by name; areas of several MSOAs get
    the sum if they are whole ones.

    Parameters
    ----------
    atlas
        The place.
    subject
        The subject of the panel.
    compare
        The comparator of turnover, as in the selection.

    Returns
    -------
    dict or None
        Sentences, rows and notes; only a ``gap`` where nothing is published for the subject.
        None where the atlas has no table of moves.
    """
    roles = atlas.definitions.role
    indicator = atlas.definitions.indicators.get(roles.turnover)
    variables = dict(roles.flows or ())
    if indicator is None or not variables or not {*variables.values()} <= {*atlas.store.figures}:
        return None
    row = _find_row(atlas, subject)
    flows = row[[*variables.values()]].iloc[0].set_axis([*variables])
    if flows.isna().any():
        return {"gap": _format_gap(atlas, subject)}
    came, left = flows[[IN_NEAR, IN_UK, IN_ABROAD]].sum(), flows[[OUT_NEAR, OUT_FAR]].sum()
    base = flows[[SAME, WITHIN, IN_NEAR, IN_UK, IN_ABROAD]].sum()
    rate = format_figure(indicator, 100 * (came + left) / base)
    return {
        "gap": "",
        "whose": _format_whose(atlas, subject),
        "said": f"{_format_both(atlas, subject, came, left)} "
        f"{_format_rate(atlas, rate, _list_others(atlas, subject, compare))}",
        "net": _format_net(flows),
        "disabled": describe_disabled(atlas, row, several=_count_msoas(atlas, subject) > 1),
        "rows": _lay_rows(atlas, subject, flows),
        "within": _format_inside(atlas, subject, format_count(flows[WITHIN])),
        "base": say("{count} residents aged one and over", count=format_count(base)),
        "caution": indicator.text.caution,
        "source": describe_sources(atlas, indicator),
        "country": atlas.country.entire.name,
        "year": indicator.year,
    }


def _find_row(atlas: Atlas, subject: Subject) -> pd.DataFrame:
    """Return one row of figures: that of the areas' MSOA, or of all areas together."""
    if _count_msoas(atlas, subject) == 1:
        return atlas.store.figures.loc[[subject.areas[0]]]
    return subject.figures


def _format_gap(atlas: Atlas, subject: Subject) -> str:
    if subject.kind == "selection" and atlas.level == "area":
        return say(
            "Moves are published for whole neighbourhoods (MSOAs), and these areas are parts of "
            "several. Choose one area, or all areas of a neighbourhood."
        )
    reason = atlas.measures.gap_reason(atlas.definitions.role.turnover, subject.areas[0])
    return say(
        "There are no figures of moves here: {reason}.", reason=reason or say("not published")
    )


def _format_whose(atlas: Atlas, subject: Subject) -> str:
    """Return a note on the areas the moves are counted for; empty for the subject's own."""
    count = _count_msoas(atlas, subject)
    if atlas.level == "area" and count == 1:
        indicator = atlas.definitions.indicators[atlas.definitions.role.turnover]
        name = atlas.name_measured(indicator, subject.areas, subject.name)
        return say("Figures for {name}: nothing smaller is published.", name=name)
    if count > 1 and atlas.level == "authority":
        return say(
            "All {count} authorities together; a move from one to another counts as a move out "
            "and in.",
            count=format_number(count),
        )
    if count > 1:
        return say(
            "All {count} neighbourhoods together; a move from one to another counts as a move "
            "out and in.",
            count=format_number(count),
        )
    return ""


def _format_rate(atlas: Atlas, rate: str, others: list[str]) -> str:
    """Return a sentence on turnover, compared with the averages in `others`."""
    if not others:
        return say("That is a population turnover of {rate} residents.", rate=rate)
    if atlas.level == "authority":
        return say(
            "That is a population turnover of {rate} residents (the average authority: {others}).",
            rate=rate,
            others=", ".join(others),
        )
    return say(
        "That is a population turnover of {rate} residents (the average neighbourhood: {others}).",
        rate=rate,
        others=", ".join(others),
    )


def _list_others(atlas: Atlas, subject: Subject, compare: str) -> list[str]:
    """Return the turnover of the place and of the comparator, each with its name."""
    indicator = atlas.definitions.indicators[atlas.definitions.role.turnover]
    totals = atlas.measures.comparators(indicator.id)
    rows = {} if subject.kind == "place" else {atlas.name: atlas.store.place}
    row = atlas.comparator_row(compare)
    if row is not None:
        rows[atlas.comparators[compare]] = row
    return [
        say("{value} in {place}", value=format_figure(indicator, float(totals[one])), place=name)
        for name, one in rows.items()
        if not np.isnan(totals.get(one, np.nan))
    ]


def _format_net(flows: pd.Series) -> str:
    net = flows[[IN_NEAR, IN_UK]].sum() - flows[[OUT_NEAR, OUT_FAR]].sum()
    if net == 0:
        return say("Leaving out arrivals from abroad, as many came as left.")
    count = format_count(abs(net))
    if net > 0:
        return say("Leaving out arrivals from abroad, {count} more came than left.", count=count)
    return say("Leaving out arrivals from abroad, {count} more left than came.", count=count)


def _lay_rows(atlas: Atlas, subject: Subject, flows: pd.Series) -> list[dict[str, Any]]:
    """Return the rows of the chart: origins and destinations, with bars on one scale."""
    pairs = [
        (_format_near(atlas, subject), IN_NEAR, OUT_NEAR),
        (say("Elsewhere in the UK"), IN_UK, OUT_FAR),
        (say("Outside the UK"), IN_ABROAD, None),
    ]
    most = max(flows[[IN_NEAR, IN_UK, IN_ABROAD, OUT_NEAR, OUT_FAR]].max(), 1.0)
    return [
        {
            "name": name,
            "came": format_count(flows[came]),
            "came_width": round(100 * flows[came] / most),
            "left": say("not counted") if left is None else format_count(flows[left]),
            "left_width": 0 if left is None else round(100 * flows[left] / most),
        }
        for name, came, left in pairs
    ]


def _format_near(atlas: Atlas, subject: Subject) -> str:
    """Return the label of moves within the larger area, or between the parts of it."""
    several = _count_msoas(atlas, subject) > 1
    if atlas.level == "authority":
        if several:
            return say("Between authorities of a region")
        return say("Elsewhere in the same region")
    if several:
        return say("Between its neighbourhoods")
    return say("Elsewhere in the same authority")


def _count_msoas(atlas: Atlas, subject: Subject) -> int:
    return int(atlas.store.within.loc[list(subject.areas)].nunique())


def _format_both(atlas: Atlas, subject: Subject, came: float, left: float) -> str:
    """Return a sentence with the moves in and out."""
    counts = {"came": format_count(came), "left": format_count(left)}
    if _count_msoas(atlas, subject) == 1:
        return say(
            "{came} people moved in and {left} moved out in the year to 21 March 2021.", **counts
        )
    if atlas.level == "authority":
        return say(
            "{came} moves into its authorities and {left} out of them in the year to "
            "21 March 2021.",
            **counts,
        )
    return say(
        "{came} moves into its neighbourhoods and {left} out of them in the year to 21 March 2021.",
        **counts,
    )


def _format_inside(atlas: Atlas, subject: Subject, count: str) -> str:
    several = _count_msoas(atlas, subject) > 1
    if atlas.level == "authority":
        if several:
            return say("{count} more moved house and stayed in the same authority.", count=count)
        return say("{count} more moved house and stayed inside the authority.", count=count)
    if several:
        return say("{count} more moved house and stayed in the same neighbourhood.", count=count)
    return say("{count} more moved house and stayed inside the neighbourhood.", count=count)
