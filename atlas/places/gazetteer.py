"""Find the authority, region or country that a typed name means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from atlas.definitions import defined
from atlas.definitions.roles import read_roles
from atlas.errors import Fault, find_closest
from atlas.places.named import Named, describe_named, find_noun, list_more
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
    notes
        Sentences on names that are not an authority's today, or that others have too.
    """

    found: tuple[Named, ...] = ()
    choices: tuple[Named, ...] = ()
    fault: Fault | None = None
    called: str = ""
    notes: tuple[str, ...] = ()
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
        Countries, regions, counties, authorities, and names that stand for authorities.
    definitions
        Where the nouns for groups are read; None for none.
    """

    def __init__(self, places: Iterable[Named], definitions: Definitions | None = None) -> None:
        self.places = tuple(places)
        self._definitions = definitions
        self._authorities = {
            place.code: place for place in self.places if place.kind == "authority"
        }
        self._counties = {
            place.code: place.name
            for kind in ("group", "county")
            for place in self.places
            if place.kind == kind
        }

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
        notes: list[str] = []
        called = ""
        for at, piece in enumerate(pieces):
            matches = self._match(piece)
            if len(matches) != 1:
                return self._ask(pieces, at, matches)
            found += self._list_authorities(matches[0])
            called = matches[0].name if matches[0].kind == "group" else ""
            notes += self._describe(matches[0], piece)
        answer = Answer(tuple(dict.fromkeys(found)), notes=tuple(dict.fromkeys(notes)))
        if fault := _check_together(text, answer.found):
            return Answer(fault=fault)
        if len(answer.found) == 1:
            return answer
        own = called if len(pieces) == 1 else ""
        return replace(answer, called=own or self._counties.get(answer.code, ""))

    def _list_authorities(self, place: Named) -> list[Named]:
        """Return the authorities that a name stands for; for any other place, the place itself."""
        if place.kind in ("authority", "region", "country"):
            return [place]
        return [self._authorities[code] for code in place.codes]

    def _describe(self, place: Named, piece: str) -> list[str]:
        """Return what to say of a name: what it stands for, and what else has it."""
        names = {code: tidy_name(one.name) for code, one in self._authorities.items()}
        told = [describe_named(place, piece.strip(), names, find_noun(place, self._definitions))]
        words = split_words(piece)
        for other in self._pick(lambda _, own, __: own == words):
            if other.kind == "group" and other.code != place.code:
                noun = find_noun(other, self._definitions)
                named = describe_named(other, piece, names, noun)
                told.append(say("The name can also mean: {named}", named=named))
        return [one for one in told if one]

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
        code = piece.strip().upper()
        words = split_words(piece)
        telling = keep_telling(words)
        by_code = self._pick(lambda place, *_: place.code.upper() == code)
        by_code = by_code or self._pick(lambda place, *_: code in place.own_codes)
        if by_code:
            return _leave_one_each(by_code)
        same = self._pick(lambda _, own, __: own == words)
        alike = self._pick(lambda _, __, its: bool(telling) and its == telling)
        return _keep_first([same, alike])

    def _match(self, piece: str) -> list[Named]:
        if whole := self._match_whole(piece):
            return whole
        telling = keep_telling(split_words(piece))
        part = self._pick(lambda _, __, its: bool(telling) and telling < its)
        return _keep_first([part])

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


def _keep_first(matches: list[list[Named]]) -> list[Named]:
    """Return the matches of the best standing; among these, those that match best."""
    best = min((place.standing for found in matches for place in found), default=0)
    kept = ([place for place in found if place.standing == best] for found in matches)
    return _leave_one_each(next((found for found in kept if found), []))


def _leave_one_each(places: list[Named]) -> list[Named]:
    """Return the first of the places with the same authorities."""
    return list({place.code: place for place in reversed(places)}.values())[::-1]


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
    authorities = {place.code: place for place in named if place.kind == "authority"}
    return Gazetteer([*named, *list_more(authorities, definitions)], definitions)
