"""Fields of a story: views in order, with text for the audience and notes for the speaker."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from atlas.definitions.model import Definition, Part, Translated, TranslatedIfAny

VERSION = 1
MOST_STEPS = 60
What = Literal["map", "chart", "actions"]
# Hash of what a view was made from when saved; empty in the stories that ship.
Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{8})?$")]


class Step(Part):
    """One view of a story.

    Parameters
    ----------
    address
        The query string of the atlas's address.
    title
        The heading, a few words.
    sentence
        One sentence. ``{value:layer}`` stands for the place's figure, ``{value:layer@england}``
        for that of a comparator, and ``{change:layer}`` for a rise or fall in words.
    note
        Notes for the speaker only.
    what
        A map, a chart or the most suitable actions.
    definition, figures
        Short hashes of the layer when the view was saved.
    """

    address: str = Field(max_length=4000)
    title: TranslatedIfAny = Field(default="", max_length=200)
    sentence: TranslatedIfAny = Field(default="", max_length=600)
    note: TranslatedIfAny = Field(default="", max_length=6000)
    what: What = "map"
    definition: Digest = ""
    figures: Digest = ""


class Story(Definition):
    """A story to present at a meeting: views in order."""

    version: Literal[1] = 1
    title: Translated = Field(max_length=200)
    order: int = 0
    steps: list[Step] = Field(default_factory=list, max_length=MOST_STEPS)
