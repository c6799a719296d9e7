"""Turn what is on screen into a step of a story, and check the steps of those that ship."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from atlas.definitions import Step
from atlas.errors import Fault
from atlas.layer.content import Figures, Types
from atlas.layer.layer import make_layer
from atlas.prose.reach import describe_reached, find_reached
from atlas.prose.sentences import describe_subject, name_subject, subject_value
from atlas.prose.subject import make_subject
from atlas.prose.types.shares import describe_type_counts
from atlas.selection.address import Selection, format_selection
from atlas.selection.filtering import clear_filters
from atlas.stories.compare import SLOT, parse_parameters, stamp_step
from atlas.stories.edit import MOST_SENTENCE_WORDS, MOST_TITLE_WORDS, count_words
from atlas.text import say
from atlas.views.slides import SELECTED, make_slide

if TYPE_CHECKING:
    from atlas.definitions import Story
    from atlas.facade import Atlas
    from atlas.prose.subject import Subject

# A figure typed by hand: nobody would correct it when the data change.
TYPED = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|per cent|percent)|\b\d{1,3}(?:,\d{3})+\b")


def make_step(atlas: Atlas, selection: Selection) -> Step:
    """Return a step that shows this selection: its question, its figure and its caution."""
    layer = make_layer(atlas, selection)
    subject = make_subject(atlas, selection.areas)
    match layer.content:
        case Types():
            sentence = describe_type_counts(
                atlas, layer.id, selection.areas, reading=selection.reading
            )
        case Figures():
            sentence = _write_sentence(atlas, subject, layer.id)
        case _:
            sentence = layer.texts.subtitle
    step = Step(
        address=urlencode(format_selection(selection, whole=True), safe=",~.-"),
        title=layer.texts.title[:200],
        sentence=sentence[:600],
        note=layer.texts.caution,
        what="chart" if selection.show == "chart" else "map",
    )
    return stamp_step(atlas, step)


def make_reach_step(atlas: Atlas, selection: Selection, action: str) -> Step:
    """Return a step that shows where an action would help: its areas, on its own figure.

    A story shows layers, not actions, so the layer is the indicator that suggests it most.
    """
    known = atlas.definitions.actions[action]
    figures = [trigger.indicator for trigger in known.triggers if not trigger.context]
    layer = next(
        (figure for figure in figures if figure in atlas.definitions.indicators), selection.layer
    )
    shown = replace(clear_filters(selection), layer=layer, show="map")
    made = make_step(atlas, shown)
    sentence = f"{known.name}: {describe_reached(atlas, find_reached(atlas, action))}"
    step = made.model_copy(
        update={
            "title": say("Where would it help?"),
            "sentence": sentence[:600],
            "note": f"{known.summary} {made.note}",
        }
    )
    return stamp_step(atlas, step)


def _write_sentence(atlas: Atlas, subject: Subject, name: str) -> str:
    """Return a layer's sentence with the slot that a story fills in; without a slot for a gap."""
    if math.isnan(subject_value(atlas, subject, name)):
        return describe_subject(atlas, subject, name)
    whose = "" if subject.kind == "place" else f"@{SELECTED}"
    # For a change the slot also fills in whether it rose or fell when the story is shown.
    kind = "value" if atlas.definitions.indicators[name].text.turns is None else "change"
    return name_subject(atlas, subject, name).replace("{value}", f"{{{kind}:{name}{whose}}}")


def check_story(atlas: Atlas, story: Story) -> list[Fault]:
    """Return what is wrong with the steps that show this place; those of others are left out."""
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
            f'"{typed}" was typed as a figure.',
            expected="{value:layer}, which is filled from the pack",
            remedy="Name the layer, or remove the figure.",
        )
        for typed in TYPED.findall(SLOT.sub("", step.sentence))
    ]
    return faults


def _check_length(where: str, text: str, most: int) -> list[Fault]:
    if count_words(text) <= most:
        return []
    what = f'"{text}" has {count_words(text)} words.'
    return [Fault(where, what, expected=f"{most} at most", remedy="Use fewer words.")]
