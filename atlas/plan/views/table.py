"""A table of HTML, in a box that can be scrolled by keyboard too where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.markup import fill_html, join_html, repeat_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup


def render_table(
    name: str,
    heads: Iterable[object],
    rows: Iterable[Sequence[object]],
    *,
    look: str = "",
    shows_name: bool = False,
) -> Markup:
    """Return rows as a table; the first cell of each is what the row is about.

    Examples
    --------
    >>> str(render_table("Seats", ["Body", "Seats"], [("Traders", 2)])).split("<tbody>")[1]
    '<tr><th scope="row">Traders</th><td>2</td></tr></tbody></table></div>'
    """
    return fill_html(
        '<div class="ab ab-scroll" tabindex="0" role="region" aria-label="{}"><table class="{}">{}'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        name,
        look,
        fill_html("<caption>{}</caption>", name) if shows_name else "",
        repeat_html('<th scope="col">{}</th>', heads),
        join_html(
            fill_html('<tr><th scope="row">{}</th>{}</tr>', first, repeat_html("<td>{}</td>", rest))
            for first, *rest in rows
        ),
    )
