"""A list of points as a table: the accessible alternative to its symbols on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.quantities import say_number_of

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.points.listed import Listed

# More rows than anybody reads, and as many as a page shows at once without delay.
MOST_ROWS = 1000


@dataclass(frozen=True)
class Places:
    """One list as a table.

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
    """Return a list's places by name, each with its kind, its area and how many that area has."""
    points = listed.points.sort_values(["name", "kind"], kind="stable")
    per_area = points["area"].value_counts()
    has_kinds = points["kind"].ne("").any()
    rows = []
    for name, kind, area in (
        points[["name", "kind", "area"]].head(MOST_ROWS).itertuples(index=False)
    ):
        cells = [name or "without a name", *([kind or "not said"] if has_kinds else [])]
        rows.append((*cells, atlas.name_of(area), f"{per_area[area]:,}"))
    more = len(points) - len(rows)
    cut = f", the first {len(rows):,} by name" if more else ""
    areas = say_number_of(len(atlas.measures.areas) - len(per_area), "area has", "areas have")
    none = f"{areas} none." if len(points) else ""
    about = (f"{listed.tell()}.", listed.caution, none)
    return Places(
        caption=f"{listed.plural} on the map: {len(points):,}{cut}",
        about=tuple(line for line in about if line.strip(".")),
        columns=("Name", *(["Kind"] if has_kinds else []), "Area", "In that area"),
        rows=tuple(rows),
    )
