"""Wards on the page Explore: chosen by the address, told in the panel, taken away as one sheet."""

from __future__ import annotations

import pytest

BISCOT, CENTRAL = "E05014737", "E05014739"


@pytest.mark.parametrize("show", ["table", "chart"])
def test_wards_are_shown_and_how_they_are_made_is_said_once(draw, show):
    words = draw("explore", show=show, by="ward").words()
    assert words.count("Best-fit look-up of LSOA 2021 to ward 2024") == 1


def test_one_ward_is_told_with_its_areas_types_and_actions(draw):
    words = draw("explore", ward=BISCOT).words()
    assert "Biscot ward" in words
    assert "of its 5 areas fit their type clearly" in words
    assert "Each area, how well its type fits, and why" in words
    assert "Recommended actions" in words


def test_two_wards_stand_side_by_side_and_are_added_up_in_words_only(draw):
    words = draw("explore", ward=f"{BISCOT},{CENTRAL}", show="table", by="ward").words()
    assert "Biscot and Central side by side" in words
    assert "Biscot ward and Central ward together" in words


def test_what_a_place_cannot_give_is_passed_over(draw):
    page = draw("explore", by="together", show="table")
    assert page.notices() == []
    assert "added up" not in page.words()
