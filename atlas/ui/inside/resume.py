"""Take a page up again whose visit the server no longer knows: offline for long, or restarted.

Streamlit forgets a visit that has been away for two minutes, and all visits when it is restarted.
The page on screen asks for a part of itself, which the new visit has never drawn, and Streamlit
lets that pass without a word. The address has all that is needed: the whole page is drawn as it
stood, unseen, and what was asked for follows.
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
# A page that is not drawn by then never will be: what was asked for must not wait for ever.
PATIENCE = 60.0


class ResumedVisits:
    """ASGI middleware that lets a page go on where its visit has been forgotten.

    Parameters
    ----------
    app
        The app whose pages are taken up again.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Listen to the messages of pages, and hand on everything else."""
        if scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            line = Line(receive, send)
            receive, send = line.receive, line.send
        await self.app(scope, receive, send)


class Line:
    """The messages between one page and the server, from one connection to the next.

    Parameters
    ----------
    hear, tell
        Where messages of the page come from, and where those to it go.
    """

    def __init__(self, hear: Receive, tell: Send) -> None:
        self._hear = hear
        self._describe = tell
        self._asked = False
        self._held: Message | None = None
        self._drawn = asyncio.Event()

    async def receive(self) -> Message:
        """Return the page's next message; before the first of a page that is taken up, its own."""
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
        """Return what to run first: the message, or the page as its address has it."""
        asked = told.rerun_script
        if not asked.fragment_id and not asked.widget_states.widgets:
            # A page that has just been opened.
            return message
        asked.ClearField("fragment_id")
        self._held = {**message, "bytes": told.SerializeToString()}
        asked.ClearField("widget_states")
        return {**message, "bytes": told.SerializeToString()}

    async def send(self, message: Message) -> None:
        """Hand a message on to the page; while it is drawn as it stood, it has that already."""
        if self._held is None or self._drawn.is_set() or message["type"] != "websocket.send":
            await self._describe(message)
            return
        told = ForwardMsg.FromString(message["bytes"])
        ended = told.HasField("script_finished")
        # A page that asks to be run again has not ended.
        if ended and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._drawn.set()


def _read(message: Message) -> BackMsg | None:
    """Return what a page says; None for what is no message of a page."""
    if message["type"] != "websocket.receive" or not message.get("bytes"):
        return None
    try:
        told: BackMsg = BackMsg.FromString(message["bytes"])
    except DecodeError:
        # The server itself answers that.
        return None
    return told
