"""Show what of the five domains of integration the plan covers, and what it leaves out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.markup import fill_html, repeat_html
from atlas.opening.levels import find_smallest
from atlas.plan.records.coverage import cover_areas, cover_domains
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.ui import PartSpec
from atlas.plan.ui.chart import draw_chart
from atlas.plan.ui.opened import plans
from atlas.plan.views.table import render_table
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
    # Plotly is loaded by who looks at this part.
    from atlas.plan.views.coverage import (  # noqa: PLC0415 - as above
        describe_left_out,
        describe_wheel,
        draw_wheel,
        table_of_wheel,
    )

    atlas = opened.atlas
    # An action names small areas or larger ones: whatever is shown, the small ones tell of both.
    level = find_smallest(atlas.store.place)
    small = atlas if atlas.level == level else open_place(atlas.store.place, level).atlas
    planned = [one.record for one in plans().list(selection.place, PlannedAction)]
    # The plan is the place's: what is selected on the map changes nothing of what it leaves out.
    recommended = [one.action for one in atlas.suggest(())]
    covers = cover_domains(atlas.definitions, planned, recommended)
    items = repeat_html("<li>{}</li>", describe_left_out(atlas, covers))
    nothing = say("The plan has an action in every domain.")
    draw_html(
        '<section class="ab"><h2>{}</h2><p class="ap-small">{}</p><h3>{}</h3>{}{}</section>',
        say("What the plan leaves out"),
        say("This is about all of {place}, whatever is selected on the map.", place=atlas.name),
        say("Domains"),
        fill_html("<ul>{}</ul>", items) if items else fill_html("<p>{}</p>", nothing),
        _write_areas(small, cover_areas(small.store.areas, planned)),
    )
    draw_html('<div class="ab"><p class="pl-summary">{}</p></div>', describe_wheel(atlas))
    with st.container(key="atlas_plan_wheel"):
        draw_chart(draw_wheel(atlas, covers), "atlas_plan_wheel_figure")
    draw_markup(_render_table(table_of_wheel(atlas, covers)))
    titles = "; ".join(one.title for one in planned if not (one.action or one.domain))
    if titles:
        told = say("Your own actions without a domain, in no slice: {titles}.", titles=titles)
        draw_html('<div class="ab"><p>{}</p></div>', told)


def _write_areas(atlas: Atlas, cover: AreaCover) -> Markup:
    """Return the areas that no action names: how many, which, and the way to them on the map."""
    from atlas.plan.views.coverage import (  # noqa: PLC0415 - as above
        describe_areas,
        link_to_areas,
        list_areas,
    )

    html = fill_html("<h3>{}</h3><p>{}</p>", say("Areas"), describe_areas(atlas, cover))
    link = link_to_areas(atlas, cover)
    if link:
        return html + fill_html(
            '<p><a href="{}" target="_self">{}</a></p>'
            '<details class="ap-note"><summary>{}</summary><ul>{}</ul></details>',
            link,
            say("Show the areas without an action on the map"),
            say("Which areas these are"),
            repeat_html("<li><b>{}</b>: {}</li>", list_areas(atlas, cover)),
        )
    if cover.left_out:
        many = say("There are too many to show at once: open a part of {place}.",
                   place=atlas.name)  # fmt: skip
        html += fill_html("<p>{}</p>", many)
    return html


def _render_table(rows: list[dict[str, Any]]) -> Markup:
    heads = [say("Domain"), say("In the plan"), say("Recommended")]
    heads += [say("Figures in the atlas"), say("Tracked by the plan")]
    small = partial(fill_html, '{}<br><span class="ap-small">{}</span>')
    cells = [
        (
            small(row["name"], row["gloss"]),
            small(row["planned"], "; ".join(row["titles"])),
            *(row[name] for name in ("recommended", "figures", "followed")),
        )
        for row in rows
    ]
    return render_table(say("The wheel as a table"), heads, cells, look="pl-table", shows_name=True)
