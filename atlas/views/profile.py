"""Where one area's figures stand among the town's, as a Plotly figure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from atlas.cache import cache_per_atlas
from atlas.layer.look import ACCENT, INK, LINE, SOFT
from atlas.prose.figures import format_figure
from atlas.prose.sentences import subject_value
from atlas.prose.subject import make_subject
from atlas.text import format_number, say, to_say
from atlas.views.chart import lay_out, make_marks
from atlas.views.panel import key_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas

ROW_HEIGHT = 44
# Every area of a town; of a country enough to see how they lie, as all are sent with each answer.
MOST_DOTS, SAMPLE = 500, 200
DOT = {"size": 5, "color": SOFT, "opacity": 0.35}
SELECTED = {"size": 11, "color": ACCENT, "line": {"width": 2, "color": "white"}}
SHAPES = {
    "diamond": to_say("Diamond: {other}."),
    "square": to_say("Square: {other}."),
    "triangle-up": to_say("Triangle: {other}."),
    "circle": to_say("Ring: {other}."),
}
MARK = {"size": 13, "color": INK, "line": {"width": 2, "color": INK}}


@dataclass(frozen=True)
class _Row:
    """One key figure of all areas, on a scale from the lowest area to the highest.

    Parameters
    ----------
    name, level
        The indicator, and the row's height from below.
    every
        Values by area, in the order of the place's areas.
    low, span
        The lowest value, and how far it is to the highest.
    across, texts
        Positions and hover texts of the areas that are always drawn.
    """

    name: str
    level: int
    every: np.ndarray
    low: float
    span: float
    across: np.ndarray
    texts: list[str]


@cache_per_atlas(128)
def draw_profile(atlas: Atlas, areas: tuple[str, ...], compare: tuple[str, ...]) -> go.Figure:
    """Return a strip plot: one row per key figure, one dot per area of the town.

    The selected areas stand out by size, colour and outline; a line marks the town and an
    open shape each comparator. Each row has its own scale, from the lowest to the highest
    area, so positions can be compared across rows and values cannot.
    """
    rows = _lay_rows(atlas)
    subject = make_subject(atlas, areas)
    positions = _find_positions(atlas, areas)
    figure = go.Figure(data=[_mark_areas(atlas, rows, positions)])
    figure.add_traces(_mark_comparators(atlas, rows, compare))
    if subject.kind != "place":
        is_joint = subject.kind == "selection"
        figure.add_trace(_mark_selected(atlas, rows, positions, is_joint=is_joint))
    told = []
    for row in rows:
        indicator = atlas.definitions.indicators[row.name]
        shown = format_figure(indicator, subject_value(atlas, subject, row.name))
        told.append(f"{escape(atlas.name_figure(indicator), quote=False)}  <b>{shown}</b>")
    _lay_out(figure, told)
    return figure


@cache_per_atlas(1)
def _lay_rows(atlas: Atlas) -> list[_Row]:
    """Return what the rows have whatever is selected: the same for all visitors of a place."""
    names = [name for name in key_figures(atlas) if not atlas.measures.values(name).isna().all()]
    drawn = _choose_evenly(len(atlas.measures.areas))
    labels = [atlas.name_of(str(code)) for code in atlas.measures.areas[drawn]]
    rows = []
    for position, name in enumerate(names):
        indicator = atlas.definitions.indicators[name]
        values = atlas.measures.values(name).to_numpy(float)
        low = np.nanmin(values)
        span = np.nanmax(values) - low or 1.0
        texts = [
            f"{label}<br>{format_figure(indicator, value)}"
            for label, value in zip(labels, values[drawn], strict=True)
        ]
        across = _place((values[drawn] - low) / span)
        rows.append(_Row(name, len(names) - 1 - position, values, low, span, across, texts))
    return rows


@cache_per_atlas(1)
def _scatter(atlas: Atlas) -> np.ndarray:
    """Return how far each area's dots lie off their row's line.

    Fixed, so that dots are apart and every drawing is identical.
    """
    return np.random.default_rng(7).uniform(-0.16, 0.16, len(atlas.measures.areas))


def _place(shares: np.ndarray) -> np.ndarray:
    return np.round(shares, 4)


def _mark_areas(atlas: Atlas, rows: Sequence[_Row], selected: np.ndarray) -> go.Scatter:
    """Return a dot for each area in each row, without the selected ones."""
    drawn = _choose_evenly(len(atlas.measures.areas))
    kept = ~np.isin(drawn, selected)
    height = _scatter(atlas)[drawn[kept]]
    texts = [row.texts[number] for row in rows for number in np.flatnonzero(kept)]
    return make_marks(
        np.concatenate([row.across[kept] for row in rows] or [np.array([])]),
        np.concatenate([np.round(row.level + height, 3) for row in rows] or [np.array([])]),
        DOT,
        texts,
    )


def _mark_comparators(
    atlas: Atlas, rows: Sequence[_Row], compare: tuple[str, ...]
) -> list[go.Scatter]:
    """Return the line of the place and the shape of each comparator, in every row."""
    others = atlas.find_comparators(compare)
    found: dict[str, tuple[list[float], list[int], list[str]]] = {}
    for row in rows:
        indicator = atlas.definitions.indicators[row.name]
        totals = atlas.measures.comparators(row.name)
        marks = [("line-ns-open", atlas.name, totals[atlas.store.place], np.inf)]
        marks += [
            (f"{symbol}-open", one.head, value, 0.03)
            for symbol, one, value in zip(
                SHAPES, others, atlas.compare(others, row.name), strict=False
            )
            if not np.isnan(value)
        ]
        for symbol, called, total, beyond in marks:
            across, up, texts = found.setdefault(symbol, ([], [], []))
            across.append(float(np.clip((total - row.low) / row.span, -beyond, 1 + beyond)))
            up.append(row.level)
            texts.append(f"{called} {format_figure(indicator, total)}")
    return [
        make_marks(across, up, MARK | {"symbol": symbol}, texts)
        for symbol, (across, up, texts) in found.items()
    ]


def _mark_selected(
    atlas: Atlas, rows: Sequence[_Row], selected: np.ndarray, *, is_joint: bool
) -> go.Scatter:
    """Return a mark for each selected area in each row: on its line if it is alone."""
    labels = [atlas.name_of(str(code)) for code in atlas.measures.areas[selected]]
    apart = _scatter(atlas)[selected] if is_joint else np.zeros(len(selected))
    across, up, texts = [], [], []
    for row in rows:
        indicator = atlas.definitions.indicators[row.name]
        values = row.every[selected]
        across += _place((values - row.low) / row.span).tolist()
        up += np.round(row.level + apart, 3).tolist()
        texts += [
            f"{label}<br>{format_figure(indicator, value)}"
            for label, value in zip(labels, values, strict=True)
        ]
    return make_marks(across, up, SELECTED, texts)


def _find_positions(atlas: Atlas, areas: tuple[str, ...]) -> np.ndarray:
    """Return where the selected areas stand among all: an even sample where they are many."""
    every = atlas.measures.areas
    found = np.sort([every.get_loc(area) for area in areas if area in every]).astype(int)
    return np.asarray(found[_choose_evenly(len(found))])


def _choose_evenly(count: int) -> np.ndarray:
    """Return positions of those that are drawn: all of a few, an even sample of many."""
    if count <= MOST_DOTS:
        return np.arange(count)
    return np.linspace(0, count - 1, SAMPLE).astype(int)


def _lay_out(figure: go.Figure, told: Sequence[str]) -> None:
    """Lay out the rows, from above, with what is told of each over its line."""
    rows = len(told)
    line = {"color": LINE, "width": 1}
    levels = range(rows - 1, -1, -1)
    lay_out(
        figure,
        height=rows * ROW_HEIGHT + 16,
        margin=(8, 8, 8, 4),
        size=13,
        xaxis={"visible": False, "range": [-0.05, 1.05], "fixedrange": True},
        yaxis={"visible": False, "range": [-0.4, rows - 0.25], "fixedrange": True},
        shapes=[
            {"type": "line", "x0": 0, "x1": 1, "y0": level, "y1": level, "layer": "below"}
            | {"line": line}
            for level in levels
        ],
        annotations=[
            {"x": 0, "y": level + 0.42, "text": text, "showarrow": False, "xanchor": "left"}
            | {"font": {"size": 13, "color": INK}}
            for level, text in zip(levels, told, strict=True)
        ],
    )


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
            drawn=SAMPLE,
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
