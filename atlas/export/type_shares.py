"""Columns on types at a level of larger areas: shares of residents by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.text import say, to_say
from atlas.typology.assign import NO_DATA, UNCLEAR

if TYPE_CHECKING:
    from atlas.definitions import Typology
    from atlas.typology.by_shares import Shares

STANDINGS = to_say(
    "clear (more than half of residents), nearest (half or fewer), unclear (most live in small "
    "areas of no clear type) or no_data"
)


def tabulate_shares(assignment: Shares) -> dict[str, pd.Series]:
    """Return the share of residents by type, 0 to 1, by the column's name."""
    whole = assignment.residents.sum(axis=1)
    return {
        f"{assignment.typology}_share_{name}": (residents / whole).where(whole > 0)
        for name, residents in assignment.residents.items()
        if assignment.is_known
    }


def describe_share_columns(typology: Typology) -> dict[str, str]:
    """Return what a shared typology's columns hold, by the column's name."""
    told = {
        typology.id: say(
            "{typology}: identity of the type of small area that most residents live in. {caution}",
            typology=typology.name,
            caution=typology.caution,
        ),
        f"{typology.id}_standing": say(
            "{typology}, how many residents that are: {words}.",
            typology=typology.name,
            words=say(STANDINGS),
        ),
    }
    names = {kind.id: kind.name for kind in typology.types}
    names |= {UNCLEAR: say("No clear type"), NO_DATA: say("Not enough data")}
    return told | {
        f"{typology.id}_share_{key}": say(
            "{typology}, share of residents who live in small areas of this type, 0 to 1: {type}.",
            typology=typology.name,
            type=name,
        )
        for key, name in names.items()
    }
