"""What is kept with an atlas is worked out once, for it alone, and goes with it."""

from __future__ import annotations

import gc
import weakref

from atlas.cache import cache_per_atlas


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
