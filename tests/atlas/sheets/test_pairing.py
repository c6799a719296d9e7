"""The pairing card: one page, both places, and the same card gives the same bytes."""

from __future__ import annotations

import re
import shutil
from functools import partial

import pytest

from atlas.opening import candidates, places
from atlas.opening.candidates import Asked, find_asked, find_found
from atlas.sheets.pairing import make_pairing, make_pairing_text, write_pairing
from atlas.text import speaking
from atlas.ui.components.file_button import keep_language
from atlas.ui.components.hand_outs import write_card

LINK = "https://atlas.example/twins?place=luton&area=E01015739"


@pytest.fixture(scope="module")
def card(luton):
    """A card of two areas of Luton, as a machine without the country makes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "has_nation", lambda *_: False)
        asked = find_asked(luton, ("E01015739",))
    found = find_found(asked.atlas, asked.code, (), "")
    return make_pairing(asked, found.twins[0], link=LINK)


def test_the_text_names_both_places_and_what_they_may_ask(card):
    text = make_pairing_text(card)
    assert text.startswith(f"Proposal to learn from each other: {card.here.name} and ")
    assert card.there.name in text
    assert all(f"- {one}" in text for one in card.questions)
    assert LINK in text
    assert card.caution in text
    assert "Office for National Statistics" in text
    assert "\u202f" not in text


def test_the_card_is_one_page_of_a4_that_can_be_read_out(card, ask, tmp_path):
    file = tmp_path / "card.pdf"
    file.write_bytes(write_pairing(card))
    about = ask("pdfinfo", file)
    assert re.search(r"^Pages: +1$", about, re.MULTILINE)
    assert "(A4)" in about
    words = re.sub(r"\s+", " ", ask("pdftotext", "-raw", file, "-"))
    for told in (card.here.name, card.there.name, *card.questions, "What we agree on", LINK):
        assert told in words


def test_the_same_card_is_the_same_file(card):
    assert write_pairing(card) == write_pairing(card)


def test_figures_of_change_are_not_told_twice(card):
    names = [name for name, _, _ in card.rows]
    assert len(set(names)) == len(names)


def test_a_card_of_invented_towns_says_what_is_missing(nation, ask, tmp_path):
    asked = find_asked(places.open_part("W06990001"), ())
    found = find_found(asked.atlas, asked.code, (), "")
    made = make_pairing(asked, found.twins[0], link=LINK)
    assert any("no figure" in here for _, here, _ in made.rows)
    file = tmp_path / "card.pdf"
    file.write_bytes(write_pairing(made))
    assert "no figure" in ask("pdftotext", file, "-")
    shutil.rmtree(tmp_path)


def test_a_card_asked_for_apart_from_its_page_is_in_the_page_s_language(luton, ask, tmp_path):
    told = luton.in_language("de")
    found = find_found(told, "E01015739", (), "")
    asked = Asked(told, "E01015739", is_national=False)
    file = tmp_path / "card.pdf"
    with speaking(told.speech):
        write = keep_language(partial(write_card, asked, found.twins[0], LINK))
    file.write_bytes(write())
    words = ask("pdftotext", "-raw", file, "-")
    assert "Partnerkarte" in words
    assert "Pairing card" not in words
