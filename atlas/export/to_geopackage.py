"""Outlines with names, figures and types as a GeoPackage, with metadata and a QGIS style."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio

from atlas.export.format_spec import FormatSpec
from atlas.export.places import tabulate_places
from atlas.export.provenance import describe_extract, say_tables
from atlas.export.qgis_style import write_style
from atlas.text import end_sentence, say

if TYPE_CHECKING:
    from atlas.export.extract import Extract

FORMAT = FormatSpec(
    "gpkg",
    "GeoPackage",
    ".gpkg",
    "application/geopackage+sqlite3",
    "data",
    also_called=("geopackage",),
)
# One date for all files, so that the same extract gives the same bytes.
WHEN = "2000-01-01T00:00:00.000Z"
GEOMETRY = "geom"
OUR_METADATA = "urn:cohesion-atlas:provenance"
# QGIS shows a layer's metadata if it finds a record of this standard.
QGIS_METADATA = "http://mrcc.com/qgis.dtd"
STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""


def write(extract: Extract) -> bytes:
    """Return a GeoPackage in WGS 84 with a layer called after the place and the layer.

    The points that are on the map make a second layer, called after the place and ``places``.
    """
    name = layer_name(extract)
    shapes = gpd.GeoDataFrame(
        extract.table.rename_axis("area").reset_index(),
        geometry=extract.outlines.geometry.to_numpy(),
        crs="EPSG:4326",
    )
    settings: dict[str, Any] = {
        "driver": "GPKG",
        "layer": name,
        "geometry_type": "MultiPolygon",
        "promote_to_multi": True,
        "layer_options": {
            "GEOMETRY_NAME": GEOMETRY,
            "IDENTIFIER": extract.title,
            "DESCRIPTION": " ".join([end_sentence(extract.layer.question), *extract.filter_words]),
        },
        "layer_metadata": _short_metadata(extract),
    }
    # A second layer can be added to a file on disk only.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "atlas.gpkg"
        pyogrio.write_dataframe(shapes, file, **settings)
        if extract.places:
            _add_places(file, extract)
        return _add_tables(file.read_bytes(), extract, name)


def _add_places(file: Path, extract: Extract) -> None:
    """Add the points that are on the map as a layer of their own."""
    pyogrio.write_dataframe(
        tabulate_places(extract.places),
        file,
        driver="GPKG",
        layer=re.sub(r"\W+", "_", f"{extract.place}_places").strip("_"),
        append=True,
        layer_options={
            "GEOMETRY_NAME": GEOMETRY,
            "IDENTIFIER": say("Cohesion atlas, {place}: places on the map", place=extract.name),
            "DESCRIPTION": " ".join(f"{one.plural}: {one.tell()}." for one in extract.places),
        },
    )


def layer_name(extract: Extract) -> str:
    """Return the name of the layer in the file."""
    return re.sub(r"\W+", "_", f"{extract.place}_{extract.layer.id}").strip("_")


def _short_metadata(extract: Extract) -> dict[str, str]:
    layer = extract.layer
    return {
        "TITLE": extract.title,
        "FILTER": " ".join(extract.filter_words),
        **({"LINK": extract.link} if extract.link else {}),
        "SOURCE": say_tables(extract.sources),
        "LICENCE": "; ".join(one.name for one in extract.licences),
        "ATTRIBUTION": " ".join(extract.attributions),
        "LAYER": layer.question,
        "DATE": layer.year,
        "CAUTION": layer.caution,
    }


def _add_tables(package: bytes, extract: Extract, name: str) -> bytes:
    """Return the package with our metadata and style, and with fixed dates."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(package)
        provenance = json.dumps(describe_extract(extract), ensure_ascii=False)
        _add_metadata(connection, name, (OUR_METADATA, "application/json", provenance))
        _add_metadata(connection, name, (QGIS_METADATA, "text/xml", _qgis_metadata(extract)))
        if extract.layer.id in extract.table:
            _add_style(connection, name, extract)
        connection.execute("UPDATE gpkg_contents SET last_change = ?", (WHEN,))
        connection.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (WHEN,))
        connection.commit()
        return bytes(connection.serialize())
    finally:
        connection.close()


def _add_metadata(connection: sqlite3.Connection, name: str, record: tuple[str, str, str]) -> None:
    cursor = connection.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
        "VALUES ('dataset', ?, ?, ?)",
        record,
    )
    connection.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) "
        "VALUES ('table', ?, ?, ?)",
        (name, WHEN, cursor.lastrowid),
    )


def _add_style(connection: sqlite3.Connection, name: str, extract: Extract) -> None:
    connection.execute(STYLES)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        (WHEN,),
    )
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
        "update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
        (
            name,
            GEOMETRY,
            extract.layer.name[:30],
            write_style(extract.layer),
            extract.layer.question,
            WHEN,
        ),
    )


def _qgis_metadata(extract: Extract) -> str:
    root = ET.Element("qgis", version="3.34.0")
    layer = extract.layer
    parts = {
        "identifier": layer_name(extract),
        "language": "ENG",
        "type": "dataset",
        "title": extract.title,
        "abstract": "\n".join(
            [layer.question, layer.sentence, *extract.filter_words, say_tables(extract.sources)]
        ),
        "constraints": layer.caution,
        "rights": "\n".join(extract.attributions),
        "license": "; ".join(one.name for one in extract.licences),
        "encoding": "UTF-8",
    }
    for tag, text in parts.items():
        ET.SubElement(root, tag).text = text
    if extract.link:
        links = ET.SubElement(root, "links")
        ET.SubElement(
            links, "link", name=say("The same in the atlas"), type="WWW:LINK", url=extract.link
        )
    return ET.tostring(root, encoding="unicode")
