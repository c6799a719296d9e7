"""What speaks for an action at the moment: the map asks whoever keeps it, and knows nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from atlas.actions.circumstances import NO_CIRCUMSTANCES, Circumstances

if TYPE_CHECKING:
    from atlas.facade import Atlas

Teller = Callable[["Atlas", str], Circumstances]
_tellers: list[Teller] = []


def draw_circumstances_by(teller: Teller) -> None:
    """Say once, when the app starts, who knows what speaks for an action at a place."""
    _tellers[:] = [teller]


def find_circumstances(atlas: Atlas, place: str) -> Circumstances:
    """Return what speaks for an action at a place now; nothing where nobody keeps a plan."""
    return _tellers[0](atlas, place) if _tellers else NO_CIRCUMSTANCES
