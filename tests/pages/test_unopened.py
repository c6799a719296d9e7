"""A place that cannot be opened leaves the usual one whole, and says what to do."""

from __future__ import annotations

import pytest

from atlas.opening import places
from atlas.opening.unopened import make_unopened_fault

FORGET = [one for one in vars(places).values() if hasattr(one, "cache_clear")]


@pytest.mark.parametrize(
    ("place", "name", "command"),
    [
        ("berlin", "Berlin", "build berlin"),
        ("glasgow", "Glasgow", "build glasgow"),
        ("E08009999", "E08009999", "Places, or with: python -m atlas build E08009999"),
        ("E06000032~E08009999", "E06000032, E08009999", "build E06000032~E08009999"),
    ],
)
@pytest.mark.parametrize("word", [None, "plan", "places", "meet", "figures", "data", "twins"])
def test_a_place_that_was_not_built_is_told_and_the_usual_one_shown(
    draw, place, name, command, word
):
    page = draw(word, place=place, area="E01007312", view="1,2,3")

    assert [one.value for one in page.test.error] == []
    told = " ".join(page.notices()).replace("\\", "")
    assert f"{name} has not been built here, so Luton is shown." in told
    assert command in told
    assert len(page.test.warning) == 1
    if word is None:
        assert "<span>Luton</span>" in page.words()
        assert '<h1 class="at-title">Who moved here' in page.words()


@pytest.mark.parametrize("word", [None, "plan", "places", "meet", "figures", "data", "twins"])
def test_an_authority_that_was_not_built_is_shown_among_all_others(draw, word):
    page = draw(word, place="E08000016", area="E01007312", view="1,2,3")

    assert [one.value for one in page.test.error] == []
    told = " ".join(page.notices()).replace("\\", "")
    assert "The small areas of Barnsley are not on this computer" in told
    assert "it is shown as one of 318 authorities" in told
    assert "python -m atlas build E08000016" in told
    if word is None:
        assert "<span>England and Wales</span>" in page.words()
        assert '<h2 class="ap-name">Barnsley</h2>' in page.words()
    again = " ".join(draw(word, place="E08000016").notices())
    assert "not on this computer" not in again


def test_several_authorities_are_a_place_at_their_own_level(draw):
    page = draw(place="E06000032~E06000055")
    assert not page.notices()
    assert "Bedford" in page.words()


def test_what_no_place_is_called_is_told_with_the_closest(draw):
    page = draw("explore", place="lutn")

    assert 'There is no place "lutn", so Luton is shown.' in page.notices()[0]
    assert "Closest: luton." in page.notices()[0]
    assert 'class="at-title"' in page.words()


@pytest.mark.parametrize("place", ["..", "../..", "/", "/etc"])
def test_of_other_folders_of_the_server_nothing_is_told(place):
    told = make_unopened_fault(place, "Luton")
    assert told.what == f'There is no place "{place}", so Luton is shown.'
    assert "build" not in told.remedy
    assert make_unopened_fault("", "Luton").remedy == told.remedy


def test_the_note_stays_until_something_is_chosen(draw):
    page = draw("explore", place="berlin")
    page.test.run()
    assert "Berlin has not been built here" in page.notices()[0]

    page.control("selectbox", "atlas_topic").select("deprivation").run()

    assert page.notices() == []
    assert "place" not in page.address()
