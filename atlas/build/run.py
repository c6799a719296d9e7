"""Build a place's pack from its published figures, and the national summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas import paths
from atlas.actions.fit import FILE
from atlas.build.boundaries import find_neighbours, place_labels, read_outlines
from atlas.build.centres import find_centres, find_given
from atlas.build.describe import describe_pack, encode_outlines, lay_tables
from atlas.build.points import (
    describe_placing,
    find_covered,
    keep_inside,
    measure_points,
    read_overlays,
)
from atlas.build.postcodes import list_postcodes
from atlas.build.reference import (
    read_larger_figures,
    read_national_figures,
    roll_up,
    sum_comparators,
    summarise_indicators,
)
from atlas.build.tidy import (
    FIGURES_MSOAS,
    FIGURES_POINTS,
    INPUTS,
    OUTLINES,
    read_areas,
    read_figures,
    read_look_up,
    read_numbers,
)
from atlas.build.type_means import summarise_types
from atlas.errors import BuildError, Fault, find_closest
from atlas.pack.manifest import checksum
from atlas.pack.write import to_parquet, write_pack
from atlas.places.published import find_list
from atlas.points.find_postcode import SHIPPED
from atlas.quantities import format_list

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.build.steps import Report
    from atlas.definitions import Definitions
    from atlas.definitions.model import Place

SUMMARIES = ("percentiles.parquet", "moments.csv", "comparators.csv")
KNOT_TYPES = {"value": "float32", "percentile": "float32"}


def build_reference(definitions: Definitions, folder: Path, *, into: Path, report: Report) -> None:
    """Write summaries of the publishers' files: curves, moments, totals, mean memberships."""
    figures = read_national_figures(definitions, folder, report=report)
    report(f"Percentile curves of {format_list([whole.name for whole in definitions.home.wholes])}")
    knots, moments = summarise_indicators(figures, definitions)
    report("Totals of regions and countries")
    totals = sum_comparators(figures, definitions, folder)
    into.mkdir(parents=True, exist_ok=True)
    # Seven digits: more than any figure has, and the same text on every machine.
    moments.to_csv(into / "moments.csv", index=False, float_format="%.7g")
    totals.to_csv(into / "comparators.csv", float_format="%.9g")
    (into / "percentiles.parquet").write_bytes(to_parquet(knots.astype(KNOT_TYPES)))
    report("How far areas belong to each type on average")
    means = summarise_types(figures, definitions, folder, totals=totals, spread=(knots, moments))
    means.to_csv(into / FILE, index=False, float_format="%.7g")


def build_msoa_figures(
    place: str, definitions: Definitions, folder: Path, *, data: Path = paths.DATA, report: Report
) -> None:
    """Write figures published for the place's MSOAs but not for its small areas.

    Counts are added up over further categories by each source's reader; the publisher's own
    rows are not kept. `folder` holds the publishers' files, `data` the place's figures.
    """
    report("Figures of MSOAs")
    own = data / _find_place(place, definitions).figures
    codes = pd.Index(sorted(read_areas(own)["neighbourhood_code"].unique()), name="msoa")
    figures = read_larger_figures(definitions, folder, codes)
    figures.to_csv(own / FIGURES_MSOAS, float_format="%.9g")


def build_point_figures(
    place: str, definitions: Definitions, folder: Path, *, data: Path = paths.DATA, report: Report
) -> None:
    """Write each area's number of points in the publishers' lists, and distances to the nearest.

    Lists with a file among the place's own figures are left out. Of the others only the
    derived figures are kept, not the publishers' rows.
    """
    own = data / _find_place(place, definitions).figures
    overlays = [overlay for overlay in definitions.overlays.values() if not overlay.place_file]
    overlays = [overlay for overlay in overlays if find_list(folder, overlay.file) is not None]
    if not overlays:
        return
    outlines = read_outlines(own / OUTLINES, code_column="LSOA21CD")
    figures = read_figures(own, definitions)
    points = read_overlays(
        overlays, folder, outlines, own=False, report=report, postcodes=paths.USER_POSTCODES
    )
    covered = find_covered(overlays, folder, outlines, postcodes=paths.USER_POSTCODES)
    found = measure_points(overlays, points, figures, covered, prefixes=definitions.home.prefixes)
    found.rename_axis("area").sort_index().to_csv(own / FIGURES_POINTS, float_format="%.9g")


def build_postcodes(
    place: str, definitions: Definitions, folder: Path, *, data: Path = paths.DATA, report: Report
) -> None:
    """Write which postcodes lie in each area, from the publisher's file of postcodes.

    Only the area of each postcode is kept, not the publisher's rows. Without the file nothing is
    written.
    """
    report("Postcodes")
    own = data / _find_place(place, definitions).figures
    outlines = read_outlines(own / OUTLINES, code_column="LSOA21CD")
    found = list_postcodes(outlines, definitions, folder)
    if found is not None:
        found.to_csv(own / SHIPPED, index=False)


def build_place(
    place: str,
    definitions: Definitions,
    *,
    data: Path = paths.DATA,
    target: Path | None = None,
    report: Report = lambda _step: None,
) -> dict[str, Any]:
    """Build one place's pack from its folder of published figures, and return its manifest.

    Parameters
    ----------
    place
        Identity of a place in ``layers/places``.
    data
        Folder with the place's figures and the national summaries in ``reference``.
    target
        Path of the pack; by default ``packs/<place>`` in `data`.

    Raises
    ------
    BuildError
        If a file is missing or its content is not as expected.
    """
    facts = _find_place(place, definitions)
    folder = data / facts.figures
    reference = data / "reference"
    inputs = [folder / name for name in INPUTS]
    inputs += [reference / name for name in SUMMARIES]
    _check_inputs(inputs, data)
    report("Areas and figures")
    areas = read_areas(folder)
    figures = read_figures(folder, definitions)
    report("Outlines, neighbours and names")
    outlines = read_outlines(folder / OUTLINES, code_column="LSOA21CD")
    _check_same_areas(areas, figures, outlines.index)
    overlays = list(definitions.overlays.values())
    lists = [folder / overlay.place_file for overlay in overlays]
    inputs += [path for path in lists if path.is_file()]
    points = read_overlays(overlays, folder, outlines, own=True, report=report)
    prefixes = definitions.countries[facts.country].prefixes
    figures = figures.join(measure_points(overlays, points, figures, prefixes=prefixes))
    if (folder / FIGURES_POINTS).is_file():
        inputs.append(folder / FIGURES_POINTS)
        worked_out = read_numbers(folder / FIGURES_POINTS, "area", definitions)
        figures = figures.drop(columns=worked_out.columns).join(worked_out)[figures.columns]
    report("Comparators")
    everywhere = pd.Series(place, figures.index)
    town = roll_up(figures, everywhere, definitions, areas["neighbourhood_code"])
    comparators = pd.read_csv(reference / "comparators.csv", index_col="comparator")
    wanted = [facts.region, *prefixes]
    totals = pd.concat([town, comparators.loc[wanted]]).reindex(columns=figures.columns)
    totals = totals.rename_axis("comparator").copy()
    report("Pack")
    knots, moments = (reference / name for name in SUMMARIES[:2])
    spread = pd.read_parquet(knots), pd.read_csv(moments)
    tables = lay_tables(areas, figures, totals, spread) | {
        "outlines": encode_outlines(outlines),
        "neighbours": find_neighbours(outlines),
        "labels": place_labels(outlines, areas),
        "points": keep_inside(points),
        "former_areas": read_look_up(folder),
        "centres": find_centres(
            areas,
            figures,
            definitions.geographies[definitions.geography_of(place)].centre,
            given=find_given(definitions),
        ),
    }
    hashes = {str(path.relative_to(data)): checksum(path.read_bytes()) for path in inputs}
    told = describe_pack(place, facts, definitions, tables, built_from=hashes)
    told |= {"placing": describe_placing(points)}
    return write_pack(target or data / "packs" / place, tables, facts=told)


def _find_place(place: str, definitions: Definitions) -> Place:
    if place in definitions.places:
        return definitions.places[place]
    where, what = f'build "{place}"', f'There is no place "{place}".'
    expected = f"one of {', '.join(definitions.places)}"
    remedy = "Correct the name, or add the place to layers/places."
    closest = find_closest(place, definitions.places)
    raise BuildError([Fault(where, what, expected, remedy, closest)])


def _check_inputs(inputs: list[Path], data: Path) -> None:
    faults = []
    for path in (path for path in inputs if not path.exists()):
        made = path.parent.name == "reference" or path.name == FIGURES_MSOAS
        also = ", or make the summaries from the publishers' files with --from FOLDER"
        remedy = f"Restore it{also if made else ''}."
        faults.append(Fault(str(path.relative_to(data)), "This file is missing.", remedy=remedy))
    if faults:
        raise BuildError(faults)


def _check_same_areas(areas: pd.DataFrame, figures: pd.DataFrame, outlines: pd.Index) -> None:
    faults = []
    for name, codes in (("figures", figures.index), ("outlines", outlines)):
        missing = sorted(set(areas.index) - set(codes))
        extra = sorted(set(codes) - set(areas.index))
        if missing or extra:
            some = ", ".join((missing + extra)[:5])
            what = f"{len(missing)} areas are missing and {len(extra)} are unknown: {some}."
            expected = "the same areas as in areas.csv"
            faults.append(Fault(name, what, expected=expected, remedy="Correct the file."))
    if faults:
        raise BuildError(faults)
