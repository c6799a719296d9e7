"""Bring one address into one file: go on where it stopped, try again, never take half for whole."""

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

# Far above any table of statistics; a body without an end must not fill the disk.
LARGEST = 2**30
AGENT = "cohesion-atlas"
PASSING = frozenset([408, 425, 429, 500, 502, 503, 504])
ABSENT = frozenset([404, 410])
CONTENT_RANGE = re.compile(r"^bytes (?:(\d+)-\d+|\*)/(\d+|\*)$")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how often to try.

    Parameters
    ----------
    connect
        For a connection.
    read
        For the next bytes.
    attempt
        For all of one attempt; what has come by then is kept, and the next attempt goes on.
    attempts
        How many attempts.
    pause
        After the first attempt that failed; each further pause is twice as long.
    longest_pause
        The longest of these.
    making
        Where the server says that it is still making the file.
    """

    connect: float = 10.0
    read: float = 30.0
    attempt: float = 300.0
    attempts: int = 5
    pause: float = 1.0
    longest_pause: float = 30.0
    making: float = 30.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A whole file, and what its server said of it."""

    path: Path
    address: str
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class Begun:
    """What the server said of a file when its first part came."""

    address: str
    etag: str
    last_modified: str
    total: int | None = None

    @property
    def validator(self) -> str:
        """What tells one version of the file from another, byte for byte; may be empty."""
        return self.etag if self.etag.startswith('"') else self.last_modified


class BrokenError(Exception):
    """An attempt failed in a way that may pass; `reached` says whether the server answered."""

    def __init__(self, said: str, *, reached: bool = True, wait: float = 0.0) -> None:
        super().__init__(said)
        self.reached = reached
        self.wait = wait


class UnreachableError(FetchError):
    """A server did not answer at all."""


class AbsentError(FetchError):
    """A server has nothing at an address."""


def open_client(patience: Patience) -> httpx.Client:
    """Return a client that waits no longer than it should."""
    limits = httpx.Timeout(patience.read, connect=patience.connect)
    return httpx.Client(timeout=limits, follow_redirects=True, headers={"User-Agent": AGENT})


def download(
    address: str,
    part: Path,
    *,
    client: httpx.Client,
    where: str,
    patience: Patience,
    report: Callable[[int, int | None], None],
    known_etag: str = "",
) -> Arrival | None:
    """Bring an address into a file.

    Parameters
    ----------
    address
        Where the publisher has it.
    part
        The file to write; what an earlier run left there is gone on from, if the server can say
        that it still has the same file.
    client
        From `open_client`.
    where
        Key of the definition, for faults.
    patience
        How long to wait and how often to try.
    report
        Told bytes here and bytes in all (None where the server does not say).
    known_etag
        What the server called the file that is here already.

    Returns
    -------
    Arrival or None
        None where the server says that the known file is still the one.

    Raises
    ------
    UnreachableError
        If there was no connection.
    AbsentError
        If the server has nothing there.
    FetchError
        If the server refused, answered with something else, or broke off time after time.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    broken = BrokenError("it was not tried")
    for attempt in range(patience.attempts):
        if attempt:
            pause = min(patience.pause * 2 ** (attempt - 1), patience.longest_pause)
            time.sleep(max(pause, min(broken.wait, patience.longest_pause)))
        try:
            return _attempt(address, part, client, where, patience, report, known_etag)
        except BrokenError as error:
            broken = error
        except httpx.RequestError as error:
            broken = BrokenError(_format(error, patience), reached=not _is_silence(error))
        except httpx.InvalidURL as error:
            what = f"{address} is no address: {error}."
            raise FetchError([Fault(where, what, remedy="Correct download.")]) from error
    here = part.stat().st_size if part.exists() else 0
    what = f"{address} could not be fetched in {patience.attempts} attempts: {broken}."
    goes_on = f"; it goes on after the {here:,} bytes that are here" if here else ""
    remedy = f"Run it again later{goes_on}."
    kind = FetchError if broken.reached else UnreachableError
    raise kind([Fault(where, what, remedy=remedy)])


def _attempt(
    address: str,
    part: Path,
    client: httpx.Client,
    where: str,
    patience: Patience,
    report: Callable[[int, int | None], None],
    known_etag: str,
) -> Arrival | None:
    begun = _read_begun(part, address)
    headers = {"Accept-Encoding": "identity"}
    if begun:
        headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": begun.validator}
    elif known_etag:
        headers["If-None-Match"] = known_etag
    with client.stream("GET", address, headers=headers) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED and known_etag and not begun:
            return None
        _check_answer(response, address, part, where, patience)
        told = response.headers
        now = Begun(address, told.get("ETag", ""), told.get("Last-Modified", ""))
        start, total = _find_range(response, begun, now, part)
        if not start:
            # What was packed on the way is here unpacked: its bytes are not those of the server.
            packed = _is_packed(response)
            _start_anew(part, Begun(address, "", "") if packed else replace(now, total=total))
        _write(response, part, start, total, where, patience, report)
    forget_begun(part)
    return Arrival(part, address, now.etag, now.last_modified)


def _check_answer(
    response: httpx.Response, address: str, part: Path, where: str, patience: Patience
) -> None:
    """Refuse what is not the file: an error, or a page for people."""
    code = response.status_code
    if code == httpx.codes.ACCEPTED:
        # The portal of the Office for National Statistics makes its files when they are asked for.
        raise BrokenError("the server is still making the file", wait=patience.making)
    if code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        forget(part)
        raise BrokenError("the file became shorter between two parts")
    if code in PASSING:
        wait = response.headers.get("Retry-After", "")
        raise BrokenError(f"the server said {code}", wait=float(wait) if wait.isdecimal() else 0.0)
    if code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        what = f"{address} answered {code} {response.reason_phrase}".rstrip() + "."
        remedy = "See on the publisher's page where the file is now."
        kind = AbsentError if code in ABSENT else FetchError
        raise kind([Fault(where, what, remedy=remedy)])
    if address.startswith("https:") and response.url.scheme != "https":
        what = f"{address} leads to {response.url}, which anyone on the way could change."
        remedy = "See on the publisher's page where the file is now."
        raise FetchError([Fault(where, what, remedy=remedy)])
    told = response.headers.get("Content-Type", "").lower()
    if told.startswith(("text/html", "application/xhtml")):
        raise FetchError([_make_page(address, where)])


def _make_page(address: str, where: str) -> Fault:
    what = f"{address} answered with a web page and not with the file."
    remedy = (
        "See on the publisher's page where the file is now, and whether this network asks for a "
        "sign-in."
    )
    return Fault(where, what, remedy=remedy)


def _find_range(
    response: httpx.Response, begun: Begun | None, now: Begun, part: Path
) -> tuple[int, int | None]:
    """Return from which byte the answer goes on, and how many there are in all."""
    length = response.headers.get("Content-Length", "")
    if response.status_code == httpx.codes.OK:
        # Also the answer of a server that knows no ranges, or has another file by now.
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
        raise BrokenError("the file changed between two parts, so it is fetched from its beginning")
    return here, int(found[2]) if found[2].isdecimal() else None


def _write(
    response: httpx.Response,
    part: Path,
    start: int,
    total: int | None,
    where: str,
    patience: Patience,
    report: Callable[[int, int | None], None],
) -> None:
    """Append the body to the part, and see that it is whole."""
    done, ends = start, time.monotonic() + patience.attempt
    report(done, total)
    body = response.iter_bytes() if _is_packed(response) else response.iter_raw()
    with part.open("ab") as file:
        for chunk in body:
            if not done and chunk.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
                raise FetchError([_make_page(str(response.request.url), where)])
            file.write(chunk)
            done += len(chunk)
            report(done, total)
            if done > LARGEST:
                break
            if time.monotonic() > ends:
                raise BrokenError(f"it was not whole after {patience.attempt:g} seconds")
    if done > LARGEST:
        forget(part)
        what = f"{response.request.url} sends more than any table holds."
        raise FetchError([Fault(where, what, remedy="Correct download.")])
    if total is not None and done < total:
        raise BrokenError(f"it broke off after {done:,} of {total:,} bytes")
    if not done or (total is not None and done > total):
        forget(part)
        raise BrokenError(f"{done:,} bytes came where {total or 'some'} were said")


def _is_packed(response: httpx.Response) -> bool:
    """Return whether the server packed the body although it was asked not to."""
    return response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity")


def _read_begun(part: Path, address: str) -> Begun | None:
    """Return what is known of a part, or remove it where it cannot be gone on from."""
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
    """Remove the note that goes with a part."""
    _note_of(part).unlink(missing_ok=True)


def forget(part: Path) -> None:
    """Remove a part and its note."""
    part.unlink(missing_ok=True)
    forget_begun(part)


def _is_silence(error: httpx.RequestError) -> bool:
    return isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)


def _format(error: httpx.RequestError, patience: Patience) -> str:
    """Return in plain words why a request failed."""
    match error:
        case httpx.ConnectTimeout():
            return f"there was no answer within {patience.connect:g} seconds"
        case httpx.TimeoutException():
            return f"nothing came for {patience.read:g} seconds"
        case httpx.ConnectError():
            return "there was no connection"
        case httpx.RemoteProtocolError() | httpx.ReadError():
            return "the connection broke off"
        case _:
            return str(error) or type(error).__name__
