"""What the legend component shows of a layer: its rows, and a small histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from atlas.layer.compared import list_known
from atlas.layer.content import Figures, Strengths, Types
from atlas.prose.figures import format_figure
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.layer.legend import LegendRow
    from atlas.selection.address import Selection


def make_legend(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any]:
    """Return what the legend component shows: the same rows as every file of the layer has."""
    match layer.content:
        case Types():
            title = say("Areas of each type")
        case Figures() | Strengths():
            title = say("Areas in each class")
        case _:
            assert_never(layer.content)
    classes = len(layer.classing.labels)
    return {
        "title": title,
        "unit": " ".join(layer.texts.notes),
        "classes": [_lay_row(row) for row in layer.rows[:classes]],
        "others": [_lay_row(row) | {"kind": row.kind} for row in layer.rows[classes:]],
        "histogram": _make_histogram(atlas, selection, layer),
    }


def _lay_row(row: LegendRow) -> dict[str, Any]:
    laid = {
        "colour": row.colour,
        "label": row.label,
        "count": row.count,
        "off": row.is_off,
        "pattern": row.pattern,
    }
    return laid | ({"note": row.note} if row.note else {})


def _make_histogram(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any] | None:
    histogram, content = layer.histogram, layer.content
    if histogram is None or not isinstance(content, Figures):
        return None
    indicator, low, high = content.indicator, histogram.low, histogram.high
    counts = histogram.counts
    if not layer.shown.all():
        counts = histogram.count(atlas.measures.values(layer.id)[layer.shown])
    highest = max(*counts, 1)
    return {
        "bars": [
            {"height": round(count / highest, 3), "class": number}
            for count, number in zip(counts, histogram.classes, strict=True)
        ],
        "marks": [
            {
                "x": round((comparator.value - low) / (high - low), 3),
                "label": f"{comparator.name} {comparator.text}",
            }
            for comparator in list_known(atlas, indicator, selection.compare)
            if low <= comparator.value <= high
        ],
        "from": format_figure(indicator, low),
        "to": format_figure(indicator, high),
    }
