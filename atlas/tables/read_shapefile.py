"""Read a shapefile from a zip archive, unpacking only its own parts, in memory."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from pathlib import PurePosixPath

from atlas.tables.archive import DAMAGED, unpack
from atlas.tables.read_geopackage import read_layer
from atlas.tables.table import MEGABYTE, Upload, refuse, refuse_damaged
from atlas.text import say, to_say

NEEDED = (".shp", ".shx", ".dbf")
FURTHER = (".prj", ".cpg")
MOST_UNPACKED = 200 * MEGABYTE
NO_SHAPEFILE = to_say("The shapefile cannot be read: it is damaged, or not a shapefile.")


def list_shapefiles(content: bytes) -> list[str]:
    """Return the names of the shapefiles in an archive; empty for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [part.filename for part in archive.infolist()]
    except DAMAGED:
        return []
    found = [PurePosixPath(name) for name in names if name.lower().endswith(".shp")]
    return sorted(str(path.with_suffix("")) for path in found if "__MACOSX" not in path.parts)


def read_shapefile(name: str, content: bytes, layer: str = "") -> Upload:
    """Return the table of one shapefile in an archive; by default of the first.

    Raises
    ------
    UploadError
        If a part is missing, or it is damaged, empty or too large.
    """
    with refuse_damaged(DAMAGED, NO_SHAPEFILE):
        layers = list_shapefiles(content)
        packed = _pack(content, layer if layer in layers else layers[0])
    empty = say("The shapefile is empty: it has no row.")
    return read_layer(name, packed, None, NO_SHAPEFILE, empty)


def _pack(content: bytes, layer: str) -> bytes:
    """Return an archive with only the parts of one shapefile, renamed to `layer`."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as kept,
    ):
        known = {info.filename.lower(): info for info in archive.infolist()}
        missing = [end for end in NEEDED if f"{layer}{end}".lower() not in known]
        if missing:
            refuse(
                say("The shapefile is missing its part {parts}.", parts=", ".join(missing)),
                expected=say("the parts shp, shx and dbf in one archive"),
                remedy=say("Pack all files of the shapefile into one archive."),
            )
        names = [f"{layer}{end}".lower() for end in (*NEEDED, *FURTHER)]
        pieces = defaultdict(list)
        parts = [known[name] for name in names if name in known]
        for part, piece in unpack(archive, parts, MOST_UNPACKED):
            pieces[PurePosixPath(part.filename).suffix.lower()].append(piece)
        for end, found in pieces.items():
            kept.writestr(f"layer{end}", b"".join(found))
    return packed.getvalue()
