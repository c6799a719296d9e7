"""Turn what is on screen into a step of a story, with a text to start from."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from atlas.definitions import Step
from atlas.layer.content import Types
from atlas.layer.layer import make_layer
from atlas.prose.reach import describe_reached, find_reached
from atlas.prose.sentences import describe_subject, name_subject, subject_value
from atlas.prose.subject import make_subject
from atlas.prose.types.shares import describe_type_counts
from atlas.selection.address import format_selection
from atlas.selection.filtering import clear_filters
from atlas.stories.compare import stamp_step
from atlas.text import say
from atlas.views.slides import SELECTED

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.prose.subject import Subject
    from atlas.selection.address import Selection


def make_step(atlas: Atlas, selection: Selection) -> Step:
    """Return a step that shows this selection: its question, its figure and its caution."""
    layer = make_layer(atlas, selection)
    subject = make_subject(atlas, selection.areas)
    sentence = (
        describe_type_counts(atlas, layer.id, selection.areas, reading=selection.reading)
        if isinstance(layer.content, Types)
        else _write_sentence(atlas, subject, layer.id)
    )
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
