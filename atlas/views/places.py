"""A list of points as a table: the accessible alternative to its symbols on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.text import format_number, say, say_counted

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.points.listed import Listed

# More rows than anybody reads, and as many as a page shows without delay.
MOST_ROWS = 1000


@dataclass(frozen=True)
class Places:
    """A list of points as a table.

    Parameters
    ----------
    caption
        What it lists and how many.
    about
        Sources, date, licence and caution, in sentences.
    columns, rows
        Headings, and cells as text.
    """

    caption: str
    about: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make_places(atlas: Atlas, listed: Listed) -> Places:
    """Return a list's points by name, each with its kind, its area and how many that area has."""
    points = listed.points.sort_values(["name", "kind"], kind="stable")
    per_area = points["area"].value_counts()
    has_kinds = points["kind"].ne("").any()
    rows = []
    for name, kind, area in (
        points[["name", "kind", "area"]].head(MOST_ROWS).itertuples(index=False)
    ):
        named = name or say("without a name")
        cells = [named, *([kind or say("not said")] if has_kinds else [])]
        rows.append((*cells, atlas.name_of(area), format_number(per_area[area])))
    more = len(points) - len(rows)
    told = {"places": listed.plural, "count": format_number(len(points))}
    caption = (
        say(
            "{places} on the map: {count}, the first {shown} by name",
            **told,
            shown=format_number(len(rows)),
        )
        if more
        else say("{places} on the map: {count}", **told)
    )
    without = len(atlas.measures.areas) - len(per_area)
    none = (
        say_counted("{count} area has none.", "{count} areas have none.", without)
        if len(points)
        else ""
    )
    about = (f"{listed.describe()}.", listed.caution, none)
    return Places(
        caption=caption,
        about=tuple(line for line in about if line.strip(".")),
        columns=(
            say("Name"),
            *([say("Kind")] if has_kinds else []),
            say("Area"),
            say("In that area"),
        ),
        rows=tuple(rows),
    )
