"""The real server and one real browser, watched: no errors, nothing from outside."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect, sync_playwright

from atlas import paths
from tests.browser.atlas_page import LARGE, PATIENCE, AtlasPage

ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Every page is new: what would pay only on one that stays open costs more than it gives.
    "--js-flags=--no-opt",
    "--disable-gpu-compositing",
]
# Seconds that a server may take to start on a machine that does other work.
START = 120
NAMES = ("chromium", "chromium-browser", "google-chrome")
HERE = {"localhost", "127.0.0.1", ""}
# Streamlit itself asks below the page first for what lies at its root.
STREAMLIT_ASKS = re.compile(
    r"/(?:actions|data|figures|meet|places|plan|twins)/_stcore/(health|host-config)$"
)


def find_chromium(own):
    """Return the browser to drive: the one named, the system's, or Playwright's own."""
    found = [os.environ.get("ATLAS_CHROMIUM"), *map(shutil.which, NAMES), own]
    for path in found:
        if path and Path(path).exists():
            return path
    pytest.fail(
        "There is no Chromium for the browser tests, and they are never skipped. "
        "Install one: apt-get install chromium (Debian), or playwright install chromium; "
        "or name one in ATLAS_CHROMIUM.",
        pytrace=False,
    )


class Server:
    """A Streamlit server in a process of its own.

    It finds packs below `home`, and not those that whoever runs the tests has built. `options`
    are more of Streamlit's own.
    """

    def __init__(self, script, folder, log, home, options=()):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.log = log
        self.read = 0
        self.command = [sys.executable, "-m", "streamlit", "run", script]
        self.command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
        self.command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
        self.command += options
        self.folder, self.own = folder, {**os.environ, "XDG_DATA_HOME": str(home)}
        self.start()

    def start(self):
        """Start it, once more after it was stopped."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=out, stderr=out, env=self.own
            )

    def wait_healthy(self):
        """Return once it answers; a server that ends or stays silent fails the tests."""
        until = time.monotonic() + START
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urlopen(f"{self.base}/_stcore/health", timeout=2):  # noqa: S310 - our own
                    return self
            except (URLError, TimeoutError, ConnectionError):
                time.sleep(0.1)
        self.stop()
        pytest.fail(f"The server did not start:\n{self.log.read_text()}", pytrace=False)

    def new_lines(self):
        """Return what it wrote since it was last asked."""
        text = self.log.read_text(errors="replace")
        fresh, self.read = text[self.read :], len(text)
        return fresh

    def stop(self):
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def run_server(tmp_path_factory):
    """A function that starts a server for a script; all end with the tests."""
    running = []

    def run(script, folder, home=None, options=()):
        own = tmp_path_factory.mktemp("server")
        running.append(Server(script, folder, own / "log.txt", home or own / "data", options))
        return running[-1].wait_healthy()

    yield run
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def server(run_server):
    """The atlas, started as README starts it."""
    return run_server("app.py", paths.ROOT)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


class Watch:
    """What no page may do: write an error, or ask for anything outside this machine."""

    def __init__(self):
        self.found = []

    def follow(self, page):
        """Listen to a page from its first request on."""
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("request", lambda request: self.ask(request.url))
        page.on("websocket", lambda socket: self.ask(socket.url))

    def hear(self, message):
        """Note an error in the console."""
        address = message.location.get("url", "")
        if message.type == "error" and not STREAMLIT_ASKS.search(address):
            self.found.append(f"console: {message.text} {address}")

    def ask(self, address):
        """Note a request that leaves this machine."""
        parts = urlsplit(address)
        if parts.scheme not in {"data", "blob"} and (parts.hostname or "") not in HERE:
            self.found.append(f"request: {address}")


@pytest.fixture(scope="session")
def contexts(chromium):
    """One context per size and setting, so that each fetches Streamlit's own files once."""
    made = {}

    def get(**options):
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = chromium.new_context(**options)
            made[key].set_default_timeout(PATIENCE)
        return made[key]

    yield get
    for context in made.values():
        context.close()


@pytest.fixture
def watch():
    """What is heard of a test's pages; a test that provokes an error clears it."""
    return Watch()


@pytest.fixture
def visit(contexts, chromium, server, watch):
    """A function that opens a page; afterwards the page must have kept to the rules.

    ``fresh`` gives a browser that has never been here. Motion is off unless asked for, so that
    no test depends on how far a movement has come. ``before`` is called with the empty page, and
    ``drawn=False`` does not wait for a map that cannot come.
    """
    pages, own = [], []
    assert server.process.poll() is None, "The server has ended; somebody stopped it, or it fell."
    server.new_lines()

    def open_page(address="", size=LARGE, *, fresh=False, before=None, drawn=True, **options):
        options = {"reduced_motion": "reduce", "locale": "en-GB", **options}
        options["viewport"] = {"width": size[0], "height": size[1]}
        if fresh:
            own.append(chromium.new_context(**options))
            own[-1].set_default_timeout(PATIENCE)
        page = (own[-1] if fresh else contexts(**options)).new_page()
        pages.append(page)
        watch.follow(page)
        if before is not None:
            before(page)
        return AtlasPage(page, server.base).open(address, drawn=drawn)

    yield open_page
    for one in [*pages, *own]:
        one.close()
    assert watch.found == []
    assert "Traceback" not in server.new_lines()
