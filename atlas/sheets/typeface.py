"""Find the fonts that sheets are set in, and subset them for an HTML page."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO

import font_source_sans_pro as fonts
from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Source Sans"
REGULAR: str = fonts.font_files_ttf["SourceSansPro"]
BOLD: str = fonts.font_files_ttf["SourceSansProSemibold"]
# Latin with all that Welsh, Polish, Romanian and similar languages need, punctuation and signs.
LETTERS = [*range(0x20, 0x250), *range(0x2000, 0x2070), 0x20AC, 0x2212, 0x2264, 0x2265]


@lru_cache(maxsize=2)
def read_widths(file: str) -> dict[int, float]:
    """Return the width of each glyph as a fraction of the type size, by code point."""
    font = TTFont(file, lazy=True)
    advances, units = font["hmtx"], font["head"].unitsPerEm
    return {code: advances[name][0] / units for code, name in font.getBestCmap().items()}


@lru_cache(maxsize=2)
def pack_letters(file: str) -> str:
    """Return a font file as a data URL for a style sheet, cut down to `LETTERS`."""
    options = subset.Options(flavor="woff", layout_features=["kern", "liga"], notdef_outline=True)
    # A font holds its date of modification; the same page must be the same bytes.
    font = TTFont(file, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    font.flavor = "woff"
    packed = BytesIO()
    font.save(packed)
    return f"data:font/woff;base64,{base64.b64encode(packed.getvalue()).decode()}"
