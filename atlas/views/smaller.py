"""Say where the smaller areas of an authority are, or how to add them where they are not here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from atlas.opening.levels import find_smallest
from atlas.opening.places import identify, list_authorities
from atlas.permission import is_read_only
from atlas.quantities import format_list
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.prose.subject import Subject

# The parameter of the page Places with the name of a place to add.
ADD = "add"


def describe_smaller(atlas: Atlas, subject: Subject) -> dict[str, str]:
    """Return a line and a link on the smaller areas of one authority, or of the place.

    Empty where smaller areas are shown, and for several authorities.
    """
    if atlas.level != "authority" or subject.kind == "selection":
        return {}
    alone = subject.kind == "area"
    place = identify(subject.areas[0] if alone else atlas.store.place)
    if find_smallest(place) == "area":
        if not alone:
            return {}
        words = say("Show the small areas of {name}", name=subject.name)
        return {"told": "", "address": f"./?{urlencode({'place': place})}", "words": words}
    if alone:
        told = say(
            "Shown as one of {count} authorities: its small areas are not on this computer.",
            count=len(list_authorities()),
        )
    else:
        names = atlas.authorities.items()
        lacking = [name for code, name in names if find_smallest(identify(code)) != "area"]
        told = say(
            "Authorities are shown: the smaller areas of {name} are not on this computer.",
            name=format_list(lacking) if lacking else subject.name,
        )
    if is_read_only():
        return {"told": told, "address": "", "words": say("Whoever runs this atlas can add them.")}
    return {
        "told": told,
        "address": address_adding(place if alone else subject.name),
        "words": say("Add the small areas of {name}", name=subject.name),
    }


def address_adding(place: str) -> str:
    """Return the address of the page Places with a place to add, by name or code."""
    return f"./places?{urlencode({ADD: place}, safe='~')}"
