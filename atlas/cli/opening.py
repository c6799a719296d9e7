"""Open what --place and --pack name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.facade import Atlas, open_atlas
from atlas.places import is_place, open_part, own_places

if TYPE_CHECKING:
    from pathlib import Path


def open_named(place: str, pack: Path | None) -> Atlas:
    """Return a place with a pack, or a part of the country where its pack has been built.

    Raises
    ------
    PackError
        If there is no such pack, with what to do.
    """
    if pack is None and place not in own_places() and is_place(place):
        return open_part(place)
    return open_atlas(place, pack=pack)
