"""The wards of a place as a table: figures worked out from counts, beside the place and England."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from atlas.cache import cache_per_atlas
from atlas.indicators.joint import is_weighted_mean
from atlas.layer.content import Figures, Types
from atlas.layer.shown import find_shown
from atlas.prose.parts import Part, format_part, list_wards, list_wholes, name_authority
from atlas.prose.types.shares import count_types, name_shares
from atlas.quantities import format_count
from atlas.text import end_sentence, format_number, say
from atlas.typology.by_shares import Shares
from atlas.views.panel import key_figures
from atlas.views.table import make_column

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

NOTHING: list[Any] = [None, "\u2013"]


def find_wards_shown(atlas: Atlas, selection: Selection) -> list[Part]:
    """Return the wards with an area that meets the filters; wards chosen do not hide others."""
    met = find_shown(atlas, replace(selection, wards=())).met
    shown = set(atlas.store.areas.loc[met.to_numpy(), "ward_code"])
    return [ward for ward in list_wards(atlas) if ward.code in shown]


def list_figures(atlas: Atlas, selection: Selection, layer: Layer) -> list[str]:
    """Return the figures that parts are compared in: the layer's, conditions', the key figures."""
    shown = [layer.id] if isinstance(layer.content, Figures) else []
    asked = [condition.indicator for condition in selection.conditions]
    return list(dict.fromkeys([*shown, *asked, *key_figures(atlas)]))


def make_ward_table(atlas: Atlas, selection: Selection, layer: Layer) -> dict[str, Any]:
    """Return the wards as a table, with the place and the comparator as rows that stay on top.

    Figures are those of whole wards, whatever the filters; these decide which wards are listed.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> from atlas.layer.layer import make_layer
    >>> from atlas.selection.address import Selection
    >>> atlas, selection = open_atlas("luton"), Selection(show="table", by="ward")
    >>> table = make_ward_table(atlas, selection, make_layer(atlas, selection))
    >>> len(table["rows"]), [row[0] for row in table["beside"]]
    (20, ['Luton', 'England'])
    """
    wards = find_wards_shown(atlas, selection)
    figures, types = list_figures(atlas, selection, layer), _list_types(atlas, selection, layer)
    columns = _list_columns(atlas, selection, layer, figures, types)
    fixed = list_wholes(atlas, selection.compare)
    column = selection.sort.removeprefix("-")
    known = {one["id"] for one in columns}
    sort = {
        "column": column if column in known else "name",
        "descending": column in known and selection.sort.startswith("-"),
    }
    # A narrow screen puts this column beside the name.
    shown = f"{layer.id}.{types[0]}" if types else figures[0]
    return {
        "caption": say(
            "{title} {place}, {count} {wards}",
            title=end_sentence(layer.texts.title),
            place=atlas.name,
            count=format_number(len(wards)),
            wards=atlas.words.ward[len(wards) != 1],
        ),
        "columns": columns,
        "rows": [_make_row(atlas, selection, ward, figures, types) for ward in wards],
        "beside": [_make_row(atlas, selection, whole, figures, types)[1:] for whole in fixed],
        "shown": shown,
        "selected": list(selection.wards),
        "sort": sort,
    }


def _list_types(atlas: Atlas, selection: Selection, layer: Layer) -> list[str]:
    """Return the types that have a column each: those of the layer which areas here have."""
    content = layer.content
    if not isinstance(content, Types) or isinstance(content.assignment, Shares):
        return []
    every = atlas.measures.areas.tolist()
    counted = count_types(atlas, layer.id, every, reading=selection.reading)
    return [name for name, _ in counted if f"{layer.id}.{name}" in atlas.definitions.type_names]


def _list_columns(
    atlas: Atlas, selection: Selection, layer: Layer, figures: list[str], types: list[str]
) -> list[dict[str, Any]]:
    columns = [make_column("name", atlas.name_around())]
    if atlas.authorities:
        columns.append(make_column("ward", say("Authority")))
    areas = atlas.words.area[1]
    columns += [
        make_column("areas", areas[:1].upper() + areas[1:], ""),
        make_column("residents", say("Residents"), atlas.geography.residents_year),
    ]
    for one in types:
        columns.append(make_column(f"{layer.id}.{one}", atlas.type_name(layer.id, one), areas))
    for name in figures:
        indicator = atlas.definitions.indicators[name]
        note = format_method(atlas, indicator)
        columns.append(make_column(name, indicator.name, note, rising=indicator.higher_is_less))
    if not types and selection.typology:
        named = atlas.definitions.typologies[selection.typology].name
        columns.append(make_column("type", say("{typology}: most of its areas", typology=named)))
    return columns


def format_method(atlas: Atlas, indicator: Indicator) -> str:
    """Return a figure's year, and how it was put together for a ward where not from counts."""
    if is_weighted_mean(atlas.measures, indicator.id):
        return say("{year}, mean weighted by residents", year=indicator.year)
    return indicator.year


def _make_row(
    atlas: Atlas, selection: Selection, part: Part, figures: list[str], types: list[str]
) -> list[Any]:
    areas = part.areas or tuple(atlas.measures.areas if part.code == atlas.store.place else ())
    row: list[Any] = [part.code, part.name]
    if atlas.authorities:
        row.append(name_authority(atlas, part))
    row += _count(atlas, areas)
    typology = selection.layer if types else selection.typology
    counted = _count_types(atlas, typology, areas, selection.reading) if typology and areas else {}
    for one in types:
        number = counted.get(one, 0)
        row.append([number, format_number(number)] if areas else NOTHING)
    row += [format_cell(atlas, part, name) for name in figures]
    if not types and typology:
        row.append(name_types(atlas, typology, areas, selection.reading))
    return row


def name_types(atlas: Atlas, typology: str, areas: tuple[str, ...], reading: str) -> str:
    """Return the most common type of areas, with how many of them are of it.

    Of a larger area by itself, the types that most of its residents live in.
    """
    assignment = atlas.types(typology, reading=reading)
    if isinstance(assignment, Shares) and len(areas) == 1:
        return name_shares(atlas, assignment, areas)[0]
    counted = _count_types(atlas, typology, areas, reading) if areas else {}
    if not counted:
        return ""
    first = next(iter(counted))
    told = {"count": format_number(counted[first]), "every": format_number(sum(counted.values()))}
    return say("{type} ({count} of {every})", type=atlas.type_name(typology, first), **told)


@cache_per_atlas(1024)
def _count(atlas: Atlas, areas: tuple[str, ...]) -> list[Any]:
    """Return the cells with the number of areas and of residents; none of what is not here."""
    if not areas:
        return [NOTHING, NOTHING]
    residents = float(atlas.measures.residents.loc[list(areas)].sum())
    return [[len(areas), format_number(len(areas))], [residents, format_count(residents)]]


@cache_per_atlas(1024)
def _count_types(
    atlas: Atlas, typology: str, areas: tuple[str, ...], reading: str
) -> dict[str, int]:
    return dict(count_types(atlas, typology, areas, reading=reading))


@cache_per_atlas(4096)
def format_cell(atlas: Atlas, part: Part, name: str) -> list[Any]:
    """Return the cell with a part's figure, or with the reason why there is none."""
    return list(format_part(atlas, part, name))
