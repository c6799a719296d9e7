"""What a slide shows of a layer: its map, or the meeting room's bars as a chart of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.deck.put_figures import make_number_format
from atlas.deck.slide import ACCENT, Bar, Bars, MapView
from atlas.layer.hall import make_hall_layer
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

OTHER = "8A9299"


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
    return say("{told} A thick line marks {names}.", told=told, names=names)


def make_bars(
    atlas: Atlas, selection: Selection, heading: str, bars: list[dict[str, Any]]
) -> Bars | None:
    """Return the chart of a step, or None where there is no figure to draw.

    `bars` are as `atlas.views.slides.make_slide` lists them; `heading` names what they measure.
    """
    if not bars:
        return None
    indicator = atlas.definitions.indicators.get(selection.layer)
    told = ", ".join(f"{bar['name']} {bar['text']}" for bar in bars)
    return Bars(
        heading=heading,
        rows=tuple(
            Bar(bar["name"], bar["value"], bar.get("colour", ACCENT if bar["own"] else OTHER))
            for bar in bars
        ),
        number_format=make_number_format(indicator.unit, decimals=indicator.decimals)
        if indicator
        else make_number_format("percent", decimals=0),
        description=say("Bar chart. {heading}: {bars}.", heading=heading, bars=told),
    )
