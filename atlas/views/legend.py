"""The legend as rows of colour, range and count, with a small histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.indicators.classes import SIGNED_WHOLE
from atlas.text import say
from atlas.views.sentences import show_value

if TYPE_CHECKING:
    from atlas.address import Selection
    from atlas.facade import Atlas
    from atlas.views.choropleth import Layer


def make_legend(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any]:
    """Return what the legend component shows: the very classes the map is painted with."""
    classing = layer.classing
    rows = [
        {
            "colour": colour,
            "label": label,
            "count": count,
            "off": place in selection.off,
            "pattern": "",
        }
        for place, (colour, label, count) in enumerate(
            zip(classing.colours, classing.labels, classing.counts, strict=True)
        )
    ]
    missing = None
    if classing.missing:
        missing = {"count": classing.missing, "reason": "; ".join(layer.reasons)}
    return {
        "title": say("Areas of each type") if layer.is_typology else say("Areas in each class"),
        "unit": _tell_direction(atlas, layer) or _tell_nought(layer),
        "classes": rows,
        "missing": missing,
        "histogram": _make_histogram(atlas, selection, layer),
        "borderline": _count_borderline(atlas, selection, layer),
    }


def _tell_direction(atlas: Atlas, layer: Layer) -> str:
    """Return what plus and minus mean where classes are steps in an order."""
    indicator = atlas.definitions.indicators.get(layer.identity)
    return indicator.text.short if indicator and indicator.unit == SIGNED_WHOLE else ""


def _tell_nought(layer: Layer) -> str:
    if not layer.classing.parts_nought:
        return ""
    return say("0 is a class of its own; the other areas are parted into classes of like number.")


def _count_borderline(atlas: Atlas, selection: Selection, layer: Layer) -> int:
    if not layer.is_typology:
        return 0
    standing = atlas.types(layer.identity, reading=selection.reading).standing
    return int((standing == "borderline").sum())


def _make_histogram(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any] | None:
    histogram = layer.histogram
    if histogram is None:
        return None
    indicator = atlas.definitions.indicators[layer.identity]
    highest = max(histogram.counts)
    marks = []
    comparators = atlas.measures.comparators(layer.identity)
    named = [(atlas.store.place, atlas.name)]
    row = atlas.comparator_row(selection.compare)
    if row is not None:
        named.append((row, atlas.comparators[selection.compare]))
    for key, name in named:
        value = comparators.get(key, np.nan)
        if np.isnan(value) or not histogram.low <= value <= histogram.high:
            continue
        place = (value - histogram.low) / (histogram.high - histogram.low)
        marks.append({"x": round(place, 3), "label": f"{name} {show_value(indicator, value)}"})
    return {
        "bars": [
            {"height": round(count / highest, 3), "class": one}
            for count, one in zip(histogram.counts, histogram.classes, strict=True)
        ],
        "marks": marks,
        "from": show_value(indicator, histogram.low),
        "to": show_value(indicator, histogram.high),
    }
