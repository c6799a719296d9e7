"""Stories and slides can be read at about twelve, as sheets can.

What is measured is every sentence that is shown: those of stories, and all words on slides but
titles, lists of sources, and the note that opens a deck. Notes are for the speaker.
"""

from __future__ import annotations

import re

import pytest

from atlas.deck.from_selection import make_selection_deck
from atlas.selection.address import Selection
from atlas.stories.compare import parse_parameters
from atlas.views.slides import make_slide
from tests.reading_age import MOST_GRADE, MOST_WORDS, WORD, grade, split_sentences

RANKED = re.compile(r"\b(better|best|worse|worst|bad|league|rank\w*)\b", re.IGNORECASE)
FITS_BEST = "fit best"


def tell(deck):
    """Return the sentences of a deck that a hall reads."""
    told = []
    for slide in deck.slides[1:-1]:
        told += [slide.lead, *(one.text for one in slide.words if not one.bold)]
    return [text for text in told if WORD.search(text)]


def close(text):
    """Return a text with a full stop, where it has none."""
    return text if text[-1] in ".?!" else f"{text}."


@pytest.fixture(scope="module")
def told(luton, decks):
    """What a hall reads, by deck: stories, some selections and every tenth area."""
    found = {name: tell(deck) for name, deck in decks.items()}
    for area in luton.measures.areas[::10]:
        chosen = Selection(areas=(str(area),))
        found[area] = tell(make_selection_deck(luton, chosen, link="https://atlas.example/"))
    return found


def test_every_deck_reads_at_about_twelve(told):
    grades = {name: grade(" ".join(map(close, texts))) for name, texts in told.items()}
    assert {name: round(one, 1) for name, one in grades.items() if one > MOST_GRADE} == {}


def test_no_sentence_on_a_slide_is_long(told):
    sentences = {one for texts in told.values() for text in texts for one in split_sentences(text)}
    assert [one for one in sentences if len(WORD.findall(one)) > MOST_WORDS] == []


def test_no_slide_ranks_or_shames(told):
    texts = {text.replace(FITS_BEST, "") for one in told.values() for text in one}
    assert [text for text in texts if RANKED.search(text)] == []


def test_each_step_that_ships_tells_its_date_or_figure_from_the_pack(luton):
    for story in luton.definitions.stories.values():
        for step in story.steps:
            selection = luton.parse_address(parse_parameters(step)).selection
            slide = make_slide(luton, step, selection, assets={})
            if slide["what"] != "actions":
                assert re.search(r"\b20[012]\d\b", f"{slide['sentence']} {slide['source']}")
