"""Save own layers in the server's data folder, for everyone who uses the atlas."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from atlas import paths
from atlas.cache import cache_once
from atlas.errors import Fault, UploadError
from atlas.opening.places import read_definitions
from atlas.permission import refuse_changes
from atlas.text import say
from atlas.uploads.own_layer import OwnLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

# Ids of places: words, codes, and codes joined by a tilde; never a path out of the folder.
PLACE = re.compile(r"^[\w-]+(?:~[\w-]+)*$", re.ASCII)
ENDING = ".json"


def save_layer(layer: OwnLayer, place: str, *, folder: Path | None = None) -> Path:
    """Save a layer beside the packs, atomically.

    The pack itself is not changed, and the layer can be removed again.

    Parameters
    ----------
    layer
        The layer.
    place
        Id of its place.
    folder
        Where the layers of all places are; by default the user's.

    Raises
    ------
    UploadError
        If it cannot be written.
    RefusedError
        If this atlas is read-only.
    """
    refuse_changes(f"save the layer {layer.id} for everyone who opens {place!r}")
    target = _find_folder(place, folder) / f"{layer.id}{ENDING}"
    partial = target.with_suffix(".partial")
    kept = layer.model_copy(update={"saved": True})
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(kept.model_dump_json(), encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        what = say("The layer could not be saved: the server's data folder cannot be written to.")
        remedy = say("Your own view has not changed. Tell whoever runs this atlas.")
        raise UploadError([Fault("save", what, remedy=remedy)]) from error
    return target


def remove_layer(identity: str, place: str, *, folder: Path | None = None) -> None:
    """Remove a saved layer, if there is one.

    Raises
    ------
    RefusedError
        If this atlas is read-only.
    """
    refuse_changes(f"remove the layer {identity!r} for everyone who opens {place!r}")
    for path in _list_files(place, folder):
        if path.stem == identity:
            path.unlink(missing_ok=True)


def list_saved(place: str, *, folder: Path | None = None) -> Sequence[OwnLayer]:
    """Return the layers saved for a place, by name, skipping unreadable files."""
    files = _list_files(place, folder)
    return _read_all(tuple((str(path), path.stat().st_mtime_ns) for path in files))


def _list_files(place: str, folder: Path | None) -> list[Path]:
    """Return the files of a place, including those saved under its code."""
    names = read_definitions().names_of(place)
    found = {
        path.name: path
        for name in reversed(names)
        for path in sorted(_find_folder(name, folder).glob(f"own_*{ENDING}"))
    }
    return [found[name] for name in sorted(found)]


# A cache for all sessions, as saved layers are for everyone.
@cache_once(16)
def _read_all(files: tuple[tuple[str, int], ...]) -> Sequence[OwnLayer]:
    found = []
    for name, _ in files:
        path = Path(name)
        try:
            layer = OwnLayer.model_validate_json(path.read_text(encoding="utf-8"))
        except (OSError, ValidationError):
            continue
        if layer.id == path.stem:
            found.append(layer)
    return tuple(sorted(found, key=lambda layer: (layer.name.casefold(), layer.id)))


def _find_folder(place: str, folder: Path | None) -> Path:
    if not PLACE.match(place):
        message = "This is not the ID of a place."
        raise ValueError(message)
    return (folder or paths.USER_FIGURES) / paths.name_in_files(place)
