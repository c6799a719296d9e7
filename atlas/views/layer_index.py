"""What the search for layers looks in: names, plain words, topics, and what is not held."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from atlas.cache import cache_per_atlas
from atlas.text import say
from atlas.views.choropleth import short_hash

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas

TYPES = "types"


def name_layer(indicator: Indicator) -> str:
    """Return a layer's name; one that compares two dates can be searched for by its years too."""
    if any("before" in key for key in indicator.inputs):
        return say("{layer}, {years}", layer=indicator.name, years=indicator.year)
    return indicator.name


def find_leader(atlas: Atlas, group: str) -> str:
    """Return the layer that a topic opens with: its leader, or else the first by name."""
    definitions = atlas.definitions
    members = [one.id for one in definitions.in_order() if one.group == group]
    led = [name for name in definitions.groups[group].leads if name in members]
    return [*led, *members][0]


@cache_per_atlas(1)
def write_layer_index(atlas: Atlas) -> tuple[bytes, str]:
    """Return the index as JSON, and a hash of it for its address."""
    content = json.dumps(make_layer_index(atlas), ensure_ascii=False, separators=(",", ":"))
    return content.encode(), short_hash(content.encode())


def make_layer_index(atlas: Atlas) -> dict[str, Any]:
    """Return what is searched, as `wire.json` describes it under ``LayerIndex``.

    A visitor's own layers are left out: the index is the same for everyone.
    """
    definitions = atlas.definitions
    figures = [one for one in definitions.in_order() if not atlas.is_own(one.id)]
    groups = sorted(definitions.groups.values(), key=lambda group: group.order)
    present = {one.group for one in figures}
    topics = {
        group.id: {"name": group.name, "leader": find_leader(atlas, group.id)}
        for group in groups
        if group.id in present
    }
    kinds = sorted(definitions.typologies.values(), key=lambda typology: typology.order)
    if kinds:
        topics[TYPES] = {"name": say("Types"), "leader": kinds[0].id}
    layers = [
        {"id": one.id, "name": name_layer(one), "topic": one.group, "words": one.words}
        for one in figures
    ]
    layers += [
        {"id": one.id, "name": one.name, "topic": TYPES, "words": one.words} for one in kinds
    ]
    known = {layer["id"] for layer in layers}
    missing = [
        {
            "words": one.words,
            "reason": one.reason,
            "nearest": [name for name in one.nearest if name in known],
        }
        for one in definitions.not_held.values()
    ]
    return {"topics": topics, "layers": layers, "missing": missing}
