"""Words are shared out over slides: none is lost, and each slide has room for its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from atlas.deck.fit_text import INNER, find_height, find_room, measure, spread, wrap
from atlas.deck.slide import Slide, Words

TEXT = st.lists(st.text("abcdefghij%,.", min_size=1, max_size=14), min_size=1, max_size=120).map(
    " ".join
)
WORDS = st.builds(
    Words, text=TEXT, size=st.sampled_from([18.0, 24.0, 32.0]), is_listed=st.booleans()
)


@given(words=st.lists(WORDS, min_size=1, max_size=8), lead=st.sampled_from(["", "One sentence."]))
def test_no_word_is_lost_and_every_slide_has_room(words, lead):
    slide = Slide("Title", lead=lead, words=tuple(words), source="Source, 2021")

    parts = spread(slide)

    told = " ".join(one.text for part in parts for one in part.words)
    assert told.split() == " ".join(one.text for one in words).split()
    for part in parts:
        room = find_room(part)
        taken = find_height([Words(lead)], INNER) + 16 if lead else 0
        assert find_height(part.words, INNER) + taken <= room.height + 0.01
    assert len({part.title for part in parts}) == len(parts)


@given(text=TEXT, width=st.floats(200, 900), size=st.sampled_from([18.0, 24.0, 36.0]))
def test_lines_are_no_wider_than_their_room(text, width, size):
    lines = wrap(text, width, size)

    assert " ".join(lines) == text
    assert all(measure(line) * size <= width or " " not in line for line in lines)


def test_number_and_unit_are_never_parted():
    assert wrap("about 61\u202f% of them", 95, 24) == ["about", "61\u202f% of", "them"]
