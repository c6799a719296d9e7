"""Download the publishers' files that a build reads into a folder, and check them."""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from atlas import paths
from atlas.definitions.overlay import Overlay
from atlas.definitions.published_file import PublishedFile
from atlas.definitions.source import Source
from atlas.errors import AtlasError, Fault, FetchError
from atlas.places.published import list_files
from atlas.places.to_fetch import ARRIVING
from atlas.sources.client import Patience, open_client
from atlas.sources.dated import SLOT, download_dated, name_part
from atlas.sources.download import (
    Arrival,
    Request,
    UnreachableError,
    download,
    forget,
)
from atlas.sources.inspect_file import inspect_file, name_key
from atlas.sources.lay_out import lay_out, rename_headings
from atlas.sources.lay_out_list import lay_out_list
from atlas.sources.pages import download_pages
from atlas.sources.read_delimited import is_packed
from atlas.sources.receipt import Receipt, read_receipt, sum_file, write_receipt
from atlas.sources.unpack import take_member

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import httpx

    from atlas.definitions import Definitions
    from atlas.definitions.published_file import Fetched


LONGEST_WAIT = 600.0


# Called with progress: the file, the bytes received, and the total if known.
Report = Callable[[str, int, int | None], None]


@dataclass
class Errand:
    """One run of downloads: the target folder, settings, and files received so far."""

    folder: Path
    client: httpx.Client
    patience: Patience
    again: bool
    report: Report
    arrivals: dict[tuple[str, str], Arrival | None] = field(default_factory=dict)
    silent: dict[str, int] = field(default_factory=dict)

    @property
    def arriving(self) -> Path:
        """The folder for partial downloads."""
        return self.folder / ARRIVING

    def forget_all_but(self, addresses: set[str]) -> None:
        """Remove received files, except from addresses that other files are also taken from."""
        for asked in [arrival for arrival in self.arrivals if arrival[0] not in addresses]:
            arrival = self.arrivals.pop(asked)
            if arrival is not None:
                forget(arrival.path)


def fetch_files(
    definitions: Definitions,
    files: Sequence[Fetched] | None = None,
    *,
    into: Path | None = None,
    again: bool = False,
    report: Report | None = None,
    patience: Patience | None = None,
) -> Path:
    """Download files into a folder in the layout that a build reads.

    Unchanged files are not downloaded again; interrupted downloads are resumed. A file is put
    in place only when it is complete and has been read as a build reads it.

    Parameters
    ----------
    definitions
        All definitions.
    files
        The files, as from `list_files`; all by default.
    into
        The folder; by default the user's.
    again
        Whether to check files that are here for changes. A changed file is reported and not
        taken.
    report
        Called with the step, the bytes received and the total.
    patience
        Timeouts and number of attempts.

    Returns
    -------
    Path
        The folder, for ``build --from``.

    Raises
    ------
    FetchError
        With every file that failed, after all have been tried.
    """
    wanted = list(files) if files is not None else list_files(definitions)
    folder = into or paths.FILES
    tell: Report = report or (lambda _step, _done, _total: None)
    waiting = patience or Patience()
    faults: list[Fault] = []
    try:
        (folder / ARRIVING).mkdir(parents=True, exist_ok=True)
        with _alone(folder, tell), open_client(waiting) as client:
            errand = Errand(folder, client, waiting, again, tell)
            for number, (described, step) in enumerate(
                zip(wanted, name_steps(wanted), strict=True), start=1
            ):
                try:
                    _bring(described, errand, step)
                except AtlasError as error:
                    faults.extend(error.faults)
                errand.forget_all_but({later.download for later in wanted[number:]})
            faults.extend(_list_silence(errand))
    except OSError as error:
        what = f"The folder cannot be written to: {error.strerror or error}."
        remedy = "Free up space or name another folder; files already downloaded are kept."
        faults.append(Fault(str(folder), what, remedy=remedy))
    if faults:
        raise FetchError(faults)
    return folder


@contextmanager
def _alone(folder: Path, tell: Report) -> Iterator[None]:
    """Lock the folder against a second run, which would corrupt partial files."""
    lock = FileLock(folder / ARRIVING / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell("Waiting for another download into the same folder", 0, None)
        try:
            lock.acquire(timeout=LONGEST_WAIT)
        except Timeout as error:
            what = "Another download into this folder has not finished."
            raise FetchError([Fault(str(folder), what, remedy="Try again later.")]) from error
    try:
        yield
    finally:
        lock.release()


def name_steps(files: Sequence[Fetched]) -> list[str]:
    """Return the name of the step that fetches each file, as it is reported."""
    names = [str(getattr(described, "title", described.file)) for described in files]
    return [f"{number} of {len(names)}: {name}" for number, name in enumerate(names, start=1)]


def _bring(described: Fetched, errand: Errand, step: str) -> None:
    """Make sure that one file is there, complete and correct."""
    target = errand.folder / described.file
    receipt = read_receipt(target)
    if target.exists() and receipt is not None:
        _check_kept(described, target, receipt)
        if not errand.again or not described.download:
            return
        arrival = _get(described, errand, step, receipt)
    elif given := [path for path in (target, _name_given(target)) if path.exists()]:
        # A person put it here, or an interrupted run left it.
        arrival = Arrival(given[0], "", "", "")
    elif described.download:
        arrival = _get(described, errand, step, None)
    else:
        what = f'"{described.file}" is not here, and it has no fixed address.'
        remedy = f"Download it from {described.page} and save it as {_name_given(target)}."
        raise FetchError([Fault(name_key(described, "download"), what, remedy=remedy)])
    if arrival is not None:
        _take(described, errand, arrival, receipt)


def _name_given(target: Path) -> Path:
    """Return the path at which a person saves a file: it need not be compressed."""
    return target.with_suffix("") if target.suffix == ".gz" else target


def _take(described: Fetched, errand: Errand, arrival: Arrival, receipt: Receipt | None) -> None:
    """Put a received file in place if it matches its definition."""
    target = errand.folder / described.file
    ready = errand.arriving / "ready" / described.file
    try:
        ready.parent.mkdir(parents=True, exist_ok=True)
        _make_ready(described, arrival, ready)
        total = sum_file(ready)
        _refuse_changed(described, total, receipt, target)
        inspect_file(described, errand.arriving / "ready")
        target.parent.mkdir(parents=True, exist_ok=True)
        if receipt is None or not target.exists():
            ready.replace(target)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        write_receipt(
            target, Receipt(arrival.address, now, arrival.etag, arrival.last_modified, total)
        )
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        what = f"{described.file} is damaged or incomplete: {error}."
        remedy = "Download it again, or get it from the publisher's page."
        raise FetchError([Fault(name_key(described, "file"), what, remedy=remedy)]) from error
    finally:
        shutil.rmtree(errand.arriving / "ready", ignore_errors=True)


def _check_kept(described: Fetched, target: Path, receipt: Receipt) -> None:
    """Check that a file is unchanged since it was put in place."""
    try:
        total = sum_file(target)
    except (OSError, EOFError, zlib.error):
        total = "none that can be worked out"
    if receipt.sha256 != total:
        since = receipt.fetched[:10]
        what = f"{target} is not the file that was downloaded on {since}: it was changed here."
        remedy = "Delete it and its receipt, and download it again."
        raise FetchError([Fault(name_key(described, "file"), what, remedy=remedy)])
    _refuse_changed(described, total, receipt, target)


def _refuse_changed(described: Fetched, total: str, receipt: Receipt | None, target: Path) -> None:
    """Refuse a file whose checksum differs from the defined or recorded one."""
    if described.sha256 and total != described.sha256:
        what = f"{described.file} is not the file that was described: its checksum is {total}."
        remedy = f"Check on {described.page} what changed; if it is right, correct sha256."
        fault = Fault(name_key(described, "sha256"), what, f"{described.sha256}", remedy)
        raise FetchError([fault])
    if receipt is not None and total != receipt.sha256:
        since = receipt.fetched[:10]
        what = f"The publisher has changed {described.file} since {since}: its checksum is {total}."
        remedy = (
            f"Check on {described.page} what changed. To use the new file, delete {target} and "
            "its receipt and download it again."
        )
        fault = Fault(name_key(described, "download"), what, f"{receipt.sha256}", remedy)
        raise FetchError([fault])


def _get(described: Fetched, errand: Errand, step: str, receipt: Receipt | None) -> Arrival | None:
    """Download an address once per run, even if several files are taken from it."""
    address = described.download
    asked = (address, receipt.etag if receipt else "")
    if asked in errand.arrivals:
        return errand.arrivals[asked]
    host = urlsplit(address).netloc
    if host in errand.silent:
        errand.silent[host] += 1
        return None
    # Told before the server is asked, which may take long to answer.
    errand.report(step, 0, None)
    part = name_part(address, errand.arriving)
    where = name_key(described, "download")
    tell = partial(errand.report, step)
    request = Request(errand.client, where, errand.patience, tell, asked[1])
    try:
        if SLOT in address:
            errand.arrivals[asked] = download_dated(address, errand.arriving, request)
        elif described.in_pages:
            errand.arrivals[asked] = download_pages(address, part, request)
        else:
            errand.arrivals[asked] = download(address, part, request)
    except UnreachableError:
        errand.silent[host] = 0
        raise
    return errand.arrivals[asked]


def _make_ready(described: Fetched, arrival: Arrival, ready: Path) -> None:
    """Convert a received file to the one that a build reads, leaving the original as it is."""
    plain = arrival.path
    # A file that a person put here is the member itself, at the member's path.
    if described.member and arrival.address and not described.file.endswith(".zip"):
        plain = ready.with_name(f".{ready.name}.plain")
        where = name_key(described, "member")
        take_member(arrival.path, described.member, plain, where=where, called=arrival.address)
    if isinstance(described, Source) and described.own_form:
        laid = ready.with_name(f".{ready.name}.laid")
        shutil.copyfile(plain, laid)
        if isinstance(described, Overlay):
            lay_out_list(laid, described)
        else:
            lay_out(laid, described)
        plain = laid
    if described.file.endswith(".gz") and not is_packed(plain):
        with (
            plain.open("rb") as content,
            ready.open("wb") as out,
            gzip.GzipFile("", "wb", 6, out, mtime=0) as file,
        ):
            shutil.copyfileobj(content, file)
    else:
        shutil.copyfile(plain, ready)
    if isinstance(described, PublishedFile) and described.headings:
        rename_headings(ready, described.headings)


def _list_silence(errand: Errand) -> list[Fault]:
    return [
        Fault(
            host,
            f"It does not answer, so {count} more of its files were not requested.",
            remedy="Try again when it answers, or take the files from a folder that has them "
            "(--from FOLDER).",
        )
        for host, count in errand.silent.items()
        if count
    ]
