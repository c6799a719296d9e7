"""The parts of the page Plan: one per module; each declares PART and render."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartSpec:
    """The face of a part: its word in the address, its title, its purpose, and its place.

    `title` and `summary` are English texts; the page says them. Where nothing can be `written`,
    nobody is asked who is writing. What is `for_editors` is not there where a server takes no
    changes, such as one that is open to the public.
    """

    word: str
    title: str
    summary: str
    order: int
    written: bool = True
    for_editors: bool = False
