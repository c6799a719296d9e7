"""Who holds the power to do an action, and with what money or law: "ask the county"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.prose.tiers import format_who
from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.definitions import Action
    from atlas.definitions.action import Means
    from atlas.facade import Atlas

MEANS = {"money": to_say("Money: {name} ({date})"), "law": to_say("Law: {name} ({date})")}


def describe_power(atlas: Atlas, action: Action) -> str:
    """Return who holds the power for an action here; empty where no file says."""
    who = format_who(atlas, action)
    return say("Who can do it: {who}.", who=who) if who else ""


def describe_means(means: Means) -> str:
    """Return money or a law that an action can use, with the date of that information."""
    told = say(MEANS[means.kind], name=means.name, date=means.date)
    return f"{told}. {means.note}" if means.note else told
