"""Download an address to a file: resume, retry, and never accept an incomplete file."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import httpx

from atlas.errors import Fault, FetchError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Far above any table of statistics; an endless response must not fill the disk.
LARGEST = 2**30
AGENT = "cohesion-atlas"
PASSING = frozenset([408, 425, 429, 500, 502, 503, 504])
ABSENT = frozenset([404, 410])
MOVED = "Check on the publisher's page where the file is now."
CONTENT_RANGE = re.compile(r"^bytes (?:(\d+)-\d+|\*)/(\d+|\*)$")


@dataclass(frozen=True, slots=True)
class Patience:
    """Timeouts in seconds, and the number of attempts.

    Parameters
    ----------
    connect
        Timeout for a connection.
    read
        Timeout for the next bytes.
    attempt
        Timeout for one attempt; the bytes received are kept, and the next attempt resumes.
    attempts
        Number of attempts.
    pause
        Pause after the first failed attempt; each further pause is twice as long.
    longest_pause
        Upper limit of a pause.
    making
        Pause where the server is still generating the file.
    """

    connect: float = 10.0
    read: float = 30.0
    attempt: float = 300.0
    attempts: int = 5
    pause: float = 1.0
    longest_pause: float = 30.0
    making: float = 30.0


@dataclass(frozen=True, slots=True)
class Request:
    """How a file is asked for.

    Parameters
    ----------
    client
        From `open_client`.
    where
        Key of the definition, for faults.
    patience
        Timeouts and number of attempts.
    report
        Called with the bytes received and the total (None where unknown).
    known_etag
        ETag of the file that is here already.
    """

    client: httpx.Client
    where: str
    patience: Patience
    report: Callable[[int, int | None], None]
    known_etag: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A complete file, with its server's headers."""

    path: Path
    address: str
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class Begun:
    """The server's headers for a file when its download began."""

    address: str
    etag: str
    last_modified: str
    total: int | None = None

    @property
    def validator(self) -> str:
        """The strong ETag or date that identifies a version of the file; may be empty."""
        return self.etag if self.etag.startswith('"') else self.last_modified


class BrokenError(Exception):
    """A temporary failure of an attempt; `reached` is whether the server answered."""

    def __init__(self, said: str, *, reached: bool = True, wait: float = 0.0) -> None:
        super().__init__(said)
        self.reached = reached
        self.wait = wait


class UnreachableError(FetchError):
    """A server did not answer."""


class AbsentError(FetchError):
    """A server has no file at an address."""


def open_client(patience: Patience) -> httpx.Client:
    """Return a client with the timeouts of `patience`."""
    limits = httpx.Timeout(patience.read, connect=patience.connect)
    return httpx.Client(timeout=limits, follow_redirects=True, headers={"User-Agent": AGENT})


def download(address: str, part: Path, request: Request) -> Arrival | None:
    """Download an address to a file.

    Parameters
    ----------
    address
        The publisher's address.
    part
        The file to write; a partial one is resumed if the server confirms that its file is
        unchanged.
    request
        How it is asked for.

    Returns
    -------
    Arrival or None
        None where the server says that the known file is still current.

    Raises
    ------
    UnreachableError
        If there was no connection.
    AbsentError
        If the server has no file there.
    FetchError
        If the server refused, sent something else, or failed on every attempt.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    where, patience = request.where, request.patience
    broken = BrokenError("it was not tried")
    for attempt in range(patience.attempts):
        if attempt:
            pause = min(patience.pause * 2 ** (attempt - 1), patience.longest_pause)
            time.sleep(max(pause, min(broken.wait, patience.longest_pause)))
        try:
            return _attempt(address, part, request)
        except BrokenError as error:
            broken = error
        except httpx.RequestError as error:
            silent = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            broken = BrokenError(_format(error, patience), reached=not silent)
        except httpx.InvalidURL as error:
            what = f"{address} is not an address: {error}."
            raise FetchError([Fault(where, what, remedy="Correct download.")]) from error
    here = part.stat().st_size if part.exists() else 0
    what = f"{address} could not be downloaded in {patience.attempts} attempts: {broken}."
    goes_on = f"; it continues after the {here:,} bytes that are here" if here else ""
    remedy = f"Run it again later{goes_on}."
    kind = FetchError if broken.reached else UnreachableError
    raise kind([Fault(where, what, remedy=remedy)])


def _attempt(address: str, part: Path, request: Request) -> Arrival | None:
    begun = _read_begun(part, address)
    headers = {"Accept-Encoding": "identity"}
    if begun:
        headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": begun.validator}
    elif request.known_etag:
        headers["If-None-Match"] = request.known_etag
    with request.client.stream("GET", address, headers=headers) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED and request.known_etag and not begun:
            return None
        _check_answer(response, address, part, request)
        told = response.headers
        now = Begun(address, told.get("ETag", ""), told.get("Last-Modified", ""))
        start, total = _find_range(response, begun, now, part)
        if not start:
            # A compressed response is stored decompressed, so its byte positions differ.
            packed = _is_packed(response)
            _start_anew(part, Begun(address, "", "") if packed else replace(now, total=total))
        _write(response, part, start, total, request)
    forget_begun(part)
    return Arrival(part, address, now.etag, now.last_modified)


def _check_answer(response: httpx.Response, address: str, part: Path, request: Request) -> None:
    """Refuse a response that is not the file: an error or an HTML page."""
    code, where = response.status_code, request.where
    if code == httpx.codes.ACCEPTED:
        # The ONS geography portal generates its files on request.
        raise BrokenError("the server is still making the file", wait=request.patience.making)
    if code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        forget(part)
        raise BrokenError("the file became shorter while it was downloaded")
    if code in PASSING:
        wait = response.headers.get("Retry-After", "")
        raise BrokenError(f"the server said {code}", wait=float(wait) if wait.isdecimal() else 0.0)
    if code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        what = f"{address} answered {code} {response.reason_phrase}".rstrip() + "."
        kind = AbsentError if code in ABSENT else FetchError
        raise kind([Fault(where, what, remedy=MOVED)])
    if address.startswith("https:") and response.url.scheme != "https":
        what = f"{address} leads to {response.url}, which is not encrypted and so not safe."
        raise FetchError([Fault(where, what, remedy=MOVED)])
    told = response.headers.get("Content-Type", "").lower()
    if told.startswith(("text/html", "application/xhtml")):
        raise FetchError([_make_page(address, where)])


def _make_page(address: str, where: str) -> Fault:
    what = f"{address} returned a web page, not the file."
    remedy = (
        "Check on the publisher's page where the file is now, and whether this network asks for "
        "a sign-in."
    )
    return Fault(where, what, remedy=remedy)


def _find_range(
    response: httpx.Response, begun: Begun | None, now: Begun, part: Path
) -> tuple[int, int | None]:
    """Return the byte at which the response starts, and the total number of bytes."""
    length = response.headers.get("Content-Length", "")
    if response.status_code == httpx.codes.OK:
        # Also the response of a server without range requests, or whose file has changed.
        return 0, int(length) if length.isdecimal() and not _is_packed(response) else None
    found = CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    here = part.stat().st_size if part.exists() else 0
    same = (
        begun is not None
        and now.validator in ("", begun.validator)
        and (found is None or found[2] in ("*", str(begun.total)))
        and not _is_packed(response)
    )
    if not found or not found[1] or int(found[1]) != here or not same:
        forget(part)
        raise BrokenError("the file changed while it was downloaded, so the download starts again")
    return here, int(found[2]) if found[2].isdecimal() else None


def _write(
    response: httpx.Response, part: Path, start: int, total: int | None, request: Request
) -> None:
    """Append the body to the partial file, and check that it is complete."""
    done, ends = start, time.monotonic() + request.patience.attempt
    request.report(done, total)
    body = response.iter_bytes() if _is_packed(response) else response.iter_raw()
    with part.open("ab") as file:
        for chunk in body:
            if not done and chunk.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
                raise FetchError([_make_page(str(response.request.url), request.where)])
            file.write(chunk)
            done += len(chunk)
            request.report(done, total)
            if done > LARGEST:
                break
            if time.monotonic() > ends:
                raise BrokenError(f"it was not whole after {request.patience.attempt:g} seconds")
    if done > LARGEST:
        forget(part)
        what = f"{response.request.url} sends more data than a table can have."
        raise FetchError([Fault(request.where, what, remedy="Correct download.")])
    if total is not None and done < total:
        raise BrokenError(f"it stopped after {done:,} of {total:,} bytes")
    if not done or (total is not None and done > total):
        forget(part)
        raise BrokenError(f"{done:,} bytes arrived, but {total or 'some'} were announced")


def _is_packed(response: httpx.Response) -> bool:
    """Return whether the server compressed the body although it was asked not to."""
    return response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity")


def _read_begun(part: Path, address: str) -> Begun | None:
    """Return the note on a partial file, or remove the file where it cannot be resumed."""
    note = _note_of(part)
    if part.exists() and part.stat().st_size and note.exists():
        try:
            begun = Begun(**json.loads(note.read_text(encoding="utf-8")))
        except (ValueError, TypeError):
            begun = None
        if begun and begun.address == address and begun.validator:
            return begun
    forget(part)
    return None


def _start_anew(part: Path, now: Begun) -> None:
    forget(part)
    _note_of(part).write_text(json.dumps(asdict(now)), encoding="utf-8")


def _note_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def forget_begun(part: Path) -> None:
    """Remove the note on a partial file."""
    _note_of(part).unlink(missing_ok=True)


def forget(part: Path) -> None:
    """Remove a partial file and its note."""
    part.unlink(missing_ok=True)
    forget_begun(part)


def _format(error: httpx.RequestError, patience: Patience) -> str:
    """Return the reason for a failed request in plain words."""
    match error:
        case httpx.ConnectTimeout():
            return f"there was no answer within {patience.connect:g} seconds"
        case httpx.TimeoutException():
            return f"nothing arrived for {patience.read:g} seconds"
        case httpx.ConnectError():
            return "there was no connection"
        case httpx.RemoteProtocolError() | httpx.ReadError():
            return "the connection was lost"
        case _:
            return str(error) or type(error).__name__
