"""What is kept with an atlas is worked out once, for it alone, and goes with it."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas.cache import cache_once, cache_per_atlas


class Place:
    """What results are kept with."""

    def __init__(self):
        self.cache = {}


def test_each_owner_has_results_of_its_own_and_takes_them_along():
    calls = []

    @cache_per_atlas(2)
    def name(place, number):
        calls.append(number)
        return object()

    one, other = Place(), Place()
    first = name(one, 1)

    assert name(one, 1) is first
    assert name(other, 1) is not first
    assert name(one, 2) is name(one, number=2) or calls.count(2) == 2
    left = weakref.ref(one)
    del one
    gc.collect()
    assert left() is None


def test_only_so_many_are_kept():
    calls = []

    @cache_per_atlas(2)
    def name(place, number):
        calls.append(number)
        return number

    place = Place()
    for number in (1, 2, 3, 1):
        name(place, number)

    assert calls == [1, 2, 3, 1]


@pytest.mark.parametrize("owned", [True, False])
def test_those_who_ask_at_the_same_moment_get_one_result(owned):
    everybody, calls = threading.Barrier(8), []

    def work(*given):
        calls.append(given)
        # Long enough for all others to ask meanwhile: none of them may begin it too.
        asked.wait(5)
        return object()

    asked = threading.Event()
    keep = cache_per_atlas(2)(work) if owned else cache_once(2)(work)
    place = Place()

    def ask(number):
        if everybody.wait() == 0:
            threading.Timer(0.1, asked.set).start()
        return keep(place, 1) if owned else keep(1)

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(ask, range(8)))
    assert len(calls) == len(found) == 1


def test_after_an_error_the_next_who_asks_tries_again():
    calls = []

    @cache_once(2)
    def halve(number):
        calls.append(number)
        if len(calls) == 1:
            raise ArithmeticError
        return number / 2

    with pytest.raises(ArithmeticError):
        halve(4)
    assert halve(4) == halve(4) == 2
    assert calls == [4, 4]
