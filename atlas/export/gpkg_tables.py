"""Metadata tables of a GeoPackage: column descriptions, metadata, and QGIS styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

# A fixed date, so that the same extract gives the same bytes.
WHEN = "2000-01-01T00:00:00.000Z"
GEOMETRY = "geom"
# OGC 12-128r17, GeoPackage 1.2.1, annex F.9: the extension Schema.
SCHEMA = "http://www.geopackage.org/spec121/#extension_schema"
COLUMNS = """
CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
    mime_type TEXT, constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name)
)
"""
CONSTRAINTS = """
CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
    min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
)
"""
STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""


def add_columns(
    connection: sqlite3.Connection, table: str, told: Mapping[str, tuple[str, str]]
) -> None:
    """Describe each column: its title, which programs show as its alias, and its content."""
    _create(connection, COLUMNS, "gpkg_data_columns", SCHEMA, "gpkg_schema")
    _create(connection, CONSTRAINTS, "gpkg_data_column_constraints", SCHEMA, "gpkg_schema")
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    for name, (title, sentence) in told.items():
        if name in there:
            about = {"table_name": table, "column_name": name, "title": title}
            # Names must be unique in a table; titles need not be.
            _insert(connection, "gpkg_data_columns", **about, name=name, description=sentence)


def add_metadata(
    connection: sqlite3.Connection, table: str, standard: str, kind: str, content: str
) -> None:
    """Add a metadata record for a table."""
    about = {"md_scope": "dataset", "md_standard_uri": standard}
    file = _insert(connection, "gpkg_metadata", **about, mime_type=kind, metadata=content)
    refers = {"reference_scope": "table", "table_name": table, "timestamp": WHEN}
    _insert(connection, "gpkg_metadata_reference", **refers, md_file_id=file)


def add_style(
    connection: sqlite3.Connection, table: str, *, name: str, style: str, about: str
) -> None:
    """Add the style in which QGIS opens a table."""
    if not _has_table(connection, "layer_styles"):
        connection.execute(STYLES)
        listed = {"table_name": "layer_styles", "identifier": "layer_styles", "description": ""}
        _insert(connection, "gpkg_contents", **listed, data_type="attributes", last_change=WHEN)
    _insert(
        connection,
        "layer_styles",
        f_table_catalog="",
        f_table_schema="",
        f_table_name=table,
        f_geometry_column=GEOMETRY,
        styleName=name[:30],
        styleQML=style,
        styleSLD="",
        useAsDefault=1,
        description=about,
        owner="",
        update_time=WHEN,
    )


def fix_dates(connection: sqlite3.Connection) -> None:
    """Set fixed dates, so that the same extract gives the same bytes."""
    connection.execute("UPDATE gpkg_contents SET last_change = ?", (WHEN,))
    connection.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (WHEN,))


def _has_table(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,))
    return found.fetchone() is not None


def _create(
    connection: sqlite3.Connection, statement: str, table: str, definition: str, extension: str
) -> None:
    """Create an extension's table, and register it."""
    if not _has_table(connection, table):
        connection.execute(statement)
        about = {"extension_name": extension, "definition": definition, "scope": "read-write"}
        _insert(connection, "gpkg_extensions", table_name=table, column_name=None, **about)


def _insert(connection: sqlite3.Connection, table: str, **row: object) -> int | None:
    """Add a row to a table and return its number."""
    slots = ", ".join("?" * len(row))
    statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({slots})"  # noqa: S608 - our own
    return connection.execute(statement, tuple(row.values())).lastrowid
