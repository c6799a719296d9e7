"""Give every place one word, whichever way an address, a pack or a person names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.model import Place

# Joins the codes of several authorities; a comma would part a list in an address.
JOIN = "~"


def identify_place(places: Mapping[str, Place], text: str) -> str:
    """Return the one word that a place has: in addresses, in lists, and with its plan.

    A place is its authorities. Where a file of `layers/places` is about just these, its
    identity is the word, else their codes in order. What is neither is returned as it is.

    Parameters
    ----------
    places
        The places of `layers/places`.
    text
        An identity of one, a code, or several of both joined by a tilde.

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
    for one in places.values():
        if one.authorities and sorted(one.authorities) == codes:
            return one.id
    known = all(is_code(code) for code in codes)
    return JOIN.join(codes) if known else plain


def codes_of(places: Mapping[str, Place], text: str) -> list[str]:
    """Return the codes of the authorities that a place is, in order, each once."""
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
    """Return every word under which a place may have been kept, its own first.

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
