"""Points as layers of a pydeck deck: a symbol each, with its name on hover."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pydeck

from atlas.markup import fill_html, repeat_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.points.listed import Listed

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
DECIMALS = 6


def draw_symbol(symbol: str, colour: str) -> str:
    """Return a symbol with a white edge as a data URL, which needs no network."""
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 26 26" width="{DRAWN}" '
        f'height="{DRAWN}" fill="{colour}" stroke="#ffffff" stroke-width="2" '
        f'stroke-linejoin="round">{SHAPES[symbol]}</svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def layer_places(places: Sequence[Listed]) -> list[pydeck.Layer]:
    """Return one layer for each list. Names are escaped, as they become markup."""
    layers = []
    for listed in places:
        if listed.points.empty:
            continue
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
        layers.append(
            pydeck.Layer(
                "IconLayer",
                id=f"places {listed.id}",
                data=points,
                get_icon="icon",
                get_position="at",
                get_size=PIXELS,
                size_units=pydeck.types.String("pixels"),
                pickable=True,
            )
        )
    return layers


def _write_card(name: str, title: str, kind: str) -> str:
    parts = [part for part in dict.fromkeys((title, kind)) if part and part != name]
    return fill_html("<b>{}</b>{}", name, repeat_html("<br>{}", parts))
