"""The map on a page of A4 to print."""

from __future__ import annotations

from functools import partial

from atlas.export.drawing import write_page
from atlas.export.format_spec import FormatSpec
from atlas.text import to_say

FORMAT = FormatSpec("pdf", to_say("Page (PDF)"), ".pdf", "application/pdf", "map")
write = partial(write_page, kind="pdf")
