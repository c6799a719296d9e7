"""What is on the map as a table: the map's accessible alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.layer.content import Figures, Types
from atlas.prose.figures import format_figure
from atlas.prose.types.names import name_state
from atlas.quantities import format_count
from atlas.text import end_sentence, format_number, say

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection


# More rows than anybody reads, and as many as a page shows without delay.
MOST_ROWS = 1000


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
    if isinstance(layer.content, Types) and layer.id not in sorted_by:
        sorted_by.append(layer.id)
    assigned = [atlas.types(name, reading=selection.reading) for name in sorted_by]
    rows = []
    for area in areas:
        row: list[Any] = [area, atlas.name_of(area), atlas.store.areas.loc[area, "ward"]]
        row.append(_cell(atlas.measures.residents[area], format_count))
        row += [name_state(atlas, types, area) for types in assigned]
        for name in indicators:
            indicator = atlas.definitions.indicators[name]
            value = float(values.loc[area, name])
            if np.isnan(value):
                row.append([None, atlas.measures.gap_reason(name, area)])
            else:
                row.append([round(value, 6), format_figure(indicator, value)])
        rows.append(row)
    descending = selection.sort.startswith("-")
    return {
        "caption": _name_table(atlas, layer, len(rows), len(found)),
        "columns": columns,
        "rows": rows,
        "shown": _name_shown(selection, layer),
        "selected": list(selection.areas),
        "sort": {"column": selection.sort.removeprefix("-") or "name", "descending": descending},
    }


def _name_shown(selection: Selection, layer: Layer) -> str:
    """Return which column is the layer's: a narrow screen puts it beside the name."""
    if not isinstance(layer.content, Types):
        return layer.id
    return "type" if layer.id == selection.typology else "layer"


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


def _cell(value: float, say: Any) -> list[Any]:  # noqa: ANN401 - a function of quantities
    return [None if pd.isna(value) else float(value), say(value)]


def _columns(atlas: Atlas, selection: Selection, layer: Layer) -> list[dict[str, Any]]:
    typology = atlas.definitions.typologies.get(selection.typology)
    year = atlas.geography.residents_year
    columns: list[dict[str, Any]] = [
        {"id": "name", "label": say("Area"), "numeric": False, "note": ""},
        {"id": "ward", "label": atlas.name_around(), "numeric": False, "note": ""},
        {"id": "residents", "label": say("Residents"), "numeric": True, "note": year},
    ]
    if typology is not None:
        columns.append({"id": "type", "label": typology.name, "numeric": False, "note": ""})
    named = []
    match layer.content:
        case Types(typology=other):
            if other.id != selection.typology:
                head = {"id": "layer", "label": other.name, "numeric": False, "note": ""}
                columns.append(head)
        case Figures(indicator):
            named.append(indicator.id)
    named += [condition.indicator for condition in selection.conditions]
    for name in dict.fromkeys(named):
        indicator = atlas.definitions.indicators[name]
        columns.append(
            {
                "id": name,
                "label": indicator.name,
                "numeric": True,
                "note": _format_note(atlas, indicator),
                # The first click sorts the highest values to the top.
                "rising": indicator.higher_is_less,
            }
        )
    return columns


def _format_note(atlas: Atlas, indicator: Indicator) -> str:
    """Return a column's year, and whose figure it is where areas carry a larger one's."""
    noun = atlas.noun_measured(indicator)
    if not noun:
        return indicator.year
    return say("{year}, for each {noun}", year=indicator.year, noun=noun)
