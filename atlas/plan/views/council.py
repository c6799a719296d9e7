"""Draw how the seats of a development council are spread over the parts of a town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from atlas.text import say
from atlas.views.chart import lay_out, name_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.definitions import DevelopmentCouncil
    from atlas.definitions.taking_part import CouncilSector
    from atlas.plan.records.council import SectorSeats

ROW_HEIGHT = 44


def draw_seats(spread: Sequence[SectorSeats], council: DevelopmentCouncil) -> go.Figure:
    """Return a bar for each sector, in percent of all seats, over the span that fits."""
    sectors = list(reversed(council.sectors))
    by_sector = {one.sector: one for one in spread}
    figure = go.Figure()
    for level, sector in enumerate(sectors):
        figure.add_shape(
            type="rect",
            x0=sector.least,
            x1=sector.most,
            y0=level - 0.42,
            y1=level + 0.42,
            layer="below",
            fillcolor="#E4EFEE",
            line={"color": "#9CBDBB", "width": 1, "dash": "dot"},
        )
    figure.add_trace(_make_bars(by_sector, sectors))
    height = len(sectors) * ROW_HEIGHT + 68
    lay_out(figure, height=height, margin=(8, 24, 8, 52), showlegend=False)
    most = max(65, *(one.share + 6 for one in spread))
    names = [one.name for one in sectors]
    name_rows(figure, names, range=[0, most], title=say("Percent of all seats"))
    return figure


def _make_bars(by_sector: Mapping[str, SectorSeats], sectors: Sequence[CouncilSector]) -> go.Bar:
    """Return a bar for each sector, with the number of its seats beside it."""
    return go.Bar(
        x=[by_sector[one.id].share for one in sectors],
        y=list(range(len(sectors))),
        orientation="h",
        width=0.44,
        marker={"color": [one.colour for one in sectors]},
        text=[str(by_sector[one.id].seats) for one in sectors],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            say(
                "{sector}: {seats} of all seats, {share} %",
                sector=one.name,
                seats=by_sector[one.id].seats,
                share=round(by_sector[one.id].share),
            )
            for one in sectors
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def describe_seats(spread: Sequence[SectorSeats], council: DevelopmentCouncil) -> str:
    """Return in a sentence what the bars show, for those who do not see them."""
    names = {one.id: one.name for one in council.sectors}
    told = "; ".join(
        say("{sector}: {seats}", sector=names[one.sector], seats=one.seats) for one in spread
    )
    return say(
        "Seats by part of the town, over a pale band showing what usually fits. {seats}.",
        seats=told,
    )
