"""Find places by what is typed: whole names, then whole words, beginnings, and typing errors."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from atlas.places.gazetteer import split_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pandas as pd

# What the columns of an index's table are called.
COLUMNS = ("text", "kind", "code", "name", "within", "part")
# The kinds of what can be found, larger ones first where all else is equal.
KINDS = (
    "place",
    "authority",
    "county",
    "region",
    "country",
    "group",
    "former",
    "ward",
    "neighbourhood",
    "area",
)
SMALL = KINDS[-3:]
CODE = re.compile(r"^[a-z]\d{3,8}$|^\d{4,8}$")
# Edits that a word may need, by its length: a short word is another word soon.
EDITS = ((4, 0), (7, 1), (99, 2))
LEAST_ALIKE = 88
MOST_SPELT, MOST_ALIKE = 25, 20
EMPTY = np.array([], dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that can be found.

    Parameters
    ----------
    kind
        One of `KINDS`.
    code
        Its code, or the codes of its authorities.
    name
        What it is called.
    within
        What it lies in; empty for what lies in nothing.
    part
        Code of the authority that it is a part of; empty for none.
    """

    kind: str
    code: str
    name: str
    within: str
    part: str = ""


class PlaceIndex:
    """An index of everything that can be found by name or code.

    Parameters
    ----------
    table
        A row for each name, with the columns `COLUMNS`: the text that is typed for it, its kind,
        its code and name, what it lies in, and the code of the authority that it is a part of.
    codes
        Rows by further codes, such as those of former authorities.
    """

    def __init__(self, table: pd.DataFrame, codes: Iterable[tuple[str, int]] = ()) -> None:
        self._texts, self._codes, self._names, self._within, self._parts = (
            table[column].to_numpy(object) for column in ("text", "code", "name", "within", "part")
        )
        ranks = {kind: rank for rank, kind in enumerate(KINDS)}
        self._kinds = table["kind"].map(ranks).to_numpy(np.int8)
        whole, words = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        lengths = np.zeros(len(table), dtype=np.int16)
        for row, text in enumerate(self._texts):
            own = split_words(text)
            joined = " ".join(own)
            whole[joined].append(row)
            lengths[row] = len(joined)
            for word in {*own}:
                words[word].append(row)
        self._lengths = lengths
        self._whole = dict(whole)
        self._rows = {word: np.array(rows, dtype=np.int32) for word, rows in words.items()}
        self._words = sorted(words)
        coded = defaultdict[str, list[int]](list)
        for row, code in [*enumerate(self._codes), *((row, code) for code, row in codes)]:
            coded[_fold(str(code))].append(row)
        self._coded = dict(coded)
        self._code_list = sorted(coded)
        # What may be misspelt: words of letters alone, and whole names without a number.
        self._spelt = [word for word in self._words if len(word) > 2 and word.isalpha()]
        self._all_names = [name for name in whole if not any(one.isdigit() for one in name)]

    def __len__(self) -> int:
        """Return the number of names."""
        return len(self._texts)

    def find(self, text: str, *, here: Collection[str] = (), most: int = 8) -> list[Findable]:
        """Return what a text may mean, best first.

        Whole names come before whole words, these before beginnings of words, and only where
        there are none of these, words that are spelt alike.

        Parameters
        ----------
        here
            Codes of the authorities that are open: of equally good answers theirs come first.
        most
            Greatest number of answers.
        """
        words = split_words(text)
        if not words:
            return []
        rows: list[int] = []
        tiers = (self._find_codes, self._find_whole, self._find_words, self._find_beginnings)
        for tier in tiers:
            rows += self._order(tier(words), here)
            if len(rows) >= most * 4:
                break
        if not rows:
            rows = self._find_alike(words, here)
        found: dict[tuple[str, str], Findable] = {}
        for row in rows:
            one = self._describe(row)
            # Two names of one area are one answer; so are a county and what became of it.
            found.setdefault((one.code, one.kind if one.kind in SMALL else one.name), one)
        return list(found.values())[:most]

    def find_code(self, kind: str, code: str) -> Findable | None:
        """Return what has a code; None if there is nothing of this kind with it."""
        rows = self._coded.get(_fold(code), [])
        return next((self._describe(row) for row in rows if KINDS[self._kinds[row]] == kind), None)

    def _describe(self, row: int) -> Findable:
        kind = KINDS[self._kinds[row]]
        told = (self._codes[row], self._names[row], self._within[row], self._parts[row])
        return Findable(kind, *told)

    def _order(self, rows: np.ndarray, here: Collection[str], most: int = 60) -> list[int]:
        """Return rows in order: those that are here, then larger kinds, then shorter names."""
        if not len(rows):
            return []
        away = ~np.isin(self._parts[rows].astype(str), list(here)) if here else np.zeros(len(rows))
        order = np.lexsort((rows, self._lengths[rows], self._kinds[rows], away))[:most]
        return [int(row) for row in rows[order]]

    def _find_codes(self, words: tuple[str, ...]) -> np.ndarray:
        """Return what has a code, or begins with what may be one."""
        code = "".join(words)
        if code in self._coded:
            return np.array(self._coded[code], dtype=np.int32)
        if not CODE.match(code):
            return EMPTY
        start = bisect_left(self._code_list, code)
        found: list[int] = []
        for known in self._code_list[start : start + MOST_SPELT]:
            found += self._coded[known] if known.startswith(code) else []
        return np.array(found, dtype=np.int32)

    def _find_whole(self, words: tuple[str, ...]) -> np.ndarray:
        return np.array(self._whole.get(" ".join(words), ()), dtype=np.int32)

    def _find_words(self, words: tuple[str, ...]) -> np.ndarray:
        return _intersect([self._rows.get(word, EMPTY) for word in words])

    def _find_beginnings(self, words: tuple[str, ...]) -> np.ndarray:
        return _intersect([self._begin(word) for word in words])

    def _begin(self, word: str) -> np.ndarray:
        start = bisect_left(self._words, word)
        end = bisect_left(self._words, word + "\uffff")
        return _unite([self._rows[known] for known in self._words[start:end]])

    def _find_alike(self, words: tuple[str, ...], here: Collection[str]) -> list[int]:
        """Return what is spelt alike: word by word, or else as a whole."""
        by_word = [self._spell(word) for word in words]
        rows = _intersect([_unite(list(found.values())) for found in by_word])
        if len(rows):
            edits = np.zeros(len(rows))
            for found in by_word:
                least = np.full(len(rows), 9.0)
                for (_, distance), held in found.items():
                    own = np.isin(rows, held)
                    least[own] = np.minimum(least[own], distance)
                edits += least
            ordered = self._order(rows, here, most=len(rows))
            nearest = {*rows[edits == edits.min()].tolist()}
            return [row for row in ordered if row in nearest]
        joined = " ".join(words)
        if any(letter.isdigit() for letter in joined):
            return []
        alike = process.extract(
            joined, self._all_names, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=MOST_ALIKE
        )
        return [row for name, _, _ in alike for row in self._whole[name]]

    def _spell(self, word: str) -> dict[tuple[str, float], np.ndarray]:
        """Return the rows of words that are spelt like one, by word and number of edits."""
        own = self._rows.get(word)
        found = {(word, 0.0): own} if own is not None else {}
        edits = next(edits for length, edits in EDITS if len(word) < length)
        if edits:
            alike = process.extract(
                word, self._spelt, scorer=OSA.distance, score_cutoff=edits, limit=MOST_SPELT
            )
            found |= {(known, float(distance)): self._rows[known] for known, distance, _ in alike}
        begun = self._begin(word) if len(word) > 2 else EMPTY
        return found | ({(f"{word}-", 0.5): begun} if len(begun) else {})


def _fold(code: str) -> str:
    return "".join(split_words(code))


def _unite(rows: list[np.ndarray]) -> np.ndarray:
    if len(rows) < 2:
        return rows[0] if rows else EMPTY
    return np.unique(np.concatenate(rows))


def _intersect(rows: list[np.ndarray]) -> np.ndarray:
    found = rows[0]
    for more in rows[1:]:
        found = np.intersect1d(found, more)
    return found
