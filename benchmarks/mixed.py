"""A visitor who does what people do: layers, areas, filters, tables, other pages, files.

It speaks to the server as a browser does, without one: two hundred browsers would measure
themselves.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable

    import websockets

PATIENCE = 120
# How often each is done, in a hundred.
MIX = {"layer": 45, "area": 22, "page": 16, "filter": 10, "shown_as": 7}
# People read between two changes, and longer than one who only clicks through layers.
PAUSE = (4, 16)
PAGES = ("actions", "twins", "data", "plan", "meet", "figures")
KEYS = ("atlas_topic", "atlas_map", "atlas_types", "atlas_show")
UNFINISHED = ForwardMsg.FINISHED_EARLY_FOR_RERUN
SETTLED = json.dumps({"settled": True})


@dataclass
class Mixed:
    """A visitor's connection, and what of the page is needed to act on it.

    Parameters
    ----------
    socket
        The open connection.
    query
        The settings of the address.
    areas
        Codes that can be selected.
    dice
        Chooses what is done.
    waits
        Seconds until all of an answer was here, by what was done.
    faults
        What the server said went wrong.
    """

    socket: websockets.ClientConnection
    query: str
    areas: list[str]
    dice: random.Random
    waits: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    cached: set[str] = field(default_factory=set)

    async def open(self) -> None:
        """Ask for the page, and then for the panel."""
        await self._time("opened", self._run(self._message("")))
        await self.settle()

    async def settle(self) -> None:
        """Tell that the map stands, as the browser's map does: the panel follows."""
        await self._time("panel", self._run(self._message("atlas_map")))

    async def act(self) -> None:
        """Do one thing, by the mix."""
        what = self.dice.choices(list(MIX), list(MIX.values()))[0]
        await getattr(self, f"do_{what}")()

    async def do_layer(self) -> None:
        """Choose a topic, which opens its leading layer."""
        message = self._message("atlas_topic")
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = self.ids["atlas_topic"]
        # The first lists all layers and opens none.
        widget.string_value = self.dice.choice(self.options["atlas_topic"][1:])
        await self._time("layer", self._run(message))

    async def do_area(self) -> None:
        """Click an area."""
        message = self._message("atlas_map")
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = _make_trigger_id(self.ids["atlas_map"], "events")
        picked = {"event": "picked", "value": {"code": self.dice.choice(self.areas)}}
        widget.json_trigger_value = json.dumps([picked])
        await self._time("area", self._run(message))

    async def do_filter(self) -> None:
        """Keep one type, or all again."""
        kept = self.dice.choice([[], [self.dice.choice(self.options["atlas_types"])]])
        await self._time("filter", self._run(self._choose("atlas_types", kept)))

    async def do_shown_as(self) -> None:
        """Look at the table or the chart, and go back to the map."""
        map_, *others = self.options["atlas_show"]
        for way in (self.dice.choice(others), map_):
            await self._time("table or chart", self._run(self._choose("atlas_show", [way])))

    async def do_page(self) -> None:
        """Read another page, and go back to the map."""
        for page in (self.dice.choice(PAGES), "explore"):
            message = BackMsg()
            message.rerun_script.page_script_hash = self.page = self.pages[page]
            await self._time(f"page {page}", self._run(message))
        await self.settle()

    def _message(self, key: str) -> BackMsg:
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = self.fragments.get(key, "")
        if key == "atlas_map":
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id, widget.json_value = self.ids[key], SETTLED
        return message

    def _choose(self, key: str, options: list[str]) -> BackMsg:
        message = self._message(key)
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = self.ids[key]
        widget.string_array_value.data.extend(options)
        return message

    async def _time(self, what: str, run: Awaitable[None]) -> None:
        started = time.perf_counter()
        await run
        self.waits.setdefault(what, []).append(time.perf_counter() - started)

    async def _run(self, message: BackMsg) -> None:
        """Send a message, and wait until the script that it starts has finished."""
        message.rerun_script.query_string = self.query
        message.rerun_script.cached_message_hashes.extend(self.cached)
        await self.socket.send(message.SerializeToString())
        while True:
            data = await asyncio.wait_for(self.socket.recv(), timeout=PATIENCE)
            answer = ForwardMsg()
            answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished != UNFINISHED:
                    return
            else:
                self._read(answer)

    def _read(self, answer: ForwardMsg) -> None:
        kind = answer.WhichOneof("type")
        if answer.metadata.cacheable and answer.hash:
            self.cached.add(answer.hash)
        if kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "new_session":
            self.page = answer.new_session.page_script_hash
        elif kind == "navigation":
            self.pages = {
                one.url_pathname or "explore": one.page_script_hash
                for one in answer.navigation.app_pages
            }
        element = answer.delta.new_element
        name = element.WhichOneof("type")
        if name == "exception":
            self.faults.append(element.exception.message)
        elif name is not None:
            self._remember(getattr(element, name), answer.delta.fragment_id)

    def _remember(self, part: object, fragment: str) -> None:
        """Remember a control that is acted on."""
        identity = getattr(part, "id", "")
        own = identity.rpartition("-")[2] if isinstance(identity, str) else ""
        key = next((one for one in KEYS if own.startswith(one)), "")
        if key:
            self.ids[key], self.fragments[key] = identity, fragment
            options = getattr(part, "options", ())
            self.options[key] = [getattr(one, "content", one) for one in options]
