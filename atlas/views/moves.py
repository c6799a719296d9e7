"""Who came and who left: the paragraph and the chart of moves in the side panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.quantities import say_count, say_number_of
from atlas.views.sentences import show_value, tell_sources

if TYPE_CHECKING:
    import pandas as pd

    from atlas.facade import Atlas
    from atlas.views.panel import Subject

TURNOVER = "mig_turnover"
SAME, WITHIN = "mig002_same_address", "mig002_in_within"
IN_NEAR, IN_UK, IN_ABROAD = "mig002_in_near", "mig002_in_uk", "mig002_in_abroad"
OUT_NEAR, OUT_FAR = "mig002_out_near", "mig002_out_far"
FLOWS = [SAME, WITHIN, IN_NEAR, IN_UK, IN_ABROAD, OUT_NEAR, OUT_FAR]


def tell_moves(atlas: Atlas, subject: Subject, compare: str) -> dict[str, Any] | None:
    """Return what the panel says of moves in and out.

    A part of an MSOA is told the moves of the whole MSOA, by name; areas of several MSOAs are
    told theirs together if they are whole ones.

    Parameters
    ----------
    atlas
        The place.
    subject
        Whom the panel is about.
    compare
        What turnover is compared with, as in the selection.

    Returns
    -------
    dict or None
        Sentences, rows and notes; only a ``gap`` where nothing is published for the subject.
        None where the atlas has no table of moves.
    """
    if TURNOVER not in atlas.definitions.indicators or not set(FLOWS) <= set(atlas.store.figures):
        return None
    flows = _find_flows(atlas, subject)
    if flows.isna().any():
        return {"gap": _say_gap(atlas, subject)}
    indicator = atlas.definitions.indicators[TURNOVER]
    came, left = flows[[IN_NEAR, IN_UK, IN_ABROAD]].sum(), flows[[OUT_NEAR, OUT_FAR]].sum()
    base = flows[[SAME, WITHIN, IN_NEAR, IN_UK, IN_ABROAD]].sum()
    rate = show_value(indicator, 100 * (came + left) / base)
    return {
        "gap": "",
        "whose": _say_whose(atlas, subject),
        "said": f"{_say_both(atlas, subject, came, left)} in the year to 21 March 2021. That is a "
        f"population turnover of {rate} residents"
        f"{_say_comparison(atlas, subject, compare)}.",
        "net": _say_net(flows),
        "rows": _lay_rows(atlas, subject, flows),
        "within": f"{say_count(flows[WITHIN])} more moved house and stayed "
        f"{_say_inside(atlas, subject)}.",
        "base": f"{say_count(base)} residents aged one and over",
        "caution": indicator.text.caution,
        "source": tell_sources(atlas, indicator),
        "year": indicator.year,
    }


def _find_flows(atlas: Atlas, subject: Subject) -> pd.Series:
    """Return one figure per flow: of the MSOA the areas lie in, or of all of them together."""
    if _count_msoas(atlas, subject) == 1:
        return atlas.store.figures.loc[[subject.areas[0]], FLOWS].iloc[0]
    return subject.figures[FLOWS].iloc[0]


def _say_gap(atlas: Atlas, subject: Subject) -> str:
    if subject.kind == "selection" and atlas.level == "area":
        return (
            "Moves are published for whole neighbourhoods (MSOAs), and these areas are parts of "
            "several. Choose one area, or all areas of a neighbourhood."
        )
    reason = atlas.measures.gap_reason(TURNOVER, subject.areas[0])
    return f"There are no figures of moves here: {reason or 'not published'}."


def _say_whose(atlas: Atlas, subject: Subject) -> str:
    """Return whose moves these are, where they are not simply those of the subject."""
    count = _count_msoas(atlas, subject)
    if atlas.level == "area" and count == 1:
        indicator = atlas.definitions.indicators[TURNOVER]
        name = atlas.name_measured(indicator, subject.areas, subject.name)
        return f"Figures for {name}: nothing smaller is published."
    if count > 1:
        noun = ("authority", "authorities") if atlas.level == "authority" else ("neighbourhood", "")
        many = say_number_of(count, *noun)
        return f"All {many} together; a move from one to another counts as a move out and in."
    return ""


def _say_comparison(atlas: Atlas, subject: Subject, compare: str) -> str:
    """Return how high turnover is among all areas of the place and of the comparator."""
    indicator = atlas.definitions.indicators[TURNOVER]
    totals = atlas.measures.comparators(TURNOVER)
    rows = {} if subject.kind == "place" else {atlas.name: atlas.store.place}
    row = atlas.comparator_row(compare)
    if row is not None:
        rows[atlas.comparators[compare]] = row
    noun = "authority" if atlas.level == "authority" else "neighbourhood"
    told = [
        f"{show_value(indicator, float(totals[one]))} in {name}"
        for name, one in rows.items()
        if not np.isnan(totals.get(one, np.nan))
    ]
    return f" (the average {noun}: {', '.join(told)})" if told else ""


def _say_net(flows: pd.Series) -> str:
    net = flows[[IN_NEAR, IN_UK]].sum() - flows[[OUT_NEAR, OUT_FAR]].sum()
    if net == 0:
        return "Leaving out arrivals from abroad, as many came as left."
    more = "came than left" if net > 0 else "left than came"
    return f"Leaving out arrivals from abroad, {say_count(abs(net))} more {more}."


def _lay_rows(atlas: Atlas, subject: Subject, flows: pd.Series) -> list[dict[str, Any]]:
    """Return the rows of the chart: where from and where to, with bars on one scale."""
    pairs = [
        (_say_near(atlas, subject), IN_NEAR, OUT_NEAR),
        ("Elsewhere in the UK", IN_UK, OUT_FAR),
        ("Outside the UK", IN_ABROAD, None),
    ]
    most = max(flows[[IN_NEAR, IN_UK, IN_ABROAD, OUT_NEAR, OUT_FAR]].max(), 1.0)
    return [
        {
            "name": name,
            "came": say_count(flows[came]),
            "came_width": round(100 * flows[came] / most),
            "left": "not counted" if left is None else say_count(flows[left]),
            "left_width": 0 if left is None else round(100 * flows[left] / most),
        }
        for name, came, left in pairs
    ]


def _say_near(atlas: Atlas, subject: Subject) -> str:
    """Return the name of the larger area that moves may stay in, or of its parts."""
    several = _count_msoas(atlas, subject) > 1
    if atlas.level == "authority":
        return "Between authorities of a region" if several else "Elsewhere in the same region"
    return "Between its neighbourhoods" if several else "Elsewhere in the same authority"


def _count_msoas(atlas: Atlas, subject: Subject) -> int:
    return int(atlas.store.within.loc[list(subject.areas)].nunique())


def _say_both(atlas: Atlas, subject: Subject, came: float, left: float) -> str:
    """Return how many moved in and how many out."""
    if _count_msoas(atlas, subject) > 1:
        noun = "authorities" if atlas.level == "authority" else "neighbourhoods"
        return f"{say_count(came)} moves into its {noun} and {say_count(left)} out of them"
    return f"{say_count(came)} people moved in and {say_count(left)} moved out"


def _say_inside(atlas: Atlas, subject: Subject) -> str:
    noun = "authority" if atlas.level == "authority" else "neighbourhood"
    return f"in the same {noun}" if _count_msoas(atlas, subject) > 1 else f"inside the {noun}"
