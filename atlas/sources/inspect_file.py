"""Check that a file matches its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions import Overlay, Source
from atlas.definitions.published_file import PublishedFile
from atlas.errors import BuildError, Fault, find_closest
from atlas.sources.inspect_list import inspect_list
from atlas.sources.read_look_up import read_columns
from atlas.sources.read_outlines import read_shapes
from atlas.sources.read_source import find_readers, read_source

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from atlas.definitions.published_file import Fetched

SHAPES = (".geojson", ".geojson.gz", ".json", ".shp")


def name_key(described: Fetched, key: str) -> str:
    """Return the location of a key of a definition, for faults."""
    return f"{name_definition(described)}, {key}"


def name_definition(described: Fetched) -> str:
    """Return the location of a definition, for faults."""
    kind = "sources" if isinstance(described, Source) else "files"
    kind = "overlays" if isinstance(described, Overlay) else kind
    return f"layers/{kind}/{described.id}.toml"


def inspect_file(described: Fetched, folder: Path) -> None:
    """Read a file as a build would, and count its areas.

    Parameters
    ----------
    described
        A source, a point list, or a file that a geography or a list names.
    folder
        The folder that its path is relative to.

    Raises
    ------
    BuildError
        If it cannot be read, lacks a column, or has the wrong number of areas or rows.
    """
    path = folder / described.file
    if isinstance(described, Overlay) or (
        isinstance(described, PublishedFile) and not described.header
    ):
        inspect_list(described, path, name_definition(described))
        return
    if isinstance(described, Source):
        found = len(read_source(described, folder))
    elif isinstance(described, PublishedFile):
        found = _count_areas(described, path)
    else:  # pragma: no cover - there are three kinds
        raise TypeError(type(described))
    if described.areas is not None and found != described.areas:
        what = f"{described.file} describes {found:,} areas."
        expected = f"{described.areas:,}"
        remedy = "Use the table of the right year and level, or correct areas."
        raise BuildError([Fault(name_key(described, "areas"), what, expected, remedy)])


def _count_areas(described: PublishedFile, path: Path) -> int:
    where = name_key(described, "columns")
    if path.name.endswith(SHAPES):
        return len(read_shapes(path, code_column=described.columns[0], where=where))
    table = _read_table(described, path, where)
    for column in described.filled:
        if (table[column] == "").any():
            what = f'{described.file} has rows with nothing in "{column}".'
            remedy = "Use the edition of the file that has it, or download the file by hand."
            raise BuildError([Fault(name_key(described, "filled"), what, remedy=remedy)])
    codes = table[described.columns[0]]
    return int(codes[codes != ""].nunique())


def _read_table(described: PublishedFile, path: Path, where: str) -> pd.DataFrame:
    """Return the columns that a build reads, as text."""
    if path.suffix != ".xlsx" or not path.exists():
        return read_columns(path, described.columns, where=where)
    try:
        table = find_readers()["excel"].read(path, described.columns[0]).reset_index()
        found: pd.DataFrame = table[described.columns].fillna("").astype(str)
    except (KeyError, ValueError, OSError) as error:
        headings = [str(name) for name in getattr(error, "headings", [])]
        what = f"{described.file} does not have the columns {', '.join(described.columns)}."
        remedy = "Correct the headings, or use the file that has them."
        closest = find_closest(described.columns[0], headings)
        raise BuildError([Fault(where, what, remedy=remedy, closest=closest)]) from error
    return found
