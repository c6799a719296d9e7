"""What the town writes on the board: its answer to a principle's question, or on a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from atlas.plan.records.record import KindSpec, Prose, Record
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def name_fields() -> Mapping[str, str]:
    """Return the labels of the fields and their choices."""
    return {
        "about": say("About"),
        "about.principle": say("Principle"),
        "about.theme": say("Theme"),
        "entry": say("Which"),
        "words": say("In the town's own words"),
    }


KIND = KindSpec(
    word="board_note",
    record=BoardNote,
    title=to_say("Board"),
    order=3,
    titles=name_fields,
)
