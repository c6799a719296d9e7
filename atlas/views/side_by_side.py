"""Wards or authorities side by side: a column for each, beside the place and its country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from atlas.cache import cache_per_atlas
from atlas.markup import render_template
from atlas.prose.parts import (
    Part,
    list_authorities,
    list_wards,
    list_wholes,
    name_authority,
)
from atlas.prose.subject import make_subject
from atlas.prose.types.shares import count_types
from atlas.quantities import format_count, format_list, format_value
from atlas.text import format_number, say
from atlas.typology.by_shares import Shares, count_residents
from atlas.views.smaller import describe_smaller
from atlas.views.ward_table import format_cell, format_method, list_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

NOTHING = {"text": "\u2013", "gap": True}


def find_compared(atlas: Atlas, selection: Selection) -> tuple[Part, ...]:
    """Return what is side by side: two or more wards chosen, or else joined authorities.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> from atlas.selection.address import Selection
    >>> wards = Selection(wards=("E05014737", "E05014740"))
    >>> [part.name for part in find_compared(open_atlas("luton"), wards)]
    ['Biscot', 'Challney']
    """
    chosen = [part for part in list_wards(atlas) if part.code in selection.wards]
    if len(chosen) > 1:
        return tuple(sorted(chosen, key=lambda part: selection.wards.index(part.code)))
    return list_authorities(atlas) if selection.is_side_by_side else ()


def render_side_by_side(
    atlas: Atlas, selection: Selection, layer: Layer, parts: tuple[Part, ...]
) -> Markup:
    """Return parts as columns of a table: the layer's figure, key figures, and types of areas.

    Every figure is that of the whole part, whatever the filters.
    """
    known = {part.code for part in parts}
    others = list_wholes(atlas, selection.compare)
    wholes = (one for one in others if one.code not in known)
    figures = tuple(list_figures(atlas, selection, layer))
    types = (selection.typology, selection.reading)
    return _render(atlas, parts, (*parts, *wholes), figures, layer.id, *types)


@cache_per_atlas(64)
def _render(
    atlas: Atlas,
    parts: tuple[Part, ...],
    columns: tuple[Part, ...],
    figures: tuple[str, ...],
    shown: str,
    typology: str,
    reading: str,
) -> Markup:
    groups = [
        {"name": "", "rows": _list_sizes(atlas, columns)},
        {"name": say("Figures"), "rows": _list_rows(atlas, figures, shown, columns)},
        *_list_types(atlas, typology, reading, columns),
    ]
    names = format_list([part.name for part in parts])
    return render_template(
        "views/templates/side_by_side.html",
        caption=say("{names} side by side", names=names),
        heads=[_make_head(atlas, part) for part in columns],
        groups=groups,
        reasons=_list_reasons(atlas, figures, columns),
    )


def _make_head(atlas: Atlas, part: Part) -> dict[str, str]:
    """Return a column's name, which for an authority is a link that opens it alone."""
    name = part.name
    if part.kind == "ward" and atlas.authorities:
        name = f"{name}, {name_authority(atlas, part)}"
    if part.kind != "authority":
        return {"name": name, "address": ""}
    return {"name": name, "address": f"./?{urlencode({'place': part.code})}"}


def _list_sizes(atlas: Atlas, columns: Sequence[Part]) -> list[dict[str, Any]]:
    here = [_find_areas(atlas, part) for part in columns]
    residents = atlas.measures.residents
    areas = atlas.words.area[1]
    counted = [format_number(len(codes)) if codes else "" for codes in here]
    people = [format_count(float(residents.loc[list(one)].sum())) if one else "" for one in here]
    rows = [_make_row(say("Residents"), atlas.geography.residents_year, people)]
    if max(map(len, here)) > 1:
        rows.insert(0, _make_row(areas[:1].upper() + areas[1:], "", counted))
    return rows


def _find_areas(atlas: Atlas, part: Part) -> tuple[str, ...]:
    """Return the small areas of a part, or of the place; none of a country."""
    return part.areas or tuple(atlas.measures.areas if part.code == atlas.store.place else ())


def _make_row(name: str, note: str, texts: list[str], *, own: bool = False) -> dict[str, Any]:
    cells = [{"text": text, "gap": False} if text else NOTHING for text in texts]
    return {"name": name, "note": note, "cells": cells, "own": own}


def _list_rows(
    atlas: Atlas, figures: Sequence[str], shown: str, columns: Sequence[Part]
) -> list[dict[str, Any]]:
    rows = []
    for name in figures:
        indicator = atlas.definitions.indicators[name]
        found = [format_cell(atlas, part, name) for part in columns]
        texts = ["" if value is None else text for value, text in found]
        note = format_method(atlas, indicator)
        rows.append(_make_row(indicator.name, note, texts, own=name == shown))
    return rows


def _list_reasons(atlas: Atlas, figures: Sequence[str], columns: Sequence[Part]) -> list[str]:
    """Return why figures are missing, a sentence for each figure and reason."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in figures:
        for part in columns:
            value, text = format_cell(atlas, part, name)
            if value is None:
                key = (atlas.definitions.indicators[name].name, text)
                found.setdefault(key, []).append(part.name)
    return [
        say(
            "{name}: no figure for {places}: {reason}.",
            name=name,
            places=format_list(places),
            reason=reason,
        )
        for (name, reason), places in found.items()
    ]


def _list_types(
    atlas: Atlas, typology: str, reading: str, columns: Sequence[Part]
) -> list[dict[str, Any]]:
    """Return how many areas are nearest to each type, and how many of these clearly."""
    if not typology:
        return []
    assignment = atlas.types(typology, reading=reading)
    if isinstance(assignment, Shares):
        return _list_shares(atlas, assignment, columns)
    here = [list(_find_areas(atlas, part)) for part in columns]
    clear = assignment.types[assignment.standing.eq("clear")]
    counts = [assignment.types.loc[areas].value_counts() for areas in here]
    sure = [clear[clear.index.isin(areas)].value_counts() for areas in here]
    every = list(dict.fromkeys(area for areas in here for area in areas))
    rows = []
    for one, _ in count_types(atlas, typology, every, reading=reading):
        texts = []
        for areas, count, certain in zip(here, counts, sure, strict=True):
            told = format_number(int(count.get(one, 0)))
            if number := int(certain.get(one, 0)):
                told = say("{count} ({clear} clear)", count=told, clear=format_number(number))
            texts.append(told if areas else "")
        rows.append(_make_row(atlas.type_name(typology, one), "", texts))
    named = atlas.definitions.typologies[typology].name
    name = say("{typology}: number of {areas}", typology=named, areas=atlas.words.area[1])
    return [{"name": name, "rows": rows}]


def _list_shares(atlas: Atlas, assignment: Shares, columns: Sequence[Part]) -> list[dict[str, Any]]:
    """Return the shares of residents who live in small areas of each type."""
    here = [_find_areas(atlas, part) for part in columns]
    residents = atlas.measures.residents
    counts = [count_residents(assignment, residents, one) for one in here]
    shares = [count / max(count.sum(), 1) for count in counts]
    every = count_residents(assignment, residents, [area for one in here for area in one])
    rows = []
    for one in every.index:
        texts = [
            # In whole numbers, as the panel of one authority tells them.
            format_value(100 * float(share.get(one, 0)), "percent", decimals=0) if areas else ""
            for share, areas in zip(shares, here, strict=True)
        ]
        rows.append(_make_row(atlas.type_name(assignment.typology, str(one)), "", texts))
    named = atlas.definitions.typologies[assignment.typology].name
    name = say("{typology}: share of residents who live in small areas of each", typology=named)
    return [{"name": name, "rows": rows}] if rows else []


def render_apart(atlas: Atlas) -> Markup:
    """Return how authorities are shown apart, and how to see more of one or all as one."""
    return render_template(
        "views/templates/apart.html",
        told=say(
            "{names} are shown side by side and not added up. Open one alone for its types and "
            "actions, or choose All together.",
            names=format_list(list(atlas.authorities.values())),
        ),
        smaller=describe_smaller(atlas, make_subject(atlas, ())),
    )


def describe_together(atlas: Atlas) -> str:
    """Return that authorities are added up, as somebody asked."""
    return say(
        "All together: the counts of {names} are added up, as if they were one place.",
        names=format_list(list(atlas.authorities.values())),
    )
