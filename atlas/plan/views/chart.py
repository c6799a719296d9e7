"""What all charts of the plan look like: their letters, their ground, and that they hold still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.layer.look import INK, LINE
from atlas.views.profile import FONT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

CLEAR = "rgba(0,0,0,0)"


def lay_out(
    figure: go.Figure,
    *,
    height: int,
    margin: tuple[int, int, int, int],
    **more: Any,  # noqa: ANN401 - Plotly's own
) -> None:
    """Lay a chart out in a height with margins left, right, above and below."""
    left, right, above, below = margin
    figure.update_layout(
        height=height,
        margin={"l": left, "r": right, "t": above, "b": below},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        font={"family": FONT, "size": 14, "color": INK},
        hoverlabel={"bgcolor": "white", "font": {"color": INK}},
        dragmode=False,
        **more,
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
