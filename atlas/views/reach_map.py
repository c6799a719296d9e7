"""Where one action would help as a layer of the map, and what its colours mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.cache import cache_per_atlas
from atlas.layer.classes import Classing, blend_colours
from atlas.layer.classing import NEUTRAL
from atlas.quantities import say_count
from atlas.text import say, write_number
from atlas.views.choropleth import Layer
from atlas.views.reach import NOT_HERE, find_reached, name_strengths

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.views.reach import Reached

# A hue that says neither good nor bad; its lightest step stands apart from "not here".
PALETTE, LIGHTEST = "teal", 0.15


def make_reach_layer(atlas: Atlas, reached: Reached) -> Layer:
    """Return an action as a layer of the map, in classes of strength."""
    return _make_layer(atlas, reached.action)


@cache_per_atlas(64)
def _make_layer(atlas: Atlas, identity: str) -> Layer:
    reached = find_reached(atlas, identity)
    count = int(reached.strength.max())
    names = name_strengths(count) if count else []
    steps = [LIGHTEST + (1 - LIGHTEST) * (one + 1) / max(count, 1) for one in range(count)]
    palette = atlas.definitions.palettes[PALETTE].colours
    classing = Classing(
        edges=(),
        labels=(say(NOT_HERE), *names),
        colours=(NEUTRAL, *(blend_colours(palette, step) for step in steps)),
        codes=reached.strength,
        counts=tuple(np.bincount(reached.strength, minlength=count + 1).tolist()),
        missing=0,
    )
    action = atlas.definitions.actions[reached.action]
    return Layer(
        identity=action.id,
        is_typology=False,
        classing=classing,
        histogram=None,
        title=say("Where would “{action}” help?", action=action.name),
        subtitle=action.summary,
        sentence="{place}: {value}.",
        reasons=(),
        caution=say("A figure starts the conversation; it proves nothing about people."),
    )


def plain_selection(selection: Selection) -> Selection:
    """Return a selection without filters and classes switched off: they are another layer's."""
    return replace(selection.without_filters(), off=())


def make_reach_legend(atlas: Atlas, reached: Reached) -> list[dict[str, Any]]:
    """Return the classes of strength, the strongest first: colour, name, areas, people."""
    classing = make_reach_layer(atlas, reached).classing
    people = reached.people_by_strength
    rows = [
        {
            "colour": colour,
            "name": label,
            "areas": write_number(classing.counts[place]),
            "people": say_count(people[place]) if place else "",
        }
        for place, (colour, label) in enumerate(zip(classing.colours, classing.labels, strict=True))
    ]
    return [row for row in reversed(rows) if row["areas"] != write_number(0)]
