"""Keep immutable files in memory, compressed once: Streamlit's own and ours.

A first visit requests some ninety of them. Read from disk and sent uncompressed every time,
they are most of what a first picture waits for, and on a slow network all of it.
"""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDERS = ("/static/", "/atlas/")
MOST_BYTES = 48_000_000
WORDY = (
    b"text/",
    b"application/javascript",
    b"application/json",
    b"application/geo+json",
    b"image/svg",
)
# Responses that depend on more than the address are not kept.
ASKED_SPECIALLY = frozenset({b"range", b"if-none-match", b"if-modified-since", b"if-range"})


@dataclass(frozen=True)
class Kept:
    """One response: its headers, and its body, compressed where that saves bytes."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed: bool


class KeptFiles:
    """ASGI middleware that serves immutable files from memory once they have been read.

    Parameters
    ----------
    app
        The app whose files are kept. Only those marked immutable are: their names contain
        a hash of their content.
    most_bytes
        Maximum size in bytes; the oldest files are dropped first.
    """

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES) -> None:
        self.app = app
        self.most_bytes = most_bytes
        self.kept: dict[str, Kept] = {}
        self.bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond from memory, or pass on and remember."""
        if not _is_plain_request(scope):
            await self.app(scope, receive, send)
            return
        name = scope["path"]
        if name not in self.kept:
            found = await self._fetch(scope, receive, send)
            if found is None:
                return
            self._keep(name, found)
        else:
            found = self.kept[name]
        await _answer(found, scope, send)

    def _keep(self, name: str, found: Kept) -> None:
        # Simultaneous visitors may each fetch it: only the first copy is counted.
        if name in self.kept or len(found.body) > self.most_bytes:
            return
        self.kept[name] = found
        self.bytes += len(found.body)
        while self.bytes > self.most_bytes:
            self.bytes -= len(self.kept.pop(next(iter(self.kept))).body)

    async def _fetch(self, scope: Scope, receive: Receive, send: Send) -> Kept | None:
        """Return the app's response; None where it must not be kept and has been passed on."""
        start: Message = {}
        parts: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _is_immutable(start):
                    await send(message)
            elif _is_immutable(start):
                parts.append(message.get("body", b""))
            else:
                await send(message)

        await self.app(_without_compression(scope), receive, collect)
        if not _is_immutable(start):
            return None
        return await asyncio.to_thread(_pack, start, b"".join(parts))


def _is_file(path: str) -> bool:
    return any(folder in path for folder in FOLDERS)


def _is_plain_request(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not _is_file(scope["path"]):
        return False
    return ASKED_SPECIALLY.isdisjoint(name.lower() for name, _ in scope["headers"])


def _is_immutable(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start.get("headers", ())}
    return start.get("status") == 200 and b"immutable" in headers.get(b"cache-control", b"")


def _without_compression(scope: Scope) -> Scope:
    headers = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
    return {**scope, "headers": headers}


def _pack(start: Message, body: bytes) -> Kept:
    headers = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
    kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    if not kind.startswith(WORDY):
        return Kept(headers, body, packed=False)
    headers = [pair for pair in headers if pair[0].lower() != b"vary"]
    return Kept(
        [*headers, (b"vary", b"Accept-Encoding")], gzip.compress(body, mtime=0), packed=True
    )


async def _answer(found: Kept, scope: Scope, send: Send) -> None:
    accepted = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
    headers, body = list(found.headers), found.body
    if found.packed and b"gzip" in accepted:
        headers.append((b"content-encoding", b"gzip"))
    elif found.packed:
        body = gzip.decompress(body)
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
