"""Put HTML on the page; nothing else does, so that all of it has come through `atlas.markup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, repeat_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup


def draw_html(html: str, /, *slots: object, **named: object) -> None:
    """Put a short piece of HTML on the page, its slots filled as `fill_html` fills them."""
    st.html(fill_html(html, *slots, **named))


def draw_markup(markup: Markup, *, runs_script: bool = False) -> None:
    """Put HTML on the page that is made already, of `atlas.markup`: mypy lets no mere text pass."""
    st.html(markup, unsafe_allow_javascript=runs_script)


def draw_lead(head: str, lead: str) -> None:
    """Put the heading of a page on it, and what the page is for."""
    draw_html(
        '<div class="ab" id="atlas-main" tabindex="-1"><h1>{}</h1><p class="ab-lead">{}</p></div>',
        head,
        lead,
    )


def fold_table(
    kind: str, summary: str, heads: Iterable[str], rows: Iterable[Iterable[object]]
) -> Markup:
    """Return a table that is folded away, with the classes of its box."""
    return fill_html(
        '<details class="{}"><summary>{}</summary><div class="ab-scroll"><table><thead><tr>{}</tr>'
        "</thead><tbody>{}</tbody></table></div></details>",
        kind,
        summary,
        repeat_html("<th>{}</th>", heads),
        repeat_html("<tr>{}</tr>", (repeat_html("<td>{}</td>", row) for row in rows)),
    )
