"""Measure, print tables, write JSON, and say by the exit status whether the budgets hold.

``python -m benchmarks [--scales luton,kent,london,nation] [--changes 20] [--json FILE] [--small]``
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, sync_playwright
from rich.console import Console
from rich.table import Table

from atlas.places import has_nation
from benchmarks.browser import FLAGS, change_layer, open_page, summarise
from benchmarks.files import measure_files
from benchmarks.scales import SCALES, Scale
from benchmarks.wire import Wire, count_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def measure_pages(scale: Scale, changes: int) -> dict[str, dict[str, float]]:
    """Return what each page takes to open and to change its layer; nothing for one that fails."""
    found = {}
    for name, script in PAGES.items():
        if name in OURS[1:] and scale.place != "luton":
            continue
        print(f"{scale.name}: measuring {name}", file=sys.stderr)
        # A browser of its own for each, so that none pays for the one before.
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
            )
            try:
                found[name] = _measure_page(browser, name, script, scale, changes)
            except Error as error:
                print(f"{name} did not finish: {str(error).splitlines()[0]}", file=sys.stderr)
            browser.close()
    return found


def _count_lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def _measure_page(
    browser: Any,  # noqa: ANN401 - Playwright's
    name: str,
    script: str,
    scale: Scale,
    changes: int,
) -> dict[str, float]:
    draws = name != "bare"
    turns = min(changes, scale.peer_changes) if script in PEERS else changes
    wanted = OPENINGS.get(name, 1) if changes > 3 else 1
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "runs.txt"
        with serve(script, notes, scale, settings=name in OURS) as (wire, process):
            address = f"{wire.address}/{scale.query if name == 'atlas' else ''}"
            # The first visit warms the server; its browser keeps nothing for the second.
            page, *_ = open_page(browser, address, draws=draws)
            openings, shift = [], 0.0
            for _ in range(wanted):
                page.context.close()
                page, milliseconds, shift = open_page(browser, address, draws=draws)
                openings.append(milliseconds)
            count = partial(_count_lines, notes)
            for turn in range(2):
                change_layer(page, turn, draws=draws, runs=count)
            before = count()
            made, sent = [], []
            for turn in range(turns):
                counted = wire.bytes
                made.append(change_layer(page, turn, draws=draws, runs=count))
                sent.append(wire.bytes - counted)
            runs = [line.split() for line in notes.read_text().splitlines()[before:]]
            memory = read_memory(process)
            page.context.close()
    return {
        **summarise(made),
        "wire_bytes": statistics.median(sent),
        "first_paint": statistics.median(openings),
        "layout_shift": shift,
        "server": statistics.median(float(wall) for wall, _ in runs),
        "server_cpu": statistics.median(float(spent) for _, spent in runs),
        "memory": memory,
    }


def judge(pages: dict[str, dict[str, float]], files: dict[str, float]) -> dict[str, float]:
    """Return the figures that a budget may have."""
    ours = pages["atlas"]
    exports = [seconds for name, seconds in files.items() if name.startswith("export")]
    found = {
        "change_milliseconds": ours["milliseconds"],
        "wire_bytes": ours["wire_bytes"],
        "server_milliseconds": ours["server"],
        "first_paint_ratio": ours["first_paint"] / pages["bare"]["first_paint"],
        "layout_shift": ours["layout_shift"],
        "open_seconds": files["open"],
        "export_seconds": max(exports),
    }
    if "build" in files:
        found["build_seconds"] = files["build"]
    for name in ("pydeck", "plotly"):
        if f"{name}_chart" in pages:
            theirs = pages[f"{name}_chart"]["milliseconds"]
            found[f"faster_than_{name}"] = theirs / ours["milliseconds"]
    return found


def print_tables(
    scale: Scale,
    pages: dict[str, dict[str, float]],
    files: dict[str, float],
    judged: dict[str, float],
) -> bool:
    """Print what was measured; return whether every budget holds."""
    screen = Console(width=110)
    table = Table(
        *("Page", "change, ms", "bytes", "on the wire", "server, ms", "first picture, ms", "MB"),
        title=f"{scale.name}, {scale.areas:,} areas",
    )
    for name in PAGES:
        one = pages.get(name)
        if one is None:
            if name not in OURS:
                table.add_row(name, "did not finish")
            continue
        table.add_row(
            name,
            f"{one['milliseconds']:.0f}",
            f"{one['bytes']:,.0f}",
            f"{one['wire_bytes']:,.0f}",
            f"{one['server']:.1f} ({one['server_cpu']:.1f} cpu)",
            f"{one['first_paint']:.0f}",
            f"{one['memory']:.0f}",
        )
    screen.print(table)
    table = Table("File", "seconds")
    for name, seconds in files.items():
        table.add_row(name, f"{seconds:.2f}")
    screen.print(table)
    table = Table("Figure", "measured", "bound", "holds")
    held = True
    for name, value in judged.items():
        sign, good = "", True
        if name in scale.at_most:
            sign, good = f"at most {scale.at_most[name]:g}", value <= scale.at_most[name]
        elif name in scale.at_least:
            sign, good = f"at least {scale.at_least[name]:g}", value >= scale.at_least[name]
        held &= good
        table.add_row(name, f"{value:,.2f}", sign, ("yes" if good else "NO") if sign else "")
    screen.print(table)
    return held


def choose_scales(text: str) -> list[Scale]:
    """Return the scales that were asked for and can be measured on this machine."""
    names = [name for name in text.split(",") if name]
    unknown = [name for name in names if name not in SCALES]
    if unknown:
        message = f"There is no scale {unknown[0]}. Choose from {', '.join(SCALES)}."
        raise SystemExit(message)
    if not has_nation() and names != ["luton"]:
        message = "Build the country first: python -m atlas build england-wales --from FOLDER"
        raise SystemExit(message)
    return [SCALES[name] for name in names]


def main() -> int:
    """Measure and report; 0 where all budgets hold, 1 where one does not."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scales", default="luton", help="which, with commas between them")
    options.add_argument("--changes", type=int, default=20, help="changes of layer per page")
    options.add_argument("--json", type=Path, help="write the figures to this file")
    options.add_argument("--small", action="store_true", help="show that it runs; no judgement")
    chosen = options.parse_args()
    told, held = {}, True
    for scale in choose_scales(chosen.scales):
        pages = measure_pages(scale, 3 if chosen.small else chosen.changes)
        files = measure_files(scale)
        judged = judge(pages, files)
        held &= print_tables(scale, pages, files, judged)
        told[scale.name] = {
            "areas": scale.areas,
            "pages": pages,
            "files": files,
            "figures": judged,
        }
        if chosen.json:
            chosen.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0 if held or chosen.small else 1


if __name__ == "__main__":
    raise SystemExit(main())
