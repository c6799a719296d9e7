"""Glyphs for names on the map, as signed distance fields that MapLibre reads."""

from __future__ import annotations

import threading
from functools import cache, lru_cache

import numpy as np
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from scipy.ndimage import distance_transform_edt

# What MapLibre expects: 24 pixels to the em, a buffer of 3 pixels, and a field in which 192 is
# the outline of the glyph and 8 pixels are the whole range.
SIZE, EDGE, RADIUS, CUTOFF = 24, 3, 8, 0.25
# Glyphs are rasterised this many times larger, so that distances are exact to a pixel.
FINER = 4
PER_RANGE = 256
FACE = "DejaVu Sans"
# From a glyph's baseline up to the line from which MapLibre measures.
ASCENDER = 26
# Only one thread at a time may use a font.
_DRAWING = threading.Lock()


@lru_cache(maxsize=16)
def make_glyphs(start: int) -> bytes:
    """Return the glyphs from a code point on, as signed distance fields in a protocol buffer.

    Parameters
    ----------
    start
        The first of 256 code points, a multiple of 256.

    Returns
    -------
    bytes
        A ``glyphs`` message with one font stack. Characters that the font lacks are left out.

    Notes
    -----
    The method is that of C. Green, "Improved alpha-tested magnification for vector textures and
    special effects", SIGGRAPH 2007; the message is that of Mapbox's node-fontnik.
    """
    with _DRAWING:
        font = _open_font()
        # For a character that it lacks, the font would draw an empty box.
        known = [code for code in range(start, start + PER_RANGE) if font.get_char_index(code)]
        glyphs = b"".join(_field(3, _make_glyph(font, code)) for code in known)
    named = _field(1, FACE.encode()) + _field(2, f"{start}-{start + PER_RANGE - 1}".encode())
    return _field(1, named + glyphs)


@cache
def _open_font() -> FT2Font:
    font = FT2Font(font_manager.findfont(FACE))
    font.set_size(SIZE * FINER, 72)
    return font


def _make_glyph(font: FT2Font, code: int) -> bytes:
    glyph = font.load_char(code)
    font.set_text(chr(code))
    font.draw_glyphs_to_bitmap(antialiased=False)
    ink = np.asarray(font.get_image()) > 0
    advance = round(glyph.horiAdvance / 64 / FINER)
    about = _number(1, code)
    if not ink.any():
        blank = ((3, 0), (4, 0), (5, 0), (6, 0), (7, advance))
        return about + b"".join(_number(tag, value) for tag, value in blank)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    wide, high = -(-ink.shape[1] // FINER), -(-ink.shape[0] // FINER)
    left, _, _, top = (side / 64 / FINER for side in glyph.bbox)
    parts = (
        (3, wide),
        (4, high),
        (5, _zigzag(round(left))),
        (6, _zigzag(round(top) - ASCENDER)),
        (7, advance),
    )
    bitmap = _field(2, _distance_field(ink, wide, high))
    return about + bitmap + b"".join(_number(tag, value) for tag, value in parts)


def _distance_field(ink: np.ndarray, wide: int, high: int) -> bytes:
    """Return each pixel's distance from the edge of the ink: 192 on the edge, more inside."""
    room = np.zeros(((high + 2 * EDGE) * FINER, (wide + 2 * EDGE) * FINER), dtype=bool)
    room[EDGE * FINER :, EDGE * FINER :][: ink.shape[0], : ink.shape[1]] = ink
    signed = distance_transform_edt(~room) - distance_transform_edt(room)
    middle = FINER // 2
    pixels = signed[middle::FINER, middle::FINER] / FINER
    values = 255 - 255 * (pixels / RADIUS + CUTOFF)
    return bytes(np.clip(np.round(values), 0, 255).astype(np.uint8).tobytes())


def _field(tag: int, content: bytes) -> bytes:
    """Return bytes or a message as a protocol buffer field."""
    return _varint(tag << 3 | 2) + _varint(len(content)) + content


def _number(tag: int, value: int) -> bytes:
    return _varint(tag << 3) + _varint(value)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else -value * 2 - 1


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)
