"""The command show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from atlas.cli import options
from atlas.cli.opening import find_area, open_named
from atlas.cli.output import SCREEN, number, print_json
from atlas.errors import AtlasError, Fault, find_closest
from atlas.facade import Atlas
from atlas.prose.changes import describe_carried
from atlas.prose.sentences import describe_base, describe_sources, describe_value
from atlas.quantities import format_exactly

if TYPE_CHECKING:
    from atlas.definitions import Indicator


def _find_indicator(atlas: Atlas, name: str) -> Indicator:
    known = atlas.definitions.indicators
    if name not in known:
        where, what = f'show "{name}"', f'There is no indicator "{name}".'
        expected, closest = "an ID from layers/indicators", find_closest(name, known)
        raise AtlasError([Fault(where, what, expected, "Correct the name.", closest)])
    return known[name]


def show(
    indicator: Annotated[str, typer.Argument(help="ID of an indicator.")],
    area: Annotated[
        str, typer.Option("--area", help="Code or name of an area, ward or MSOA, or the place.")
    ] = "",
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    as_json: options.Json = False,
) -> None:
    """Show one figure: the sentence, the counts behind it, and the source."""
    atlas = open_named(place, pack)
    chosen = _find_indicator(atlas, indicator)
    code = find_area(atlas, area) if area else atlas.store.place
    level = atlas.find_level(code)
    is_place, is_area = level == "place", level == "area"
    table = atlas.store.totals if is_place else atlas.measures.figures(level)
    figures = table.loc[[code]]
    if is_area:
        value = float(atlas.measures.values(indicator)[code])
    else:
        value = float(atlas.measures.compute(indicator, figures).iloc[0])
    counts = atlas.measures.counts(indicator, figures).iloc[0]
    name = _name_of(atlas, code, level)
    if not np.isnan(value):
        name = atlas.name_measured(chosen, atlas.areas_of(code), name)
    gap = atlas.measures.gap_reason(indicator, code) if is_area else ""
    since = is_area and any("before" in key for key in chosen.inputs)
    carried = describe_carried(atlas, (code,)) if since else ""
    totals = atlas.measures.comparators(indicator)
    if as_json:
        print_json(
            {
                "indicator": indicator,
                "name": chosen.name,
                "area": code,
                "level": level,
                "place": name,
                "value": number(value),
                "unit": chosen.unit,
                "gap": gap,
                "carried_over": carried,
                "sentence": describe_value(chosen, value, place=name),
                "counts": {key: number(count) for key, count in counts.items()},
                "columns": describe_base(atlas, chosen),
                "comparators": {str(key): number(total) for key, total in totals.items()},
                "year": chosen.year,
                "caution": chosen.text.caution,
                "source": describe_sources(atlas, chosen),
            }
        )
        return
    SCREEN.print(describe_value(chosen, value, place=name))
    if gap:
        SCREEN.print(f"Reason: {gap}.")
    if carried:
        SCREEN.print(carried)
    SCREEN.print(f"Exactly: {format_exactly(value, chosen.unit, decimals=chosen.decimals)}")
    for key, count in counts.items():
        lines = describe_base(atlas, chosen).get(str(key), [str(key)])
        shown = "no figure" if np.isnan(count) else f"{count:,.10g}"
        SCREEN.print(f"{str(key).replace('_', ' ')}: {shown} = {'; '.join(lines)}")
    SCREEN.print(f"Caution: {chosen.text.caution}")
    SCREEN.print(f"Source: {describe_sources(atlas, chosen)}. {chosen.year}.")


def _name_of(atlas: Atlas, code: str, level: str) -> str:
    if level == "area":
        return atlas.name_of(code)
    if level == "ward":
        return atlas.words.around.format(ward=atlas.wards[code])
    return str(atlas.neighbourhoods[code]) if level == "neighbourhood" else atlas.name
