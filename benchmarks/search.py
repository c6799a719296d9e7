"""Time the search of places, and beside it rapidfuzz over every name without an index."""

from __future__ import annotations

import gc
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from atlas.opening.places import NATION, open_pack
from atlas.opening.search import search_places

if TYPE_CHECKING:
    from collections.abc import Callable

# As people type them: whole, in part, misspelt, codes, and what nothing is called.
TYPED = (
    "Barnsley",
    "Dallow",
    "bury prak",
    "Barnsly",
    "b",
    "weston super",
    "E01015693",
    "E07000150",
    "Caerdydd",
    "Newcastle upontyne",
    "Dunstable Road",
)
ROUNDS = 5


def search_slowest() -> float:
    """Return the seconds of our slowest answer, once the names have been read."""
    search_places("", NATION)
    return _time(lambda text: search_places(text, NATION))


def search_with_peer() -> float:
    """Return the seconds of the slowest answer of rapidfuzz over all names, without an index."""
    areas = open_pack(NATION).areas
    columns = ("name", "ward", "neighbourhood", "authority")
    names = [str(name) for column in columns for name in areas[column].unique()]
    return _time(lambda text: process.extract(text, names, scorer=fuzz.WRatio, limit=8))


def _time(answer: Callable[[str], object]) -> float:
    """Return the median seconds of the text that takes longest."""
    slowest = 0.0
    for text in TYPED:
        taken = []
        for _ in range(ROUNDS):
            gc.collect()
            start = perf_counter()
            answer(text)
            taken.append(perf_counter() - start)
        slowest = max(slowest, median(taken))
    return slowest
