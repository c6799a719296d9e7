"""Read a Parquet file, with or without shapes: its columns as text, its shapes in degrees."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from pyarrow import parquet

from atlas.tables.coordinates import DEGREES
from atlas.tables.lay_out_shapes import lay_out_shapes
from atlas.tables.table import (
    MEGABYTE,
    MOST_LETTERS,
    NO_ROWS,
    Upload,
    check_size,
    check_width,
    refuse,
    refuse_damaged,
    refuse_unpacked,
)
from atlas.text import say, to_say

MOST_UNPACKED = 200 * MEGABYTE
# Key of the GeoParquet metadata, and the usual encoding of its shapes.
GEO, WKB = b"geo", "WKB"
# Invalid texts, shapes and dictionary indices only show when values are converted.
DAMAGED = (pa.ArrowException, OSError, TypeError, ValueError, LookupError, OverflowError)
NO_PARQUET = to_say("The file cannot be read: it is damaged, or not a Parquet file.")


def read_geoparquet(name: str, content: bytes) -> Upload:
    """Return the table of a Parquet file.

    Texts are cut to the length of a cell while still dictionary-encoded, so that a small file
    cannot unpack to an unlimited size.

    Raises
    ------
    UploadError
        If it is damaged, empty, or too large.
    """
    with refuse_damaged(DAMAGED, NO_PARQUET):
        facts = parquet.read_metadata(io.BytesIO(content))
        schema = facts.schema.to_arrow_schema()
        groups = [facts.row_group(number) for number in range(facts.num_row_groups)]
    check_width(len(schema.names))
    check_size(facts.num_rows, len(schema.names) + 1)
    if sum(group.total_byte_size for group in groups) > MOST_UNPACKED:
        refuse_unpacked(MOST_UNPACKED)
    if not facts.num_rows:
        refuse(say("The file is empty: it has no row."), remedy=say(NO_ROWS))
    said, shaped = _read_geo(schema.metadata)
    plain = [one.name for one in schema if _is_plain(one.type)]
    texts = [one.name for one in schema if _is_text(one.type) or one.name == shaped]
    with refuse_damaged(DAMAGED, NO_PARQUET):
        file = parquet.ParquetFile(io.BytesIO(content), read_dictionary=texts)
        wanted = [*[one for one in plain if one != shaped], *([shaped] if shaped else [])]
        table = file.read(columns=wanted)
        columns = {one: _to_cells(table[one]) for one in plain if one != shaped}
        shapes = _to_shapes(table[shaped]) if shaped else None
    cells = pd.DataFrame(columns, dtype=object, index=pd.RangeIndex(table.num_rows))
    return lay_out_shapes(name, cells, shapes, _name_system(said), [])


def _read_geo(metadata: dict[bytes, bytes] | None) -> tuple[dict[str, Any], str]:
    """Return the metadata of the column of shapes, and its name; empty for none."""
    try:
        geo = json.loads((metadata or {})[GEO])
        shaped = str(geo["primary_column"])
        said = geo["columns"][shaped]
        return (said, shaped) if said.get("encoding", WKB) == WKB else ({}, "")
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}, ""


def _name_system(said: dict[str, Any]) -> str | None:
    """Return the coordinate system as pyproj accepts it; degrees by default, None if unknown."""
    if "crs" not in said:
        return DEGREES
    return json.dumps(said["crs"]) if said["crs"] else None


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_plain(kind: pa.DataType) -> bool:
    """Return whether a column holds single values rather than structs, lists or bytes."""
    return not (pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_null(kind))


def _to_cells(column: pa.ChunkedArray) -> np.ndarray:
    found = []
    for chunk in column.chunks:
        if isinstance(chunk, pa.DictionaryArray):
            known = [str(one)[:MOST_LETTERS] for one in chunk.dictionary.to_pylist()]
            found.append(_spread(known, chunk.indices))
        else:
            values = np.empty(len(chunk), dtype=object)
            values[:] = chunk.to_pylist()
            found.append(values)
    return np.concatenate(found)


def _to_shapes(column: pa.ChunkedArray) -> np.ndarray:
    found = []
    for chunk in column.chunks:
        if isinstance(chunk, pa.DictionaryArray):
            read = shapely.from_wkb(chunk.dictionary.to_pylist(), on_invalid="ignore")
            found.append(_spread(list(read), chunk.indices))
        else:
            found.append(shapely.from_wkb(chunk.to_pylist(), on_invalid="ignore"))
    return np.concatenate(found)


def _spread(known: list[Any], indices: pa.Array) -> np.ndarray:
    """Return the value of every row from a dictionary and indices; None for a null."""
    values = np.empty(len(known) + 1, dtype=object)
    values[:-1] = known
    positions = indices.fill_null(len(known)).to_numpy(zero_copy_only=False)
    spread: np.ndarray = values[positions]
    return spread
