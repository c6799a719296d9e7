"""The map on a page of A4, shared by the formats that draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from atlas.export.extract import Extract


def write_page(extract: Extract, *, kind: Literal["png", "svg", "pdf"]) -> bytes:
    """Return the page: see `atlas.export.drawing.draw_map`."""
    # Matplotlib takes half a second to load; only drawing needs it.
    from atlas.export.drawing.draw_map import write_map  # noqa: PLC0415

    return write_map(extract, kind)
