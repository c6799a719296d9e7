"""Name the steps of a build, and tell how far it has come by their known shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.text import to_say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from atlas.definitions import Definitions, Source

NAMES = to_say("Names, wards and authorities")
OUTLINES = to_say("Outlines")
POINTS = to_say("Lists of places")
TOTALS = to_say("Totals of authorities, regions and countries")
PART = to_say("The place's part of the packs of the whole country")
LEVELS = {"area": "small areas", "neighbourhood": "MSOAs", "authority": "authorities"}
# How many areas England and Wales has of each level.
COUNTRY = {"area": 35_672, "neighbourhood": 7_264, "authority": 318}
# Seconds for a megabyte as published, and for a thousand areas, measured on two cores. Only
# their proportions matter: what is left is told from the time that has passed.
TABLE, WORKBOOK, CURVES, SHAPES, SURE, WRITE = 0.05, 1.15, 0.035, 0.035, 0.54, 0.035
# A workbook is unpacked cell by cell; all else is read in one go.
WORKBOOKS = frozenset({".xlsx", ".ods"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a build.

    Parameters
    ----------
    text
        What it does, in words.
    seconds
        How long it lasts beside the others.
    size
        Bytes of the publisher's file that it reads; 0 where it reads none.
    """

    text: str
    seconds: float
    size: int = 0


class Progress:
    """What is told at each step: its name, the share that is done, and its size.

    Parameters
    ----------
    steps
        All steps in their order.
    tell
        Told the name of a step before it starts, the share of the build's time that lies
        before it, and its size in bytes. A step that is not listed moves the share nowhere.

    Examples
    --------
    >>> tell = Progress([Step("Read", 3, 10), Step("Write", 1)], lambda *told: print(told))
    >>> tell("Read"); tell("Write")
    ('Read', 0.0, 10)
    ('Write', 0.75, 0)
    """

    def __init__(self, steps: Iterable[Step], tell: Callable[[str, float, int], None]) -> None:
        self.steps = list(steps)
        self._describe = tell
        self._whole = sum(step.seconds for step in self.steps) or 1.0
        self._next = 0

    def __call__(self, text: str) -> None:
        """Tell a step."""
        size = 0
        for place in range(self._next, len(self.steps)):
            if self.steps[place].text == text:
                self._next, size = place, self.steps[place].size
                break
        done = sum(step.seconds for step in self.steps[: self._next]) / self._whole
        self._describe(text, round(done, 4), size)


def name_table(source: Source) -> str:
    """Return the step that reads a source."""
    return f"{source.table}: {source.title}"


def name_spread(level: str) -> str:
    """Return the step that works out how indicators are spread over the country."""
    return f"Percentile curves: {LEVELS[level]}"


def name_places(level: str) -> str:
    """Return the step that finds neighbours and places names."""
    return f"Neighbours and names on the map: {LEVELS[level]}"


def name_certainty(level: str) -> str:
    """Return the step that tries how sure types are."""
    return f"How sure the types are: {LEVELS[level]}"


def name_pack(level: str) -> str:
    """Return the step that writes a pack."""
    return f"Pack: {LEVELS[level]}"


def list_tables(definitions: Definitions, folder: Path) -> list[Step]:
    """Return the steps that read all sources, with the sizes of their files."""
    steps = []
    for source in definitions.sources.values():
        path = folder / source.file
        size = path.stat().st_size if path.exists() else 0
        pace = WORKBOOK if path.suffix in WORKBOOKS else TABLE
        steps.append(Step(name_table(source), pace * max(size, 1) / 1e6, size))
    return steps


def list_levels(areas: Mapping[str, float], *, spread: bool) -> list[Step]:
    """Return the steps that make the packs of all levels.

    Parameters
    ----------
    areas
        How many areas the pack of each level will hold, about, in the order of writing.
    spread
        Whether curves are worked out from the areas of the country, those of small areas first,
        or are at hand.
    """
    steps = [_spread("area")] if spread else []
    for level, number in areas.items():
        if spread and level != "area":
            steps.append(_spread(level))
        steps += _list_level(level, number)
    return steps


def _spread(level: str) -> Step:
    return Step(name_spread(level), CURVES * COUNTRY[level] / 1000 + 0.6)


def _list_level(level: str, areas: float) -> list[Step]:
    thousands = areas / 1000
    # How sure types are is tried of small areas alone: larger ones have no type of their own.
    sure = [Step(name_certainty(level), SURE * thousands + 0.1)] if level == "area" else []
    return [
        Step(name_places(level), SHAPES * thousands + 0.2),
        *sure,
        Step(name_pack(level), WRITE * thousands + 0.1),
    ]
