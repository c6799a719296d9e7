"""Who holds the power to do an action, and with what money or law: "ask the county"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import say_list
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas.definitions import Action
    from atlas.definitions.action import Means
    from atlas.facade import Atlas

# Who holds a power, as a sentence goes on after "ask" or "with".
TIERS = {
    "district": to_say("the district or borough council"),
    "county": to_say("the county council"),
    "unitary": to_say("the unitary council"),
    "combined": to_say("the combined authority"),
    "health": to_say("the health board"),
    "police": to_say("the police and crime commissioner"),
    "parish": to_say("the parish or town council"),
    "government": to_say("the government"),
}
MEANS = {"money": to_say("Money: {name} ({date})"), "law": to_say("Law: {name} ({date})")}


def find_tiers(atlas: Atlas) -> tuple[str, ...]:
    """Return the tiers that the place's own council is; nothing where that is not known."""
    return tuple(getattr(atlas, "tiers", ()))


def asks_another(action: Action, held: Collection[str]) -> bool:
    """Return whether the power lies with another body than the place's own council."""
    return bool(action.tier and held) and not set(action.tier) & set(held)


def tell_power(atlas: Atlas, action: Action) -> str:
    """Return who holds the power for an action here; empty where no file says so."""
    held = find_tiers(atlas)
    if not action.tier:
        return ""
    who = say_list([say(TIERS[one]) for one in action.tier], are_choices=True)
    if asks_another(action, held):
        return say("Ask {who}: the council here does not hold this power.", who=who)
    if held:
        return say("The council here holds the power.")
    return say("The power lies with {who}.", who=who)


def tell_means(means: Means) -> str:
    """Return money or a law that an action can use, with the date of what is known of it."""
    told = say(MEANS[means.kind], name=means.name, date=means.date)
    return f"{told}. {means.note}" if means.note else told
