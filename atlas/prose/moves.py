"""Moves in and out: the paragraph and the chart in the side panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.prose.figures import format_figure
from atlas.prose.sentences import describe_sources
from atlas.quantities import format_count
from atlas.text import format_number, say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from atlas.facade import Atlas
    from atlas.prose.subject import Subject

# Columns of a table of moves; `layers/roles` names the variable of each.
SAME, WITHIN = "same", "within"
IN_NEAR, IN_UK, IN_ABROAD = "in_near", "in_uk", "in_abroad"
OUT_NEAR, OUT_FAR = "out_near", "out_far"

# By what is counted, and whether several of them are told of together.
BOTH = {
    "one": to_say("{came} people moved in and {left} moved out in the year to 21 March 2021."),
    "authority": to_say(
        "{came} moves into its authorities and {left} out of them in the year to 21 March 2021."
    ),
    "neighbourhood": to_say(
        "{came} moves into its neighbourhoods and {left} out of them in the year to 21 March 2021."
    ),
}
WHOSE = {
    "authority": to_say(
        "All {count} authorities together; a move from one to another counts as a move out and in."
    ),
    "neighbourhood": to_say(
        "All {count} neighbourhoods together; a move from one to another counts as a move out "
        "and in."
    ),
}
RATE = {
    "authority": to_say(
        "That is a population turnover of {rate} residents (the average authority: {others})."
    ),
    "neighbourhood": to_say(
        "That is a population turnover of {rate} residents (the average neighbourhood: {others})."
    ),
}
NEAR = {
    ("authority", False): to_say("Elsewhere in the same region"),
    ("authority", True): to_say("Between authorities of a region"),
    ("neighbourhood", False): to_say("Elsewhere in the same authority"),
    ("neighbourhood", True): to_say("Between its neighbourhoods"),
}
INSIDE = {
    ("authority", False): to_say("A further {count} moved house within the authority."),
    ("authority", True): to_say("A further {count} moved house within the same authority."),
    ("neighbourhood", False): to_say("A further {count} moved house within the neighbourhood."),
    ("neighbourhood", True): to_say("A further {count} moved house within the same neighbourhood."),
}
DISABLED = {
    False: to_say(
        "Of those who moved in, {came} ({came_share}) are disabled; of those who moved out, "
        "{left} ({left_share})."
    ),
    True: to_say(
        "Of the moves in, {came} ({came_share}) were by disabled people; of the moves out, "
        "{left} ({left_share})."
    ),
}


def describe_moves(atlas: Atlas, subject: Subject, compare: Sequence[str]) -> dict[str, Any] | None:
    """Return the panel's texts on moves in and out.

    A part of an MSOA gets the figures of the whole MSOA, by name; areas of several MSOAs get
    the sum if they are whole ones. The turnover is compared with the place's and with those of
    `compare`, as in the selection.

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
    count = int(atlas.store.within.loc[list(subject.areas)].nunique())
    kind, several = "authority" if atlas.level == "authority" else "neighbourhood", count > 1
    # That of the areas' MSOA, or of all areas together.
    row = subject.figures if several else atlas.store.figures.loc[[subject.areas[0]]]
    flows = row[[*variables.values()]].iloc[0].set_axis([*variables])
    if flows.isna().any():
        return {"gap": _format_gap(atlas, subject)}
    came, left = flows[[IN_NEAR, IN_UK, IN_ABROAD]].sum(), flows[[OUT_NEAR, OUT_FAR]].sum()
    base = flows[[SAME, WITHIN, IN_NEAR, IN_UK, IN_ABROAD]].sum()
    rate = format_figure(indicator, 100 * (came + left) / base)
    others = ", ".join(_list_others(atlas, subject, compare))
    both = say(BOTH[kind if several else "one"], came=format_count(came), left=format_count(left))
    turnover = (
        say(RATE[kind], rate=rate, others=others)
        if others
        else say("That is a population turnover of {rate} residents.", rate=rate)
    )
    whose = say(WHOSE[kind], count=format_number(count)) if several else ""
    if atlas.level == "area" and not several:
        name = atlas.name_measured(indicator, subject.areas, subject.name)
        whose = say("Figures for {name}: nothing smaller is published.", name=name)
    return {
        "gap": "",
        "whose": whose,
        "said": f"{both} {turnover}",
        "net": _format_net(flows),
        "disabled": describe_disabled(atlas, row, several=several),
        "rows": _lay_rows(say(NEAR[kind, several]), flows),
        "within": say(INSIDE[kind, several], count=format_count(flows[WITHIN])),
        "base": say("{count} residents aged one and over", count=format_count(base)),
        "caution": indicator.text.caution,
        "source": describe_sources(atlas, indicator),
        "country": atlas.country.entire.name,
        "year": indicator.year,
    }


def _format_gap(atlas: Atlas, subject: Subject) -> str:
    if subject.kind == "selection" and atlas.level == "area":
        return say(
            "Moves are published for whole neighbourhoods (MSOAs), but these areas are in "
            "several. Choose one area, or all areas of a neighbourhood."
        )
    reason = atlas.measures.gap_reason(atlas.definitions.role.turnover, subject.areas[0])
    return say(
        "There are no figures on moves here: {reason}.", reason=reason or say("not published")
    )


def _list_others(atlas: Atlas, subject: Subject, compare: Sequence[str]) -> list[str]:
    """Return the turnover of the place and of the comparators, each with its name."""
    indicator = atlas.definitions.indicators[atlas.definitions.role.turnover]
    own = float(atlas.measures.comparators(indicator.id)[atlas.store.place])
    values = {} if subject.kind == "place" else {atlas.name: own}
    others = atlas.find_comparators(compare)
    found = atlas.compare(others, indicator.id)
    values |= {one.name: value for one, value in zip(others, found, strict=True)}
    return [
        say("{value} in {place}", value=format_figure(indicator, value), place=name)
        for name, value in values.items()
        if not np.isnan(value)
    ]


def _format_net(flows: pd.Series) -> str:
    net = flows[[IN_NEAR, IN_UK]].sum() - flows[[OUT_NEAR, OUT_FAR]].sum()
    if net == 0:
        return say("Leaving out arrivals from abroad, as many people moved in as moved out.")
    count = format_count(abs(net))
    if net > 0:
        return say(
            "Leaving out arrivals from abroad, {count} more people moved in than out.", count=count
        )
    return say(
        "Leaving out arrivals from abroad, {count} more people moved out than in.", count=count
    )


def _lay_rows(near: str, flows: pd.Series) -> list[dict[str, Any]]:
    """Return the rows of the chart: origins and destinations, with bars on one scale."""
    pairs = [
        (near, IN_NEAR, OUT_NEAR),
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


def describe_disabled(atlas: Atlas, row: pd.DataFrame, *, several: bool) -> dict[str, str] | None:
    """Return a sentence on disabled people among movers, with its base and its source.

    The figures are one row, as published, or summed for `several` neighbourhoods or authorities:
    moves between them count. None where the place has no table of moves by disability, as in
    packs built by earlier versions, or no figures in it.
    """
    indicators, roles = atlas.definitions.indicators, atlas.definitions.role
    both = [indicators.get(roles.came_disabled), indicators.get(roles.left_disabled)]
    known = [one for one in both if one is not None]
    needed = {entry for one in known for part in one.inputs.values() for entry in part}
    if known != both or not needed <= set(row) or row[sorted(needed)].isna().any(axis=None):
        return None
    came, left = (atlas.measures.counts(one.id, row).iloc[0] for one in known)
    if came["whole"] < known[0].base_under or left["whole"] < known[1].base_under:
        said = say("Too few people moved to say what share of them is disabled.")
    else:
        said = say(
            DISABLED[several],
            came=format_count(came["part"]),
            came_share=format_figure(known[0], 100 * came["part"] / came["whole"]),
            left=format_count(left["part"]),
            left_share=format_figure(known[1], 100 * left["part"] / left["whole"]),
        )
    return {
        "said": said,
        "base": say(
            "Disabled under the Equality Act, as people described themselves on Census day, not "
            "when they moved. The shares are of {came} moves in and {left} moves out: a second "
            "table counts the same moves, and the publisher has changed each number slightly. "
            "For one neighbourhood the number of disabled people is accurate to within about "
            "three.",
            came=format_count(came["whole"]),
            left=format_count(left["whole"]),
        ),
        "source": describe_sources(atlas, known[0]),
    }
