"""The map as a raster image, for documents and slides."""

from __future__ import annotations

from functools import partial

from atlas.export.drawing import write_page
from atlas.export.format_spec import FormatSpec
from atlas.text import to_say

FORMAT = FormatSpec("png", to_say("Picture (PNG)"), ".png", "image/png", "map")
write = partial(write_page, kind="png")
