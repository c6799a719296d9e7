"""Find the authority, region or country that a typed name means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from atlas.definitions import defined
from atlas.definitions.roles import read_roles
from atlas.errors import Fault, find_closest
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from atlas.definitions import Definitions

# Identity of the place that covers the national files.
NATION = read_roles().nation
JOIN = defined.JOIN
# A place's folder is named after its codes, and few file systems take names over 255 bytes.
MOST_TOGETHER = 20
MOST_CHOICES = 12
CODE = re.compile(r"^[a-z]\d{8}$")
# Words for the kind of authority, which do not distinguish places.
FILLERS = frozenset(
    {"city", "county", "borough", "council", "district", "metropolitan", "unitary", "authority"}
    | {"royal", "corporation", "the", "of", "and"}
)
Kind = Literal["authority", "county", "region", "country"]


@dataclass(frozen=True, slots=True)
class Named:
    """One place with a name of its own.

    Parameters
    ----------
    code
        The publisher's code, or the identity of a place in ``layers/places``; for a county the
        codes of its authorities, joined by a tilde.
    within
        Name of its region; empty for a region or a country.
    others
        Its other names.
    """

    code: str
    name: str
    kind: Kind
    within: str = ""
    others: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the name with its code, as in a list of choices."""
        return f"{self.name} ({self.code})"


@dataclass(frozen=True)
class Answer:
    """The result of looking up a name.

    Parameters
    ----------
    found
        The place, or several authorities; empty where a name was not found.
    choices
        What may have been meant.
    fault
        The fault where a name was not found.
    called
        Name of the county where all its authorities were found.
    """

    found: tuple[Named, ...] = ()
    choices: tuple[Named, ...] = ()
    fault: Fault | None = None
    called: str = ""
    _pieces: tuple[str, ...] = field(default=("",), repr=False)
    _at: int = field(default=0, repr=False)

    @property
    def code(self) -> str:
        """Identity of what was found: a code, or several, sorted and joined by a tilde."""
        return JOIN.join(sorted(place.code for place in self.found))

    @property
    def name(self) -> str:
        """Name of what was found."""
        in_order = sorted(self.found, key=lambda place: place.code)
        return self.called or name_several([place.name for place in in_order])

    def instead(self, choice: Named) -> str:
        """Return the typed text with the name that was not found replaced by a choice."""
        pieces = [*self._pieces[: self._at], choice.code, *self._pieces[self._at + 1 :]]
        return ", ".join(pieces)


def name_several(names: list[str]) -> str:
    """Return one name for several places.

    Examples
    --------
    >>> name_several(["Luton"]), name_several(["Luton", "Bristol, City of"])
    ('Luton', 'Luton and Bristol')
    >>> name_several(["Luton", "Bedford", "Derby", "Leeds"])
    'Luton and 3 more'
    """
    names = [tidy_name(name) for name in names]
    if len(names) > 3:
        return f"{names[0]} and {len(names) - 1} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def tidy_name(name: str) -> str:
    """Return a published name in the form used in sentences.

    Examples
    --------
    >>> tidy_name("Bristol, City of"), tidy_name("Bournemouth, Christchurch and Poole")
    ('Bristol', 'Bournemouth, Christchurch and Poole')
    """
    return re.sub(r", (City|County) of$", "", name)


def split_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, case or punctuation.

    Examples
    --------
    >>> split_words("St. Helens"), split_words("King's Lynn & West Norfolk")
    (('st', 'helens'), ('kings', 'lynn', 'and', 'west', 'norfolk'))
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['\u2019]", "", plain.casefold().replace("&", " and "))
    words = re.findall(r"[^\W_]+", plain)
    return tuple("st" if word == "saint" else word for word in words)


def keep_telling(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a name that distinguish a place from others.

    Examples
    --------
    >>> sorted(keep_telling(split_words("Bristol, City of")))
    ['bristol']
    >>> sorted(keep_telling(split_words("London Borough of Barnet")))
    ['barnet']
    """
    if words[:2] == ("london", "borough"):
        words = words[1:]
    return frozenset(words) - FILLERS


class Gazetteer:
    """The places that can be named.

    Parameters
    ----------
    places
        Countries, regions, counties and authorities.
    """

    def __init__(self, places: Iterable[Named]) -> None:
        self.places = tuple(places)
        self._authorities = {
            place.code: place for place in self.places if place.kind == "authority"
        }
        self._counties = {place.code: place.name for place in self.places if place.kind == "county"}

    @cached_property
    def _names(self) -> list[tuple[Named, tuple[str, ...], frozenset[str]]]:
        named = ((place, name) for place in self.places for name in (place.name, *place.others))
        rows = [(place, split_words(name)) for place, name in named]
        return [(place, words, keep_telling(words)) for place, words in rows]

    def find(self, text: str) -> Answer:
        """Return the places meant by a name, a code, or a comma-separated list of them.

        A full name takes precedence over part of one. A part that only one place has is
        enough; one that several have gives a choice between them.
        """
        pieces = self._part(text)
        found: list[Named] = []
        for at, piece in enumerate(pieces):
            matches = self._match(piece)
            if len(matches) != 1:
                return self._ask(pieces, at, matches)
            found += self._list_authorities(matches[0])
        answer = Answer(tuple(dict.fromkeys(found)))
        if fault := _check_together(text, answer.found):
            return Answer(fault=fault)
        return replace(answer, called=self._counties.get(answer.code, ""))

    def _list_authorities(self, place: Named) -> list[Named]:
        """Return the authorities of a county; for any other place, the place itself."""
        if place.kind != "county":
            return [place]
        return [self._authorities[code] for code in place.code.split(JOIN)]

    def _part(self, text: str) -> tuple[str, ...]:
        """Split a list at its commas, but not a name that contains commas."""
        parts = [part.strip() for part in re.split(r"[,;~\n]", text)]
        pieces: list[str] = []
        start = 0
        while start < len(parts):
            ends = range(len(parts), start, -1)
            joined = (", ".join(parts[start:end]) for end in ends)
            whole = (
                (piece, end)
                for piece, end in zip(joined, ends, strict=True)
                if end == start + 1 or self._match_whole(piece)
            )
            piece, start = next(whole)
            pieces.append(piece)
        return tuple(piece for piece in pieces if piece) or ("",)

    def _match_whole(self, piece: str) -> list[Named]:
        words = split_words(piece)
        telling = keep_telling(words)
        return (
            self._pick(lambda place, *_: place.code.casefold() == piece.casefold())
            or self._pick(lambda _, own, __: own == words)
            or self._pick(lambda _, __, its: bool(telling) and its == telling)
        )

    def _match(self, piece: str) -> list[Named]:
        telling = keep_telling(split_words(piece))
        part = self._pick(lambda _, __, its: bool(telling) and telling < its)
        return self._match_whole(piece) or part

    def _pick(self, test: Callable[[Named, tuple[str, ...], frozenset[str]], bool]) -> list[Named]:
        return list(dict.fromkeys(row[0] for row in self._names if test(*row)))

    def _ask(self, pieces: tuple[str, ...], at: int, matches: list[Named]) -> Answer:
        """Return an answer without a place, with what may have been meant."""
        piece = pieces[at]
        where = f'place "{piece}"'
        if matches:
            choices = tuple(sorted(matches, key=lambda place: place.name))
            what = say(
                '"{piece}" could mean any of {count} places.', piece=piece, count=len(choices)
            )
            remedy = say("Give the code of one of them.")
            if len(choices) <= MOST_CHOICES:
                remedy = f"{'; '.join(str(place) for place in choices)}. {remedy}"
        else:
            choices = self._find_like(piece)
            what = say('There is no place "{piece}".', piece=piece)
            if not piece:
                what = say("No place was given.")
            remedy = say("Give an authority, county, region or country, or its code.")
        closest = () if matches else tuple(str(place) for place in choices)
        fault = Fault(where, what, remedy=remedy, closest=closest)
        return Answer((), choices[:MOST_CHOICES], fault, _pieces=pieces, _at=at)

    def _find_like(self, piece: str) -> tuple[Named, ...]:
        """Return the places whose names begin alike, then those spelt alike."""
        words = split_words(piece)
        if not words or CODE.match(words[0]):
            return ()
        began = self._pick(
            lambda _place, own, _its: all(any(w.startswith(word) for w in own) for word in words)
        )
        if began:
            return tuple(began[:MOST_CHOICES])
        known: dict[str, list[Named]] = {}
        for place, own, _ in self._names:
            for name in _write_both(own):
                known.setdefault(name, []).append(place)
        looks = [
            place
            for spelling in _write_both(words)
            for name in find_closest(spelling, known)
            for place in known[name]
        ]
        return tuple(dict.fromkeys(looks))


def _write_both(words: tuple[str, ...]) -> tuple[str, str]:
    """Return a name as it is, and without its filler words."""
    return " ".join(words), " ".join(word for word in words if word not in FILLERS)


def _check_together(text: str, found: tuple[Named, ...]) -> Fault | None:
    where = f'place "{text.strip()}"'
    if len(found) > MOST_TOGETHER:
        what = say("{count} authorities are too many to show side by side.", count=len(found))
        most = say("at most {count}", count=MOST_TOGETHER)
        return Fault(where, what, most, say("Choose a region instead."))
    wide = [place for place in found if place.kind != "authority"]
    if wide and len(found) > 1:
        name = wide[0].name
        what = say("{name} is a region; only authorities can be shown side by side.", name=name)
        if wide[0].kind == "country":
            what = say(
                "{name} is a country; only authorities can be shown side by side.", name=name
            )
        remedy = say("Give {name} alone, or only authorities.", name=name)
        return Fault(where, what, remedy=remedy)
    return None


def make_gazetteer(areas: pd.DataFrame, definitions: Definitions) -> Gazetteer:
    """Return the gazetteer of a table's authorities, regions, counties and countries.

    Parameters
    ----------
    areas
        Columns `authority_code`, `authority`, `region_code`, `region` and, where there are
        any, `other_name`; a row per area or per authority.
    definitions
        The other names of authorities, and the names of countries.
    """
    others: dict[str, tuple[str, ...]] = {}
    for name, code in definitions.home_geography.also_called.items():
        others[code] = (*others.get(code, ()), name)
    rows = areas.drop_duplicates("authority_code").set_index("authority_code").sort_index()
    if "other_name" in rows:
        for key, other in rows["other_name"].dropna().items():
            others[str(key)] = (*others.get(str(key), ()), str(other))
    regions = rows.drop_duplicates("region_code").set_index("region_code")["region"].sort_index()
    named = [
        Named(place.id, place.name, "country")
        for place in definitions.places.values()
        if place.nation
    ]
    named += [
        Named(nation.code, nation.name, "country")
        for nation in definitions.home.nations
        if rows.index.str.startswith(nation.codes).any()
    ]
    named += [
        Named(str(code), str(name), "region", others=others.get(str(code), ()))
        for code, name in regions.items()
        if definitions.home.nation_of(str(code)) is None
    ]
    named += [
        Named(str(code), name, "authority", region, others.get(str(code), ()))
        for code, name, region in rows[["authority", "region"]].astype(str).itertuples()
    ]
    return Gazetteer([*named, *_list_counties(named, definitions)])


def _list_counties(named: list[Named], definitions: Definitions) -> list[Named]:
    """Return the counties whose authorities are all known."""
    within = {place.code: place.within for place in named}
    return [
        Named(JOIN.join(sorted(codes)), name, "county", within[codes[0]])
        for name, codes in definitions.home_geography.together.items()
        if set(codes) <= set(within)
    ]
