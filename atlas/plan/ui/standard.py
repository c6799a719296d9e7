"""Keep evidence by the seven categories of the Welcoming Standard: what, where, of when, whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.markup import fill_html, repeat_html
from atlas.plan.records.kinds.evidence import Evidence
from atlas.plan.ui import PartSpec
from atlas.plan.ui.entries import draw_entries
from atlas.plan.ui.history import draw_history
from atlas.plan.ui.opened import plans
from atlas.plan.ui.saving import draw_done
from atlas.text import format_day, say, to_say
from atlas.ui.html import draw_html, draw_markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.definitions import StandardCategory
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "standard",
    to_say("Evidence"),
    to_say("What the town can show, by the seven categories of the Welcoming Standard."),
    50,
)


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    draw_done()
    atlas = opened.atlas
    categories = sorted(atlas.definitions.standard.values(), key=lambda one: one.order)
    kept = plans().list(selection.place, Evidence)
    for note in dict.fromkeys(one.note for one in categories):
        draw_html('<div class="ab"><p class="ap-now">{}</p></div>', note)
    shown = {one.record.category for one in kept}
    lacking = [one.name for one in categories if one.id not in shown]
    if lacking and kept:
        told = say("No evidence yet for: {categories}.", categories="; ".join(lacking))
        draw_html('<div class="ab"><p>{}</p></div>', told)
    for category in categories:
        own = [one for one in kept if one.record.category == category.id]
        draw_markup(_write_category(category, own))
        draw_entries(
            atlas,
            selection.place,
            own,
            word="evidence",
            name=category.id,
            add=say("Add evidence"),
            begins={"category": category.id},
        )
    draw_history(atlas, selection.place, "evidence")


def _write_category(category: StandardCategory, kept: Sequence[Kept[Evidence]]) -> Markup:
    items = repeat_html("<li>{}</li>", (_write_evidence(one.record) for one in kept))
    return fill_html(
        '<section class="ab"><h3>{}</h3><p>{}</p><p class="pl-summary">{}</p>{}</section>',
        category.name,
        category.asks,
        say("For example: {examples}.", examples="; ".join(category.examples)),
        fill_html("<ul>{}</ul>", items) if items else "",
    )


def _write_evidence(one: Evidence) -> Markup:
    title = one.title
    if one.link:
        title = fill_html('<a href="{}" target="_blank" rel="noopener">{}</a>', one.link, title)
    facts = [format_day(one.day) if one.day else "", one.owner, one.note]
    told = " · ".join(fact for fact in facts if fact)
    return fill_html('{} <span class="ap-small">{}</span>', title, told)
