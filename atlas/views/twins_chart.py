"""A place and its twins as Plotly figures: how they compare, and where they are."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from atlas.layer.look import ACCENT, INK, LINE, SOFT
from atlas.opening.candidates import find_features, locate
from atlas.text import say
from atlas.views.chart import FONT, lay_out, make_marks
from atlas.views.twins import LETTERS, draw_figure

if TYPE_CHECKING:
    import pandas as pd

    from atlas.neighbours.find import Found
    from atlas.opening.candidates import Asked

ROW_HEIGHT = 42
WHERE_HEIGHT = 440
# Enough dots to recognise the country; of its small areas only every nth.
MOST_DOTS = 1500
# Distance in metres from which letters no longer overlap, and attempts to reach it.
APART, TRIES = 34_000, 60


def draw_likeness(asked: Asked, found: Found) -> go.Figure:
    """Return a dot chart: a row for each figure that counts, standard deviations across.

    The place is a large dot, the nearest twin a diamond, the others small rings. The vertical
    line is the mean of all places.
    """
    features = find_features(asked.atlas)
    every = found.twins[0].every if found.twins else ()
    if features is None:
        return go.Figure()
    columns = [features.likeness.features.index(difference.feature) for difference in every]
    rows = list(range(len(every) - 1, -1, -1))

    def mark(code: str, letter: str, figures: list[float], marker: dict[str, object]) -> go.Scatter:
        name = f"{letter}{asked.atlas.name_of(code)}"
        texts = [
            f"{name}<br>{draw_figure(asked.atlas, one.feature, code, value)}"
            for one, value in zip(every, figures, strict=True)
        ]
        across = features.standard[features.places.get_loc(code), columns]
        return make_marks(np.round(across, 3), rows, marker, texts)

    ring = {"symbol": "circle-open", "size": 9, "color": SOFT, "opacity": 0.7}
    diamond = {"symbol": "diamond", "size": 12, "color": INK, "opacity": 1}
    dot: dict[str, object] = {"size": 14, "color": ACCENT, "line": {"width": 2, "color": "white"}}
    traces = [
        mark(
            twin.code,
            f"{LETTERS[position]} ",
            [one.there for one in twin.every],
            marker=ring if position else diamond,
        )
        for position, twin in reversed(list(enumerate(found.twins)))
    ]
    figure = go.Figure([*traces, mark(asked.code, "", [one.here for one in every], dot)])
    limit = features.likeness.limit
    lay_out(
        figure,
        height=len(every) * ROW_HEIGHT + 40,
        margin=(8, 8, 8, 28),
        size=13,
        xaxis={
            "range": [-limit - 0.15, limit + 0.15], "zeroline": True, "zerolinecolor": INK,
            "zerolinewidth": 1, "gridcolor": LINE, "fixedrange": True, "dtick": 1,
            "tickfont": {"size": 12},
        },
        yaxis={
            "tickvals": rows, "showticklabels": False, "range": [-0.5, len(every) - 0.15],
            "gridcolor": LINE, "zeroline": False, "fixedrange": True,
        },
        # Above the row, where a long name takes no width from the chart on a phone.
        annotations=[
            {"x": -limit - 0.15, "y": row + 0.44, "showarrow": False, "xanchor": "left"}
            | {"text": escape(difference.feature.name, quote=False)}
            | {"font": {"size": 13, "color": INK}}
            for row, difference in zip(rows, every, strict=True)
        ],
    )  # fmt: skip
    return figure


def describe_likeness(asked: Asked, found: Found) -> str:
    """Return the dot chart's text alternative in a few sentences."""
    return say(
        "A row for each figure that counts, in standard deviations from the mean of all places: to "
        "the right is more, to the left less. The large dot is {name}, the diamond {twin}, the "
        "rings are the other twins.",
        name=asked.atlas.name_of(asked.code),
        twin=asked.atlas.name_of(found.twins[0].code) if found.twins else "",
    )


def draw_where(asked: Asked, found: Found) -> go.Figure:
    """Return where the twins are: a dot for each place, letters for the twins."""
    positions = locate(asked.atlas)
    centres = positions.centres.dropna()
    step = max(1, len(centres) // MOST_DOTS)
    ground = centres.iloc[::step]
    dot = {"size": 4, "color": "#B9BDBF"}
    traces = [make_marks(ground["easting"].round(3), ground["northing"].tolist(), dot)]
    letters, lines = _mark_letters(asked, found, centres)
    traces.append(letters)
    if asked.code in centres.index:
        own = centres.loc[[asked.code]]
        name = asked.atlas.name_of(asked.code)
        edge = {"width": 1.5, "color": "white"}
        marker = {"size": 18, "color": ACCENT, "symbol": "star", "line": edge}
        across, up = own["easting"].round(3), own["northing"].tolist()
        traces.append(make_marks(across, up, marker, [name]))
    figure = go.Figure(traces)
    still = {"visible": False, "fixedrange": True}
    lay_out(
        figure,
        height=WHERE_HEIGHT,
        margin=(4, 4, 4, 4),
        size=13,
        shapes=lines,
        xaxis=still,
        yaxis=still | {"scaleanchor": "x", "scaleratio": 1},
    )
    return figure


def _mark_letters(
    asked: Asked, found: Found, centres: pd.DataFrame
) -> tuple[go.Scatter, list[dict[str, object]]]:
    """Return the twins' letters, side by side where places are close, and a line to each place."""
    codes = [twin.code for twin in found.twins if twin.code in centres.index]
    letters = [LETTERS[position] for position, twin in enumerate(found.twins) if twin.code in codes]
    true = centres.loc[codes].to_numpy()
    own = centres.loc[[asked.code] if asked.code in centres.index else []].to_numpy()
    shown = spread_out(true, own)
    line = {"color": SOFT, "width": 1}
    lines: list[dict[str, object]] = [
        {"type": "line", "x0": east, "y0": north, "x1": beside, "y1": above, "line": line}
        for (east, north), (beside, above) in zip(true, shown, strict=True)
    ]
    marks = go.Scatter(
        x=shown[:, 0],
        y=shown[:, 1],
        mode="markers+text",
        text=letters,
        textfont={"color": "white", "size": 12, "family": FONT},
        marker={"size": 20, "color": INK, "line": {"width": 1.5, "color": "white"}},
        customdata=[asked.atlas.name_of(code) for code in codes],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    return marks, lines


def spread_out(points: np.ndarray, fixed: np.ndarray) -> np.ndarray:
    """Return points moved apart so that the marks drawn at them do not overlap.

    Each is a row of easting and northing in metres. Those that are `fixed` do not move and are
    kept clear too; points that were far enough from all others have not moved.

    Examples
    --------
    >>> spread_out(np.array([[0.0, 0.0], [9e5, 0.0]]), np.empty((0, 2))).tolist()
    [[0.0, 0.0], [900000.0, 0.0]]
    """
    moved = points.astype(float).copy()
    for _ in range(TRIES):
        every = np.vstack([moved, fixed])
        apart = moved[:, None, :] - every[None, :, :]
        length = np.hypot(apart[..., 0], apart[..., 1])
        near = length < APART
        near[np.arange(len(moved)), np.arange(len(moved))] = False
        if not near.any():
            break
        # Points at the same position move apart in different directions.
        turn = np.linspace(0, 2 * np.pi, len(moved), endpoint=False)[:, None]
        away = np.where(length > 1, apart[..., 0] / np.maximum(length, 1), np.cos(turn))
        up = np.where(length > 1, apart[..., 1] / np.maximum(length, 1), np.sin(turn))
        push = np.where(near, (APART - length) / 2, 0.0)
        moved += np.column_stack([(push * away).sum(axis=1), (push * up).sum(axis=1)])
    return moved


def describe_where(asked: Asked, found: Found) -> str:
    """Return the map's text alternative in a sentence; the names are on the cards."""
    return say(
        "Where the {count} twins of {name} are: letters as on the cards, a star for {name}, "
        "grey dots for other places, north at the top.",
        count=len(found.twins),
        name=asked.atlas.name_of(asked.code),
    )
