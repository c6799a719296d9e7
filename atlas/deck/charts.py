"""Turn the meeting room's bars into a chart that a slide holds as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.deck.put_figures import make_number_format
from atlas.deck.slide import ACCENT, Bar, Bars
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

OTHER = "8A9299"


def make_bars(
    atlas: Atlas, selection: Selection, heading: str, bars: list[dict[str, Any]]
) -> Bars | None:
    """Return the chart of a step, or None where there is no figure to draw.

    Parameters
    ----------
    atlas, selection
        What is measured.
    heading
        Its name.
    bars
        As `atlas.views.slides.make_slide` lists them.
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
