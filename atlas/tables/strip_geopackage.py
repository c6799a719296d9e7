"""Remove views and computed columns from a GeoPackage, as reading would execute them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass

# The header bytes for write-ahead logging; an upload has no log beside it.
LOG_MARKS = slice(18, 20)
NO_LOG = b"\x01\x01"
# GDAL's table of row counts, dropped so that it counts anew.
KEPT_COUNTS = "gpkg_ogr_contents"


@dataclass(frozen=True)
class Stripped:
    """A GeoPackage of plain tables only.

    Parameters
    ----------
    content
        Its bytes.
    left_out
        Names of the layers that are not plain tables.
    no_layers
        Names of all tables that must not be read as a layer.
    """

    content: bytes
    left_out: tuple[str, ...]
    no_layers: frozenset[str]


def strip_geopackage(content: bytes) -> Stripped:
    """Return a GeoPackage in which reading executes nothing.

    However small the file, a view may run for ever and a computed column may have any size.
    They are dropped before any row is read, which does not execute them.

    Parameters
    ----------
    content
        Bytes of an SQLite database.

    Raises
    ------
    sqlite3.Error
        If it is damaged, or declares a view as a table.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.deserialize(content[: LOG_MARKS.start] + NO_LOG + content[LOG_MARKS.stop :])
        kinds = {
            str(name): str(kind)
            for schema, name, kind, *_ in base.execute("PRAGMA table_list")
            if schema == "main"
        }
        if not kinds:
            # SQLite before 3.37 does not list views here, and reading would execute them.
            message = "tables that this machine's SQLite is too old to tell from views"
            raise sqlite3.NotSupportedError(message)
        views = [name for name, kind in kinds.items() if kind == "view"]
        computed = [
            name
            for name, kind in kinds.items()
            if kind in ("table", "shadow") and _is_computed(base, name)
        ]
        for name in views:
            base.execute(f"DROP VIEW {_quote(name)}")
        for name in (*computed, *([KEPT_COUNTS] if kinds.get(KEPT_COUNTS) == "table" else [])):
            base.execute(f"DROP TABLE IF EXISTS {_quote(name)}")
        names = {str(name) for (name,) in base.execute("SELECT name FROM sqlite_master")}
        if names & {*views, *computed}:
            message = "a view that says to be a table"
            raise sqlite3.DatabaseError(message)
        virtual = [name for name, kind in kinds.items() if kind in ("virtual", "shadow")]
        listed = "gpkg_contents" in names
        rows = base.execute("SELECT table_name FROM gpkg_contents") if listed else []
        left_out = {*views, *computed, *virtual} & {str(name) for (name,) in rows}
        return Stripped(base.serialize(), tuple(sorted(left_out)), frozenset(virtual))


def _is_computed(base: sqlite3.Connection, name: str) -> bool:
    """Return whether a table has a hidden or generated column."""
    return any(row[-1] for row in base.execute(f"PRAGMA table_xinfo({_quote(name)})"))


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
