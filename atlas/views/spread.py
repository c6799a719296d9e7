"""How the layer is spread over the wards, as a Plotly figure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from atlas.layer.classes import NO_CLASS
from atlas.layer.shown import find_shown
from atlas.quantities import add_unit
from atlas.text import end_sentence, say, write_number
from atlas.views.hover import say_values
from atlas.views.legend import tell_layer
from atlas.views.profile import ACCENT, FONT, INK, LINE

if TYPE_CHECKING:
    import pandas as pd

    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.views.choropleth import Layer


MOST_ROWS = 60
MANY_DOTS = 3000


def draw_spread(atlas: Atlas, selection: Selection, layer: Layer) -> go.Figure:
    """Return one dot per area by ward for figures, or counts of types by ward.

    Where there are too many wards for a chart, authorities or regions take their place. Wards
    stand in the order of the alphabet: a chart that sorted them would rank them.
    """
    met = find_shown(atlas, selection).met
    if layer.is_typology:
        return _draw_types(atlas, layer, met.to_numpy())
    return _draw_values(atlas, selection, layer, met.to_numpy())


def _larger_areas(atlas: Atlas) -> pd.Series:
    """Return the smallest larger area of every area of which a chart has room for all."""
    areas = atlas.store.areas
    kinds = [kind for kind in ("ward", "authority", "region") if kind in areas]
    for kind in kinds:
        if areas[kind].nunique() <= MOST_ROWS:
            return areas[kind]
    return areas[kinds[-1]]


def _draw_values(atlas: Atlas, selection: Selection, layer: Layer, met: np.ndarray) -> go.Figure:
    indicator = atlas.definitions.indicators[layer.identity]
    values = atlas.measures.values(layer.identity).to_numpy()
    codes = layer.classing.codes.to_numpy()
    wards = _larger_areas(atlas).to_numpy()
    names = np.array([atlas.name_of(str(area)) for area in atlas.measures.areas])
    texts = np.array(
        say_values(atlas, layer.identity, selection.reading, list(atlas.measures.areas))
    )
    chosen = atlas.measures.areas.isin(selection.areas)
    figure = go.Figure()
    for place, (label, colour) in enumerate(
        zip(layer.classing.labels, layer.classing.colours, strict=True)
    ):
        keep = met & (codes == place)
        figure.add_trace(
            (go.Scattergl if len(values) > MANY_DOTS else go.Scatter)(
                x=values[keep],
                y=wards[keep],
                mode="markers",
                name=label,
                marker={
                    "size": np.where(chosen[keep], 17, 12),
                    "color": colour,
                    "line": {
                        "width": np.where(chosen[keep], 3, 1),
                        "color": np.where(chosen[keep], ACCENT, INK),
                    },
                },
                text=[
                    f"{name}: {text}" for name, text in zip(names[keep], texts[keep], strict=True)
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    _mark_comparators(figure, atlas, selection, layer)
    _lay_out(figure, wards[met & (codes != NO_CLASS)])
    named = atlas.name_figure(indicator)
    if indicator.year not in indicator.name:
        named = f"{named} ({indicator.year})"
    figure.update_xaxes(
        title=escape(named, quote=False),
        # What there is more of stands at the right, as with any other figure.
        autorange="reversed" if indicator.higher_is_less else True,
        ticksuffix=add_unit("", indicator.unit) if indicator.unit in ("percent", "km") else "",
    )
    return figure


def _mark_comparators(figure: go.Figure, atlas: Atlas, selection: Selection, layer: Layer) -> None:
    totals = atlas.measures.comparators(layer.identity)
    named = {atlas.store.place: atlas.name}
    row = atlas.comparator_row(selection.compare)
    if row is not None:
        named[row] = atlas.comparators[selection.compare]
    for place, (key, name) in enumerate(named.items()):
        value = totals.get(key, np.nan)
        if not np.isnan(value):
            figure.add_vline(
                x=float(value),
                line={"color": INK, "width": 1.5, "dash": "solid" if place == 0 else "dot"},
                annotation={
                    "text": name,
                    "font": {"color": INK, "size": 13},
                    "yanchor": "bottom",
                    "yshift": 16 * place,
                },
                annotation_position="top",
            )


def _draw_types(atlas: Atlas, layer: Layer, met: np.ndarray) -> go.Figure:
    codes = layer.classing.codes.to_numpy()
    wards = _larger_areas(atlas).to_numpy()
    ordered = sorted(set(wards[met & (codes != NO_CLASS)]))
    figure = go.Figure()
    for place, (label, colour) in enumerate(
        zip(layer.classing.labels, layer.classing.colours, strict=True)
    ):
        counts = [int(((wards == ward) & (codes == place) & met).sum()) for ward in ordered]
        figure.add_trace(
            go.Bar(
                x=counts,
                y=ordered,
                name=label,
                orientation="h",
                marker={"color": colour, "line": {"width": 1, "color": "white"}},
                hovertemplate=say(
                    "{ward}: {count} areas, {type}", ward="%{y}", count="%{x}", type=label
                )
                + "<extra></extra>",
            )
        )
    figure.update_layout(barmode="stack")
    _lay_out(figure, wards[met & (codes != NO_CLASS)])
    figure.update_xaxes(title=say("Areas"), dtick=1)
    return figure


def _lay_out(figure: go.Figure, shown: np.ndarray) -> None:
    """Lay a figure out with a row for each larger area that has something in it."""
    wards = sorted(set(shown))
    figure.update_layout(
        height=max(420, 28 * len(wards) + 120),
        margin={"l": 8, "r": 16, "t": 56, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 14, "color": INK},
        hoverlabel={"bgcolor": "white", "font": {"color": INK}},
        # The legend stands in the rail, with the same classes.
        showlegend=False,
        dragmode=False,
    )
    figure.update_xaxes(gridcolor=LINE, zeroline=False, fixedrange=True, automargin=True)
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=wards[::-1],
        gridcolor=LINE,
        fixedrange=True,
        automargin=True,
        dtick=1,
    )


def describe_spread(atlas: Atlas, selection: Selection, layer: Layer) -> str:
    """Return in a few sentences what the chart shows, for those who do not see it."""
    met = find_shown(atlas, selection).met
    counted = int(met.sum())
    without = int((met & (layer.classing.codes == NO_CLASS)).sum())
    kinds = {"authority": say("authority"), "region": say("region")}
    column = str(_larger_areas(atlas).name)
    told = say(
        "{title} {count} {areas} of {place} by {kind}, in the order of the alphabet. The table "
        "shows the same figures.",
        title=end_sentence(layer.title),
        count=write_number(counted),
        areas=atlas.words.area[1],
        place=atlas.name,
        kind=kinds.get(column, atlas.name_around()[:1].lower() + atlas.name_around()[1:]),
    )
    said = [told, *tell_layer(atlas, layer)]
    if without:
        said.append(
            say("{count} of them without a figure have no mark here.", count=write_number(without))
        )
    return " ".join(said)
