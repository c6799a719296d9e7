"""Read one layer of a GeoPackage: its columns as text, and its shapes in degrees."""

from __future__ import annotations

import io
import sqlite3
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from atlas.tables.headings import clean_cell
from atlas.tables.lay_out_shapes import lay_out_shapes
from atlas.tables.strip_geopackage import Stripped, strip_geopackage
from atlas.tables.table import (
    EXPORT_AGAIN,
    NO_ROWS,
    Upload,
    check_size,
    check_width,
    refuse,
    refuse_damaged,
)
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

# Most layers that are named as left out.
MOST_NAMED = 5
DAMAGED = (
    *(sqlite3.Error, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError),
    *(LookupError, RuntimeError, ValueError),
)
NO_GEOPACKAGE = to_say("The GeoPackage cannot be read: it is damaged, or not a GeoPackage.")


def list_layers(content: bytes) -> list[str]:
    """Return the names of a GeoPackage's layers.

    Raises
    ------
    UploadError
        If it cannot be read or has none.
    """
    return _open(content)[1]


def _open(content: bytes) -> tuple[Stripped, list[str]]:
    """Return a GeoPackage without views and computed columns, and the names of its layers."""
    with refuse_damaged(DAMAGED, NO_GEOPACKAGE):
        stripped = strip_geopackage(content)
        listed = [str(name) for name, _ in pyogrio.list_layers(io.BytesIO(stripped.content))]
    found = [name for name in listed if name not in stripped.no_layers]
    if not found and stripped.left_out:
        refuse(
            say("The GeoPackage has no layer that is a plain table."),
            expected=say("a table, not a view, and without computed columns"),
            remedy=say(EXPORT_AGAIN),
        )
    if not found:
        refuse(say("The GeoPackage is empty: it has no layer."), remedy=say("Choose another file."))
    return stripped, found


def read_geopackage(name: str, content: bytes, sheet: str = "") -> Upload:
    """Return the table of one layer, by default of the first, with its shapes in degrees.

    Raises
    ------
    UploadError
        If it cannot be read, has no row, or is too large.
    """
    stripped, layers = _open(content)
    layer = sheet if sheet in layers else layers[0]
    notes = [
        say(
            "“{layer}” was left out: it is a view, or has a computed column.", layer=clean_cell(one)
        )
        for one in stripped.left_out[:MOST_NAMED]
    ]
    empty = say("The layer “{layer}” is empty: it has no row.", layer=layer)
    return read_layer(name, stripped.content, layer, NO_GEOPACKAGE, empty, notes)


def read_layer(
    name: str,
    content: bytes,
    layer: str | None,
    damaged: str,
    empty: str,
    notes: Sequence[str] = (),
) -> Upload:
    """Return the table of one layer of a file that GDAL reads.

    Parameters
    ----------
    name, content
        Name of the file, and its bytes.
    layer
        Name of the layer; None for the only one.
    damaged, empty
        What to say of a file that cannot be read or has no row.
    notes
        Notes for the person on how the file was read.

    Raises
    ------
    UploadError
        If it cannot be read, has no row, or is too large.
    """
    with refuse_damaged(DAMAGED, damaged):
        facts = pyogrio.read_info(io.BytesIO(content), layer=layer, force_feature_count=True)
        check_width(len(facts["fields"]))
        check_size(int(facts["features"]), len(facts["fields"]) + 1)
        table = pyogrio.read_dataframe(io.BytesIO(content), layer=layer, on_invalid="ignore")
        restore_digits(table, content, layer, facts)
    if table.empty:
        refuse(empty, remedy=say(NO_ROWS))
    shapes = np.asarray(table.geometry.array) if isinstance(table, gpd.GeoDataFrame) else None
    plain = table if shapes is None else pd.DataFrame(table.drop(columns="geometry"))
    return lay_out_shapes(name, plain, shapes, facts.get("crs"), list(notes))


def restore_digits(table: pd.DataFrame, content: bytes, layer: str | None, facts: Any) -> None:  # noqa: ANN401 - pyogrio has no types
    """Restore whole numbers that were rounded because gaps turned their column into floats."""
    kinds = zip(facts["fields"], facts["dtypes"], strict=True)
    rounded = [str(name) for name, kind in kinds if kind == "int64" and table[name].dtype != kind]
    if rounded:
        whole = pyogrio.read_dataframe(
            io.BytesIO(content),
            layer=layer,
            columns=rounded,
            read_geometry=False,
            use_arrow=True,
            arrow_to_pandas_kwargs={"integer_object_nulls": True},
        )
        table[rounded] = whole[rounded].astype(object)
