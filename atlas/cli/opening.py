"""Open what --place and --pack name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.cli.output import check_choice
from atlas.errors import AddressError
from atlas.facade import Atlas, open_atlas
from atlas.places import find_named, identify, is_place, open_part, own_places
from atlas.text import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path


def open_told(place: str, pack: Path | None, lang: str) -> Atlas:
    """Return a place as `open_named` does, told in a language; none is English.

    Raises
    ------
    AtlasError
        If no file of `layers/languages` has this code, with the closest.
    """
    atlas = open_named(place, pack)
    if lang:
        check_choice("--lang", lang, [ENGLISH.code, *atlas.definitions.languages])
    return atlas.in_language(lang) if lang else atlas


def identify_named(place: str) -> str:
    """Return the one word of a place that is named by its word, its code or its name."""
    return identify(place if is_place(place) else find_named(place).code or place)


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
