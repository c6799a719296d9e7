"""Fifty visitors who change layers for two minutes: how long they wait, and what they cost.

``python -m benchmarks.visitors [--place england-wales] [--visitors 50] [--seconds 120]``

They speak to the server as a browser does, without one: fifty browsers would measure
themselves. Needs the country's pack, or ``--place luton``.
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
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from rich.console import Console
from rich.table import Table
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.pages import read_memory, serve
from benchmarks.scales import SCALES, Scale

BOUNDS = {"slow_share": 0.05, "errors": 0, "megabytes_each": 15, "growth_share": 0.05}
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


def main() -> int:
    """Measure and report; 0 where all bounds hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scale", default="nation", choices=list(SCALES))
    options.add_argument("--visitors", type=int, default=50)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--json", type=Path, help="write the figures to this file")
    chosen = options.parse_args()
    found: dict[str, float] = {}
    with suppress(KeyboardInterrupt):
        found = asyncio.run(measure(SCALES[chosen.scale], chosen.visitors, chosen.seconds))
    table = Table("Figure", "measured", "bound", title=f"{SCALES[chosen.scale].name}")
    for name, value in found.items():
        bound = BOUNDS.get(name)
        table.add_row(name, f"{value:,.3f}", "" if bound is None else f"at most {bound:g}")
    Console(width=100).print(table)
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if found and all(found[name] <= bound for name, bound in BOUNDS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
