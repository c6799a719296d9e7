"""Resume a page whose session the server no longer knows: offline for long, or restarted.

Streamlit drops a session after two minutes offline, and all sessions when it is restarted.
The page on screen then requests a fragment that the new session has never drawn, and
Streamlit ignores it silently. The address has everything needed: the whole page is drawn as it
was, unseen, and then the request follows.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from atlas.permission import is_read_only, log_refused

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

STREAM = "/_stcore/stream"
# A page not drawn by then never will be: the request must not wait indefinitely.
PATIENCE = 60.0


class ResumedVisits:
    """ASGI middleware that resumes an app's pages whose session has been dropped."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Listen to the messages of pages, and pass everything else on."""
        if scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            line = Line(receive, send)
            receive, send = line.receive, line.send
        await self.app(scope, receive, send)


class Line:
    """The messages between one page and the server, from one connection to the next."""

    def __init__(self, hear: Receive, tell: Send) -> None:
        self._hear = hear
        self._describe = tell
        self._asked = False
        self._held: Message | None = None
        self._drawn = asyncio.Event()

    async def receive(self) -> Message:
        """Return the page's next message; before the first of a resumed page, one of our own."""
        if self._held is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._drawn.wait(), PATIENCE)
            held, self._held = self._held, None
            return held
        while True:
            message = await self._hear()
            told = _read(message)
            if told is None or (self._asked and not told.HasField("clear_cache")):
                return message
            if told.HasField("clear_cache") and is_read_only():
                log_refused("clear what is kept in memory for everyone")
                continue
            if told.HasField("rerun_script"):
                self._asked = True
                return self._begin(message, told)
            return message

    def _begin(self, message: Message, told: BackMsg) -> Message:
        """Return what to run first: the message, or the page from its address."""
        asked = told.rerun_script
        if not asked.fragment_id and not asked.widget_states.widgets:
            # A page that has just been opened.
            return message
        asked.ClearField("fragment_id")
        self._held = {**message, "bytes": told.SerializeToString()}
        asked.ClearField("widget_states")
        return {**message, "bytes": told.SerializeToString()}

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the page is redrawn unseen and has that content already."""
        if self._held is None or self._drawn.is_set() or message["type"] != "websocket.send":
            await self._describe(message)
            return
        told = ForwardMsg.FromString(message["bytes"])
        ended = told.HasField("script_finished")
        # A page that requests a rerun has not ended.
        if ended and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._drawn.set()


def _read(message: Message) -> BackMsg | None:
    """Return a page's message; None if it is not one."""
    if message["type"] != "websocket.receive" or not message.get("bytes"):
        return None
    try:
        told: BackMsg = BackMsg.FromString(message["bytes"])
    except DecodeError:
        # The server answers that itself.
        return None
    return told
