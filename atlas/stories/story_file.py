"""A story to and from one small text file, with plain messages for a broken one."""

from __future__ import annotations

import re

import tomli_w

from atlas.definitions.read import read_text
from atlas.definitions.story import VERSION, Story
from atlas.errors import TOO_DEEP, Fault, StoryError
from atlas.text import say

OWN = "own"
ENDING = ".story.toml"
MOST_BYTES = 400_000
# tomllib's time for a dotted key grows faster than the square of its parts; no prose has so
# many sentences of one word.
LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:"[^"\n]*"|'[^'\n]*'|[\w-]++)[ \t]*+\.[ \t]*+){300}+""")
_HEAD = (
    "# A story of the cohesion atlas: open it on the page Meet.\n"
    "# {value:layer} in a sentence stands for the figure, and is filled in when it is shown.\n\n"
)


def format_story(story: Story) -> str:
    r"""Return a story as the text of a file.

    Examples
    --------
    >>> print(format_story(Story(id="own", title="Ours")).split("\n\n")[1])
    version = 1
    title = "Ours"
    order = 0
    steps = []
    """
    return _HEAD + tomli_w.dumps(story.model_dump(exclude={"id"}))


def read_story(content: str | bytes, *, called: str = "the file") -> Story:
    """Return the story of a file.

    Parameters
    ----------
    content
        The file's content, as text or as the bytes sent.
    called
        The file's name, for messages.

    Raises
    ------
    StoryError
        With everything that is wrong, and what to do.
    """
    if len(content) > MOST_BYTES:
        what = say("This file is too large to be a story.")
        raise StoryError([Fault(called, what, remedy=_name_ending())])
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        what = say("This file is not a story: it is not text.")
        raise StoryError([Fault(called, what, remedy=_name_ending())]) from None
    if LONG_KEY.search(text):
        raise StoryError([Fault(called, say(TOO_DEEP), remedy=say("Correct the value."))])
    faults: list[Fault] = []
    story = read_text(text.replace("\r\n", "\n"), Story, identity=OWN, where=called, faults=faults)
    if story is None:
        if any(fault.where.endswith(", version") for fault in faults):
            what = say("This story was written by another version of the atlas.")
            remedy = say("Open it with that version, or update this atlas.")
            expected = say("version {number}", number=VERSION)
            faults = [Fault(f"{called}, version", what, expected=expected, remedy=remedy)]
        raise StoryError(faults)
    return story


def _name_ending() -> str:
    return say("Choose a file that ends in {ending}.", ending=ENDING)
