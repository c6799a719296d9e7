"""A place with a name of its own, and what to say where the name is not an authority's today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from atlas.definitions import defined
from atlas.text import say, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Definitions

JOIN = defined.JOIN
Kind = Literal["authority", "county", "region", "country", "group", "former"]


@dataclass(frozen=True, slots=True)
class Named:
    """One place with a name of its own.

    Parameters
    ----------
    code
        The publisher's code, or the identity of a place in ``layers/places``; for a county, a
        group or a former authority the codes of its authorities, joined by a tilde.
    within
        Name of its region; empty for a region or a country, or where there are several.
    others
        Its other names.
    own_codes
        Codes of a county, or of a former or later authority, that are not in the look-ups.
    names
        Identity of the definition in ``layers/names`` that a group is from.
    until, since
        The year until which an authority had this name or code, or from which; 0 for none.
    """

    code: str
    name: str
    kind: Kind
    within: str = ""
    others: tuple[str, ...] = ()
    own_codes: tuple[str, ...] = ()
    names: str = ""
    until: int = 0
    since: int = 0

    def __str__(self) -> str:
        """Return the name with its code, as in a list of choices."""
        return f"{self.name} ({self.code})"

    @property
    def standing(self) -> int:
        """Its place among those of one name: what exists by itself today comes first."""
        return {"group": 1, "former": 2}.get(self.kind, 0)

    @property
    def codes(self) -> list[str]:
        """The codes of its authorities, or the one code that it has."""
        return self.code.split(JOIN)


def list_more(authorities: Mapping[str, Named], definitions: Definitions) -> list[Named]:
    """Return counties, groups, towns and former authorities whose authorities are all known.

    Parameters
    ----------
    authorities
        The authorities that exist, by code.
    definitions
        The names and their codes.
    """
    geography = definitions.home_geography
    found = [
        Named(_join(codes), name, "county", own_codes=_list_codes(geography.county_codes, name))
        for name, codes in geography.together.items()
    ]
    for one in definitions.names.values():
        found += [
            Named(_join(codes), name, "group", own_codes=_list_codes(one.codes, name), names=one.id)
            for name, codes in one.places.items()
        ]
    found += _list_former(definitions)
    return [
        replace(one, within=_find_region(one, authorities))
        for one in found
        if all(code in authorities for code in one.codes)
    ]


def _join(codes: list[str]) -> str:
    return JOIN.join(sorted(set(codes)))


def _list_codes(codes: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(code for code, own in codes.items() if own == name)


def _list_former(definitions: Definitions) -> list[Named]:
    """Return the authorities of other years; those of later years stand for today's."""
    now = definitions.current_codes
    edition = definitions.home_geography.authorities_of
    found = []
    for change in definitions.reorganisations.values():
        for one in change.former:
            if edition is not None and change.date > edition:
                found += [
                    Named(
                        _join(now[code]),
                        one.name,
                        "former",
                        own_codes=(code,),
                        since=change.year,
                    )
                    for code in one.after
                ]
            else:
                code = _join(now.get(one.code, one.after))
                own = (one.code,)
                found.append(Named(code, one.name, "former", own_codes=own, until=change.year))
    return found


def _find_region(place: Named, authorities: Mapping[str, Named]) -> str:
    """Return the region that all authorities of a place lie in; empty for several."""
    regions = {authorities[code].within for code in place.codes}
    return regions.pop() if len(regions) == 1 else ""


def describe_named(place: Named, typed: str, names: Mapping[str, str], noun: str) -> str:
    """Return a sentence on what a name stands for; empty for an authority, county or region.

    Parameters
    ----------
    place
        What was found.
    typed
        What was asked for: a name or a code.
    names
        Names of authorities, by code.
    noun
        What a group is, such as a ceremonial county.
    """
    # Names contain commas and "and".
    now = "; ".join(names[code] for code in place.codes if code in names)
    if place.kind == "group":
        if len(place.codes) == 1:
            return say("{name} lies in {now}.", name=place.name, now=now)
        return say("{name} ({noun}): {now}.", name=place.name, noun=noun, now=now)
    return _describe_former(place, typed, now) if place.kind == "former" else ""


def _describe_former(place: Named, typed: str, now: str) -> str:
    told = {"name": place.name, "now": now, "code": typed.upper()}
    if place.since:
        return say("{code} is the code of {name} since {year}.", year=str(place.since), **told)
    told["year"] = str(place.until)
    if place.code in place.own_codes:
        return say("{name} has been called {now} since {year}.", **told)
    if place.name == now:
        return say("{code} was the code of {name} until {year}.", **told)
    if len(place.codes) > 1:
        return say("{name} was a county with a council until {year}: {now}.", **told)
    return say("{name} was an authority of its own until {year}; its area is now in {now}.", **told)


def find_noun(place: Named, definitions: Definitions | None) -> str:
    """Return what a group is, in the current language; empty for any other place."""
    if definitions is None or not place.names:
        return ""
    return definitions.in_language(spoken().code).names[place.names].noun[0]
