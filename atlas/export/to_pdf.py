"""The map on a page of A4 to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.export.format_spec import FormatSpec
from atlas.text import to_say

if TYPE_CHECKING:
    from atlas.export.extract import Extract

FORMAT = FormatSpec("pdf", to_say("Page (PDF)"), ".pdf", "application/pdf", "map")


def write(extract: Extract) -> bytes:
    """Return the page: see `atlas.export.drawing.draw_map`."""
    # Matplotlib takes half a second to load; only drawing needs it.
    from atlas.export.drawing.draw_map import write_map  # noqa: PLC0415

    return write_map(extract, "pdf")
