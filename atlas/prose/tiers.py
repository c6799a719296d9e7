"""Who holds the powers that an action needs: the place's own council, or whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.cache import cache_per_atlas
from atlas.quantities import format_list
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions.action import Action, Tier
    from atlas.definitions.country import Holder
    from atlas.facade import Atlas


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds some powers in the areas of one kind of council.

    Parameters
    ----------
    councils
        The name of this kind of council.
    own
        Whether they hold one of the powers themselves.
    others
        The names of other holders, with the county's name where it is the same for all.
    """

    councils: str
    own: bool
    others: tuple[str, ...]


@cache_per_atlas(256)
def find_holdings(
    atlas: Atlas, tiers: tuple[Tier, ...], areas: tuple[str, ...] = ()
) -> tuple[Holding, ...]:
    """Return who holds any of some powers, one entry for each kind of council in the areas.

    Without areas these are all of the place's.
    """
    by_council: dict[str, list[str]] = {}
    for code in _list_authorities(atlas, areas):
        fitting = (one.codes for one in atlas.country.councils if code.startswith(one.codes))
        if (prefix := next(fitting, None)) is not None:
            by_council.setdefault(prefix, []).append(code)
    several = len(by_council) > 1
    found = []
    for prefix, codes in by_council.items():
        council = next(one for one in atlas.country.councils if one.codes == prefix)
        others = [
            name
            for tier in dict.fromkeys(tiers)
            if tier not in council.holds and (name := _name_holder(atlas, tier, codes))
        ]
        called = council.names[several or len(codes) > 1]
        found.append(Holding(called, bool(set(tiers) & set(council.holds)), tuple(others)))
    # Kinds of council with the same name and the same holders are listed once.
    return tuple(dict.fromkeys(found))


@cache_per_atlas(64)
def _list_authorities(atlas: Atlas, areas: tuple[str, ...]) -> tuple[str, ...]:
    codes = atlas.store.areas["authority_code"]
    return tuple(sorted((codes.loc[list(areas)] if areas else codes).unique()))


def _name_holder(atlas: Atlas, tier: Tier, codes: Sequence[str]) -> str:
    """Return who holds a power in all these authorities; empty where not known."""
    holders = {
        code: one
        for one in reversed(atlas.country.holders)
        for code in codes
        if one.tier == tier and code.startswith(one.codes)
    }
    names = {_call(atlas, one, code) for code, one in holders.items()}
    if len(names) == 1:
        return names.pop()
    return format_list(sorted({one.name for one in holders.values()}), are_choices=True)


def _call(atlas: Atlas, holder: Holder, code: str) -> str:
    county = next((name for name, of in atlas.geography.together.items() if code in of), "")
    return holder.called.format(county=county) if holder.called and county else holder.name


def format_who(atlas: Atlas, action: Action, areas: Sequence[str] = ()) -> str:
    """Return who holds the power that an action needs in areas, or in all; empty if not known.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> luton = open_atlas("luton")
    >>> action = next(iter(luton.definitions.actions.values()))
    >>> format_who(luton, action.model_copy(update={"tier": ["county", "unitary"]}))
    'the council'
    >>> format_who(luton, action.model_copy(update={"tier": ["police"]}))
    'ask the police'
    """
    holdings = find_holdings(atlas, tuple(action.tier), tuple(areas))
    if len(holdings) == 1:
        return _format_one(holdings[0])
    alike: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for one in holdings:
        if one.own or one.others:
            alike.setdefault((one.own, one.others), []).append(one.councils)
    told = [_format_several(names, others, own=own) for (own, others), names in alike.items()]
    return "; ".join(told)


def _format_one(holding: Holding) -> str:
    if not holding.own:
        asked = format_list(list(holding.others), are_choices=True)
        return say("ask {others}", others=asked) if asked else ""
    others = format_list(list(holding.others))
    return say("the council, with {others}", others=others) if others else say("the council")


def _format_several(names: list[str], others: tuple[str, ...], *, own: bool) -> str:
    councils = format_list(names)
    if not own:
        asked = format_list(list(others), are_choices=True)
        return say("{councils} need to ask {others}", councils=councils, others=asked)
    if not others:
        return say("{councils} have it", councils=councils)
    return say(
        "{councils} have it, with {others}", councils=councils, others=format_list([*others])
    )
