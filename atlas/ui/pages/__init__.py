"""One page per module; each declares PAGE and render."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page's properties: its word in the address, its title, and its position in the menu.

    A page that is not in the menu is reached from a control of another.
    """

    word: str
    title: str
    summary: str
    order: int
    in_menu: bool = True
