"""The map as a vector drawing whose text stays text, for the web and for editing."""

from __future__ import annotations

from functools import partial

from atlas.export.drawing import write_page
from atlas.export.format_spec import FormatSpec
from atlas.text import to_say

FORMAT = FormatSpec("svg", to_say("Drawing (SVG)"), ".svg", "image/svg+xml", "map")
write = partial(write_page, kind="svg")
