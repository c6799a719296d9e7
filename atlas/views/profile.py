"""Where one area's figures stand among the town's, as a Plotly figure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from atlas.cache import cache_per_atlas
from atlas.layer.look import ACCENT, INK, LINE, SOFT
from atlas.prose.figures import format_figure
from atlas.prose.sentences import subject_value
from atlas.prose.subject import make_subject
from atlas.text import format_number, say, to_say
from atlas.views.chart import add_marks, lay_out
from atlas.views.panel import key_figures

if TYPE_CHECKING:
    from atlas.facade import Atlas

ROW_HEIGHT = 44
MOST_DOTS = 500
DOT = {"size": 5, "color": SOFT, "opacity": 0.35}
SELECTED = {"size": 11, "color": ACCENT, "line": {"width": 2, "color": "white"}}
SHAPES = {
    "diamond": to_say("Diamond: {other}."),
    "square": to_say("Square: {other}."),
    "triangle-up": to_say("Triangle: {other}."),
    "circle": to_say("Ring: {other}."),
}
MARK = {"size": 13, "color": INK, "line": {"width": 2, "color": INK}}


@cache_per_atlas(128)
def draw_profile(atlas: Atlas, areas: tuple[str, ...], compare: tuple[str, ...]) -> go.Figure:
    """Return a strip plot: one row per key figure, one dot per area of the town.

    The selected areas stand out by size, colour and outline; a line marks the town and an
    open shape each comparator. Each row has its own scale, from the lowest to the highest
    area, so positions can be compared across rows and values cannot.
    """
    names = [name for name in key_figures(atlas) if not atlas.measures.values(name).isna().all()]
    figure = go.Figure()
    others = atlas.find_comparators(compare)
    subject = make_subject(atlas, areas)
    codes = _few_of(atlas, areas)
    labels = np.array([atlas.name_of(str(code)) for code in codes])
    chosen = codes.isin(areas)
    # A fixed jitter keeps dots apart and every drawing identical.
    jitter = np.random.default_rng(7).uniform(-0.16, 0.16, len(codes))
    for position, name in enumerate(names):
        level = len(names) - 1 - position
        indicator = atlas.definitions.indicators[name]
        every = atlas.measures.values(name)
        low, high = every.min(), every.max()
        values = every.loc[codes].to_numpy()
        span = high - low or 1.0
        texts = np.array(
            [
                f"{label}<br>{format_figure(indicator, value)}"
                for label, value in zip(labels, values, strict=True)
            ]
        )
        across, scattered = np.round((values - low) / span, 4), np.round(level + jitter, 3)
        add_marks(figure, across[~chosen], scattered[~chosen], DOT, texts[~chosen].tolist())
        totals = atlas.measures.comparators(name)
        marks = [("line-ns-open", atlas.name, totals[atlas.store.place], np.inf)]
        marks += [
            (f"{symbol}-open", one.head, value, 0.03)
            for symbol, one, value in zip(SHAPES, others, atlas.compare(others, name), strict=False)
            if not np.isnan(value)
        ]
        for symbol, called, total, beyond in marks:
            at = float(np.clip((total - low) / span, -beyond, 1 + beyond))
            text = f"{called} {format_figure(indicator, total)}"
            add_marks(figure, [at], [level], MARK | {"symbol": symbol}, [text])
        if subject.kind != "place":
            heights = scattered if subject.kind == "selection" else np.full(len(codes), level)
            add_marks(figure, across[chosen], heights[chosen], SELECTED, texts[chosen].tolist())
        shown = format_figure(indicator, subject_value(atlas, subject, name))
        figure.add_annotation(
            x=0,
            y=level + 0.42,
            text=f"{escape(atlas.name_figure(indicator), quote=False)}  <b>{shown}</b>",
            showarrow=False,
            xanchor="left",
            font={"size": 13, "color": INK},
        )
    _lay_out(figure, len(names))
    return figure


def _few_of(atlas: Atlas, areas: tuple[str, ...]) -> pd.Index:
    """Return the areas to draw: all of a town; of a country an even sample and those selected."""
    codes = atlas.measures.areas
    if len(codes) <= MOST_DOTS:
        return codes
    return _choose_evenly(codes).union(_choose_evenly(pd.Index(areas)))


def _choose_evenly(codes: pd.Index) -> pd.Index:
    if len(codes) <= MOST_DOTS:
        return codes
    return codes[np.linspace(0, len(codes) - 1, MOST_DOTS).astype(int)]


def _lay_out(figure: go.Figure, rows: int) -> None:
    lay_out(figure, height=rows * ROW_HEIGHT + 16, margin=(8, 8, 8, 4), size=13)
    figure.update_xaxes(visible=False, range=[-0.05, 1.05], fixedrange=True)
    figure.update_yaxes(visible=False, range=[-0.4, rows - 0.25], fixedrange=True)
    line = {"color": LINE, "width": 1}
    for level in range(rows):
        figure.add_shape(type="line", x0=0, x1=1, y0=level, y1=level, layer="below", line=line)


def describe_profile(atlas: Atlas, areas: tuple[str, ...], compare: tuple[str, ...]) -> str:
    """Return the strip plot's text alternative in one sentence."""
    subject = make_subject(atlas, areas)
    count = len(atlas.measures.areas)
    told = {
        "name": subject.name,
        "place": atlas.name,
        "count": format_number(count),
        "areas": atlas.words.area[1],
    }
    rows = (
        say(
            "{name} among {place}'s {count} {areas}, {drawn} of them drawn, a row for each key "
            "figure, from the lowest area on the left to the highest on the right.",
            **told,
            drawn=MOST_DOTS,
        )
        if count > MOST_DOTS
        else say(
            "{name} among {place}'s {count} {areas}, a row for each key figure, from the lowest "
            "area on the left to the highest on the right.",
            **told,
        )
    )
    others = atlas.find_comparators(compare)
    marks = [say("The vertical line is {place}.", place=atlas.name)]
    marks += [
        say(shape, other=one.head) for shape, one in zip(SHAPES.values(), others, strict=False)
    ]
    return " ".join([rows, *marks, say("The figures are in the table above.")])
