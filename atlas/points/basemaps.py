"""Read base maps from a council's own PMTiles files, tile by tile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType

from atlas.errors import BasemapError, Fault

if TYPE_CHECKING:
    from pathlib import Path

MEDIA_TYPES = {
    TileType.MVT: "application/vnd.mapbox-vector-tile",
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}
# Compressions that a browser can decode, with their HTTP names.
ENCODINGS = {Compression.NONE: "", Compression.UNKNOWN: "", Compression.GZIP: "gzip"}
AGAIN = "Copy the complete file there again."
PARTS = ("root", "metadata", "leaf_directory", "tile_data")


@dataclass(frozen=True, eq=False)
class StreetFile:
    """An open PMTiles file.

    Parameters
    ----------
    name
        The file's name without its ending.
    version
        Changes with the file; part of the address of its tiles.
    media_type, encoding
        Media type of a tile, and its compression: ``gzip`` or empty.
    header, metadata
        The file's own header and metadata.
    """

    name: str
    version: str
    media_type: str
    encoding: str
    header: dict[str, Any]
    metadata: dict[str, Any]
    _reader: Reader

    @property
    def is_vector(self) -> bool:
        """Whether its tiles are vector tiles, not images."""
        return self.media_type == MEDIA_TYPES[TileType.MVT]

    @property
    def layers(self) -> list[str]:
        """Names of the layers in its vector tiles; empty where the metadata has none."""
        listed = self.metadata.get("vector_layers") or []
        return [str(layer["id"]) for layer in listed if isinstance(layer, dict) and "id" in layer]

    @property
    def bounds(self) -> list[float]:
        """West, south, east and north bounds in degrees."""
        sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        return [self.header[side] / 1e7 for side in sides]

    @property
    def zooms(self) -> tuple[int, int]:
        """The lowest and highest zoom with tiles."""
        return int(self.header["min_zoom"]), int(self.header["max_zoom"])

    def read_tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return a tile as stored in the file; None where there is none.

        Raises
        ------
        BasemapError
            If the file is damaged at this position.
        """
        if not 0 <= z <= 26 or not 0 <= x < 2**z or not 0 <= y < 2**z:
            return None
        try:
            content: bytes | None = self._reader.get(z, x, y)
        except Exception as error:  # pmtiles raises many kinds on damaged files
            raise BasemapError([_damaged(f"{self.name}.pmtiles")]) from error
        return content


def find_street_files(folder: Path) -> tuple[dict[str, StreetFile], list[Fault]]:
    """Return the PMTiles files of a folder by name, and the faults of others.

    Parameters
    ----------
    folder
        The user folder; a missing one counts as empty.
    """
    found: dict[str, StreetFile] = {}
    faults: list[Fault] = []
    if not folder.is_dir():
        return found, faults
    for path in sorted(folder.glob("*.pmtiles")):
        stat = path.stat()
        try:
            found[path.stem] = open_street_file(path, stat.st_mtime_ns, stat.st_size)
        except BasemapError as error:
            faults.extend(error.faults)
    return found, faults


@lru_cache(maxsize=8)
def open_street_file(path: Path, changed: int, size: int) -> StreetFile:
    """Return an open PMTiles file, cached for each version of it.

    Raises
    ------
    BasemapError
        If it is not a PMTiles file of version 3, is truncated, or holds tiles that a browser
        cannot read.
    """
    try:
        with path.open("rb") as file:
            reader = Reader(MmapSource(file))
        header: dict[str, Any] = reader.header()
    except Exception as error:  # pmtiles raises many kinds on other files
        what = "This is not a file of streets in the format PMTiles, version 3."
        raise BasemapError([Fault(path.name, what, remedy=AGAIN)]) from error
    if any(header[f"{part}_offset"] + header[f"{part}_length"] > size for part in PARTS):
        what = "The file is incomplete, as after a download that stopped."
        raise BasemapError([Fault(path.name, what, remedy=AGAIN)])
    try:
        found = reader.metadata() if header["metadata_length"] else {}
        metadata = found if isinstance(found, dict) else {}
        reader.get(header["min_zoom"], 0, 0)
    except Exception as error:
        raise BasemapError([_damaged(path.name)]) from error
    if header["tile_type"] not in MEDIA_TYPES or header["tile_compression"] not in ENCODINGS:
        what = "Its tiles are of a kind or a compression that browsers cannot read."
        expected = "vector tiles or pictures, uncompressed or gzipped"
        remedy = "Make the file again in this format."
        raise BasemapError([Fault(path.name, what, expected, remedy)])
    return StreetFile(
        name=path.stem,
        version=f"{changed:x}-{size:x}",
        media_type=MEDIA_TYPES[header["tile_type"]],
        encoding=ENCODINGS[header["tile_compression"]],
        header=header,
        metadata=metadata,
        _reader=reader,
    )


def _damaged(name: str) -> Fault:
    what = "The file is damaged: its header cannot be read."
    return Fault(name, what, remedy=AGAIN)
