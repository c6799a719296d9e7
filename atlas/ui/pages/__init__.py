"""One page per module; each declares PAGE and render."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSpec:
    """The face of a page: its word in the address, its title, and its place in the menu."""

    word: str
    title: str
    summary: str
    order: int
