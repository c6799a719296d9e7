"""Draw a self-check: a radar with a line for each role or year, and the gaps between roles."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from atlas.layer.look import ACCENT, LINE, SOFT
from atlas.markup import fill_html
from atlas.plan.records.self_check import (
    TOP,
    Gap,
    View,
    format_gap,
    in_order,
    view_by_role,
    view_together,
)
from atlas.plan.views.table import render_table
from atlas.text import say
from atlas.views.chart import CLEAR, lay_out, name_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from markupsafe import Markup

    from atlas.definitions import Respondent, SelfCheckField
    from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer

# Lines differ by colour, by sign and by dash, so that colour is never needed.
SIGNS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid")
ROW_HEIGHT, APART = 46, 0.09


@dataclass(frozen=True, slots=True)
class Ring:
    """One line of the radar, with what it says of each field."""

    name: str
    colour: str
    views: Mapping[str, View]


def name_steps() -> list[str]:
    """Return the names of the four steps, the lowest first."""
    return [say("Not yet"), say("Started"), say("In place"), say("Proven")]


def ring_roles(
    answers: Sequence[SelfCheckAnswer],
    fields: Mapping[str, SelfCheckField],
    roles: Mapping[str, Respondent],
    *,
    year: int,
) -> list[Ring]:
    """Return a line for each role that answered in a year, in the order of the roles."""
    by_role = view_by_role(answers, fields, year=year)
    ordered = sorted(roles.values(), key=lambda one: one.order)
    return [Ring(one.name, one.colour, by_role[one.id]) for one in ordered if one.id in by_role]


def ring_years(
    answers: Sequence[SelfCheckAnswer],
    fields: Mapping[str, SelfCheckField],
    years: Collection[int],
) -> list[Ring]:
    """Return a line for each year: all roles together, every role once."""
    colours = ["#9AA3A8", "#5B8FB0", "#B5542B", ACCENT]
    shown = sorted(years)[-len(colours) :]
    return [
        Ring(
            str(year), colour, view_together(view_by_role(answers, fields, year=year))
        )
        for year, colour in zip(shown, colours[-len(shown) :], strict=True)
    ]  # fmt: skip


def draw_radar(rings: Sequence[Ring], fields: Mapping[str, SelfCheckField]) -> go.Figure:
    """Return a radar chart: an axis for each field, from not yet in the middle to proven outside.

    Where a line says nothing of a field it is broken: who does not know is never at zero.
    """
    ordered = in_order(fields)
    names = [one.short for one in ordered]
    figure = go.Figure()
    for place, ring in enumerate(rings):
        means = [ring.views[one.id].mean for one in ordered]
        texts = [
            say(
                "{who}<br>{field}: {mean}",
                who=escape(ring.name, quote=False),
                field=escape(one.name, quote=False),
                mean=format_mean(ring.views[one.id].mean),
            )
            for one in ordered
        ]
        figure.add_trace(
            go.Scatterpolar(
                r=[*means, means[0]],
                theta=[*names, names[0]],
                name=ring.name,
                mode="lines+markers",
                connectgaps=False,
                cliponaxis=False,
                line={"color": ring.colour, "width": 2.5, "dash": DASHES[place % len(DASHES)]},
                marker={
                    "size": 9,
                    "symbol": SIGNS[place % len(SIGNS)],
                    "line": {"width": 1, "color": "white"},
                },
                text=[*texts, texts[0]],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    _lay_out_radar(figure, names)
    return figure


def _lay_out_radar(figure: go.Figure, names: Sequence[str]) -> None:
    lay_out(
        figure,
        height=500,
        margin=(80, 80, 36, 24),
        legend={"orientation": "h", "y": -0.08, "x": 0.5, "xanchor": "center", "itemclick": False},
        polar={
            "bgcolor": CLEAR,
            "angularaxis": {
                "direction": "clockwise",
                "tickfont": {"size": 13},
                "rotation": 90,
                "gridcolor": LINE,
                "linecolor": LINE,
                "categoryorder": "array",
                "categoryarray": names,
            },
            "radialaxis": {
                "range": [0, TOP],
                "tickvals": list(range(TOP + 1)),
                "ticktext": name_steps(),
                # Between two axes, where no line lies on the names of the steps.
                "angle": 90 - 180 / len(names),
                # Measured from the axis: this lays the names level.
                "tickangle": 90 - 180 / len(names),
                "tickfont": {"size": 12, "color": SOFT},
                "gridcolor": LINE,
                "linecolor": LINE,
            },
        },
    )


def draw_gaps(
    by_role: Mapping[str, Mapping[str, View]],
    fields: Mapping[str, SelfCheckField],
    roles: Mapping[str, Respondent],
) -> go.Figure:
    """Return a row for each field: a sign for each role, and a bar from the lowest to the highest.

    Roles that say nothing of a field have no sign in its row.
    """
    ordered = in_order(fields)
    figure = go.Figure()
    for level, field in enumerate(reversed(ordered)):
        given = (views[field.id] for views in by_role.values())
        known = [view.mean for view in given if view.mean is not None]
        if len(known) > 1:
            figure.add_shape(
                type="line",
                x0=min(known),
                x1=max(known),
                y0=level,
                y1=level,
                layer="below",
                line={"color": "#C9DCDA", "width": 14},
            )
    answered = sorted((roles[one] for one in by_role if one in roles), key=lambda one: one.order)
    for place, role in enumerate(answered):
        views = by_role[role.id]
        marks = [
            (mean, level, field)
            for level, field in enumerate(reversed(ordered))
            if (mean := views[field.id].mean) is not None
        ]
        figure.add_trace(
            go.Scatter(
                x=[mean for mean, _, _ in marks],
                # A little apart, so that roles of one mind do not lie on each other.
                y=[level + APART * ((len(answered) - 1) / 2 - place) for _, level, _ in marks],
                name=role.name,
                mode="markers",
                marker={
                    "size": 13,
                    "symbol": SIGNS[place % len(SIGNS)],
                    "color": role.colour,
                    "line": {"width": 1.5, "color": "white"},
                },
                text=[
                    escape(role.name, quote=False)
                    + f"<br>{escape(field.name, quote=False)}: {format_mean(mean)}"
                    for mean, _, field in marks
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    lay_out(
        figure,
        height=len(ordered) * ROW_HEIGHT + 96,
        margin=(8, 16, 30, 8),
        legend={"orientation": "h", "y": -0.04, "x": 0, "itemclick": False},
    )
    name_rows(
        figure,
        [one.short for one in reversed(ordered)],
        range=[-0.15, TOP + 0.15],
        tickvals=list(range(TOP + 1)),
        ticktext=name_steps(),
        side="top",
    )
    figure.update_yaxes(range=[-0.6, len(ordered) - 0.4], zeroline=False)
    return figure


def format_mean(mean: float | None) -> str:
    """Return a mean step in words: the step it is at, or the two it lies between.

    Examples
    --------
    >>> format_mean(2.0), format_mean(1.4), format_mean(None)
    ('In place', 'Started to in place', 'No answer')
    """
    if mean is None:
        return say("No answer")
    near = round(mean)
    if abs(mean - near) <= 0.25:
        return name_steps()[near]
    between = [
        say("Not yet to started"), say("Started to in place"), say("In place to proven")
    ]  # fmt: skip
    return between[int(mean)]


def describe_radar(rings: Sequence[Ring], fields: Mapping[str, SelfCheckField]) -> str:
    """Return in a sentence what the radar shows, for those who do not see it."""
    return say(
        "Radar chart of {fields} fields, from not yet in the middle to proven outside, with a line "
        "for each of: {names}. The table below says the same.",
        fields=len(fields),
        names=", ".join(one.name for one in rings),
    )


def describe_gaps() -> str:
    """Return in a sentence what the chart of gaps shows."""
    return say(
        "A row for each field with a sign for each role, from not yet on the left to proven on "
        "the right; a bar joins the lowest and the highest. The sentences beside it describe "
        "the gaps."
    )


def list_gaps(
    gaps: Sequence[Gap], fields: Mapping[str, SelfCheckField], roles: Mapping[str, Respondent]
) -> list[str]:
    """Return the gaps as sentences, the widest first."""
    return [
        format_gap(
            gap,
            field=fields[gap.field].name,
            higher=roles[gap.higher].in_sentence if gap.higher in roles else gap.higher,
            lower=roles[gap.lower].in_sentence if gap.lower in roles else gap.lower,
        )
        for gap in gaps
    ]


def make_table(rings: Sequence[Ring], fields: Mapping[str, SelfCheckField], caption: str) -> Markup:
    """Return what the radar shows as a table of HTML, with the don't-knows in each cell."""
    rows = [
        (field.name, *(_write_cell(one.views[field.id]) for one in rings))
        for field in in_order(fields)
    ]
    return render_table(caption, [say("Field"), *(one.name for one in rings)], rows)


def _write_cell(view: View) -> Markup:
    told = fill_html("{}", format_mean(view.mean))
    if view.mean is not None:
        told += fill_html(" <small>({:.1f})</small>", view.mean)
    if view.unknown:
        unknown = say("don't know: {count}", count=view.unknown)
        told += fill_html("<br><small>{}</small>", unknown)
    return told
