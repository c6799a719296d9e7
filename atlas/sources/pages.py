"""Download a table page by page from a feature service, and concatenate the pages."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from atlas.errors import Fault, FetchError
from atlas.sources.download import Arrival, download, forget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from atlas.sources.download import Patience

# Far more rows than any look-up has; stops a server whose pages never end.
MOST_ROWS = 1_000_000


def download_pages(
    address: str,
    part: Path,
    *,
    client: httpx.Client,
    where: str,
    patience: Patience,
    report: Callable[[int, int | None], None],
) -> Arrival:
    """Download all rows of an ArcGIS feature service into a CSV.

    Parameters
    ----------
    address
        A query of the service with a fixed order of rows.
    part
        The file to write.
    client, where, patience
        As `atlas.sources.download.download` takes them; each page is a download of its own.
    report
        Called with the bytes received; the total is unknown.

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
        before = size
        arrival = download(
            f"{address}&resultOffset={len(rows)}",
            page,
            client=client,
            where=where,
            patience=patience,
            report=lambda done, _total, before=before: report(before + done, None),  # type: ignore[misc]  # mypy cannot infer the type of a default
        )
        size += page.stat().st_size
        found, more = _read_page(page, address, where)
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


def _read_page(page: Path, address: str, where: str) -> tuple[list[dict[str, Any]], bool]:
    """Return the rows of a page, and whether more follow."""
    remedy = "See on the publisher's page where the file is now."
    try:
        content = json.loads(page.read_bytes())
        rows = [feature["attributes"] for feature in content["features"]]
    except (ValueError, KeyError, TypeError) as error:
        told = page.read_bytes()[:200].decode("utf-8", errors="replace")
        what = f"{address} did not answer with rows: {told}"
        raise FetchError([Fault(where, what, remedy=remedy)]) from error
    return rows, bool(content.get("exceededTransferLimit"))
