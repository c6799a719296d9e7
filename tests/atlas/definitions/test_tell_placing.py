"""What a build counted of misplaced points is told in the cautions, once and in any language."""

from __future__ import annotations

import pytest

from atlas.definitions.describe_lists import describe_placing
from atlas.opening.places import read_definitions

MANIFEST = {
    "placing": {
        "lists": {
            "schools": {"points": 100, "by_code": 99},
            "libraries": {"points": 10, "by_code": 0},
        },
        "known": 2000,
        "misplaced": 310,
    }
}


@pytest.fixture(scope="module")
def plain():
    """The real definitions before any pack is opened."""
    return read_definitions()


def test_the_share_is_told_of_lists_and_of_what_counts_them(plain):
    told = describe_placing(plain, MANIFEST)
    for name in ("acc_schools", "acc_libraries", "acc_gp_per_1000"):
        assert "16\u202f% of the 2,000 places" in told.indicators[name].text.caution
    assert "that its publisher gives" in told.overlays["schools"].caution
    assert "the same may apply here" in told.overlays["libraries"].caution
    same = plain.indicators["acc_gp_nearest"]
    assert told.indicators["acc_gp_nearest"] is same


def test_it_is_told_once_however_often_a_place_is_opened(plain):
    once = describe_placing(plain, MANIFEST)
    again = describe_placing(once, MANIFEST)
    assert again.overlays == once.overlays
    assert again.indicators == once.indicators


def test_it_is_told_in_german(plain):
    german = describe_placing(plain.in_language("de"), MANIFEST)
    assert "16\u202f% der 2.000 Orte" in german.indicators["acc_schools"].text.caution


@pytest.mark.parametrize("placing", [None, {}, {"lists": {}, "known": 0, "misplaced": 0}])
def test_a_pack_of_before_says_nothing(plain, placing):
    assert describe_placing(plain, {"placing": placing}) is plain
    assert describe_placing(plain, {}) is plain
