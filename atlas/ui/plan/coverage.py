"""Show what of the five domains of integration the plan covers, and what it leaves out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.text import say, to_say
from atlas.ui.plan import PartSpec
from atlas.ui.plan.opened import plans

if TYPE_CHECKING:
    from atlas.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "coverage",
    to_say("Coverage"),
    to_say(
        "The five domains of integration (Spencer and Charsley, 2016): where the plan acts, "
        "and where it does not."
    ),
    30,
    written=False,
)
QUIET = {"displayModeBar": False, "scrollZoom": False, "responsive": True}


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    # Plotly and the database are loaded by who looks at this part.
    from atlas.plan.coverage import cover_domains  # noqa: PLC0415 - as above
    from atlas.plan.kinds.planned_action import PlannedAction  # noqa: PLC0415 - as above
    from atlas.views.coverage_wheel import (  # noqa: PLC0415 - as above
        describe_wheel,
        draw_wheel,
        table_of_wheel,
        tell_left_out,
    )

    atlas = opened.atlas
    planned = [one.record for one in plans().list(selection.place, PlannedAction)]
    recommended = [one.action for one in atlas.suggest(selection.areas)]
    covers = cover_domains(atlas.definitions, planned, recommended)
    items = "".join(f"<li>{escape(line)}</li>" for line in tell_left_out(atlas, covers))
    nothing = say("The plan has an action in every domain.")
    left_out = f"<ul>{items}</ul>" if items else f"<p>{escape(nothing)}</p>"
    head = escape(say("What the plan leaves out"))
    st.html(f'<section class="ab"><h2>{head}</h2>{left_out}</section>')
    st.html(f'<div class="ab"><p class="pl-summary">{escape(describe_wheel(atlas))}</p></div>')
    with st.container(key="atlas_plan_wheel"):
        st.plotly_chart(
            draw_wheel(atlas, covers), key="atlas_plan_wheel_figure", config=QUIET, theme=None
        )
    st.html(_write_table(table_of_wheel(atlas, covers)))
    homeless = [one for one in planned if not one.action and not one.domain]
    if homeless:
        told = say(
            "Actions of your own without a domain, in no slice: {titles}.",
            titles="; ".join(one.title for one in homeless),
        )
        st.html(f'<div class="ab"><p>{escape(told)}</p></div>')


def _write_table(rows: list[dict[str, Any]]) -> str:
    heads = (
        say("Domain"),
        say("In the plan"),
        say("Recommended"),
        say("Figures of the atlas"),
        say("Followed by the plan"),
    )
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row["name"])}'
        f'<br><span class="ap-small">{escape(row["gloss"])}</span></th>'
        f"<td>{row['planned']}"
        f'<br><span class="ap-small">{escape("; ".join(row["titles"]))}</span></td>'
        f"<td>{row['recommended']}</td><td>{row['figures']}</td><td>{row['followed']}</td></tr>"
        for row in rows
    )
    caption = say("The wheel as a table")
    return (
        f'<div class="ab ab-scroll"><table class="pl-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
