"""Find the publishers' files that a build reads, and fetch those that are not here."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from atlas import paths
from atlas.errors import BuildError, Fault, FetchError
from atlas.places.gazetteer import NATION
from atlas.places.published import list_files, list_further, list_named
from atlas.sources.fetch import fetch_files, name_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Definitions
    from atlas.definitions.published_file import Fetched

# Called with one message of a build, as `_build_for_program` describes them.
Send = Callable[[dict[str, Any]], None]
# Seconds between two messages on one file.
BETWEEN = 0.3


class Teller:
    """Tell of the steps of a build, by phase.

    Parameters
    ----------
    send
        Called with each message: ``phase`` is "fetch", "build" or "lists"; ``step`` the file or
        the step; ``done`` the share of the phase; ``bytes`` the size of the file that is fetched
        or read, 0 where it is not known. A file that is fetched has ``number`` and ``count`` of
        files, ``host`` and the bytes ``received``.
    """

    def __init__(self, send: Send) -> None:
        self.send = send
        self.phase = "build"

    def __call__(self, step: str, done: float, size: int) -> None:
        """Tell that a step of the build starts."""
        self.send({"phase": self.phase, "step": step, "done": done, "bytes": size})


class FetchProgress:
    """Tell how far the fetching of some files is.

    Parameters
    ----------
    files
        The files, in their order; their shares of the whole are by size.
    phase
        The phase to tell of.
    send
        As of `Teller`.
    """

    def __init__(self, files: Sequence[Fetched], phase: str, send: Send) -> None:
        self._files = dict(zip(name_steps(files), enumerate(files), strict=True))
        self._send = send
        self._phase = phase
        known = sorted(one.size for one in files if one.size)
        usual = known[len(known) // 2] if known else 1
        self._sizes = [one.size or usual for one in files]
        self._told = ("", 0.0)

    def __call__(self, step: str, received: int, total: int | None, /) -> None:
        """Tell of a file that is being fetched: at its beginning, and now and then."""
        now = time.monotonic()
        if step not in self._files:
            self._send({"phase": self._phase, "step": step, "done": 0.0, "bytes": 0})
            return
        if step == self._told[0] and now - self._told[1] < BETWEEN:
            return
        self._told = (step, now)
        number, described = self._files[step]
        size = self._sizes[number]
        inside = size * min(1.0, received / (total or size))
        self._send(
            {
                "phase": self._phase,
                "step": str(getattr(described, "title", described.file)),
                "number": number + 1,
                "count": len(self._sizes),
                "host": urlsplit(described.download).hostname or "",
                "received": received,
                "bytes": total or 0,
                "done": round((sum(self._sizes[:number]) + inside) / sum(self._sizes), 4),
            }
        )


def find_folder(place: str, source: Path | None, definitions: Definitions, tell: Teller) -> Path:
    """Return the folder of the publishers' files: the one named, else this machine's own.

    Where none is named, missing files are fetched first. A named folder is used as it is,
    without a network.

    Raises
    ------
    BuildError
        If the folder named is not there.
    FetchError
        If a file cannot be fetched.
    """
    if source is not None:
        if source.is_dir():
            return source
        what = f"There is no folder {source}."
        remedy = f'Name their folder: python -m atlas build "{place}" --from FOLDER'
        raise BuildError([Fault(f'build "{place}"', what, remedy=remedy)])
    return _bring(
        place, list_files(definitions, _name_known(place, definitions)), definitions, tell
    )


def find_names(place: str, definitions: Definitions, tell: Teller) -> Path:
    """Return this machine's folder of files, once those that name places are in it."""
    return _bring(place, list_named(definitions), definitions, tell)


def _name_known(place: str, definitions: Definitions) -> str:
    return place if place in definitions.places else NATION


def _bring(place: str, files: Sequence[Fetched], definitions: Definitions, tell: Teller) -> Path:
    """Fetch what is missing of some files into this machine's own folder, and return it."""
    missing = [one for one in files if not (paths.FILES / one.file).is_file()]
    if not missing:
        return paths.FILES
    try:
        return fetch_files(definitions, missing, report=FetchProgress(missing, "fetch", tell.send))
    except FetchError as error:
        what = "This place is built from the publishers' files, and some are not here yet."
        remedy = (
            "Try again when the faults above are mended: files already downloaded are kept, and "
            "parts of files are continued. Or take the files from a folder that has them: "
            f'python -m atlas build "{place}" --from FOLDER'
        )
        raise FetchError([*error.faults, Fault(f'build "{place}"', what, remedy=remedy)]) from None


def list_absent(place: str, definitions: Definitions) -> list[Fetched]:
    """Return the optional files with an address that this machine's folder lacks."""
    further = list_further(definitions, _name_known(place, definitions))
    return [one for one in further if not (paths.FILES / one.file).is_file()]


def bring_lists(files: Sequence[Fetched], definitions: Definitions, tell: Teller) -> list[Fault]:
    """Fetch optional files; return the faults of those that cannot be had.

    A build works without them, and marks each of their figures as missing.
    """
    try:
        fetch_files(definitions, files, report=FetchProgress(files, "lists", tell.send))
    except FetchError as error:
        return list(error.faults)
    return []
