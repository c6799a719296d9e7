"""Count what really goes over the wire, by standing between browser and server."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Wire:
    """A relay that counts the bytes from the server to the browser, compressed as sent.

    Parameters
    ----------
    port
        The server's port on this machine.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.bytes = 0
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._ear.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Stop listening; what is open ends with its browser."""
        self._ear.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._ear.accept()
                server = socket.create_connection(("127.0.0.1", self.port))
                for source, target, counted in (
                    (browser, server, False),
                    (server, browser, True),
                ):
                    threading.Thread(
                        target=self._hand_on, args=(source, target, counted), daemon=True
                    ).start()

    def _hand_on(self, source: socket.socket, target: socket.socket, counted: bool) -> None:  # noqa: FBT001 - private
        with contextlib.suppress(OSError):
            while part := source.recv(65536):
                if counted:
                    self.bytes += len(part)
                target.sendall(part)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def count_bytes(port: int) -> Iterator[Wire]:
    """Relay a server's port for as long as the block lasts."""
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.close()
