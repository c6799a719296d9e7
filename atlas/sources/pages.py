"""Download a table page by page from a feature service, and concatenate the pages."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from atlas.errors import Fault, FetchError
from atlas.sources.download import MOVED, Arrival, download, forget

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.sources.download import Request

# Far more rows than any look-up has; stops a server whose pages never end.
MOST_ROWS = 1_000_000


def download_pages(address: str, part: Path, request: Request) -> Arrival:
    """Download all rows of an ArcGIS feature service into a CSV.

    Parameters
    ----------
    address
        A query of the service with a fixed order of rows.
    part
        The file to write.
    request
        How each page is asked for; the total reported is unknown, and no ETag is.

    Returns
    -------
    Arrival
        Without an ETag: a table in pages has none.

    Raises
    ------
    FetchError
        If a page cannot be downloaded or read.
    """
    rows: list[dict[str, Any]] = []
    size = 0
    page = part.with_name(f"{part.name}.page")
    while True:
        asked = replace(request, known_etag="", report=partial(_report_more, request, size))
        arrival = download(f"{address}&resultOffset={len(rows)}", page, asked)
        size += page.stat().st_size
        found, more = _read_page(page, address, request.where)
        if arrival is not None:
            forget(page)
        rows += found
        if not more or not found or len(rows) > MOST_ROWS:
            break
    headings = list(rows[0]) if rows else []
    with part.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, headings, lineterminator="\n", extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)
    return Arrival(part, address, "", "")


def _report_more(request: Request, before: int, done: int, _total: int | None) -> None:
    request.report(before + done, None)


def _read_page(page: Path, address: str, where: str) -> tuple[list[dict[str, Any]], bool]:
    """Return the rows of a page, and whether more follow."""
    try:
        content = json.loads(page.read_bytes())
        rows = [feature["attributes"] for feature in content["features"]]
    except (ValueError, KeyError, TypeError) as error:
        told = page.read_bytes()[:200].decode("utf-8", errors="replace")
        what = f"{address} did not answer with rows: {told}"
        raise FetchError([Fault(where, what, remedy=MOVED)]) from error
    return rows, bool(content.get("exceededTransferLimit"))
