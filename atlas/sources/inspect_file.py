"""See that a file is the one that its definition describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions import Source
from atlas.definitions.published_file import PublishedFile
from atlas.errors import BuildError, Fault
from atlas.sources.read_look_up import read_columns
from atlas.sources.read_outlines import read_shapes
from atlas.sources.read_source import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions.published_file import Fetched

SHAPES = (".geojson", ".geojson.gz", ".json", ".shp")


def name_key(described: Fetched, key: str) -> str:
    """Return where a person finds a key of a definition."""
    kind = "sources" if isinstance(described, Source) else "files"
    return f"layers/{kind}/{described.id}.toml, {key}"


def inspect_file(described: Fetched, folder: Path) -> None:
    """Read a file as a build would, and count its areas.

    Parameters
    ----------
    described
        A source, or a file that a geography names.
    folder
        The folder below which its path is.

    Raises
    ------
    BuildError
        If it cannot be read, lacks a column, or does not have as many areas as it should.
    """
    path = folder / described.file
    if isinstance(described, Source):
        found = len(read_source(described, folder))
    elif isinstance(described, PublishedFile):
        where = name_key(described, "columns")
        if path.name.endswith(SHAPES):
            found = len(read_shapes(path, code_column=described.columns[0], where=where))
        else:
            codes = read_columns(path, described.columns, where=where)[described.columns[0]]
            found = codes[codes != ""].nunique()
    else:  # pragma: no cover - there are two kinds
        raise TypeError(type(described))
    if described.areas is not None and found != described.areas:
        what = f"{described.file} describes {found:,} areas."
        expected = f"{described.areas:,}"
        remedy = "Take the table of the right year and level, or correct areas."
        raise BuildError(
            [Fault(name_key(described, "areas"), what, expected=expected, remedy=remedy)]
        )
