"""Change a story: add, move or remove a view. Each function returns a new story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.story import MOST_STEPS, Step, Story
from atlas.errors import Fault, StoryError
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TITLE_WORDS = 7
MOST_SENTENCE_WORDS = 30


def add_step(story: Story, step: Step) -> Story:
    """Return the story with one more view at its end.

    Raises
    ------
    StoryError
        If the story is full.
    """
    if len(story.steps) >= MOST_STEPS:
        what = say("The story already has {most} steps.", most=MOST_STEPS)
        raise StoryError([Fault("your story", what, remedy=say("Remove a step first."))])
    return _with(story, [*story.steps, step])


def move_step(story: Story, position: int, by: int) -> Story:
    """Return the story with a view moved up (-1) or down (1), as far as there is room."""
    steps = list(story.steps)
    target = min(max(position + by, 0), len(steps) - 1)
    steps.insert(target, steps.pop(position))
    return _with(story, steps)


def remove_step(story: Story, position: int) -> Story:
    """Return the story without one view."""
    return _with(story, [*story.steps[:position], *story.steps[position + 1 :]])


def change_step(story: Story, position: int, **words: str) -> Story:
    """Return the story with new text for one view; text that is too long is cut.

    Parameters
    ----------
    words
        Any of ``title``, ``sentence``, ``note`` and ``what``.
    """
    fields = Step.model_fields
    most = {
        key: next((one.max_length for one in fields[key].metadata if hasattr(one, "max_length")), 0)
        for key in words
    }
    cut = {key: text[: most[key]] if most[key] else text for key, text in words.items()}
    changed = Step.model_validate(story.steps[position].model_dump() | cut)
    return replace_step(story, position, changed)


def replace_step(story: Story, position: int, step: Step) -> Story:
    """Return the story with one view replaced by another."""
    return _with(story, [*story.steps[:position], step, *story.steps[position + 1 :]])


def _with(story: Story, steps: Sequence[Step]) -> Story:
    return story.model_copy(update={"steps": list(steps)})


def count_words(text: str) -> int:
    """Return the number of words in a text; a figure's slot counts as one.

    Examples
    --------
    >>> count_words("Who moved here?"), count_words("{value:dem_pop} people")
    (3, 2)
    """
    return len(text.split())
