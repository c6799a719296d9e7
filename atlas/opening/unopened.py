"""Explain why the place in an address cannot be opened, and what to do about it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from atlas import paths
from atlas.errors import Fault, find_closest
from atlas.facade.comparing import FINDERS, OF
from atlas.opening.levels import find_shown
from atlas.opening.places import find_named, list_authorities, list_places, read_definitions
from atlas.pack.manifest import find_damage
from atlas.permission import is_read_only
from atlas.places.gazetteer import CODE, JOIN, NATION
from atlas.places.levels import Level
from atlas.text import say, spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

WHERE = "address, place"
# Codes of wards and smaller areas, which are not among the authorities of a country.
INSIDE = re.compile(r"^[EW]0[125]\d")


def make_unopened_fault(place: str, usual: str) -> Fault:
    """Return the fault of a place that was not opened, with a remedy.

    Parameters
    ----------
    place
        The place in the address.
    usual
        Name of the place that is shown instead.
    """
    named = read_definitions().in_language(spoken().code).places
    # A path is refused, to reveal no folders.
    is_name = Path(place).name == place and bool(place.strip("."))
    own = place in named or (is_name and paths.find_pack(place).is_dir())
    codes = place.split(JOIN)
    if not own and not all(CODE.match(one.casefold()) for one in codes):
        what = say('There is no place "{name}", so {usual} is shown.', name=place, usual=usual)
        closest = find_closest(place, list_places())
        return Fault(WHERE, what, remedy=say("Choose one under Place."), closest=closest)
    answer = find_named(place)
    name = answer.name if answer.found else place.replace(JOIN, ", ")
    said = {"place": named[place].name if place in named else name, "usual": usual}
    packs = [paths.find_pack(place if own else NATION, level) for level in get_args(Level)]
    if any(find_damage(pack) for pack in packs if pack.is_dir()):
        what = say("The files of {place} are damaged, so {usual} is shown.", **said)
    else:
        what = say("{place} has not been built here, so {usual} is shown.", **said)
    return Fault(WHERE, what, remedy=_describe_remedy(place, defined=place in named))


def describe_code(place: str) -> Fault | None:
    """Return a note on a place that was asked for by a code of another year, or of a county."""
    known = read_definitions().current_codes
    codes = [code for code in place.split(JOIN) if code.strip().upper() in known]
    notes = [note for code in codes for note in find_named(code).notes]
    return Fault(WHERE, " ".join(dict.fromkeys(notes))) if notes else None


def make_coarse_fault(authority: str) -> Fault:
    """Return the note that an authority's smaller areas, which were asked for, are not here."""
    every = list_authorities()
    what = say(
        "The small areas of {place} are not on this computer, so it is shown as one of {count} "
        "authorities.",
        place=every[authority],
        count=len(every),
    )
    return Fault(WHERE, what, remedy=_describe_remedy(authority, defined=False))


def find_among(
    asked: dict[str, str], *, of_place: Collection[str], also: Mapping[str, str]
) -> tuple[dict[str, str], list[Fault]]:
    """Return the address of an authority among all others where its own areas are not here.

    With it comes a note where the address asks for some of those areas.

    Parameters
    ----------
    asked
        The parameters of an address.
    of_place
        Those that mean nothing for another place.
    also
        Parameters to add for the authority.
    """
    shown, codes = find_shown(asked.get("place", ""))
    if not codes:
        return asked, []
    kept = {key: text for key, text in asked.items() if key not in of_place}
    among = kept | {"place": shown, "level": "authority", "area": codes[0], **also}
    if compared := _keep_compared(asked.get("compare", ""), codes[0]):
        among["compare"] = compared
    lost = any(asked.get(key, codes[0]) != codes[0] for key in ("area", "ward", "near"))
    return among, [make_coarse_fault(codes[0])] if lost else []


def _keep_compared(text: str, code: str) -> str:
    """Return the comparators of an authority as they are called among all others.

    Examples
    --------
    >>> _keep_compared("england,twins,E07000174,E05003286", "E07000033")
    'england,twins:E07000033,E07000174'
    """
    named = [one for one in text.split(",") if one and not INSIDE.match(one)]
    return ",".join(f"{one}{OF}{code}" if one in FINDERS else one for one in named)


def _describe_remedy(place: str, *, defined: bool) -> str:
    if is_read_only():
        return say("Ask whoever runs this atlas to build it.")
    command = f"python -m atlas build {place}"
    if defined and place != NATION:
        return say("Build it with: {command}", command=command)
    return say("Build it on the page Places, or with: {command}", command=command)
