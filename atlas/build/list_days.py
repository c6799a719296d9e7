"""Tell of what day the lists of points in a folder are, by the receipts of their fetching."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.published import find_list
from atlas.sources.dated import SLOT
from atlas.sources.receipt import read_receipt

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions, Overlay


def read_days(definitions: Definitions, folder: Path) -> dict[str, str]:
    """Return the day of each list that was fetched into a folder.

    Parameters
    ----------
    definitions
        With the overlays.
    folder
        The publishers' files.

    Returns
    -------
    dict
        ISO dates by the overlay's identity: the day in the address, else that of the fetching.
        A list that somebody put there by hand is as it was described, and not in it.
    """
    days = {name: _read_day(one, folder) for name, one in definitions.overlays.items()}
    return {name: day for name, day in days.items() if day}


def _read_day(overlay: Overlay, folder: Path) -> str:
    path = find_list(folder, overlay.file)
    receipt = read_receipt(path) if path is not None else None
    if receipt is None or not receipt.address:
        return ""
    pattern = re.escape(overlay.download).replace(re.escape(SLOT), r"(\d{4})(\d\d)(\d\d)")
    found = re.fullmatch(pattern, receipt.address) if SLOT in overlay.download else None
    return "-".join(found.groups()) if found else receipt.fetched[:10]
