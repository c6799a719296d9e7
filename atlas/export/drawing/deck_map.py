"""The layer as a pydeck deck: areas, hatches, borders and names; no base map."""

from __future__ import annotations

import base64
import math
from typing import TYPE_CHECKING, Any

import pydeck

from atlas.export.drawing.deck_lines import DECIMALS, draw_pattern, make_feature, make_rgba
from atlas.export.drawing.parts import find_parts
from atlas.layer.classes import NO_CLASS
from atlas.layer.look import GAP, INK, LINE, PALE, PAPER
from atlas.markup import fill_html, join_html, repeat_html
from atlas.text import say

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from atlas.export.extract import Extract
    from atlas.layer.layer import Layer
    from atlas.points.listed import Listed

WHITE = make_rgba(PAPER)
BLACK = make_rgba(INK)
# The space for the map in a window of usual size; the reader can zoom.
WINDOW = (900, 680)
TOOLTIP_STYLE = {
    "background": PAPER,
    "color": INK,
    "fontFamily": "inherit",
    "fontSize": "14px",
    "padding": "8px 11px",
    "border": f"1px solid {LINE}",
    "borderRadius": "4px",
    "maxWidth": "280px",
}


# Each symbol in a square of 24 units, as on the map of the atlas.
SHAPES = {
    "circle": '<circle cx="12" cy="12" r="9"/>',
    "square": '<rect x="4" y="4" width="16" height="16"/>',
    "triangle": '<path d="M12 3 21 20 3 20Z"/>',
    "diamond": '<path d="M12 2 22 12 12 22 2 12Z"/>',
    "cross": '<path d="M9 3h6v6h6v6h-6v6H9v-6H3V9h6Z"/>',
    "star": '<path d="M12 2l2.9 6.6 7.1.7-5.4 4.7 1.6 7L12 17.3 5.8 21l1.6-7L2 9.3l7.1-.7Z"/>',
}
PIXELS = 15
# Drawn larger than shown, to be sharp on high-resolution screens.
DRAWN = 96


class InlineDeck(pydeck.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck whose data cannot end the script it is written into."""

    def to_json(self) -> str:
        """Return the deck as JSON without any "<"."""
        text: str = super().to_json()
        return text.replace("<", "\\u003c")


def draw_deck(extract: Extract) -> pydeck.Deck:
    """Return the deck. Names are text, never markup."""
    outlines = extract.store.outlines
    parts = find_parts(extract.store, outlines)
    layers = [
        _shapes("areas", _areas(extract, outlines), pickable=True, width=0.8),
        *_hatches(extract.layer, outlines, extract.store.metres),
        _shapes("parts", _borders(parts.outlines, WHITE), width=2.4),
        _shapes("selected", _borders(_selected(extract, outlines), BLACK), width=3),
        _names(parts.labels),
        *map(_place_layer, (listed for listed in extract.places if len(listed.points))),
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


def _zoom(west: float, south: float, east: float, north: float) -> float:
    middle = math.radians((south + north) / 2)
    across = math.log2(WINDOW[0] * 360 / 512 / (east - west))
    down = math.log2(WINDOW[1] * 360 * math.cos(middle) / 512 / (north - south))
    return round(min(across, down) - 0.1, 2)


def _colour_areas(layer: Layer) -> pd.Series:
    """Return the colour of every area: of its class, of a gap, or pale where it is filtered out."""
    colours = dict(enumerate(layer.classing.colours)) | {NO_CLASS: GAP}
    return layer.codes.map(colours).where(layer.shown, PALE)


def _areas(extract: Extract, outlines: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    colours = _colour_areas(extract.layer)
    return [
        make_feature(
            shape,
            fill=make_rgba(colours[area]),
            line=WHITE,
            card=_card(extract, str(area)),
        )
        for area, shape in outlines.geometry.items()
    ]


def _card(extract: Extract, area: str) -> str:
    """Return what hovering shows. Everything from a file is escaped, as it becomes markup."""
    layer = extract.layer
    row = extract.store.areas.loc[area]
    words = extract.geography.words
    is_small = extract.store.level == "area"
    is_named = bool(words.neighbourhood) and is_small
    # Larger areas lie in an authority or a region, which stands where a ward's name does.
    around = words.around.format_map(row) if is_small else str(row["ward"])
    lines: list[object] = [
        fill_html("<b>{}</b>", row["neighbourhood"] if is_named else row["name"]),
        f"{row['name']}, {around}" if is_named else around,
        say("{name}: {value}", name=layer.texts.name, value=extract.words[area]),
    ]
    if not layer.filtered.passed[area]:
        lines[2] = say("Does not meet the filter")
    return join_html(lines, fill_html("<br>"))


def _borders(shapes: gpd.GeoSeries, colour: list[int]) -> list[dict[str, Any]]:
    return [make_feature(shape.boundary, fill=[0, 0, 0, 0], line=colour) for shape in shapes]


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


def _hatches(layer: Layer, outlines: gpd.GeoDataFrame, metres: str) -> list[pydeck.Layer | None]:
    """Return the hatches that tell areas apart without colour, as in the legend."""
    others = {"missing": layer.missing, "doubtful": layer.doubtful & layer.shown}
    drawn = []
    for position, row in enumerate(layer.rows):
        if row.pattern and not row.is_off:
            chosen = others.get(row.kind, layer.shown & (layer.codes == position))
            shapes = outlines.geometry[chosen.reindex(outlines.index)]
            lines = draw_pattern(shapes, row, metres=metres)
            drawn.append(_shapes(f"pattern {position}", lines, width=1))
    return drawn


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
        get_color=BLACK,
        character_set=pydeck.types.String("auto"),
        font_family=pydeck.types.String("Segoe UI, system-ui, sans-serif"),
        font_weight=500,
        font_settings={"sdf": True, "fontSize": 64, "radius": 18, "buffer": 10, "smoothing": 0.15},
        outline_width=7,
        outline_color=WHITE,
        pickable=False,
    )


def draw_symbol(symbol: str, colour: str) -> str:
    """Return a symbol with a white edge as a data URL, which needs no network."""
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 26 26" width="{DRAWN}" '
        f'height="{DRAWN}" fill="{colour}" stroke="#ffffff" stroke-width="2" '
        f'stroke-linejoin="round">{SHAPES[symbol]}</svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def _place_layer(listed: Listed) -> pydeck.Layer:
    """Return the layer of one list of points. Names are escaped, as they become markup."""
    icon = {"url": draw_symbol(listed.symbol, listed.colour), "width": DRAWN, "height": DRAWN}
    points = [
        {
            "at": [round(float(across), DECIMALS), round(float(up), DECIMALS)],
            "icon": icon,
            "card": _write_card(str(name) or listed.title, listed.title, str(kind)),
        }
        for name, kind, across, up in zip(
            *(listed.points[column] for column in ("name", "kind", "longitude", "latitude")),
            strict=True,
        )
    ]
    return pydeck.Layer(
        "IconLayer",
        id=f"places {listed.id}",
        data=points,
        get_icon="icon",
        get_position="at",
        get_size=PIXELS,
        size_units=pydeck.types.String("pixels"),
        pickable=True,
    )


def _write_card(name: str, title: str, kind: str) -> str:
    parts = [part for part in dict.fromkeys((title, kind)) if part and part != name]
    return fill_html("<b>{}</b>{}", name, repeat_html("<br>{}", parts))
