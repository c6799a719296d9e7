"""Give every place one canonical identity, however an address, pack or person names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.model import Place

# Joins the codes of several authorities; a comma separates lists in an address.
JOIN = "~"


def identify_place(places: Mapping[str, Place], text: str) -> str:
    """Return the canonical identity of a place, as used in addresses, lists and plans.

    A place is its set of authorities: the identity is that of the file in `layers/places` with
    the same authorities, else their sorted codes. Other text is returned unchanged.

    Parameters
    ----------
    places
        The places of `layers/places`.
    text
        An identity, a code, or several of either joined by a tilde.

    Examples
    --------
    >>> from atlas.opening.places import read_definitions
    >>> places = read_definitions().places
    >>> [identify_place(places, text) for text in ("luton", "E06000032", "e06000032~Luton")]
    ['luton', 'luton', 'luton']
    >>> identify_place(places, "E06000055~luton"), identify_place(places, "E08000016")
    ('E06000032~E06000055', 'E08000016')
    """
    plain = text.strip()
    if plain.casefold() in places:
        return plain.casefold()
    codes = codes_of(places, plain)
    for place in places.values():
        if place.authorities and sorted(place.authorities) == codes:
            return place.id
    known = all(is_code(code) for code in codes)
    return JOIN.join(codes) if known else plain


def codes_of(places: Mapping[str, Place], text: str) -> list[str]:
    """Return the sorted codes of a place's authorities, without duplicates."""
    found: set[str] = set()
    for part in text.split(JOIN):
        plain = part.strip()
        defined = places.get(plain.casefold())
        if defined is not None and defined.authorities:
            found.update(defined.authorities)
        else:
            found.add(plain.upper() if is_code(plain) else plain)
    return sorted(found)


def names_of(places: Mapping[str, Place], text: str) -> list[str]:
    """Return every identity under which a place may have been stored, canonical first.

    Examples
    --------
    >>> from atlas.opening.places import read_definitions
    >>> names_of(read_definitions().places, "E06000032")
    ['luton', 'E06000032']
    """
    own = identify_place(places, text)
    return list(dict.fromkeys([own, JOIN.join(codes_of(places, own))]))


def is_code(text: str) -> bool:
    """Return whether a text has the form of a publisher's code.

    Examples
    --------
    >>> is_code("E06000032"), is_code("w06000015"), is_code("luton")
    (True, True, False)
    """
    return len(text) == 9 and text[0].isascii() and text[0].isalpha() and text[1:].isdecimal()
