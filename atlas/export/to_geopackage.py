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
import pandas as pd
import pyogrio

from atlas.errors import ExportError, Fault
from atlas.export.columns import describe_columns
from atlas.export.format_spec import FormatSpec
from atlas.export.gpkg_tables import GEOMETRY, add_columns, add_metadata, add_style, fix_dates
from atlas.export.provenance import describe_extract, format_tables
from atlas.export.qgis_style import QGIS, Rule, list_rules, make_style
from atlas.layer.look import PALE
from atlas.text import end_sentence, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.export.extract import Extract
    from atlas.points.listed import Listed

FORMAT = FormatSpec(
    "gpkg",
    "GeoPackage",
    ".gpkg",
    "application/geopackage+sqlite3",
    "data",
    also_called=("geopackage",),
    has_grids=True,
)
# A version that programs of 2021 support, such as QGIS 3.22: nothing here needs a later one.
VERSION = "1.2"
WGS84 = "EPSG:4326"
OUR_METADATA = "urn:cohesion-atlas:provenance"
# QGIS shows a layer's metadata if it finds a record of this standard.
QGIS_METADATA = "http://mrcc.com/qgis.dtd"


def write(extract: Extract) -> bytes:
    """Return a GeoPackage with a layer called after the place and the layer.

    It is in the place's own grid, such as the British National Grid, or in WGS 84. Areas
    filtered out are a second layer, drawn in grey; the points on the map are
    another, called after the place and ``places``.
    """
    name = layer_name(extract)
    shapes = gpd.GeoDataFrame(
        extract.table.rename_axis("area").reset_index(),
        geometry=extract.outlines.geometry.to_numpy(),
        crs=WGS84,
    )
    about = " ".join([end_sentence(extract.layer.texts.title), *extract.filter_words])
    # A second layer can be added to a file on disk only.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "atlas.gpkg"

        def add(shapes: gpd.GeoDataFrame, layer: str, title: str, told: str, **more: Any) -> None:  # noqa: ANN401 - of pyogrio
            names = {"GEOMETRY_NAME": GEOMETRY, "IDENTIFIER": title, "DESCRIPTION": told}
            kind = {"driver": "GPKG", "layer": layer, "layer_options": names}
            pyogrio.write_dataframe(shapes.to_crs(find_crs(extract)), file, **kind, **more)

        areas = {"geometry_type": "MultiPolygon", "promote_to_multi": True}
        new = {"dataset_options": {"VERSION": VERSION}, "layer_metadata": _short_metadata(extract)}
        add(shapes, name, extract.title, about, **areas, **new)
        if len(extract.left_out):
            # The background of the others.
            others = extract.left_out.assign(meets_filter=False).rename_axis("area").reset_index()
            title = say("{title}: the areas that are left out", title=extract.title)
            told = " ".join(extract.filter_words)
            add(others, left_out_name(extract), title, told, **areas, append=True)
        if extract.places:
            title = say("Cohesion atlas, {place}: places on the map", place=extract.name)
            told = " ".join(f"{listed.plural}: {listed.describe()}." for listed in extract.places)
            layer = _spell(f"{extract.place}_places")
            add(_tabulate_places(extract.places), layer, title, told, append=True)
        return _add_tables(file.read_bytes(), extract, name)


def find_crs(extract: Extract) -> str:
    """Return the CRS of the file.

    Raises
    ------
    ExportError
        If neither the place's own grid nor WGS 84 is asked for.
    """
    offered = list(dict.fromkeys([extract.store.metres, WGS84]))
    asked = extract.crs.upper()
    asked = f"EPSG:{asked}" if asked.isdecimal() else asked
    if asked and asked not in offered:
        what = say("{place} cannot be exported in {crs}.", place=extract.name, crs=asked)
        expected = say("one of {choices}", choices=", ".join(offered))
        remedy = say("Choose one of these.")
        raise ExportError([Fault("export, --crs", what, expected=expected, remedy=remedy)])
    return asked or offered[0]


def _tabulate_places(places: Sequence[Listed]) -> gpd.GeoDataFrame:
    """Return the points of several lists in WGS 84, each with its source and caution."""
    parts = []
    for listed in places:
        points = listed.points
        told = points[["name", "kind", "area"]].assign(
            source=listed.source,
            date=listed.describes,
            licence=listed.licence,
            caution=listed.caution,
            geometry=gpd.points_from_xy(points["longitude"], points["latitude"]),
        )
        told.insert(0, "list", listed.plural)
        parts.append(told)
    table = pd.concat(parts, ignore_index=True)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=WGS84)


def layer_name(extract: Extract) -> str:
    """Return the name of the layer in the file."""
    return _spell(f"{extract.place}_{extract.layer.id}")


def _spell(name: str) -> str:
    """Return a name of letters, digits and underscores."""
    return re.sub(r"\W+", "_", name).strip("_")


def _short_metadata(extract: Extract) -> dict[str, str]:
    layer = extract.layer
    return {
        "TITLE": extract.title,
        "FILTER": " ".join(extract.filter_words),
        **({"LINK": extract.link} if extract.link else {}),
        "SOURCE": format_tables(extract.sources),
        "LICENCE": "; ".join(licence.name for licence in extract.licences),
        "ATTRIBUTION": " ".join(extract.attributions),
        "LAYER": layer.texts.title,
        "DATE": layer.texts.date,
        "CAUTION": layer.texts.caution,
    }


def _add_tables(package: bytes, extract: Extract, name: str) -> bytes:
    """Return the package with our metadata and styles, and with fixed dates."""
    connection = sqlite3.connect(":memory:")
    told = describe_columns(extract)
    try:
        connection.deserialize(package)
        provenance = json.dumps(describe_extract(extract), ensure_ascii=False)
        add_metadata(connection, name, OUR_METADATA, "application/json", provenance)
        add_metadata(connection, name, QGIS_METADATA, "text/xml", _qgis_metadata(extract))
        add_columns(connection, name, told)
        layer = extract.layer
        if layer.id in extract.table:
            style = make_style(list_rules(layer), {one: title for one, (title, _) in told.items()})
            add_style(connection, name, name=layer.texts.name, style=style, about=layer.texts.title)
        if len(extract.left_out):
            others = left_out_name(extract)
            add_columns(connection, others, told)
            here = ("area", *extract.left_out)
            titles = {one: told[one][0] for one in here if one in told}
            words = say("Does not meet the filter")
            style = make_style([Rule(words, "", PALE)], titles)
            add_style(connection, others, name=words, style=style, about=words)
        fix_dates(connection)
        connection.commit()
        return bytes(connection.serialize())
    finally:
        connection.close()


def left_out_name(extract: Extract) -> str:
    """Return the name of the layer with the areas that a filter leaves out."""
    return f"{layer_name(extract)}_left_out"


def _qgis_metadata(extract: Extract) -> str:
    root = ET.Element("qgis", version=QGIS)
    texts = extract.layer.texts
    parts = {
        "identifier": layer_name(extract),
        "language": "ENG",
        "type": "dataset",
        "title": extract.title,
        "abstract": "\n".join(
            [
                texts.title,
                texts.summary,
                *extract.filter_words,
                format_tables(extract.sources),
            ]
        ),
        "constraints": texts.caution,
        "rights": "\n".join(extract.attributions),
        "license": "; ".join(licence.name for licence in extract.licences),
        "encoding": "UTF-8",
    }
    for tag, text in parts.items():
        ET.SubElement(root, tag).text = text
    if extract.link.startswith(("https://", "http://")):
        links = ET.SubElement(root, "links")
        ET.SubElement(
            links, "link", name=say("The same in the atlas"), type="WWW:LINK", url=extract.link
        )
    return ET.tostring(root, encoding="unicode")
