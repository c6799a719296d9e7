"""Download the newest of a publisher's files that are named after their dates."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from atlas.errors import Fault, FetchError
from atlas.sources.download import MOVED, AbsentError, download, forget

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.sources.download import Arrival, Request

SLOT = "{day}"
# A daily list may be late, and earlier ones are withdrawn.
DAYS_BACK = 10


def name_part(address: str, folder: Path) -> Path:
    """Return the path of an address's partial download."""
    return folder / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.part"


def name_days(address: str, today: date) -> list[str]:
    """Return the addresses for today and the days before, newest first.

    Examples
    --------
    >>> name_days("https://example.org/list{day}.csv", date(2026, 3, 1))[:2]
    ['https://example.org/list20260301.csv', 'https://example.org/list20260228.csv']
    """
    days = [today - timedelta(days=back) for back in range(DAYS_BACK + 1)]
    return [address.replace(SLOT, f"{day:%Y%m%d}") for day in days]


def find_today() -> date:
    """Return today's date in UTC."""
    return datetime.now(UTC).date()


def download_dated(address: str, folder: Path, request: Request) -> Arrival | None:
    """Download the newest file of an address with a slot for the date.

    Parameters
    ----------
    address
        Address with the slot ``{day}``.
    folder
        Folder for partial downloads, one per date; an interrupted one is resumed while its file
        is still the newest.
    request
        How it is asked for.

    Returns
    -------
    Arrival or None
        The file, with its dated address; None where the server says that the known file is still
        current.

    Raises
    ------
    FetchError
        If there is no file for any date, or the newest cannot be downloaded.
    """
    addresses = name_days(address, find_today())
    for dated in addresses:
        try:
            arrival = download(dated, name_part(dated, folder), request)
        except AbsentError:
            continue
        for older in addresses:
            if older != dated:
                forget(name_part(older, folder))
        return arrival
    what = f"There is no file for today or the {DAYS_BACK} days before, from {addresses[0]} on."
    raise FetchError([Fault(request.where, what, remedy=MOVED)])
