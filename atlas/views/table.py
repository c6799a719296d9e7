"""What is on the map as tables, its areas and its points: the accessible alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.layer.compared import list_compared
from atlas.layer.content import Figures, Types
from atlas.layer.values import describe_values
from atlas.markup import fill_html, repeat_html
from atlas.prose.two_dates import format_cells
from atlas.prose.types.describe import name_states
from atlas.quantities import format_count
from atlas.text import end_sentence, format_number, say, say_counted

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.layer.compared import Compared
    from atlas.layer.layer import Layer
    from atlas.points.listed import Listed
    from atlas.selection.address import Selection

# More rows than anybody reads, and as many as a page shows without delay.
MOST_ROWS = 1000


def make_column(identity: str, label: str, note: str | None = None, **more: bool) -> dict[str, Any]:
    """Return the head of a column: one of figures has a note, which may be empty."""
    numeric = note is not None
    return {"id": identity, "label": label, "numeric": numeric, "note": note or "", **more}


def make_table(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any]:
    """Return the areas that meet the filters, with the layer, the type and the conditions.

    Rows are in the order that the address asks for; by default, sorted by name.
    """
    found = layer.shown.index[layer.shown]
    areas = list(_first_rows(atlas, selection, found))
    typology = atlas.definitions.typologies.get(selection.typology)
    columns = _columns(atlas, selection, layer)
    indicators = [
        column["id"] for column in columns if column["id"] in atlas.definitions.indicators
    ]
    values = atlas.measures.table(indicators)
    sorted_by = [typology.id] if typology else []
    told: list[str] = []
    match layer.content:
        case Figures(indicator):
            shown = indicator.id
        case Types() if layer.id in sorted_by:
            shown = "type"
        case Types():
            shown = "layer"
            sorted_by.append(layer.id)
        case _:
            shown = "layer"
            told = describe_values(atlas, layer.content, areas)
    cells = {name: format_cells(atlas, name, areas) for name in indicators}
    types = [
        name_states(atlas, atlas.types(name, reading=selection.reading), areas)
        for name in sorted_by
    ]
    wards = atlas.store.areas["ward"].loc[areas].tolist()
    residents = atlas.measures.residents.loc[areas].tolist()
    rows = []
    for position, area in enumerate(areas):
        count = residents[position]
        row: list[Any] = [
            area,
            atlas.name_of(area),
            wards[position],
            [None if pd.isna(count) else float(count), format_count(count)],
        ]
        row += [one[position] for one in types]
        row += told[position : position + 1]
        for name in indicators:
            value = float(values.loc[area, name])
            if np.isnan(value):
                row.append([None, atlas.measures.gap_reason(name, area)])
            else:
                row.append([round(value, 6), cells[name][position]])
        rows.append(row)
    descending = selection.sort.startswith("-")
    return {
        "caption": _name_table(atlas, layer, len(rows), len(found)),
        "columns": columns,
        "rows": rows,
        "beside": _list_beside(atlas, selection, columns),
        # A narrow screen puts the layer's column beside the name.
        "shown": shown,
        "selected": list(selection.areas),
        "sort": {"column": selection.sort.removeprefix("-") or "name", "descending": descending},
    }


def _list_beside(
    atlas: Atlas, selection: Selection, columns: list[dict[str, Any]]
) -> list[list[Any]]:
    """Return a row for the place and each of its comparators, with a cell for each column."""
    named = atlas.definitions.indicators
    compared = {
        column["id"]: list_compared(atlas, named[column["id"]], selection.compare)
        for column in columns
        if column["id"] in named
    }
    if not compared:
        return []
    names = [one.name for one in next(iter(compared.values()))]
    return [
        [
            name,
            *(
                _write_compared(compared[column["id"]][position])
                if column["id"] in compared
                else ""
                for column in columns[1:]
            ),
        ]
        for position, name in enumerate(names)
    ]


def _write_compared(one: Compared) -> list[Any]:
    return [round(one.value, 6), one.text] if one.is_known else [None, one.gap or one.text]


def _first_rows(atlas: Atlas, selection: Selection, found: pd.Index) -> pd.Index:
    """Return the areas that a table has room for: the first in the order asked for."""
    if len(found) <= MOST_ROWS:
        return found
    column = selection.sort.removeprefix("-")
    if column in atlas.definitions.indicators:
        order = atlas.measures.values(column)
    elif column == "residents":
        order = atlas.measures.residents
    else:
        order = atlas.store.areas["name"]
    descending = selection.sort.startswith("-")
    return order.loc[found].sort_values(ascending=not descending, kind="stable").index[:MOST_ROWS]


def _name_table(atlas: Atlas, layer: Layer, shown: int, found: int) -> str:
    told = {
        "title": end_sentence(layer.texts.title),
        "place": atlas.name,
        "areas": atlas.words.area[1],
    }
    if shown == found:
        return say("{title} {place}, {count} {areas}", **told, count=format_number(shown))
    return say(
        "{title} {place}, the first {count} of {every} {areas} in this order; "
        "the downloads have all",
        **told,
        count=format_number(shown),
        every=format_number(found),
    )


def _columns(atlas: Atlas, selection: Selection, layer: Layer) -> list[dict[str, Any]]:
    typology = atlas.definitions.typologies.get(selection.typology)
    columns: list[dict[str, Any]] = [
        make_column("name", say("Area")),
        make_column("ward", atlas.name_around()),
        make_column("residents", say("Residents"), atlas.geography.residents_year),
    ]
    if typology is not None:
        columns.append(make_column("type", typology.name))
    named = []
    match layer.content:
        case Figures(indicator):
            named.append(indicator.id)
        case Types() if layer.id == selection.typology:
            pass
        case _:
            columns.append(make_column("layer", layer.texts.name))
    named += [condition.indicator for condition in selection.conditions]
    for name in dict.fromkeys(named):
        indicator = atlas.definitions.indicators[name]
        note = _format_note(atlas, indicator)
        # The first click sorts the highest values to the top.
        columns.append(make_column(name, indicator.name, note, rising=indicator.higher_is_less))
    return columns


def _format_note(atlas: Atlas, indicator: Indicator) -> str:
    """Return a column's year, and whose figure it is where areas carry a larger one's."""
    noun = atlas.noun_measured(indicator)
    if not noun:
        return indicator.year
    return say("{year}, for each {noun}", year=indicator.year, noun=noun)


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
