"""Open pages in a browser and change their layers: ours and a peer in turns."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

from benchmarks.browser import FLAGS, Change, change_layer, open_page, summarise
from benchmarks.wire import Wire, count_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from benchmarks.scales import Scale

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "bare": "run_bare.py",
    "atlas": "ours.py",
    "pydeck_chart": "run_pydeck.py",
    "plotly_chart": "run_plotly.py",
    "pydeck, our settings": "run_pydeck.py",
}
# Others run as Streamlit comes: what .streamlit/config.toml sets is part of our work. How one
# does with it is told beside, for the smallest map, where it matters most.
OURS = ("atlas", "pydeck, our settings")
PEERS = ("run_pydeck.py", "run_plotly.py")
OPENINGS = {"bare": 9, "atlas": 9}
# Ratios that have a bound are taken of pages that took turns: a machine that is busy for a while
# is busy for all of them.
GROUPS = (("atlas", "bare", "pydeck_chart"), ("plotly_chart",), ("pydeck, our settings",))


@contextmanager
def serve(
    page: str, notes: Path, scale: Scale, *, settings: bool = True
) -> Iterator[tuple[Wire, int]]:
    """Run one of the timed pages, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "BENCHMARK_NOTES": str(notes),
        "BENCHMARK_PLACE": scale.place,
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "benchmarks" / "apps" / page)],
        env=environment,
        cwd=ROOT if settings else notes.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        with count_bytes(port) as wire:
            yield wire, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    message = f"The server at {address} did not start."
    raise TimeoutError(message)


def read_memory(process: int) -> float:
    """Return the megabytes a process holds, where the system tells; else not a number."""
    path = Path(f"/proc/{process}/status")
    if not path.exists():
        return float("nan")
    line = next(one for one in path.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def read_tree_memory(process: int) -> float:
    """Return the megabytes of a process and all that it started; what they share counts once."""
    path = Path(f"/proc/{process}/smaps_rollup")
    try:
        lines = path.read_text().splitlines()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        # It has ended meanwhile, or the system does not tell.
        return 0.0
    own = next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return own + sum(read_tree_memory(int(child)) for child in children)


class Visit:
    """One page in a browser of its own, from its server's start to its last change."""

    def __init__(self, name: str, scale: Scale, browser: Browser, held: ExitStack) -> None:
        """Start the page's server, which ends when `held` does, and warm it by a first visit."""
        self.browser, self.draws, self.name = browser, name != "bare", name
        self.notes = Path(held.enter_context(tempfile.TemporaryDirectory())) / "runs.txt"
        served = serve(PAGES[name], self.notes, scale, settings=name in OURS)
        self.wire, self.process = held.enter_context(served)
        self.address = f"{self.wire.address}/{scale.query if name == 'atlas' else ''}"
        self.opens = OPENINGS.get(name, 1)
        self.turns = scale.peer_changes if PAGES[name] in PEERS else sys.maxsize
        self.made: list[Change] = []
        self.sent: list[int] = []
        self.openings: list[float] = []
        self.page, *_ = open_page(browser, self.address, draws=self.draws)

    def open(self, turn: int) -> None:
        """Open the page anew, in a browser that has kept nothing of the visit before."""
        if turn >= self.opens:
            return
        self.page.context.close()
        self.page, milliseconds, self.shift = open_page(
            self.browser, self.address, draws=self.draws
        )
        self.openings.append(milliseconds)

    def warm_up(self, turn: int) -> None:
        """Change the layer twice before it counts."""
        for _ in range(2):
            self._change(turn)
        self.before = self._count_runs()

    def _count_runs(self) -> int:
        return len(self.notes.read_text().splitlines())

    def _change(self, turn: int) -> Change:
        return change_layer(self.page, turn, draws=self.draws, runs=self._count_runs)

    def change(self, turn: int) -> None:
        """Change the layer once, where this page's share is not yet done."""
        if turn >= self.turns:
            return
        counted = self.wire.bytes
        self.made.append(self._change(turn))
        self.sent.append(self.wire.bytes - counted)

    def describe(self) -> dict[str, float]:
        """Return the medians of what was measured."""
        runs = [line.split() for line in self.notes.read_text().splitlines()[self.before :]]
        return {
            **summarise(self.made),
            "wire_bytes": statistics.median(self.sent),
            "first_paint": statistics.median(self.openings),
            "layout_shift": self.shift,
            "server": statistics.median(float(wall) for wall, _ in runs),
            "server_cpu": statistics.median(float(spent) for _, spent in runs),
            "memory": read_memory(self.process),
        }


def measure_pages(scale: Scale, changes: int) -> dict[str, dict[str, float]]:
    """Return what each page takes to open and to change its layer; nothing for one that fails.

    Ours has ``in_turns`` too: the median of those of its changes that a change of
    ``st.pydeck_chart`` followed at once.
    """
    found: dict[str, dict[str, float]] = {}
    for group in GROUPS:
        names = [name for name in group if name not in OURS[1:] or scale.place == "luton"]
        with ExitStack() as held:
            visits = list(_start(names, scale, held))
            for turn in range(max(OPENINGS.values()) if changes > 3 else 1):
                _do_each(visits, Visit.open, turn)
            _do_each(visits, Visit.warm_up, 0)
            for turn in range(changes):
                _do_each(visits, Visit.change, turn)
            found |= {visit.name: visit.describe() for visit in visits}
            if {"atlas", "pydeck_chart"} <= set(found) and len(group) > 1:
                ours, *_, peer = visits
                found["atlas"]["in_turns"] = summarise(ours.made[: len(peer.made)])["milliseconds"]
    return found


def _do_each(visits: list[Visit], what: Callable[[Visit, int], None], turn: int) -> None:
    """Do something on each page; one that does not go on is taken out, saying so."""
    for visit in [*visits]:
        try:
            what(visit, turn)
        except Error as error:
            _tell_failure(visit.name, error)
            visits.remove(visit)


def _tell_failure(name: str, error: Error) -> None:
    print(f"{name} did not finish: {str(error).splitlines()[0]}", file=sys.stderr)


def _start(names: list[str], scale: Scale, held: ExitStack) -> Iterator[Visit]:
    if not names:
        return
    playwright = held.enter_context(sync_playwright())
    for name in names:
        print(f"{scale.name}: measuring {name}", file=sys.stderr)
        # A browser of its own for each, so that none pays for the one before.
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        held.callback(browser.close)
        try:
            yield Visit(name, scale, browser, held)
        except Error as error:
            _tell_failure(name, error)
