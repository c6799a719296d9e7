"""A publisher on this machine, who can be told to misbehave."""

from __future__ import annotations

import gzip
import hashlib
import re
import socket
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from atlas.errors import FetchError
from atlas.sources.client import Patience
from atlas.sources.fetch import ARRIVING, fetch_files


@dataclass
class Asked:
    """One request, and how many bytes of a body it was sent."""

    path: str
    range: str | None
    if_range: str | None
    if_none_match: str | None
    sent: int = 0


@dataclass
class Publisher:
    """Files by path, what to do with the next requests for each, and all that was asked."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    plans: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def handler(self):
        """The class that answers for this publisher."""
        return Handler

    def etag(self, path):
        """Return what a version of a file is called."""
        return f'"{hashlib.sha256(self.files[path]).hexdigest()[:12]}"'

    def put(self, name, content):
        """Publish a file and return its address."""
        self.files[f"/{name}"] = content
        return f"{self.address}/{name}"


class Handler(BaseHTTPRequestHandler):
    """Serve a publisher's files, the next requests for each as planned."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        """Answer with the file, or do what is planned instead."""
        named = ("Range", "If-Range", "If-None-Match")
        self.asked = Asked(self.path, *(self.headers.get(name) for name in named))
        publisher = self.server.publisher
        publisher.asked.append(self.asked)
        planned = publisher.plans[self.path]
        word, _, rest = (planned.pop(0) if planned else "").partition(" ")
        match word:
            case "never":
                publisher.released.wait(20)
                self.close_connection = True
            case "status":
                self.answer(int(rest), {}, b"")
            case "html":
                page = b"<!DOCTYPE html><html><title>Sign in</title></html>"
                self.answer(200, {"Content-Type": rest}, page)
            case _:
                self.serve(word, int(rest or 0))

    def serve(self, word, number):
        """Send the file or its rest: whole, or as the plan's word says."""
        body = self.server.publisher.files[self.path]
        etag = "" if word == "nameless" else self.server.publisher.etag(self.path)
        told = {"ETag": etag} if etag else {}
        found = re.match(r"bytes=(\d+)-(\d*)", self.asked.range or "")
        wanted = self.asked.if_range in (etag, None) or word == "mixes"
        if found and wanted and word not in ("ignores_range", "nameless"):
            start, end = int(found[1]), int(found[2] or len(body) - 1)
            told["Content-Range"] = f"bytes {start}-{end}/{len(body)}"
            code, body = (206, body[start : end + 1]) if start < len(body) else (416, b"")
        else:
            code = 304 if etag and self.asked.if_none_match == etag else 200
        match word:
            case "packed":
                packed = gzip.compress(body)
                self.answer(
                    200,
                    {**told, "Content-Encoding": "gzip"},
                    packed[: number or None],
                    length=len(packed),
                )
                self.close_connection = True
            case "open_end":
                self.answer(code, {**told, "Connection": "close"}, body[:number], length=None)
            case "drop" | "nameless" | "stall":
                self.answer(code, told, body[:number], length=len(body))
                if word == "stall":
                    self.server.publisher.released.wait(20)
                self.close_connection = True
            case "trickle":
                self.answer(code, told, b"", length=len(body))
                for place in range(0, len(body), 200):
                    self.send(body[place : place + 200])
                    time.sleep(0.05)
            case _:
                self.answer(code, told, b"" if code == 304 else body)

    def answer(self, code, told, body, *, length=-1):
        """Send a head that promises `length` bytes (-1: as many as there are), and a body."""
        self.send_response(code)
        for name, value in told.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.end_headers()
        self.send(body)

    def send(self, body):
        """Send bytes, and note them where they could be sent."""
        try:
            self.wfile.write(body)
            self.wfile.flush()
            self.asked.sent += len(body)
        except OSError:
            self.close_connection = True


@pytest.fixture
def publisher(monkeypatch):
    """A publisher's server in a thread of its own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    one = Publisher()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.publisher = one
    server.daemon_threads = True
    one.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield one
    one.released.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def unused_port():
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def hurried():
    """Patience of a test: as often as usual, and much shorter."""
    return Patience(connect=1.0, read=0.8, attempt=5.0, attempts=4, pause=0.01, making=0.01)


@pytest.fixture
def homes(tiny):
    """The publisher's bytes of the table of homes."""
    return (tiny / "official" / "homes.csv").read_bytes()


@pytest.fixture
def source(tiny_definitions):
    """Return the table of homes, with what a test says of it."""

    def make(**changes):
        return tiny_definitions.sources["homes"].model_copy(update=changes)

    return make


@pytest.fixture
def bring(tiny_definitions, tmp_path, hurried):
    """Fetch some files into a folder of the test's own."""

    def run(*files, **settings):
        return fetch_files(
            tiny_definitions, files, into=tmp_path / "files", patience=hurried, **settings
        )

    return run


@pytest.fixture
def only_fault(bring):
    """Return the one fault of a fetch that fails."""

    def run(*files, **settings):
        with pytest.raises(FetchError) as caught:
            bring(*files, **settings)
        (fault,) = caught.value.faults
        return fault

    return run


@pytest.fixture
def lying_about(tmp_path):
    """Return every file where a build would look."""

    def look():
        folder = tmp_path / "files"
        found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in found if path.parts[0] != ARRIVING)

    return look


@pytest.fixture
def on_its_way(tmp_path):
    """Return how many bytes wait to be gone on from."""

    def look():
        parts = (tmp_path / "files" / ARRIVING).glob("*.part")
        return sum(path.stat().st_size for path in parts)

    return look
