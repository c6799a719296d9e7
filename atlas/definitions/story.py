"""Fields of a story: an ordered list of views with words for the hall and notes for the speaker."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from atlas.definitions.model import Definition, Part, Text

VERSION = 1
MOST_STEPS = 60
What = Literal["map", "chart", "actions"]
# What a view was made from when it was saved: empty in the stories that ship with the layers.
Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{8})?$")]


class Step(Part):
    """One view of a story.

    Parameters
    ----------
    address
        The part of the atlas's address after the question mark.
    title
        What is read first, in a few words.
    sentence
        One sentence. ``{value:layer}`` stands for the place's figure, and
        ``{value:layer@england}`` for that of a comparator; ``{change:layer}`` says of what rises
        or falls which it did.
    note
        For the speaker alone.
    what
        One map, one chart or the actions that suit best.
    definition, figures
        Short hashes of what the layer was when the view was saved.
    """

    address: str = Field(max_length=4000)
    title: str = Field(default="", max_length=200)
    sentence: str = Field(default="", max_length=600)
    note: str = Field(default="", max_length=6000)
    what: What = "map"
    definition: Digest = ""
    figures: Digest = ""


class Story(Definition):
    """One story to tell in a meeting: an ordered list of views."""

    version: Literal[1] = 1
    title: Text = Field(max_length=200)
    order: int = 0
    steps: list[Step] = Field(default_factory=list, max_length=MOST_STEPS)
