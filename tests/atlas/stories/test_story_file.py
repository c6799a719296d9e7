"""A story survives its file, and a broken file is told in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions import Step, Story
from atlas.errors import StoryError
from atlas.stories.story_file import MOST_BYTES, OWN, format_story, read_story

WORDS = st.text(max_size=120)
DIGESTS = st.sampled_from(["", "0123abcd", "ffffffff"])
STEPS = st.builds(
    Step,
    address=WORDS,
    title=WORDS,
    sentence=WORDS,
    note=WORDS,
    what=st.sampled_from(["map", "chart", "actions"]),
    definition=DIGESTS,
    figures=DIGESTS,
)
STORIES = st.builds(
    Story,
    id=st.just(OWN),
    title=st.text(min_size=1, max_size=80).filter(str.strip),
    steps=st.lists(STEPS, max_size=5),
)


@given(STORIES)
def test_a_story_comes_back_from_its_file_as_it_was(story):
    text = format_story(story)

    assert read_story(text) == story
    assert read_story(text.encode("utf-8")) == story


def test_a_file_from_another_machine_may_have_other_line_ends_and_a_mark():
    story = Story(id=OWN, title="Ours", steps=[Step(address="layer=dem_pop", note="One\nTwo")])

    sent = b"\xef\xbb\xbf" + format_story(story).replace("\n", "\r\n").encode()

    assert read_story(sent) == story


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "it is not text"),
        (b"title = ", "This is not TOML"),
        (b"PK\x03\x04", "This is not TOML"),
        (b"", 'The key "title" is missing'),
        (b'title = "a"\nid = "b"', "The identity is the file's name"),
        (b'title = "a"\nversion = 9', "another version of the atlas"),
        (b'title = "a"\ntitel = "b"', 'There is no key "titel"'),
        (b'title = "a"\nsteps = [{title = "b"}]', 'The key "address" is missing'),
        (b'title = "a"\nsteps = [{address = "", what = "film"}]', '"film" is not one of'),
        (b"#" * (MOST_BYTES + 1), "too large to be a story"),
        (b"a = " + b"[" * 5_000, "too long, or nested too deeply"),
        (b"a = " + b"1" * 5_000, "too long, or nested too deeply"),
        (b"title = 0x" + b"f" * 5_000, "too long, or nested too deeply"),
        (b"title" + b".a" * 2_000 + b" = 1", "too long, or nested too deeply"),
        (b"[title" + b" . 'a'" * 2_000 + b"]", "too long, or nested too deeply"),
    ],
    ids=[
        *("bytes", "cut", "zip", "empty", "identity", "version", "key", "step", "what", "large"),
        *("lists", "number", "sixteens", "dots", "heading"),
    ],
)
def test_a_broken_file_is_told_with_what_to_do(content, told):
    with pytest.raises(StoryError) as caught:
        read_story(content, called="ours.story.toml")

    assert told in str(caught.value)
    assert all(fault.where.startswith("ours.story.toml") for fault in caught.value.faults)
    assert all(fault.remedy for fault in caught.value.faults)


def test_prose_with_many_full_stops_is_no_fault():
    story = Story(
        id=OWN, title="Ours", steps=[Step(address="", note="Yes. No. " * 99 + "a.b" * 99)]
    )

    assert read_story(format_story(story)) == story
