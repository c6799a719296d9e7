"""What all charts look like: their letters, their ground, and that they hold still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from atlas.layer.look import INK, LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLEAR = "rgba(0,0,0,0)"
FONT = '"Source Sans", "Source Sans 3", sans-serif'


def lay_out(
    figure: go.Figure,
    *,
    height: float,
    margin: tuple[int, int, int, int],
    size: int = 14,
    **more: Any,  # noqa: ANN401 - Plotly's own
) -> None:
    """Lay a chart out in a height with margins left, right, above and below."""
    left, right, above, below = margin
    figure.update_layout(
        height=height,
        margin={"l": left, "r": right, "t": above, "b": below},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        font={"family": FONT, "size": size, "color": INK},
        hoverlabel={"bgcolor": "white", "font": {"color": INK}},
        dragmode=False,
        **more,
    )


def make_marks(
    across: Any,  # noqa: ANN401 - what NumPy takes for an array
    up: Any,  # noqa: ANN401 - as above
    marker: Mapping[str, object],
    texts: Sequence[str] | None = None,
) -> go.Scatter:
    """Return marks of one kind, with a text for each under the pointer; without texts, none."""
    return go.Scatter(
        x=across,
        y=up,
        mode="markers",
        marker=dict(marker),
        text=texts,
        hovertemplate=None if texts is None else "%{text}<extra></extra>",
        hoverinfo="skip" if texts is None else None,
        showlegend=False,
    )


def name_rows(figure: go.Figure, names: Sequence[str], **across: Any) -> None:  # noqa: ANN401 - as above
    """Write the names of rows, from below, and lay out the axis across them."""
    figure.update_xaxes(gridcolor=LINE, zeroline=False, fixedrange=True, **across)
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=list(names),
        showgrid=False,
        fixedrange=True,
        automargin=True,
    )
