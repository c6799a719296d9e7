"""The legend as rows of colour, range and count, with a small histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.definitions import SharedTypology
from atlas.definitions.indicator import ORDERED
from atlas.layer.classes import NO_CLASS
from atlas.layer.shown import find_shown
from atlas.prose.figures import show_value
from atlas.text import say

if TYPE_CHECKING:
    import pandas as pd

    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.views.choropleth import Layer


def make_legend(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any]:
    """Return what the legend component shows: the very classes the map is painted with.

    Every number counts the areas that are shown: those the filters leave, less the classes
    that are switched off.
    """
    classing = layer.classing
    shown = find_shown(atlas, selection).met
    codes = classing.codes[shown].to_numpy()
    counts = np.bincount(codes, minlength=NO_CLASS + 1)
    rows = [
        {
            "colour": colour,
            "label": label,
            "count": int(counts[place]),
            "off": place in selection.off,
            "pattern": "",
        }
        for place, (colour, label) in enumerate(zip(classing.colours, classing.labels, strict=True))
    ]
    missing = None
    if counts[NO_CLASS]:
        missing = {"count": int(counts[NO_CLASS]), "reason": "; ".join(layer.reasons)}
    return {
        "title": say("Areas of each type") if layer.is_typology else say("Areas in each class"),
        "unit": " ".join(tell_layer(atlas, layer)),
        "classes": rows,
        "missing": missing,
        "histogram": _make_histogram(atlas, selection, layer, shown),
        "doubtful": _count_doubtful(atlas, selection, layer, shown),
        "doubtful_words": _name_doubtful(atlas, layer),
    }


def tell_layer(atlas: Atlas, layer: Layer) -> list[str]:
    """Return what must stand beside a layer's numbers wherever they are shown.

    Of a place in an order, which end is which; of a figure that is published for larger areas,
    that it is.
    """
    indicator = atlas.definitions.indicators.get(layer.identity)
    if indicator is None:
        return []
    said = [indicator.text.short] if indicator.unit in ORDERED else []
    published = atlas.tell_published(indicator)
    return [*said, *([published] if published else []), *_tell_nought(layer)]


def _tell_nought(layer: Layer) -> list[str]:
    if not layer.classing.parts_nought:
        return []
    return [say("0 is a class of its own; the other areas are parted into classes of like number.")]


def _count_doubtful(atlas: Atlas, selection: Selection, layer: Layer, shown: pd.Series) -> int:
    if not layer.is_typology:
        return 0
    doubtful = atlas.types(layer.identity, reading=selection.reading).doubtful
    return int((doubtful & shown).sum())


def _name_doubtful(atlas: Atlas, layer: Layer) -> str:
    """Return what hatched areas are where types are shares of residents; else the usual words."""
    if not isinstance(atlas.definitions.typologies.get(layer.identity), SharedTypology):
        return ""
    return say("Hatched: half of residents or fewer live in areas of this type")


def _make_histogram(
    atlas: Atlas, selection: Selection, layer: Layer, shown: pd.Series
) -> dict[str, Any] | None:
    histogram = layer.histogram
    if histogram is None:
        return None
    indicator = atlas.definitions.indicators[layer.identity]
    counts = histogram.counts
    if not shown.all():
        counts = histogram.count(atlas.measures.values(layer.identity)[shown])
    highest = max(*counts, 1)
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
            for count, one in zip(counts, histogram.classes, strict=True)
        ],
        "marks": marks,
        "from": show_value(indicator, histogram.low),
        "to": show_value(indicator, histogram.high),
    }
