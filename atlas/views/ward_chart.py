"""Wards or authorities as a chart: a mark for each among its areas, with lines for wholes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from atlas.layer.compared import list_known
from atlas.layer.content import Figures
from atlas.layer.look import ACCENT, INK, LINE, SOFT
from atlas.layer.shown import find_shown
from atlas.prose.figures import format_figure
from atlas.prose.parts import Part, describe_part_gap, find_value, list_authorities, name_authority
from atlas.quantities import format_list, format_number_of
from atlas.text import end_sentence, say, say_counted
from atlas.views.chart import lay_out
from atlas.views.spread import describe_spread, draw_spread, leave_above, mark_compared, name_axis
from atlas.views.ward_table import find_wards_shown

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

# More rows than a chart is read to the end of; the table has all.
MOST_ROWS = 100


def draw_wards(atlas: Atlas, selection: Selection, layer: Layer) -> go.Figure:
    """Return a row for each ward: its figure as a diamond, and its areas as small dots.

    Rows are in order of name, or of the figure where the table is sorted by it. Types are
    counts of areas, as in `draw_spread`.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> from atlas.layer.layer import make_layer
    >>> from atlas.selection.address import Selection
    >>> atlas, asked = open_atlas("luton"), Selection(by="ward", sort="-mig_moved_1yr")
    >>> draw_wards(atlas, asked, make_layer(atlas, asked)).layout.yaxis.ticktext[-1]
    'Central  23\u202f%'
    """
    if not isinstance(layer.content, Figures):
        return draw_spread(atlas, selection, layer)
    indicator = layer.content.indicator
    rows = order_wards(atlas, selection, layer)[:MOST_ROWS][::-1]
    figure = go.Figure()
    _add_areas(figure, atlas, selection, layer, rows)
    _add_wards(figure, atlas, selection, indicator, rows)
    shown = {part.code for part in rows}
    known = list_known(atlas, indicator, selection.compare)
    lines = [line for line in known if line.id not in shown]
    mark_compared(figure, lines)
    above = leave_above(len(lines))
    height = max(420, 28 * len(rows) + 64 + above)
    lay_out(figure, height=height, margin=(8, 16, above, 8), showlegend=False)
    figure.update_xaxes(gridcolor=LINE, zeroline=False, fixedrange=True, automargin=True)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[
            f"{_name(atlas, ward)}  {_format(indicator, find_value(atlas, ward, indicator.id))}"
            for ward in rows
        ],
        gridcolor=LINE,
        fixedrange=True,
        automargin=True,
        zeroline=False,
    )
    name_axis(figure, atlas, indicator)
    return figure


def find_rows(atlas: Atlas, selection: Selection) -> list[Part]:
    """Return what has a row each: wards, or authorities that are side by side."""
    if selection.by == "ward" or not atlas.authorities:
        return find_wards_shown(atlas, selection)
    return list(list_authorities(atlas))


def order_wards(atlas: Atlas, selection: Selection, layer: Layer) -> list[Part]:
    """Return the wards in order of name, or of the layer's figure; gaps come last."""
    wards = find_rows(atlas, selection)
    if selection.sort.removeprefix("-") != layer.id:
        return wards
    values = np.array([find_value(atlas, ward, layer.id) for ward in wards])
    way = -values if selection.sort.startswith("-") else values
    return [wards[index] for index in np.argsort(way, kind="stable")]


def _add_areas(
    figure: go.Figure, atlas: Atlas, selection: Selection, layer: Layer, rows: list[Part]
) -> None:
    """Add a small dot for each area: how far the areas of one ward are apart."""
    values = atlas.measures.values(layer.id)
    # A ward chosen is marked, and does not hide the areas of the others.
    shown = find_shown(atlas, replace(selection, wards=())).met
    row_of = {area: row for row, ward in enumerate(rows) for area in ward.areas}
    areas = [area for area in row_of if shown[area]]
    figure.add_trace(
        go.Scattergl(
            x=values.loc[areas].to_numpy(),
            y=[row_of[area] for area in areas],
            mode="markers",
            marker={"size": 8, "color": SOFT, "opacity": 0.45},
            text=[
                f"{atlas.name_of(area)}: {_format(layer.content.indicator, float(values[area]))}"
                for area in areas
            ]
            if isinstance(layer.content, Figures)
            else [],
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _add_wards(
    figure: go.Figure, atlas: Atlas, selection: Selection, indicator: Indicator, rows: list[Part]
) -> None:
    """Add a diamond for each ward, larger where the ward is chosen."""
    values = [find_value(atlas, ward, indicator.id) for ward in rows]
    chosen = np.array([ward.code in selection.wards for ward in rows])
    figure.add_trace(
        go.Scatter(
            x=values,
            y=list(range(len(rows))),
            mode="markers",
            marker={
                "symbol": "diamond",
                "size": np.where(chosen, 18, 13),
                "color": np.where(chosen, ACCENT, INK),
                "line": {"width": 1, "color": "white"},
                # Plotly makes marks of several sizes see-through.
                "opacity": 1,
            },
            text=[
                say(
                    "{name}: {value}, from {areas}",
                    name=_name(atlas, ward),
                    value=_format(indicator, value),
                    areas=atlas.count_areas(len(ward.areas)),
                )
                for ward, value in zip(rows, values, strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _name(atlas: Atlas, ward: Part) -> str:
    """Return a ward's name, with its authority where there are several."""
    if not atlas.authorities or ward.kind == "authority":
        return ward.name
    return f"{ward.name}, {name_authority(atlas, ward)}"


def _format(indicator: Indicator, value: float) -> str:
    return say("no figure") if np.isnan(value) else format_figure(indicator, value)


def describe_wards(atlas: Atlas, selection: Selection, layer: Layer) -> str:
    """Return the chart's text alternative, in a few sentences."""
    if not isinstance(layer.content, Figures):
        return describe_spread(atlas, layer)
    wards = find_rows(atlas, selection)
    slots = {"title": end_sentence(layer.texts.title), "place": atlas.name}
    slots |= {"count": _count_rows(atlas, wards), "areas": atlas.words.area[1]}
    told = (
        say("{title} {place}, {count}. The table shows the same figures.", **slots)
        if all(ward.areas == (ward.code,) for ward in wards)
        else say(
            "{title} {place}, {count}. A diamond is the figure of each as a whole, from counts; a "
            "dot is one of its {areas}. The table shows the same figures.",
            **slots,
        )
    )
    gaps = [ward.name for ward in wards if np.isnan(find_value(atlas, ward, layer.id))]
    said = [told]
    if len(wards) > MOST_ROWS:
        said.append(say("Here are the first {count} in this order.", count=MOST_ROWS))
    if gaps and len(gaps) == len(wards):
        return say(
            "None of them has a figure: {reason}.",
            reason=describe_part_gap(atlas, wards[0], layer.id),
        )
    if gaps:
        said.append(say("Without a figure: {names}.", names=format_list(gaps)))
    return " ".join(said)


def _count_rows(atlas: Atlas, rows: list[Part]) -> str:
    if rows and rows[0].kind == "authority":
        return say_counted("{count} authority", "{count} authorities", len(rows))
    return format_number_of(len(rows), *atlas.words.ward)
