"""Read outlines or centroids of areas from the publishers' files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
from pyogrio.errors import DataSourceError

from atlas.errors import BuildError, Fault, find_closest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DEGREES = "EPSG:4326"
# ONS shapefiles use the British National Grid; one of them has no .prj file.
NATIONAL_GRID = "EPSG:27700"


def read_shapes(
    path: Path, *, code_column: str, areas: Iterable[str] = (), where: str = ""
) -> gpd.GeoDataFrame:
    """Return shapes in WGS 84, indexed and ordered by area, with an area's parts merged.

    Parameters
    ----------
    path
        GeoJSON, gzipped or not, TopoJSON, or a shapefile. Coordinates without a stated system
        that are not degrees are read as British National Grid.
    code_column
        Property that holds the areas' codes.
    areas
        Areas that must be present; others may be.
    where
        Key that names the file, for faults.

    Raises
    ------
    BuildError
        If the file is missing or cannot be read, or the property or areas are missing, as in a
        file of another year.
    """
    said = where or path.name
    shapes = open_shapes(path, where=said)
    if code_column not in shapes:
        headings = [str(heading) for heading in shapes.columns]
        what = f'{path.name} has no property "{code_column}".'
        closest = find_closest(code_column, headings)
        remedy = "Correct the name, or use the file that has it."
        raise BuildError([Fault(said, what, remedy=remedy, closest=closest)])
    shapes = shapes.rename(columns={code_column: "area"}).set_index("area").sort_index()
    if shapes.index.has_duplicates:
        shapes = shapes[["geometry"]].make_valid().to_frame("geometry").dissolve(level=0)
    wanted = list(areas)
    missing = [area for area in wanted if area not in shapes.index]
    if missing:
        what = f"{path.name} has no shape of {len(missing)} of {len(wanted)} areas: {missing[0]}."
        remedy = "Use the shapes of the same year as the look-ups."
        raise BuildError([Fault(said, what, remedy=remedy)])
    return shapes[["geometry"]].to_crs(DEGREES)


def open_shapes(path: Path, *, where: str) -> gpd.GeoDataFrame:
    """Return shapes as published, with all their properties and a coordinate system.

    Parameters
    ----------
    path
        As `read_shapes` takes it.
    where
        Key that names the file, for faults.

    Raises
    ------
    BuildError
        If the file is missing or cannot be read.
    """
    if not path.exists():
        what = f'There is no file "{path.name}" in {path.parent}.'
        raise BuildError([Fault(where, what, remedy="Copy it there, or name another folder.")])
    # GDAL must be told that the file is compressed.
    source = f"/vsigzip/{path.resolve()}" if path.suffix == ".gz" else path
    try:
        shapes = gpd.read_file(source)
    except DataSourceError as error:
        what = f"{path.name} has no shapes that can be read: {error}."
        raise BuildError([Fault(where, what, remedy="Download the file again.")]) from error
    if shapes.crs is None:
        west, south, east, north = shapes.total_bounds
        degrees = west >= -180 and east <= 180 and south >= -90 and north <= 90
        shapes = shapes.set_crs(DEGREES if degrees else NATIONAL_GRID)
    return shapes
