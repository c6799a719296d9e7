"""Download an address to a file: resume, retry, and never accept an incomplete file."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import httpx

from atlas.errors import Fault, FetchError
from atlas.sources.failures import Failure, describe_failure, name_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from atlas.sources.client import Patience

# Far above any table of statistics; an endless response must not fill the disk.
LARGEST = 2**30
PASSING = frozenset([408, 425, 429, 500, 502, 503, 504])
ABSENT = frozenset([404, 410])
MOVED = "Check on the publisher's page where the file is now."
CONTENT_RANGE = re.compile(r"^bytes (?:(\d+)-\d+|\*)/(\d+|\*)$")


@dataclass(frozen=True, slots=True)
class Request:
    """How a file is asked for.

    Parameters
    ----------
    client
        From ``atlas.sources.client``.
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
    """A failure of an attempt, and how many seconds the server asks to wait."""

    def __init__(self, failure: str | Failure, *, wait: float = 0.0) -> None:
        told = Failure(failure, reached=True) if isinstance(failure, str) else failure
        super().__init__(told.what)
        self.failure = told
        self.wait = wait


class UnreachableError(FetchError):
    """A server did not answer."""


class AbsentError(FetchError):
    """A server has no file at an address."""


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
    broken, tried, knocks = BrokenError("it was not tried"), 0, 0
    for tried in range(1, patience.attempts + 1):
        if tried > 1:
            pause = min(patience.pause * 2 ** (tried - 2), patience.longest_pause)
            time.sleep(max(pause, min(broken.wait, patience.longest_pause)))
        try:
            return _attempt(address, part, request)
        except BrokenError as error:
            broken = error
        except httpx.RequestError as error:
            broken = BrokenError(describe_failure(error, address, patience))
        except httpx.InvalidURL as error:
            what = f"{address} is not an address: {error}."
            raise FetchError([Fault(where, what, remedy="Correct download.")]) from error
        knocks += not broken.failure.reached
        if broken.failure.lasting or knocks >= patience.knocks:
            break
    here = part.stat().st_size if part.exists() else 0
    attempts = f" in {tried} attempts" if tried > 1 else ""
    # Where no server was reached, the host is what matters, and the rest of the address is not.
    named = address if broken.failure.reached else f"A file of {name_server(address)}"
    what = f"{named} could not be downloaded{attempts}: {broken}."
    goes_on = f"; it continues after the {here:,} bytes that are here" if here else ""
    remedy = f"{broken.failure.remedy} Try again later{goes_on}.".lstrip()
    kind = FetchError if broken.failure.reached else UnreachableError
    raise kind([Fault(where, what, remedy=remedy)])


def _attempt(address: str, part: Path, request: Request) -> Arrival | None:
    begun = _read_begun(part, address)
    if begun and begun.total == part.stat().st_size:
        # It arrived whole in a run that was stopped before the file was put in place.
        return Arrival(part, address, begun.etag, begun.last_modified)
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
    if is_page(response):
        raise FetchError([_make_page(address, where)])


def is_page(response: httpx.Response) -> bool:
    """Return whether a response says that it is a web page."""
    told: str = response.headers.get("Content-Type", "").lower()
    return told.startswith(("text/html", "application/xhtml"))


def find_total(response: httpx.Response) -> int | None:
    """Return the bytes of the whole file that a response is of; None where it does not say."""
    found = CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    length = response.headers.get("Content-Length", "")
    if found:
        return int(found[2]) if found[2].isdecimal() else None
    return int(length) if length.isdecimal() and not _is_packed(response) else None


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
    if response.status_code == httpx.codes.OK:
        # Also the response of a server without range requests, or whose file has changed.
        return 0, find_total(response)
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
    return here, find_total(response)


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
            if time.monotonic() > ends and done != total:
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


def forget(part: Path) -> None:
    """Remove a partial file and its note."""
    part.unlink(missing_ok=True)
    _note_of(part).unlink(missing_ok=True)
