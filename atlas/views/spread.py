"""How a layer varies across the wards, as a Plotly figure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, assert_never

import numpy as np
import plotly.graph_objects as go

from atlas.layer.classes import NO_CLASS
from atlas.layer.compared import list_known
from atlas.layer.content import Figures, Strengths, Types
from atlas.layer.look import ACCENT, INK, LINE
from atlas.layer.values import describe_values
from atlas.prose.figures import format_figure
from atlas.quantities import add_unit
from atlas.text import end_sentence, format_number, say
from atlas.views.chart import lay_out, make_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.layer.compared import Compared
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection


MOST_ROWS = 60
MANY_DOTS = 3000
# The percentiles that a box shows, as shares.
BOX = [0.05, 0.25, 0.5, 0.75, 0.95]
# Of fewer areas no half is told.
FEW = 5
NAME_HEIGHT = 16
# The place's line, then those of its comparators.
DASHES = ("solid", "dot", "dash", "dashdot", "longdash")


def draw_spread(atlas: Atlas, selection: Selection, layer: Layer) -> go.Figure:
    """Return one dot per area by ward for figures, or counts of types by ward.

    Where the dots of many areas would cover each other, a box for each row replaces them.

    Where there are too many wards for a chart, authorities or regions replace them. Rows are
    in alphabetical order: sorting them by value would rank them.
    """
    match layer.content:
        case Figures(indicator):
            return _draw_values(atlas, selection, layer, indicator)
        case Types() | Strengths():
            return _draw_counts(atlas, layer)
        case _:
            assert_never(layer.content)


def _larger_areas(atlas: Atlas) -> pd.Series:
    """Return each area's larger area, of the smallest kind that a chart has room for."""
    areas = atlas.store.areas
    kinds = [kind for kind in ("ward", "authority", "region") if kind in areas]
    for kind in kinds:
        if areas[kind].nunique() <= MOST_ROWS:
            return areas[kind]
    return areas[kinds[-1]]


def _draw_values(
    atlas: Atlas, selection: Selection, layer: Layer, indicator: Indicator
) -> go.Figure:
    codes, met = layer.codes.to_numpy(), layer.shown.to_numpy()
    wards = _larger_areas(atlas).to_numpy()
    figure = go.Figure()
    if _are_many(layer):
        _add_boxes(figure, atlas, layer, indicator)
    else:
        _add_areas(figure, atlas, layer)
    compared = list_known(atlas, indicator, selection.compare)
    mark_compared(figure, compared)
    _lay_out(figure, wards[met & (codes != NO_CLASS)], lines=len(compared))
    name_axis(figure, atlas, indicator)
    return figure


def _are_many(layer: Layer) -> bool:
    """Return whether these are more areas than a dot each can be told apart."""
    return isinstance(layer.content, Figures) and int(layer.shown.sum()) > MANY_DOTS


def _add_areas(figure: go.Figure, atlas: Atlas, layer: Layer) -> None:
    """Add a dot for each area, in the colour of its class."""
    values = atlas.measures.values(layer.id).to_numpy()
    codes, met = layer.codes.to_numpy(), layer.shown.to_numpy()
    wards = _larger_areas(atlas).to_numpy()
    names = np.array([atlas.name_of(str(area)) for area in atlas.measures.areas])
    texts = np.array(describe_values(atlas, layer.content, list(atlas.measures.areas)))
    chosen = atlas.measures.areas.isin(layer.selected)
    for position, (label, colour) in enumerate(
        zip(layer.classing.labels, layer.classing.colours, strict=True)
    ):
        keep = met & (codes == position)
        figure.add_trace(
            go.Scatter(
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


def _add_boxes(figure: go.Figure, atlas: Atlas, layer: Layer, indicator: Indicator) -> None:
    """Add a box for each row and a dot for each selected area: dots of all would be one blot."""
    values = atlas.measures.values(layer.id)
    drawn = layer.shown & (layer.codes != NO_CLASS)
    if not drawn.any():
        return
    rows = _larger_areas(atlas)
    grouped = values[drawn].groupby(rows[drawn].to_numpy())
    found = grouped.quantile(np.array(BOX)).unstack()  # noqa: PD010 - of a series
    ends = dict(zip(("lowerfence", "q1", "median", "q3", "upperfence"), BOX, strict=True))
    figure.add_trace(
        go.Box(
            y=found.index.to_numpy(),
            **{name: found[share].to_numpy() for name, share in ends.items()},
            orientation="h",
            fillcolor=LINE,
            line={"color": INK, "width": 1.5},
            hoverinfo="skip",
        )
    )
    counts = rows[drawn].value_counts().to_dict()
    told = [
        _describe_box(atlas, indicator, str(name), counts[name], row.tolist())
        for name, row in found.iterrows()
    ]
    unseen = {"size": 22, "color": INK, "opacity": 0}
    middle = found[BOX[2]].to_numpy()
    figure.add_trace(make_marks(middle, found.index.to_numpy(), unseen, told))
    chosen = [area for area in layer.selected if drawn.get(area, default=False)]
    if chosen:
        texts = describe_values(atlas, layer.content, chosen)
        marker = {"size": 15, "color": ACCENT, "line": {"width": 2, "color": "white"}}
        named = [f"{atlas.name_of(area)}: {text}" for area, text in zip(chosen, texts, strict=True)]
        across, up = values[chosen].to_numpy(), rows[chosen].to_numpy()
        figure.add_trace(make_marks(across, up, marker, named))


def _describe_box(
    atlas: Atlas, indicator: Indicator, name: str, count: int, shares: Sequence[float]
) -> str:
    """Return what a row's box shows: of few areas the median alone."""
    _, low, middle, high, _ = (format_figure(indicator, value) for value in shares)
    told = {"name": name, "areas": atlas.count_areas(count), "middle": middle}
    if count < FEW:
        return say("{name}, {areas}: the median is {middle}", **told)
    return say(
        "{name}, {areas}: the middle half is between {low} and {high}, the median is {middle}",
        **told,
        low=low,
        high=high,
    )


def name_axis(figure: go.Figure, atlas: Atlas, indicator: Indicator) -> None:
    """Write below the axis what its figures are."""
    named = atlas.name_figure(indicator)
    if indicator.year not in indicator.name:
        named = f"{named} ({indicator.year})"
    figure.update_xaxes(
        title=escape(named, quote=False),
        # Higher values are at the right, as with any other figure.
        autorange="reversed" if indicator.higher_is_less else True,
        ticksuffix=add_unit("", indicator.unit) if indicator.unit in ("percent", "km") else "",
    )


def mark_compared(figure: go.Figure, compared: Sequence[Compared]) -> None:
    """Draw a line across the rows for each place that figures are compared with."""
    for position, comparator in enumerate(compared):
        figure.add_vline(
            x=comparator.value,
            line={"color": INK, "width": 1.5, "dash": DASHES[position % len(DASHES)]},
            annotation={
                "text": comparator.name,
                "font": {"color": INK, "size": 13},
                "yanchor": "bottom",
                "yshift": NAME_HEIGHT * position,
            },
            annotation_position="top",
        )


def _draw_counts(atlas: Atlas, layer: Layer) -> go.Figure:
    codes, met = layer.codes.to_numpy(), layer.shown.to_numpy()
    wards = _larger_areas(atlas).to_numpy()
    ordered = sorted(set(wards[met & (codes != NO_CLASS)]))
    figure = go.Figure()
    for position, (label, colour) in enumerate(
        zip(layer.classing.labels, layer.classing.colours, strict=True)
    ):
        counts = [int(((wards == ward) & (codes == position) & met).sum()) for ward in ordered]
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


def leave_above(lines: int) -> int:
    """Return the pixels above a chart in which so many lines have their names."""
    return max(56, 24 + NAME_HEIGHT * lines)


def _lay_out(figure: go.Figure, shown: np.ndarray, *, lines: int = 0) -> None:
    """Lay a figure out with a row for each larger area, and room above for lines of names."""
    wards = sorted(set(shown))
    # The legend is in the rail, with the same classes.
    above = leave_above(lines)
    height = max(420, 28 * len(wards) + 64 + above)
    lay_out(figure, height=height, margin=(8, 16, above, 8), showlegend=False)
    figure.update_xaxes(gridcolor=LINE, zeroline=False, fixedrange=True, automargin=True)
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=wards[::-1],
        gridcolor=LINE,
        fixedrange=True,
        automargin=True,
        dtick=1,
    )


def describe_spread(atlas: Atlas, layer: Layer) -> str:
    """Return the chart's text alternative in a few sentences."""
    counted, without = int(layer.shown.sum()), int(layer.missing.sum())
    kinds = {"authority": say("authority"), "region": say("region")}
    column = str(_larger_areas(atlas).name)
    told = say(
        "{title} {count} {areas} of {place} by {kind}, in alphabetical order. The table shows "
        "the same figures.",
        title=end_sentence(layer.texts.title),
        count=format_number(counted),
        areas=atlas.words.area[1],
        place=atlas.name,
        kind=kinds.get(column, atlas.name_around()[:1].lower() + atlas.name_around()[1:]),
    )
    said = [told]
    if _are_many(layer):
        said.append(
            say(
                "The box holds the middle half of the areas, the line in it is the median, and "
                "the thin line runs from the 5th to the 95th percentile."
            )
        )
    said += layer.texts.notes
    if without:
        said.append(
            say("{count} of them have no figure and no mark here.", count=format_number(without))
        )
    return " ".join(said)
