"""The command list: what there is, by its identity or code and its name."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from atlas.cli import options
from atlas.cli.opening import open_told
from atlas.cli.output import SCREEN, check_choice, print_json
from atlas.facade import Atlas
from atlas.opening.places import list_places

Rows = list[dict[str, Any]]


def list_what(
    kind: Annotated[str, typer.Argument(help="indicators, areas, types, actions or places.")],
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    as_json: options.Json = False,
    lang: options.Lang = "",
) -> None:
    """List indicators, areas, types or actions of a place, or the places that can be opened."""
    kinds = {
        "indicators": _list_indicators,
        "areas": _list_areas,
        "types": _list_types,
        "actions": _list_actions,
    }
    check_choice("list", kind, [*kinds, "places"])
    if kind == "places":
        rows = [{"id": code, "name": name} for code, name in list_places().items()]
    else:
        rows = kinds[kind](open_told(place, pack, lang))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        identity, name, *others = (str(value) for value in row.values() if value not in ("", None))
        more = f" ({'; '.join(others)})" if others else ""
        SCREEN.print(f"{identity}  {name}{more}")


def _list_indicators(atlas: Atlas) -> Rows:
    known = atlas.definitions
    return [
        {
            "id": column.id,
            "name": column.name,
            "group": known.groups[column.group].name,
            "unit": column.unit,
            "year": column.year,
        }
        for column in known.in_columns()
    ]


def _list_areas(atlas: Atlas) -> Rows:
    residents = atlas.measures.residents
    return [
        {
            "id": str(code),
            "name": atlas.name_of(str(code)),
            "around": atlas.around(str(code)),
            "residents": int(residents[code]),
        }
        for code in atlas.measures.areas
    ]


def _list_types(atlas: Atlas) -> Rows:
    rows = []
    for typology in atlas.definitions.typologies.values():
        counts = atlas.types(typology.id).types.value_counts()
        rows += [
            {
                "id": f"{typology.id}.{kind.id}",
                "name": kind.name,
                "typology": typology.name,
                "areas": int(counts.get(kind.id, 0)),
            }
            for kind in typology.types
        ]
    return rows


def _list_actions(atlas: Atlas) -> Rows:
    known = atlas.definitions
    return [
        {"id": action.id, "name": action.name, "theme": known.themes[action.theme].name}
        for action in known.actions.values()
    ]
