"""Draw whole pages one after another, so that of many who come at once the first are ready first.

Python runs one thread at a time in any case. Two hundred pages that are drawn at once only take
turns more often, hold their memory all at the same time, and are all ready last.
"""

from __future__ import annotations

import time
from collections import deque
from contextlib import contextmanager
from threading import Condition, Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Seconds after which a page no longer holds back the next: it may wait for a database.
LONG = 1.0


class Turns:
    """Who draws a page now.

    Parameters
    ----------
    long
        Seconds after which a page no longer holds back the next.
    """

    def __init__(self, long: float = LONG) -> None:
        self._long = long
        self._changed = Condition()
        self._begun: list[float] = []
        # Whoever came first is first; only the first waits for the pages that are being drawn.
        self._waiting: deque[Event] = deque()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a turn, and give it back at the end."""
        is_first = Event()
        with self._changed:
            self._waiting.append(is_first)
            self._waiting[0].set()
        is_first.wait()
        with self._changed:
            while (left := self._seconds_left()) > 0:
                self._changed.wait(left)
            begun = time.monotonic()
            self._begun.append(begun)
            self._waiting.popleft()
            if self._waiting:
                self._waiting[0].set()
        try:
            yield
        finally:
            with self._changed:
                self._begun.remove(begun)
                self._changed.notify()

    def _seconds_left(self) -> float:
        """Return how long the page that was begun last still holds back the next."""
        if not self._begun:
            return 0.0
        return max(self._begun) + self._long - time.monotonic()


TURNS = Turns()
