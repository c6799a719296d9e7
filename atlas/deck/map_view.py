"""Show a layer as a map for a hall: few classes, the legend's words, and what the map tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from atlas.deck.slide import PAPER, MapView, Swatch
from atlas.export.drawing.page_text import PALE
from atlas.export.drawing.patterns import choose_ink, find_patterns
from atlas.export.drawing.shapes import GAP_FILL, GAP_HATCH, MISSING_HATCH
from atlas.export.layer import make_layer as make_map_layer
from atlas.layer.classes import NO_CLASS
from atlas.layer.shown import find_shown
from atlas.text import say
from atlas.views.choropleth import make_layer
from atlas.views.slides import group_classes, name_layer, simplify

if TYPE_CHECKING:
    from atlas.export.layer import MapLayer
    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def make_map_view(atlas: Atlas, selection: Selection) -> MapView:
    """Return the map of a selection with the classes and colours of the meeting room."""
    shown = simplify(selection)
    layer = make_layer(atlas, shown)
    codes, rows = group_classes(atlas, layer)
    drawn = make_map_layer(atlas, shown, kept=find_shown(atlas, shown).met)
    grouped = pd.Series(codes, index=drawn.classing.codes.index)
    classing = replace(
        drawn.classing,
        codes=grouped,
        colours=tuple(colour for colour, _ in rows),
        labels=tuple(label for _, label in rows),
        counts=tuple(int((grouped == place).sum()) for place in range(len(rows))),
    )
    # Hatches of doubt would lie over the patterns that keep classes apart on paper.
    certain = pd.Series(data=False, index=grouped.index)
    drawn = replace(drawn, classing=classing, off=frozenset(), doubtful=certain)
    heading = name_layer(atlas, layer)
    return MapView(
        store=atlas.store,
        layer=drawn,
        heading=heading,
        legend=_list_swatches(drawn, is_typology=layer.is_typology),
        description=_describe(atlas, drawn, heading),
        view=selection.view,
    )


def _list_swatches(layer: MapLayer, *, is_typology: bool) -> tuple[Swatch, ...]:
    rows = [
        Swatch(row.label, row.colour, pattern, choose_ink(row.colour))
        for row, pattern in zip(layer.legend, find_patterns(layer), strict=True)
        if row.count
    ]
    if layer.missing.any():
        label = say("No type") if is_typology else say("No figure")
        rows.append(Swatch(label, GAP_FILL, MISSING_HATCH, ink=GAP_HATCH))
    if not layer.kept.all():
        rows.append(Swatch(say("Not in this view"), PALE))
    if layer.selected:
        label = say("This area") if len(layer.selected) == 1 else say("These areas")
        rows.append(Swatch(label, f"#{PAPER}", is_outlined=True))
    return tuple(rows)


def _describe(atlas: Atlas, layer: MapLayer, heading: str) -> str:
    """Return what the map shows: the place, each class and how many areas are in it."""
    counted = [
        say("{label}: {areas}", label=row.label, areas=atlas.count_areas(row.count))
        for row in layer.legend
        if row.count
    ]
    missing = int((layer.kept & (layer.classing.codes == NO_CLASS)).sum())
    if missing:
        counted.append(say("no figure: {areas}", areas=atlas.count_areas(missing)))
    told = say(
        "Map of {place}, {year}. {heading}: {classes}.",
        place=atlas.name,
        year=layer.year,
        heading=heading,
        classes="; ".join(counted),
    )
    if not layer.selected:
        return told
    names = ", ".join(atlas.name_of(area) for area in layer.selected)
    return say("{told} A heavy line marks {names}.", told=told, names=names)
