"""Read a shapefile from a zip archive, unpacking only its own parts, in memory."""

from __future__ import annotations

import io
import zipfile
import zlib
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from atlas.text import say
from atlas.uploads.lay_out_shapes import lay_out_shapes
from atlas.uploads.table import MEGABYTE, Upload, check_size, check_width, refuse

NEEDED = (".shp", ".shx", ".dbf")
FURTHER = (".prj", ".cpg")
MOST_UNPACKED = 200 * MEGABYTE
STEP = 1 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, RuntimeError, EOFError, OSError, ValueError)


def list_shapefiles(content: bytes) -> list[str]:
    """Return the names of the shapefiles in an archive; empty for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [part.filename for part in archive.infolist()]
    except DAMAGED:
        return []
    found = [PurePosixPath(name) for name in names if name.lower().endswith(".shp")]
    return sorted(str(path.with_suffix("")) for path in found if "__MACOSX" not in path.parts)


def read_shapefile(name: str, content: bytes, *, layer: str = "") -> Upload:
    """Return the table of one shapefile.

    Parameters
    ----------
    name
        Name of the file.
    content
        Bytes of the archive.
    layer
        Name of the shapefile; empty for the first.

    Raises
    ------
    UploadError
        If a part is missing, or it is damaged, empty or too large.
    """
    layers = list_shapefiles(content)
    if not layers:
        _refuse_damaged()
    packed = _pack(content, layer if layer in layers else layers[0])
    try:
        facts = pyogrio.read_info(io.BytesIO(packed), force_feature_count=True)
        check_width(len(facts["fields"]))
        check_size(int(facts["features"]), len(facts["fields"]) + 1)
        table = pyogrio.read_dataframe(io.BytesIO(packed), on_invalid="ignore")
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        LookupError,
        RuntimeError,
        ValueError,
    ):
        _refuse_damaged()
    if table.empty:
        refuse(
            say("The shapefile is empty: it has no row."),
            remedy=say("Choose a layer or a file with at least one row."),
        )
    shapes = np.asarray(table.geometry.array) if isinstance(table, gpd.GeoDataFrame) else None
    plain = table if shapes is None else pd.DataFrame(table.drop(columns="geometry"))
    return lay_out_shapes(name, plain, shapes, facts.get("crs"), [])


def _pack(content: bytes, layer: str) -> bytes:
    """Return an archive with only the parts of one shapefile, renamed to `layer`.

    The stated size of a part is not trusted: each is unpacked in pieces up to a limit.
    """
    packed, left = io.BytesIO(), MOST_UNPACKED
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as kept,
        ):
            known = {info.filename.lower(): info for info in archive.infolist()}
            missing = [end for end in NEEDED if f"{layer}{end}".lower() not in known]
            if missing:
                refuse(
                    say("The shapefile lacks its part {parts}.", parts=", ".join(missing)),
                    expected=say("the parts shp, shx and dbf in one archive"),
                    remedy=say("Pack all files of the shapefile into one archive."),
                )
            for end in (*NEEDED, *FURTHER):
                part = known.get(f"{layer}{end}".lower())
                if part is None:
                    continue
                pieces = []
                with archive.open(part) as unpacked:
                    while piece := unpacked.read(STEP):
                        left -= len(piece)
                        if left < 0:
                            _refuse_bomb()
                        pieces.append(piece)
                kept.writestr(f"layer{end}", b"".join(pieces))
    except DAMAGED:
        _refuse_damaged()
    return packed.getvalue()


def _refuse_bomb() -> NoReturn:
    refuse(
        say(
            "The file unpacks to more than {size} MB and was not opened.",
            size=MOST_UNPACKED // MEGABYTE,
        ),
        remedy=say("Keep only the rows of your area, or fewer columns, and choose the file again."),
    )


def _refuse_damaged() -> NoReturn:
    refuse(
        say("The shapefile cannot be read: it is damaged, or not a shapefile."),
        remedy=say("Export the layer again as GeoPackage or CSV and choose that file."),
    )
