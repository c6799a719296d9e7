"""Check a story that ships: its addresses open, its figures exist, its texts are short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.errors import Fault
from atlas.selection.address import Selection
from atlas.stories.compare import SLOT, parse_parameters
from atlas.stories.edit import MOST_SENTENCE_WORDS, MOST_TITLE_WORDS, count_words
from atlas.views.slides import make_slide

if TYPE_CHECKING:
    from atlas.definitions import Step, Story
    from atlas.facade import Atlas

# A figure typed by hand: nobody would correct it when the data change.
TYPED = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|per cent|percent)|\b\d{1,3}(?:,\d{3})+\b")


def check_story(atlas: Atlas, story: Story) -> list[Fault]:
    """Return what is wrong with the steps that show this place.

    Parameters
    ----------
    atlas
        The open place; steps of other places are left out.
    story
        The story.
    """
    faults = []
    for number, step in enumerate(story.steps, start=1):
        parameters = parse_parameters(step)
        place = parameters.get("place", Selection.place)
        if atlas.definitions.identify(place) == atlas.store.place:
            where = f"layers/stories/{story.id}.toml, step {number}"
            faults += _check_step(atlas, step, parameters, where)
    return faults


def _check_step(atlas: Atlas, step: Step, parameters: dict[str, str], where: str) -> list[Fault]:
    reading = atlas.parse_address(parameters)
    faults = [
        Fault(f"{where}, address", note.what, remedy="Correct the address.", closest=note.closest)
        for note in reading.notes
    ]
    slide = make_slide(atlas, step, reading.selection, assets={})
    faults += [Fault(where, fault) for fault in slide["faults"]]
    short = [slide["title"], slide.get("heading", ""), *(row["label"] for row in slide["legend"])]
    short += [row["name"] for row in (*slide["bars"], *slide["actions"])]
    for text in short:
        faults += _check_length(f"{where}, title or label", text, MOST_TITLE_WORDS)
    faults += _check_length(f"{where}, sentence", slide["sentence"], MOST_SENTENCE_WORDS)
    faults += [
        Fault(
            f"{where}, sentence",
            f'"{typed}" is a figure that was typed.',
            expected="{value:layer}, which is filled from the pack",
            remedy="Name the layer, or leave the figure out.",
        )
        for typed in TYPED.findall(SLOT.sub("", step.sentence))
    ]
    return faults


def _check_length(where: str, text: str, most: int) -> list[Fault]:
    if count_words(text) <= most:
        return []
    what = f'"{text}" has {count_words(text)} words.'
    return [Fault(where, what, expected=f"{most} at most", remedy="Say it in fewer.")]
