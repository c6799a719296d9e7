"""Check that a folder holds the publishers' files, and read the dates of fetched lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.definitions.describe_lists import date_lists
from atlas.errors import BuildError, Fault
from atlas.places.published import find_list, find_missing
from atlas.sources.dated import SLOT
from atlas.sources.receipt import read_receipt

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions, Overlay


def date_files(definitions: Definitions, folder: Path) -> Definitions:
    """Return the definitions with the dates of fetched lists; refuse a folder without files.

    Raises
    ------
    BuildError
        With a fault for each required file that the folder lacks.
    """
    faults = [
        Fault(
            str(getattr(described, "title", described.file)),
            f'There is no file "{described.file}" in {folder}.',
            remedy="Copy the publisher's file there, or name another folder with --from."
            + (f" It is published at {described.page}." if described.page else ""),
        )
        for described in find_missing(definitions, folder)
    ]
    if faults:
        raise BuildError(faults)
    return date_lists(definitions, read_days(definitions, folder))


def read_days(definitions: Definitions, folder: Path) -> dict[str, str]:
    """Return the ISO date of each list that was fetched into a folder, by overlay identity.

    It is the date in the address, else that of the download. Lists put there by hand are left
    out; their description holds.
    """
    days = {name: _read_day(overlay, folder) for name, overlay in definitions.overlays.items()}
    return {name: day for name, day in days.items() if day}


def _read_day(overlay: Overlay, folder: Path) -> str:
    path = find_list(folder, overlay.file)
    receipt = read_receipt(path) if path is not None else None
    if receipt is None or not receipt.address:
        return ""
    pattern = re.escape(overlay.download).replace(re.escape(SLOT), r"(\d{4})(\d\d)(\d\d)")
    found = re.fullmatch(pattern, receipt.address) if SLOT in overlay.download else None
    return "-".join(found.groups()) if found else receipt.fetched[:10]
