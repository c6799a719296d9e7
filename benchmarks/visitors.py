"""Visitors of one server: how long they wait, and what they cost.

``python -m benchmarks.visitors [--scale nation] [--visitors 50] [--seconds 120]`` changes layers;
``--mix`` does what people do: layers, areas, filters, tables, charts and other pages.
``--at-once`` has all of them come to a cold server in the same second.

They speak to the server as a browser does, without one: fifty browsers would measure
themselves. Needs the country's pack, or ``--scale luton``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from rich.console import Console
from rich.table import Table
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from atlas.opening.places import open_part
from benchmarks.mixed import PAUSE as PAUSES
from benchmarks.mixed import Mixed
from benchmarks.pages import read_memory, read_tree_memory, serve
from benchmarks.scales import SCALES, Scale

BOUNDS = {"slow_share": 0.05, "errors": 0, "megabytes_each": 15, "growth_share": 0.05}
MIX_BOUNDS = {"errors": 0, "seconds_for_95_percent": 1.5, "megabytes": 2_500, "growth_share": 0.05}
ONCE_BOUNDS = {"errors": 0, "seconds_for_all": 15}
SLOW_SECONDS = 1.5
# People read between two changes.
PAUSE = (1.5, 4.5)


@dataclass
class Visitor:
    """One visitor's connection, and what of the page a change needs."""

    socket: websockets.ClientConnection
    query: str
    topic: str = ""
    options: list[str] = field(default_factory=list)
    fragment: str = ""
    page: str = ""
    box: str = ""
    waits: list[float] = field(default_factory=list)
    errors: int = 0
    maps: int = 0

    async def open(self) -> None:
        """Ask for the page, and tell that the map stands, as the browser's map does."""
        await self._run(BackMsg())
        settled = BackMsg()
        widget = settled.rerun_script.widget_states.widgets.add()
        widget.id, widget.json_value = self.box, json.dumps({"settled": True})
        await self._run(settled)

    async def change(self, option: str) -> None:
        """Choose a topic, which opens its leading layer; wait until all of the answer is here."""
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragment
        message.rerun_script.page_script_hash = self.page
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = self.topic, option
        before, started = self.maps, time.perf_counter()
        await self._run(message)
        self.waits.append(time.perf_counter() - started)
        # An answer without a map is none.
        self.errors += self.maps == before

    async def _run(self, message: BackMsg) -> None:
        message.rerun_script.query_string = self.query
        await self.socket.send(message.SerializeToString())
        while True:
            data = await asyncio.wait_for(self.socket.recv(), timeout=60)
            answer = ForwardMsg()
            answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
            if answer.WhichOneof("type") == "script_finished":
                return
            self._read(answer)

    def _read(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("exception", "alert"):
            self.errors += 1
        if kind == "selectbox" and element.selectbox.id.endswith("atlas_topic"):
            self.topic = element.selectbox.id
            # The first lists all layers and opens none.
            self.options = list(element.selectbox.options)[1:]
            self.fragment = answer.delta.fragment_id
            self.page = answer.metadata.active_script_hash
        if kind == "bidi_component" and element.bidi_component.id.endswith("atlas_map"):
            self.box = element.bidi_component.id
            self.maps += '"classes"' in element.bidi_component.json


async def visit(address: str, query: str, until: float, seed: int) -> Visitor:
    """Open the page and change layers until the time is over."""
    dice = random.Random(seed)  # noqa: S311 - only to spread the visitors
    async with websockets.connect(address, max_size=None) as socket:
        visitor = Visitor(socket, query)
        # They do not all arrive in the same second.
        await asyncio.sleep(dice.uniform(0, 10))
        await visitor.open()
        while time.monotonic() < until:
            await asyncio.sleep(dice.uniform(*PAUSE))
            await visitor.change(dice.choice(visitor.options))
    return visitor


async def measure(scale: Scale, visitors: int, seconds: float) -> dict[str, float]:
    """Return waits, errors and memory."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve("ours.py", Path(folder) / "runs.txt", scale) as (wire, process),
    ):
        address = wire.address.replace("http", "ws") + "/_stcore/stream"
        query = scale.query.removeprefix("?")
        # One visitor first: what he has opened is there for all who follow.
        await visit(address, query, time.monotonic() + 25, 0)
        alone = read_memory(process)
        until = time.monotonic() + seconds
        tasks = [
            asyncio.create_task(visit(address, query, until, seed))
            for seed in range(1, visitors + 1)
        ]
        memory = []
        while not all(task.done() for task in tasks):
            await asyncio.sleep(2)
            memory.append(read_memory(process))
        found = await asyncio.gather(*tasks, return_exceptions=True)
    came = [one for one in found if isinstance(one, Visitor)]
    waits = sorted(wait for one in came for wait in one.waits)
    half, last = len(memory) // 2, memory[-1]
    return {
        "visitors": visitors,
        "changes": len(waits),
        "median_seconds": statistics.median(waits),
        "seconds_for_95_percent": waits[int(0.95 * (len(waits) - 1))],
        "slow_share": sum(wait > SLOW_SECONDS for wait in waits) / len(waits),
        "errors": sum(one.errors for one in came) + len(found) - len(came),
        "megabytes_alone": alone,
        "megabytes_at_the_end": last,
        "megabytes_each": (max(memory) - alone) / visitors,
        "growth_share": (last - memory[half]) / memory[half],
    }


@dataclass
class Crowd:
    """All visitors of one measurement: what they waited, and what went wrong."""

    address: str
    query: str
    areas: list[str]
    waits: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    async def come(self, seed: int, within: float, until: float) -> None:
        """Have one visitor come within some seconds, and act until the time is over."""
        dice = random.Random(seed)  # noqa: S311 - only to spread the visitors
        await asyncio.sleep(dice.uniform(0, within))
        try:
            async with websockets.connect(self.address, max_size=None) as socket:
                one = Mixed(socket, self.query, self.areas, dice, self.waits, self.faults)
                await one.open()
                while time.monotonic() < until:
                    await asyncio.sleep(dice.uniform(*PAUSES))
                    await one.act()
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            self.faults.append(repr(error))

    def summarise(self) -> dict[str, float]:
        """Return the waits of all, and those for 95 % by what was done."""
        every = sorted(wait for waits in self.waits.values() for wait in waits)
        return {
            "answers": len(every),
            "errors": len(self.faults),
            "median_seconds": statistics.median(every),
            "seconds_for_95_percent": _find_95(every),
            "seconds_for_all": every[-1],
        } | {f"95 % of: {name}": _find_95(sorted(self.waits[name])) for name in sorted(self.waits)}


def _find_95(waits: list[float]) -> float:
    return waits[int(0.95 * (len(waits) - 1))]


async def measure_mix(
    scale: Scale, visitors: int, seconds: float, *, at_once: bool
) -> dict[str, float]:
    """Return what mixed visitors wait, and the memory of all processes of the server."""
    areas = list(open_part(scale.place, "area").measures.areas)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve("ours.py", Path(folder) / "runs.txt", scale) as (wire, process),
    ):
        address = wire.address.replace("http", "ws") + "/_stcore/stream"
        crowd = Crowd(address, scale.query.removeprefix("?"), areas)
        until = time.monotonic() + (0 if at_once else seconds)
        # They come in the first minute, or all in the same second.
        within = 1 if at_once else min(60, seconds / 4)
        tasks = [asyncio.create_task(crowd.come(seed, within, until)) for seed in range(visitors)]
        memory = []
        while not all(task.done() for task in tasks):
            await asyncio.sleep(2)
            memory.append(read_tree_memory(process))
    for told, count in Counter(crowd.faults).most_common(5):
        print(f"{count} x {told}")
    half = memory[len(memory) // 2]
    found = {"visitors": visitors, **crowd.summarise(), "megabytes": max(memory)}
    return found if at_once else found | {"growth_share": (memory[-1] - half) / half}


def main() -> int:
    """Measure and report; 0 where all bounds hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mix", action="store_true", help="do what people do")
    options.add_argument("--at-once", action="store_true", help="all come in the same second")
    options.add_argument("--scale", default="nation", choices=list(SCALES))
    options.add_argument("--visitors", type=int, default=50)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--json", type=Path, help="write the figures to this file")
    chosen = options.parse_args()
    found: dict[str, float] = {}
    bounds: dict[str, float] = BOUNDS
    with suppress(KeyboardInterrupt):
        scale = SCALES[chosen.scale]
        if chosen.mix or chosen.at_once:
            bounds = ONCE_BOUNDS if chosen.at_once else MIX_BOUNDS
            asked = measure_mix(scale, chosen.visitors, chosen.seconds, at_once=chosen.at_once)
        else:
            asked = measure(scale, chosen.visitors, chosen.seconds)
        found = asyncio.run(asked)
    table = Table("Figure", "measured", "bound", title=f"{SCALES[chosen.scale].name}")
    for name, value in found.items():
        bound = bounds.get(name)
        table.add_row(name, f"{value:,.3f}", "" if bound is None else f"at most {bound:g}")
    Console(width=100).print(table)
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if found and all(found[name] <= bound for name, bound in bounds.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
