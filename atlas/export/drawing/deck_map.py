"""The layer as a pydeck deck: areas, hatches, borders and names; no base map."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pydeck
import shapely

from atlas.export.drawing.deck_places import layer_places
from atlas.export.drawing.legend import Entry, list_entries
from atlas.export.drawing.parts import find_parts
from atlas.layer.classes import NO_CLASS
from atlas.text import say

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from atlas.export.extract import Extract
    from atlas.export.layer import MapLayer

GAP = [244, 242, 237, 255]
PALE = [236, 235, 230, 255]
INK = [31, 42, 51, 255]
WHITE = [255, 255, 255, 255]
HATCH_GREY = [140, 142, 141, 255]
HATCH_INK = [31, 42, 51, 150]
# Metres between the lines of a hatch, on the ground.
HATCH_STEP = 90.0
DECIMALS = 6
# What a window of usual size leaves for the map; the reader can zoom.
WINDOW = (900, 680)
TOOLTIP_STYLE = {
    "background": "#ffffff",
    "color": "#1f2a33",
    "fontFamily": "inherit",
    "fontSize": "14px",
    "padding": "8px 11px",
    "border": "1px solid #d9d7d0",
    "borderRadius": "4px",
    "maxWidth": "280px",
}


class InlineDeck(pydeck.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck whose data cannot end the script it is written into."""

    def to_json(self) -> str:
        """Return the deck as JSON without any "<"."""
        text: str = super().to_json()
        return text.replace("<", "\\u003c")


def draw_deck(extract: Extract) -> pydeck.Deck:
    """Return the deck. Names are text and never markup."""
    outlines = extract.store.outlines
    parts = find_parts(extract.store, outlines)
    layers = [
        _shapes("areas", _areas(extract, outlines), pickable=True, width=0.8),
        *_hatches(extract.layer, outlines, extract.store.metres),
        _shapes("parts", _borders(parts.outlines, WHITE), width=2.4),
        _shapes("selected", _borders(_selected(extract, outlines), INK), width=3),
        _names(parts.labels),
        *layer_places(extract.places),
    ]
    west, south, east, north = (float(number) for number in outlines.total_bounds)
    return InlineDeck(
        layers=[layer for layer in layers if layer is not None],
        views=[pydeck.View(type="MapView", controller=True)],
        initial_view_state=pydeck.ViewState(
            longitude=(west + east) / 2,
            latitude=(south + north) / 2,
            zoom=_zoom(west, south, east, north),
            min_zoom=6,
            max_zoom=17,
        ),
        map_provider=None,
        map_style=None,
        tooltip={"html": "{card}", "style": TOOLTIP_STYLE},
    )


def legend_swatches(extract: Extract) -> list[tuple[str, str, int]]:
    """Return label, CSS of the swatch and count of every line of the legend."""
    return [(entry.label, _swatch(entry), entry.count) for entry in list_entries(extract)]


def _swatch(entry: Entry) -> str:
    if entry.hatch:
        return (
            f"background:repeating-linear-gradient(135deg,{entry.line} 0 1px,"
            f"{entry.colour} 1px 5px)"
        )
    border = f";border:2px solid {entry.line}" if entry.line else ""
    return f"background:{entry.colour}{border}"


def _zoom(west: float, south: float, east: float, north: float) -> float:
    middle = math.radians((south + north) / 2)
    across = math.log2(WINDOW[0] * 360 / 512 / (east - west))
    down = math.log2(WINDOW[1] * 360 * math.cos(middle) / 512 / (north - south))
    return round(min(across, down) - 0.1, 2)


def _rgba(colour: str) -> list[int]:
    return [*(int(colour[start : start + 2], 16) for start in (1, 3, 5)), 255]


def _colour_of(layer: MapLayer, area: str) -> list[int]:
    if layer.missing[area]:
        return GAP
    if not layer.shown[area]:
        return PALE
    return _rgba(layer.classing.colours[layer.classing.codes[area]])


def _areas(extract: Extract, outlines: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    return [
        _feature(
            shape,
            fill=_colour_of(extract.layer, str(area)),
            line=WHITE,
            card=_card(extract, str(area)),
        )
        for area, shape in outlines.geometry.items()
    ]


def _card(extract: Extract, area: str) -> str:
    """Return what hovering shows. Everything from a file is escaped, as it becomes markup."""
    layer = extract.layer
    row = (extract.areas if area in extract.areas.index else extract.store.areas).loc[area]
    words = extract.geography.words
    heading = row["neighbourhood"] if words.neighbourhood else row["name"]
    around = words.around.format_map(row)
    lines = [
        f"<b>{html.escape(str(heading))}</b>",
        html.escape(f"{row['name']}, {around}" if words.neighbourhood else around),
        html.escape(say("{name}: {value}", name=layer.name, value=layer.words[area])),
    ]
    if not layer.kept[area]:
        lines[2] = html.escape(say("does not meet the filter"))
    return "<br>".join(lines)


def _feature(shape: BaseGeometry, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    rounded: Any = shapely.set_precision(shape, 10**-DECIMALS, mode="pointwise")
    return {
        "type": "Feature",
        "geometry": shapely.geometry.mapping(rounded),
        "properties": properties,
    }


def _borders(shapes: gpd.GeoSeries, colour: list[int]) -> list[dict[str, Any]]:
    return [_feature(shape.boundary, fill=[0, 0, 0, 0], line=colour) for shape in shapes]


def _selected(extract: Extract, outlines: gpd.GeoDataFrame) -> gpd.GeoSeries:
    known = [area for area in extract.layer.selected if area in outlines.index]
    return outlines.geometry.loc[known]


def _shapes(
    name: str, features: list[dict[str, Any]], *, width: float, pickable: bool = False
) -> pydeck.Layer | None:
    if not features:
        return None
    return pydeck.Layer(
        "GeoJsonLayer",
        id=name,
        data={"type": "FeatureCollection", "features": features},
        filled=True,
        stroked=True,
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        get_line_width=width,
        line_width_units=pydeck.types.String("pixels"),
        line_joint_rounded=True,
        pickable=pickable,
        auto_highlight=pickable,
        highlight_color=[31, 42, 51, 60],
    )


def _hatches(layer: MapLayer, outlines: gpd.GeoDataFrame, metres: str) -> list[pydeck.Layer | None]:
    doubtful = layer.doubtful & layer.shown & (layer.classing.codes != NO_CLASS)
    return [
        _shapes("no figure", _hatch(outlines, layer.missing, HATCH_GREY, metres), width=1),
        _shapes("doubtful", _hatch(outlines, doubtful, HATCH_INK, metres), width=1),
    ]


def _hatch(
    outlines: gpd.GeoDataFrame, chosen: pd.Series, colour: list[int], metres: str
) -> list[dict[str, Any]]:
    """Return slanted lines inside the chosen areas: deck.gl has no hatch of its own."""
    shapes = outlines.geometry[chosen.reindex(outlines.index)].to_crs(metres)
    if shapes.empty:
        return []
    west, south, east, north = shapes.total_bounds
    starts = np.arange(west - (north - south), east, HATCH_STEP)
    lines = shapely.MultiLineString(
        [[(start, south), (start + north - south, north)] for start in starts]
    )
    cut = shapes.intersection(lines).to_crs("EPSG:4326")
    return [_feature(shape, fill=[0, 0, 0, 0], line=colour) for shape in cut if not shape.is_empty]


def _names(labels: pd.DataFrame) -> pydeck.Layer:
    points = [
        {"name": str(name), "at": [round(float(across), DECIMALS), round(float(up), DECIMALS)]}
        for name, across, up in zip(
            labels["name"], labels["longitude"], labels["latitude"], strict=True
        )
    ]
    return pydeck.Layer(
        "TextLayer",
        id="part names",
        data=points,
        get_position="at",
        get_text="name",
        get_size=13,
        get_color=INK,
        character_set=pydeck.types.String("auto"),
        font_family=pydeck.types.String("Segoe UI, system-ui, sans-serif"),
        font_weight=500,
        font_settings={"sdf": True, "fontSize": 64, "radius": 18, "buffer": 10, "smoothing": 0.15},
        outline_width=7,
        outline_color=WHITE,
        pickable=False,
    )
