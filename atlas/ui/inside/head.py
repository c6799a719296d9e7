"""Add our style sheet, and the map's files, to the head of Streamlit's page.

A style sheet that arrives with the first elements is too late: they have been laid out
without it, and jump. In the head it is there before them, and the browser fetches the
map's script and outlines while Streamlit still starts.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

START, END, HTML = b"<head>", b"</head>", b'<html lang="en"'


class EarlyHead:
    """ASGI middleware that adds lines to the head of every HTML page.

    Parameters
    ----------
    app
        The app whose pages are completed.
    lines
        Returns the lines to add at the start and at the end of the head, for the request of a
        page.
    language
        Returns the code of the language that a page is asked for in.
    """

    def __init__(
        self,
        app: ASGIApp,
        lines: Callable[[Scope], tuple[str, str]],
        language: Callable[[Scope], str],
    ) -> None:
        self.app = app
        self.lines = lines
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything but HTML on unchanged."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            if not held:
                await send(message)
                return
            start = held[0]
            kinds = [value for name, value in start["headers"] if name.lower() == b"content-type"]
            if not (kinds and kinds[0].startswith(b"text/html")):
                held.clear()
                await send(start)
                await send(message)
                return
            held.append(message)
            if not message.get("more_body", False):
                # A large place's first page creates its outlines; other requests must not wait.
                lines = await asyncio.to_thread(self.lines, scope)
                await _send_completed(held, lines, self.language(scope), send)
                held.clear()

        await self.app(_ask_plainly(scope), receive, complete)


def _ask_plainly(scope: Scope) -> Scope:
    """Return a page's request without permission to compress: nothing can be added to that."""
    accepted = [value for name, value in scope["headers"] if name == b"accept"]
    if not any(b"text/html" in value for value in accepted):
        return scope
    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers}


async def _send_completed(
    held: list[Message], lines: tuple[str, str], language: str, send: Send
) -> None:
    body = b"".join(part.get("body", b"") for part in held[1:])
    first, last = (part.encode() for part in lines)
    body = body.replace(START, START + first, 1).replace(END, last + END, 1)
    body = body.replace(HTML, HTML.replace(b"en", language.encode()), 1)
    start = held[0]
    headers = [
        (name, value)
        for name, value in start["headers"]
        # The ETag is that of the page without our lines; with it browsers would keep an old page.
        if name.lower() not in (b"content-length", b"etag", b"last-modified")
    ]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
