"""A layer as a map for a hall: few classes, the legend's labels, and a text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.deck.slide import MapView
from atlas.layer.hall import make_hall_layer
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection


def make_map_view(atlas: Atlas, selection: Selection) -> MapView:
    """Return the map of a selection with the classes and colours of the meeting room."""
    layer = make_hall_layer(atlas, selection)
    return MapView(
        store=atlas.store,
        layer=layer,
        # A slide has no room for classes without areas.
        legend=tuple(row for row in layer.rows if row.count and not row.is_off),
        description=_describe(atlas, layer),
        view=selection.view,
    )


def _describe(atlas: Atlas, layer: Layer) -> str:
    """Return the map's text alternative: the place, each class and its number of areas."""
    counted = [
        say("{label}: {areas}", label=row.label, areas=atlas.count_areas(row.count))
        for row in layer.rows
        if row.count and row.kind != "selected"
    ]
    told = say(
        "Map of {place}, {year}. {heading}: {classes}.",
        place=atlas.name,
        year=layer.texts.date,
        heading=layer.texts.name,
        classes="; ".join(counted),
    )
    if not layer.selected:
        return told
    names = ", ".join(atlas.name_of(area) for area in layer.selected)
    return say("{told} A heavy line marks {names}.", told=told, names=names)
