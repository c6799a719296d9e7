"""The page of similar places on a fresh machine, without a browser."""

from __future__ import annotations

import shutil

import pytest

from atlas import paths

AREA = "E01015739"


@pytest.fixture(autouse=True)
def machine(monkeypatch, tmp_path):
    """A machine without the national packs."""
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path / "packs")


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """A machine on which what ships of the country is lost too."""
    shutil.copytree(paths.PACKS / "luton", tmp_path / "shipped" / "luton")
    monkeypatch.setattr(paths, "PACKS", tmp_path / "shipped")


def test_an_area_finds_its_twins_in_the_country_by_codes(draw):
    words = draw("twins", area=AREA).words()
    assert "<h1>Places like High Town, Luton 022A</h1>" in words
    assert "all 35,672 areas" in words
    assert "rounded to 0.02 standard deviations" in words
    assert 'href="./places?add=' in words
    assert "higher than in" in words
    # What changed there is not known; here it is.
    assert "What changed since 2011</h2>" not in words


def test_without_areas_it_is_the_authority_among_all_others(draw):
    words = draw("twins").words()
    assert "<h1>Places like Luton</h1>" in words
    assert "all 318 authorities" in words
    assert "The town type of Luton is" in words
    assert "rounded to" not in words


def test_an_authority_that_is_not_built_is_one_of_all(draw):
    words = draw("twins", place="E07000033").words()
    assert "<h1>Places like Bolsover</h1>" in words
    assert "The town type of Bolsover is" in words


def test_without_codes_the_town_is_searched_and_it_is_said_what_to_build(draw, alone):
    words = draw("twins", area=AREA).words()
    assert "looked for only among the areas of Luton" in words
    assert "<code>python -m atlas build england-wales</code>" in words
    assert 'href="./places"' in words
    assert "Distance to the nearest large city" in words.split("Not known here", 1)[1]
    assert "twin-A" in words


def test_a_town_alone_asks_for_an_area_first(draw, alone):
    words = draw("twins").words()
    assert "Select an area on the map of Luton first" in words
    assert "python -m atlas build england-wales" in words


def test_what_counts_is_read_from_the_address(draw):
    usual, other = draw("twins", area=AREA), draw("twins", area=AREA, without="dem_density")
    assert '<th scope="row">Population density</th>' in usual.words()
    assert '<th scope="row">Population density</th>' not in other.words()
    assert other.address()["without"] == "dem_density"


def test_an_unknown_figure_is_told_and_left_out(draw):
    page = draw("twins", area=AREA, double="dem_densty")
    assert any('no figure "dem_densty"' in one for one in page.notices())
    assert any("dem_density" in one for one in page.notices())
    assert "twin-A" in page.words()


def test_what_counts_goes_along_and_is_no_part_of_the_selection(draw):
    page = draw("twins", area=AREA, without="dem_density", own="too")
    assert not page.notices()
    assert page.address() == {"area": AREA, "without": "dem_density", "own": "too"}


def test_every_chart_has_words_for_those_who_do_not_see_it(draw):
    words = draw("twins", area=AREA).words()
    assert "In standard deviations" in words or "in standard deviations from the mean" in words
    assert "grey dots for other places, north at the top" in words
    assert "The same as a table" in words


def test_signals_of_a_small_area_are_called_adapted_and_towns_have_none(draw):
    words = draw("twins", area=AREA).words()
    assert "the method is adapted to neighbourhoods" in words
    assert "Town type" not in words
    assert "Groups of similar towns" not in words


def test_another_twin_can_be_chosen_for_the_card(draw):
    page = draw("twins", area=AREA)
    pair = page.control("selectbox", "atlas_twins_pair")
    assert len(pair.options) == 10
    pair.select_index(3).run()
    (text,) = [one.value for one in page.test.code]
    assert f"High Town, Luton 022A and {pair.options[3]}" in text
    # Without a public address there is no link to hand on.
    assert "http" not in text
