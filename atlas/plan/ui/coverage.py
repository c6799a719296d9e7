"""Show what of the five domains of integration the plan covers, and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.markup import fill_html, repeat_html
from atlas.plan.ui import PartSpec
from atlas.plan.ui.chart import draw_chart
from atlas.plan.ui.opened import plans
from atlas.text import say, to_say
from atlas.ui.cache import open_place
from atlas.ui.html import draw_html, draw_markup

if TYPE_CHECKING:
    from markupsafe import Markup

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
    from atlas.plan.views.coverage import (  # noqa: PLC0415 - as above
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
    items = repeat_html("<li>{}</li>", describe_left_out(atlas, covers))
    nothing = say("The plan has an action in every domain.")
    left_out = fill_html("<ul>{}</ul>", items) if items else fill_html("<p>{}</p>", nothing)
    head = say("What the plan leaves out")
    whole = say("This is about all of {place}, whatever is selected on the map.", place=atlas.name)
    draw_html(
        '<section class="ab"><h2>{}</h2><p class="ap-small">{}</p><h3>{}</h3>{}{}</section>',
        head,
        whole,
        say("Domains"),
        left_out,
        _write_areas(small, cover_areas(small.store.areas, planned)),
    )
    draw_html('<div class="ab"><p class="pl-summary">{}</p></div>', describe_wheel(atlas))
    with st.container(key="atlas_plan_wheel"):
        draw_chart(draw_wheel(atlas, covers), "atlas_plan_wheel_figure")
    draw_markup(_write_table(table_of_wheel(atlas, covers)))
    homeless = [one for one in planned if not one.action and not one.domain]
    if homeless:
        told = say(
            "Actions of your own without a domain, in no slice: {titles}.",
            titles="; ".join(one.title for one in homeless),
        )
        draw_html('<div class="ab"><p>{}</p></div>', told)


def _write_areas(atlas: Atlas, cover: AreaCover) -> str:
    """Return the areas that no action names: how many, which, and the way to them on the map."""
    from atlas.plan.views.coverage import (  # noqa: PLC0415 - as above
        describe_areas,
        link_to_areas,
        list_areas,
    )

    head, told = say("Areas"), describe_areas(atlas, cover)
    html = fill_html("<h3>{}</h3><p>{}</p>", head, told)
    link = link_to_areas(atlas, cover)
    if link:
        label = say("Show the areas without an action on the map")
        html += fill_html('<p><a href="{}" target="_self">{}</a></p>', link, label)
        items = repeat_html("<li><b>{}</b>: {}</li>", list_areas(atlas, cover))
        which = say("Which areas these are")
        html += fill_html(
            '<details class="ap-note"><summary>{}</summary><ul>{}</ul></details>', which, items
        )
    elif cover.left_out:
        many = say("They are too many to be shown at once: open a part of {place}.",
                   place=atlas.name)  # fmt: skip
        html += fill_html("<p>{}</p>", many)
    return html


def _write_table(rows: list[dict[str, Any]]) -> Markup:
    heads = (
        say("Domain"),
        say("In the plan"),
        say("Recommended"),
        say("Figures of the atlas"),
        say("Followed by the plan"),
    )
    head = repeat_html('<th scope="col">{}</th>', heads)
    body = repeat_html(
        '<tr><th scope="row">{}<br><span class="ap-small">{}</span></th><td>{}<br>'
        '<span class="ap-small">{}</span></td><td>{}</td><td>{}</td><td>{}</td></tr>',
        (
            (
                row["name"],
                row["gloss"],
                row["planned"],
                "; ".join(row["titles"]),
                row["recommended"],
                row["figures"],
                row["followed"],
            )
            for row in rows
        ),
    )
    caption = say("The wheel as a table")
    return fill_html(
        '<div class="ab ab-scroll"><table class="pl-table"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        caption,
        head,
        body,
    )
