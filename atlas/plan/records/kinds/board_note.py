"""What the town writes on the board: its answer to a principle's question, or on a theme."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from atlas.plan.records.record import KindSpec, Prose, Record
from atlas.text import to_say


class BoardNote(Record):
    """The town's own words on one principle or one theme.

    Parameters
    ----------
    about
        Whether it answers a principle's question or says what good would look like in a theme.
    entry
        Identity of the principle or of the theme.
    words
        What the town wrote.
    """

    about: Literal["principle", "theme"]
    entry: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=60)]
    words: Annotated[Prose, Field(min_length=1)]


TITLES = {
    "about": to_say("About"),
    "about.principle": to_say("Principle"),
    "about.theme": to_say("Theme"),
    "entry": to_say("Which"),
    "words": to_say("In the town's own words"),
}
KIND = KindSpec("board_note", BoardNote, to_say("Board"), order=3, titles=TITLES)
