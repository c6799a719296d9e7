"""Find the views of a story that show something else than when they were saved."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, assert_never

import numpy as np

from atlas.layer.content import Figures, Strengths, Types, find_content
from atlas.prose.reach import find_reached
from atlas.selection.address import Selection
from atlas.selection.query import parse_query
from atlas.text import say

if TYPE_CHECKING:
    from atlas.definitions import Step, Story
    from atlas.facade import Atlas
    from atlas.layer.content import Content

# A figure alone, or with the words that say whether it rose or fell.
SLOT = re.compile(r"\{(?:value|change):([a-z0-9_]+)(?:@([A-Za-z0-9_~]+))?\}")
# Figures are compared to this many significant digits: the last ones differ between machines.
DIGITS = 6


def parse_parameters(step: Step) -> dict[str, str]:
    """Return the parameters of a step's address.

    Examples
    --------
    >>> from atlas.definitions import Step
    >>> parse_parameters(Step(address="?place=luton&layer=dem_pop"))
    {'place': 'luton', 'layer': 'dem_pop'}
    """
    return parse_query(step.address)


def find_layers(step: Step) -> list[str]:
    """Return the layers of a step: the one it shows, then those in its sentence."""
    shown = parse_parameters(step).get("layer", Selection.layer)
    return list(dict.fromkeys([shown, *(name for name, _ in SLOT.findall(step.sentence))]))


def find_places(story: Story) -> list[str]:
    """Return the places that a story is about, in the order of its steps.

    Examples
    --------
    >>> from atlas.definitions import Step, Story
    >>> find_places(Story(id="own", title="Ours", steps=[Step(address="place=E08000016")]))
    ['E08000016']
    """
    places = (parse_parameters(step).get("place", Selection.place) for step in story.steps)
    return list(dict.fromkeys(places))


def stamp_step(atlas: Atlas, step: Step) -> Step:
    """Return the step with hashes of its layers' present state."""
    definition, figures = digest_layers(atlas, step)
    return step.model_copy(update={"definition": definition, "figures": figures})


def digest_layers(atlas: Atlas, step: Step) -> tuple[str, str]:
    """Return short hashes of how a step's layers are computed, and of their figures.

    A missing layer contributes its name only.
    """
    definition, figures = hashlib.sha256(), hashlib.sha256()
    for name in find_layers(step):
        for digest in (definition, figures):
            digest.update(name.encode() + b"\0")
        if name in atlas.definitions.layers:
            content = find_content(atlas, name)
            definition.update(_list_rules(content).encode())
            figures.update(_list_figures(atlas, content).encode())
    return definition.hexdigest()[:8], figures.hexdigest()[:8]


def _list_rules(content: Content) -> str:
    """Return how a layer is computed."""
    match content:
        case Figures(indicator):
            return indicator.model_dump_json()
        case Types(typology=typology):
            return typology.model_dump_json()
        case Strengths(action):
            return action.model_dump_json()
        case _:
            assert_never(content)


def _list_figures(atlas: Atlas, content: Content) -> str:
    """Return the figures of a layer, with those of the comparators."""
    match content:
        case Figures(indicator):
            values = atlas.measures.values(indicator.id)
            totals = atlas.measures.comparators(indicator.id).sort_index()
            rows = [f"{area} {_format(value)}" for area, value in values.items()]
            compared = [f"{row} {_format(value)}" for row, value in totals.items()]
            return "\n".join(rows) + "\n".join(compared)
        case Types(assignment=assignment):
            return "\n".join(f"{area} {kind}" for area, kind in assignment.types.items())
        case Strengths(action):
            return " ".join(find_reached(atlas, action.id).areas)
        case _:
            assert_never(content)


def _format(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.{DIGITS}g}"


def describe_change(atlas: Atlas, step: Step) -> str:
    """Return in one sentence what has changed since a step was saved; empty for nothing."""
    if not (step.definition and step.figures):
        return ""
    definition, figures = digest_layers(atlas, step)
    if definition != step.definition:
        return say(
            "The calculation or wording of this layer has changed since the story was saved."
        )
    if figures != step.figures:
        return say("The figures of this layer have changed since the story was saved.")
    return ""
