"""A list of points as a table: the accessible alternative to its symbols on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.markup import fill_html, repeat_html
from atlas.text import format_number, say, say_counted

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.points.listed import Listed

# More rows than anybody reads, and as many as a page shows without delay.
MOST_ROWS = 1000


def render_places(atlas: Atlas, listed: Listed) -> Markup:
    """Return a folded table of points by name: kind, area, and how many that area has of each."""
    points = listed.points.sort_values(["name", "kind"], kind="stable")
    per_area = points["area"].value_counts()
    table = points[["name", "kind", "area"]].head(MOST_ROWS)
    cells = {
        say("Name"): table["name"].replace("", say("without a name")),
        say("Kind"): table["kind"].replace("", say("not said")),
        say("Area"): table["area"].map(atlas.name_of),
        say("In that area"): table["area"].map(per_area).map(format_number),
    }
    if not points["kind"].ne("").any():
        del cells[say("Kind")]
    told = {"places": listed.plural, "count": format_number(len(points))}
    caption = (
        say(
            "{places} on the map: {count}, the first {shown} by name",
            **told,
            shown=format_number(len(table)),
        )
        if len(table) < len(points)
        else say("{places} on the map: {count}", **told)
    )
    about = [f"{listed.describe()}.", listed.caution]
    if len(points):
        without = len(atlas.measures.areas) - len(per_area)
        about.append(say_counted("{count} area has none.", "{count} areas have none.", without))
    rows = (repeat_html("<td>{}</td>", row) for row in zip(*cells.values(), strict=True))
    return fill_html(
        '<details class="at-places" open><summary>{caption}</summary>{about}<table '
        'aria-label="{caption}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>'
        "</table></details>",
        caption=caption,
        about=repeat_html("<p>{}</p>", (line for line in about if line.strip("."))),
        heads=repeat_html('<th scope="col">{}</th>', cells),
        rows=repeat_html("<tr>{}</tr>", rows),
    )
