"""Open what --place and --pack name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import AddressError
from atlas.facade import Atlas, open_atlas
from atlas.places import find_named, is_place, open_part, own_places

if TYPE_CHECKING:
    from pathlib import Path


def open_named(place: str, pack: Path | None) -> Atlas:
    """Return a place with a pack, or a part of the country where its pack has been built.

    A place may also be called by its name, as `build` takes it.

    Raises
    ------
    AddressError
        If a name may mean several places.
    PackError
        If there is no such pack, with what to do.
    """
    if pack is None and place not in own_places():
        answer = find_named(place)
        found = place if is_place(place) else answer.code
        if is_place(found):
            return open_part(found)
        if answer.choices and answer.fault is not None:
            raise AddressError([answer.fault])
    return open_atlas(place, pack=pack)
