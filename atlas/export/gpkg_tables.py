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
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) "
        "VALUES (?, ?, ?, ?, ?)",
        # Names must be unique in a table; titles need not be.
        [
            (table, name, name, title, sentence)
            for name, (title, sentence) in told.items()
            if name in there
        ],
    )


def add_metadata(
    connection: sqlite3.Connection, table: str, standard: str, kind: str, content: str
) -> None:
    """Add a metadata record for a table."""
    cursor = connection.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
        "VALUES ('dataset', ?, ?, ?)",
        (standard, kind, content),
    )
    connection.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) "
        "VALUES ('table', ?, ?, ?)",
        (table, WHEN, cursor.lastrowid),
    )


def add_style(
    connection: sqlite3.Connection, table: str, *, name: str, style: str, about: str
) -> None:
    """Add the style in which QGIS opens a table."""
    if not _has_table(connection, "layer_styles"):
        connection.execute(STYLES)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
            "last_change) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
            (WHEN,),
        )
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
        "update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
        (table, GEOMETRY, name[:30], style, about, WHEN),
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
    if _has_table(connection, table):
        return
    connection.execute(statement)
    connection.execute(
        "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) "
        "VALUES (?, NULL, ?, ?, 'read-write')",
        (table, extension, definition),
    )
