"""Build the pack of a place whose geography has only outlines and larger areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from atlas import paths
from atlas.build.boundaries import find_neighbours, place_labels
from atlas.build.describe import describe_pack, encode_outlines, lay_tables
from atlas.build.reference import roll_up, summarise_indicators
from atlas.errors import BuildError, Fault, find_closest
from atlas.indicators.measures import Measures
from atlas.pack.manifest import checksum
from atlas.pack.write import write_pack
from atlas.sources.read_outlines import open_shapes
from atlas.sources.read_source import read_source
from atlas.store.store import TableStore
from atlas.typology.assign import tabulate_sureness

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.build.steps import Report
    from atlas.definitions import Definitions, Geography
    from atlas.definitions.country import Outlines
    from atlas.definitions.model import Place

# With more areas than this their names are left off the map.
MOST_NAMED = 2000


def is_country_place(place: str, definitions: Definitions) -> bool:
    """Return whether a place's geography has outlines and larger areas of its own."""
    if place not in definitions.places:
        return False
    return definitions.geographies[definitions.geography_of(place)].outlines is not None


def build_country_place(
    place: str,
    definitions: Definitions,
    folder: Path,
    *,
    target: Path | None = None,
    report: Report,
) -> dict[str, Any]:
    """Build a place's pack from the publishers' files, and return its manifest.

    Parameters
    ----------
    place
        Identity of a place in ``layers/places``. One with `authorities` is a part of its
        country; one without is all of it.
    target
        Path of the pack; by default in the user's folder.

    Raises
    ------
    BuildError
        If a file is missing, or figures, outlines and larger areas do not match.
    """
    facts = definitions.places[place]
    country = definitions.countries[facts.country]
    geography = definitions.geographies[definitions.geography_of(place)]
    definitions = definitions.covering(geography.id)
    report("Outlines and larger areas")
    outlines = read_named_outlines(folder, geography)
    areas = describe_areas(outlines, geography)
    figures = read_figures(geography, definitions, folder, report=report)
    _check_same(figures[geography.residents].dropna().index, areas.index, geography)
    figures = figures.reindex(areas.index)
    report(f"Percentile curves of {country.wholes[0].name}")
    wholes = {whole.id: whole.codes for whole in country.wholes}
    spread = summarise_indicators(figures, definitions, references=wholes)
    inside = _find_inside(facts, areas)
    totals = _sum_totals(place, figures, inside, wholes, geography, definitions)
    areas, figures, outlines = areas.loc[inside], figures.loc[inside], outlines.loc[inside]
    report("Neighbours and names")
    labels = place_labels(outlines, areas, exact=len(areas) <= MOST_NAMED, metres=geography.metres)
    if len(areas) > MOST_NAMED:
        labels = labels[labels["kind"] == "ward"]
    tables = lay_tables(areas, figures, totals, spread) | {
        "outlines": encode_outlines(outlines),
        "neighbours": find_neighbours(outlines, metres=geography.metres),
        "labels": labels,
    }
    files = {source.file for source in definitions.sources.values()}
    files |= {geography.outlines.file} if geography.outlines else set()
    hashes = {name: checksum((folder / name).read_bytes()) for name in sorted(files)}
    told = describe_pack(
        place, facts, definitions, tables, built_from=hashes, residents=geography.residents
    )
    told |= {
        "reference": country.wholes[0].id,
        "residents_variable": geography.residents,
        "metres": geography.metres,
    }
    if any(typology.robustness for typology in definitions.typologies.values()):
        report("Stability of the types")
        measures = Measures(TableStore(tables, told), definitions)
        tables["sureness"] = tabulate_sureness(definitions.typologies.values(), measures)
    report("Pack")
    return write_pack(target or paths.USER_PACKS / place, tables, facts=told)


def read_named_outlines(folder: Path, geography: Geography) -> gpd.GeoDataFrame:
    """Return valid, corrected outlines in WGS 84 with their names, in order of code.

    Outlines with the same code, such as islands, are merged.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `name` and `geometry`, indexed by area.

    Raises
    ------
    BuildError
        If the file or a column is missing, or a code does not have the geography's form.
    """
    where = f"layers/geographies/{geography.id}.toml, outlines"
    told = geography.outlines
    if told is None:
        what = f"A {geography.name} has no outlines."
        raise BuildError([Fault(where, what, remedy="Name a geography that has outlines.")])
    found = open_shapes(folder / told.file, where=f"{where}.file")
    headings = [str(name) for name in found.columns]
    named = {"code": told.code, "name": told.name}
    named |= {
        f"corrections.{n}": correction.column for n, correction in enumerate(told.corrections)
    }
    faults = [
        Fault(
            f"{where}.{key}",
            f'{told.file} has no column "{column}".',
            remedy="Correct the wording, or check whether the publisher changed the file.",
            closest=find_closest(column, headings),
        )
        for key, column in named.items()
        if column not in headings
    ]
    if faults:
        raise BuildError(faults)
    codes = _correct(found, told)
    strange = codes[~codes.str.match(geography.code_pattern)]
    if len(strange):
        what = f'"{strange.iloc[0]}" is not the code of a {geography.name}.'
        expected = f"codes of the form {geography.code_pattern}"
        remedy = "Correct code_pattern, or name the column that holds the codes."
        raise BuildError([Fault(f"{where}.code", what, expected=expected, remedy=remedy)])
    outlines = gpd.GeoDataFrame(
        {"area": codes, "name": found[told.name].astype(str)},
        geometry=found.geometry.make_valid(),
    ).dissolve("area")
    outlines = outlines.to_crs("EPSG:4326").sort_index()
    outlines["geometry"] = shapely.orient_polygons(outlines.make_valid().array)
    return outlines[["name", "geometry"]]


def _correct(found: gpd.GeoDataFrame, told: Outlines) -> pd.Series:
    """Return the codes of outlines, with the geography's corrections applied."""
    published = found[told.code].astype(str)
    codes: pd.Series = published.copy()
    for correction in told.corrections:
        here = found[correction.column].astype(str).eq(correction.value)
        codes = codes.mask(here & published.eq(correction.code), correction.means)
    return codes


def describe_areas(outlines: gpd.GeoDataFrame, geography: Geography) -> pd.DataFrame:
    """Return the pack table `areas`, with larger areas found by their ranges of codes.

    Raises
    ------
    BuildError
        If an area is in none of the larger areas, or in several.
    """
    codes = outlines.index.to_series()
    belongs = pd.DataFrame(
        {
            larger.code: codes.str[: len(larger.first)].ge(larger.first)
            & codes.str[: len(larger.last)].le(larger.last)
            for larger in geography.larger
        }
    )
    times = belongs.sum(axis=1)
    if times.ne(1).any():
        wrong = str(times.index[times.ne(1)][0])
        where = f"layers/geographies/{geography.id}.toml, larger"
        what = f"{wrong} is in {times[wrong]} of the larger areas."
        expected = "every area in one larger area"
        remedy = "Correct first and last of the larger areas."
        raise BuildError([Fault(where, what, expected=expected, remedy=remedy)])
    larger = belongs.idxmax(axis=1).astype(str)
    names = larger.map({larger_area.code: larger_area.name for larger_area in geography.larger})
    # Without a neighbourhood level an area is its own neighbourhood: its name is on the map.
    return pd.DataFrame(
        {
            "name": outlines["name"],
            "neighbourhood_code": codes,
            "neighbourhood": outlines["name"],
            "ward_code": larger,
            "ward": names,
            "authority_code": larger,
            "authority": names,
            "rural_urban": "",
            "change": "",
        },
        index=outlines.index,
    ).rename_axis("area")


def read_figures(
    geography: Geography, definitions: Definitions, folder: Path, *, report: Report
) -> pd.DataFrame:
    """Return every variable of every source for all areas of a geography.

    Figures of a geography that `becomes` this one are rolled up to it: counts are added up,
    rates become means weighted by that geography's own residents.

    Returns
    -------
    pandas.DataFrame
        One column per variable, indexed by area; gaps where a table does not cover an area.
    """
    by_geography: dict[str, list[pd.DataFrame]] = {}
    for source in definitions.sources.values():
        report(f"{source.table}: {source.title}")
        by_geography.setdefault(source.geography, []).append(read_source(source, folder))
    parts = []
    for name, tables in by_geography.items():
        table = pd.concat(tables, axis=1)
        if name != geography.id:
            smaller = definitions.geographies[name]
            codes = table.index.to_series()
            larger = codes.str[: smaller.becomes_by]
            # An area without residents has no rate and must not make the larger one a gap.
            lived_in = table[table[smaller.residents] > 0]
            table = roll_up(lived_in, larger, definitions, codes, smaller.residents)
        parts.append(table)
    return pd.concat(parts, axis=1).sort_index()


def _check_same(figures: pd.Index, outlines: pd.Index, geography: Geography) -> None:
    missing, extra = outlines.difference(figures), figures.difference(outlines)
    if len(missing) or len(extra):
        some = ", ".join([*missing, *extra][:5])
        where = f"layers/geographies/{geography.id}.toml"
        what = (
            f"Areas without residents: {len(missing)}; without an outline: {len(extra)} ({some})."
        )
        expected = f"the same {geography.plural} in figures and outlines"
        remedy = "Use files of the same year, or correct a code under corrections."
        raise BuildError([Fault(where, what, expected=expected, remedy=remedy)])


def _find_inside(facts: Place, areas: pd.DataFrame) -> pd.Index:
    unknown = [code for code in facts.authorities if code not in set(areas["ward_code"])]
    if unknown:
        what = f'There is no larger area "{unknown[0]}".'
        where = f"layers/places/{facts.id}.toml, authorities"
        closest = find_closest(unknown[0], areas["ward_code"].unique())
        raise BuildError([Fault(where, what, remedy="Correct the code.", closest=closest)])
    if not facts.authorities:
        return areas.index
    return areas.index[areas["ward_code"].isin(facts.authorities)]


def _sum_totals(
    place: str,
    figures: pd.DataFrame,
    inside: pd.Index,
    wholes: dict[str, str],
    geography: Geography,
    definitions: Definitions,
) -> pd.DataFrame:
    """Return figures of the place and of each whole that is not the place itself."""
    groups = {place: inside}
    if len(inside) < len(figures):
        groups |= {
            name: figures.index[figures.index.str.startswith(codes)]
            for name, codes in wholes.items()
        }
    within, weight = figures.index.to_series(), geography.residents
    rows = [
        roll_up(figures.loc[codes], pd.Series(name, codes), definitions, within, weight)
        for name, codes in groups.items()
    ]
    return pd.concat(rows).rename_axis("comparator")
