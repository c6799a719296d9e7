"""Keep evidence by the seven categories of the Welcoming Standard: what, where, of when, whose."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from atlas.plan.ui import PartSpec
from atlas.plan.ui.entries import draw_entries
from atlas.plan.ui.history import draw_history
from atlas.plan.ui.opened import plans
from atlas.plan.ui.saving import draw_done
from atlas.text import format_day, say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import StandardCategory
    from atlas.plan.records.kinds.evidence import Evidence
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
    from atlas.plan.records.kinds.evidence import Evidence  # noqa: PLC0415 - when seen

    draw_done()
    atlas = opened.atlas
    categories = sorted(atlas.definitions.standard.values(), key=lambda one: one.order)
    kept = plans().list(selection.place, Evidence)
    for note in dict.fromkeys(one.note for one in categories):
        st.html(f'<div class="ab"><p class="ap-now">{escape(note)}</p></div>')
    lacking = [
        one.name for one in categories if not any(two.record.category == one.id for two in kept)
    ]
    if lacking and kept:
        told = say("No evidence yet for: {categories}.", categories="; ".join(lacking))
        st.html(f'<div class="ab"><p>{escape(told)}</p></div>')
    for category in categories:
        own = [one for one in kept if one.record.category == category.id]
        st.html(_write_category(category, own))
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


def _write_category(category: StandardCategory, kept: Sequence[Kept[Evidence]]) -> str:
    examples = escape(say("For example: {examples}.", examples="; ".join(category.examples)))
    items = "".join(f"<li>{_write_evidence(one.record)}</li>" for one in kept)
    return (
        f'<section class="ab"><h3>{escape(category.name)}</h3><p>{escape(category.asks)}</p>'
        f'<p class="pl-summary">{examples}</p>{f"<ul>{items}</ul>" if items else ""}</section>'
    )


def _write_evidence(one: Evidence) -> str:
    title = escape(one.title)
    if one.link:
        link = escape(one.link, quote=True)
        title = f'<a href="{link}" target="_blank" rel="noopener">{title}</a>'
    facts = [format_day(one.day) if one.day else "", one.owner, one.note]
    told = " · ".join(escape(fact) for fact in facts if fact)
    return f'{title} <span class="ap-small">{told}</span>'
