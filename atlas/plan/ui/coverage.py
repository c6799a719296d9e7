"""Show what of the five domains of integration the plan covers, and what it leaves out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.plan.ui import PartSpec
from atlas.plan.ui.chart import draw_chart
from atlas.plan.ui.opened import plans
from atlas.text import say, to_say
from atlas.ui.cache import open_place

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.plan.records.coverage import AreaCover
    from atlas.selection.address import Selection
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


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    # Plotly and the database are loaded by who looks at this part.
    from atlas.plan.records.coverage import cover_areas, cover_domains  # noqa: PLC0415 - as above
    from atlas.plan.records.kinds.planned_action import PlannedAction  # noqa: PLC0415 - as above
    from atlas.plan.views.coverage_wheel import (  # noqa: PLC0415 - as above
        describe_left_out,
        describe_wheel,
        draw_wheel,
        table_of_wheel,
    )

    atlas = opened.atlas
    # An action names small areas or larger ones: whatever is shown, the small ones tell of both.
    small = atlas if atlas.level == "area" else open_place(atlas.store.place).atlas
    planned = [one.record for one in plans().list(selection.place, PlannedAction)]
    # The plan is the place's: what is selected on the map changes nothing of what it leaves out.
    recommended = [one.action for one in atlas.suggest(())]
    covers = cover_domains(atlas.definitions, planned, recommended)
    items = "".join(f"<li>{escape(line)}</li>" for line in describe_left_out(atlas, covers))
    nothing = say("The plan has an action in every domain.")
    left_out = f"<ul>{items}</ul>" if items else f"<p>{escape(nothing)}</p>"
    head = escape(say("What the plan leaves out"))
    whole = escape(
        say("This is about all of {place}, whatever is selected on the map.", place=atlas.name)
    )
    st.html(
        f'<section class="ab"><h2>{head}</h2><p class="ap-small">{whole}</p>'
        f"<h3>{escape(say('Domains'))}</h3>{left_out}"
        f"{_write_areas(small, cover_areas(small.store.areas, planned))}</section>"
    )
    st.html(f'<div class="ab"><p class="pl-summary">{escape(describe_wheel(atlas))}</p></div>')
    with st.container(key="atlas_plan_wheel"):
        draw_chart(draw_wheel(atlas, covers), "atlas_plan_wheel_figure")
    st.html(_write_table(table_of_wheel(atlas, covers)))
    homeless = [one for one in planned if not one.action and not one.domain]
    if homeless:
        told = say(
            "Actions of your own without a domain, in no slice: {titles}.",
            titles="; ".join(one.title for one in homeless),
        )
        st.html(f'<div class="ab"><p>{escape(told)}</p></div>')


def _write_areas(atlas: Atlas, cover: AreaCover) -> str:
    """Return the areas that no action names: how many, which, and the way to them on the map."""
    from atlas.plan.views.coverage_areas import (  # noqa: PLC0415 - as above
        describe_areas,
        link_to_areas,
        list_areas,
    )

    head, told = escape(say("Areas")), escape(describe_areas(atlas, cover))
    html = f"<h3>{head}</h3><p>{told}</p>"
    link = link_to_areas(atlas, cover)
    if link:
        label = escape(say("Show the areas without an action on the map"))
        html += f'<p><a href="{escape(link)}" target="_self">{label}</a></p>'
        items = "".join(
            f"<li><b>{escape(name)}</b>: {escape(areas)}</li>"
            for name, areas in list_areas(atlas, cover)
        )
        which = escape(say("Which areas these are"))
        html += f'<details class="ap-note"><summary>{which}</summary><ul>{items}</ul></details>'
    elif cover.left_out:
        many = say("They are too many to be shown at once: open a part of {place}.",
                   place=atlas.name)  # fmt: skip
        html += f"<p>{escape(many)}</p>"
    return html


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
