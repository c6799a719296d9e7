"""Find the rows that say themselves that they are in another authority than the place's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from atlas.tables.numbers import GAPS

if TYPE_CHECKING:
    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import MatchingAreas

# Headings of columns of authorities.
AUTHORITY = re.compile(
    r"(?<![a-z])(?:authority|district|borough|council|unitary|municipality|lad|[lu]tla|la"
    r"|gemeinde|landkreis)(?![a-z])",
    re.IGNORECASE,
)
# Headings of smaller places: a column of towns may name the authority's own town beside others.
SMALLER = re.compile(
    r"(?<![a-z])(?:town|city|village|settlement|locality|address|parish|ward|neighbou?rhood"
    r"|street|lsoa|msoa|ort|ortsteil|stadt)(?![a-z])",
    re.IGNORECASE,
)
# Words around the name of an authority, as in "Luton Borough Council".
AROUND = re.compile(
    r"^(?:borough|council|city|county|district|unitary|authority|metropolitan|london|royal|the|of"
    r"|and|ua|mbc|lb|la|stadt|landkreis)$"
)
SAYS_NOTHING = GAPS | {"unknown", "other", "all", "total"}
# Least share of the cells that must name the place's authority where no heading says so.
LEAST_NAMED = 0.5
WORD = re.compile(r"[^\W_]+")


def find_elsewhere(
    upload: Upload, column: str, ground: MatchingAreas, areas: pd.Series
) -> pd.Series:
    """Return the authority that a row says it is in, empty where that may be the right one.

    Places share the names of wards, so that a name alone does not tell a row of another place.

    Parameters
    ----------
    upload
        The table.
    column
        Its column of names.
    ground
        The areas.
    areas
        Code of the small or larger area that each row has by its name alone, empty for none.
    """
    found = pd.Series("", index=areas.index, dtype=object)
    held = ground.store.areas
    if not {"authority", "authority_code"} <= set(held):
        return found
    own = dict(zip(held["authority_code"].astype(str), held["authority"].astype(str), strict=True))
    owners = _list_owners(ground)
    former = ground.former_of("authority")
    later = {} if former is None else dict(zip(former["before"], former["after"], strict=True))
    for other in upload.columns:
        texts = upload.cells[other].astype(str)
        if other == column or not _is_of_authorities(other, texts, own):
            continue
        for text in texts.unique():
            rows = texts.index[texts.eq(text)]
            whose = _find_own(text, own, later, ground.pattern("authority"))
            if whose is None:
                continue
            # A row that is not matched by its name may be of any of the place's authorities.
            wrong = [
                row
                for row in rows
                if not whose or (areas[row] and owners.get(areas[row]) not in whose)
            ]
            found[wrong] = text
    return found


def _list_owners(ground: MatchingAreas) -> dict[str, str]:
    """Return the code of the authority of every area of any kind."""
    authorities = ground.column("authority").astype(str)
    return {
        str(code): authority
        for kind in ground.kinds
        for code, authority in zip(ground.column(kind), authorities, strict=True)
    }


def _is_of_authorities(heading: str, texts: pd.Series, own: dict[str, str]) -> bool:
    """Return whether a column says the authority of its rows, that of the place among them."""
    names = {_core(name) for name in own.values()}
    named = texts.map({text: text in own or _core(text) in names for text in texts.unique()})
    words = heading.replace("_", " ")
    if not named.any() or (named.all() and len(own) == 1):
        # Nothing is told apart where all rows are here.
        return False
    if AUTHORITY.search(words):
        return not SMALLER.search(words)
    return bool(named.mean() >= LEAST_NAMED and not SMALLER.search(words))


def _find_own(
    text: str, own: dict[str, str], later: dict[str, str], pattern: str
) -> frozenset[str] | None:
    """Return the place's authorities that a cell may mean; None where it says nothing."""
    if re.match(pattern, text):
        return frozenset({text, later.get(text, text)} & set(own))
    words = _core(text)
    if text.casefold() in SAYS_NOTHING or not words or not any(map(str.isalpha, text)):
        return None
    # "Hull" is Kingston upon Hull: a shorter or longer name is no other place.
    return frozenset(
        code for code, name in own.items() if words <= _core(name) or _core(name) <= words
    )


def _core(name: str) -> frozenset[str]:
    """Return the words of an authority's name that tell it from others."""
    words = frozenset(WORD.findall(name.casefold().replace("'", "")))
    # The City of London consists of such words alone.
    telling = frozenset(word for word in words if not AROUND.match(word))
    return telling or (words if {"london", "city"} <= words else telling)
