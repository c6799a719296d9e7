"""Write tiny PMTiles files of invented streets: a cross of two streets in every tile."""

from __future__ import annotations

import gzip

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

EXTENT = 4096
LUTON = (-0.52, 51.85, -0.34, 51.93)
ATTRIBUTION = 'Streets by <a href="https://example.org">Nobody</a>'


def write_streets(path, *, bounds=LUTON, zooms=range(9, 15), roads="roads", kind="major_road"):
    """Write streets that cover the bounds; `roads` and `kind` are words of a schema."""
    tile = gzip.compress(make_tile(roads, kind), mtime=0)
    layers = [{"id": name, "fields": {}} for name in (roads, "places")]
    metadata = {"vector_layers": layers, "attribution": ATTRIBUTION}
    return write_file(path, tile, TileType.MVT, Compression.GZIP, bounds, zooms, metadata)


def write_file(path, tile, tile_type, compression, bounds=LUTON, zooms=range(9, 15), metadata=None):
    """Write one tile's content everywhere within the bounds."""
    west, south, east, north = bounds
    with write(str(path)) as writer:
        for zoom in zooms:
            left, top = find_tile(zoom, west, north)
            right, bottom = find_tile(zoom, east, south)
            for tile_id in sorted(
                zxy_to_tileid(zoom, x, y)
                for x in range(left, right + 1)
                for y in range(top, bottom + 1)
            ):
                writer.write_tile(tile_id, tile)
        header = {
            "tile_type": tile_type,
            "tile_compression": compression,
            "min_zoom": min(zooms),
            "max_zoom": max(zooms),
            "min_lon_e7": int(west * 1e7),
            "min_lat_e7": int(south * 1e7),
            "max_lon_e7": int(east * 1e7),
            "max_lat_e7": int(north * 1e7),
            "center_zoom": min(zooms),
            "center_lon_e7": int((west + east) / 2 * 1e7),
            "center_lat_e7": int((south + north) / 2 * 1e7),
        }
        writer.finalize(header, metadata or {})
    return path


def find_tile(zoom, longitude, latitude):
    """Return the column and row of the tile that a place is in."""
    import math  # noqa: PLC0415 - of no use elsewhere

    across = (longitude + 180) / 360
    down = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return int(across * 2**zoom), int(down * 2**zoom)


def make_tile(roads, kind):
    """Return a vector tile (Mapbox's specification, version 2.1) as a protocol buffer."""
    middle = EXTENT // 2
    along = [((0, middle), (EXTENT, middle)), ((middle, 0), (middle, EXTENT))]
    lines = [
        (2, name, [9, zigzag(x), zigzag(y), 10, zigzag(to_x - x), zigzag(to_y - y)])
        for name, ((x, y), (to_x, to_y)) in zip(("Long Street", "Cross Way"), along, strict=True)
    ]
    spot = (1, "Crossways", [9, zigzag(middle + 400), zigzag(middle + 400)])
    return layer(roads, kind, lines) + layer("places", "town", [spot])


def layer(name, kind, features):
    """Return a layer whose features have a kind and a name."""
    body = field(1, name.encode()) + number(15, 2) + number(5, EXTENT)
    body += field(3, b"kind") + field(3, b"name")
    values = [kind, *(called for _, called, _ in features)]
    body += b"".join(field(4, field(1, value.encode())) for value in values)
    for place, (shape, _, commands) in enumerate(features):
        tags = field(2, packed([0, 0, 1, place + 1]))
        body += field(2, tags + number(3, shape) + field(4, packed(commands)))
    return field(3, body)


def field(tag, content):
    """Return bytes as a field of a protocol buffer."""
    return varint(tag << 3 | 2) + varint(len(content)) + content


def number(tag, value):
    """Return a number as a field."""
    return varint(tag << 3) + varint(value)


def packed(values):
    """Return numbers one after another."""
    return b"".join(varint(value) for value in values)


def zigzag(value):
    """Return a signed number as an unsigned one."""
    return value << 1 if value >= 0 else -value * 2 - 1


def varint(value):
    """Return a number in groups of seven bits."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
