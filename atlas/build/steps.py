"""Name the steps of a build, and report progress by their relative durations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.text import to_say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from atlas.definitions import Definitions, Source

# Called with the name of each step of a build before it starts.
Report = Callable[[str], None]
NAMES = to_say("Names, wards and authorities")
OUTLINES = to_say("Outlines")
POINTS = to_say("Lists of places")
TOTALS = to_say("Totals of authorities, regions and countries")
PART = to_say("The place's part of the packs of the whole country")
# Steps of each level.
CURVES, NEIGHBOURS = "Percentile curves: {}", "Neighbours and names on the map: {}"
CERTAINTY, PACK = "How sure the types are: {}", "Pack: {}"
LEVELS = {"area": "small areas", "neighbourhood": "MSOAs", "authority": "authorities"}
# Number of areas in England and Wales, by level.
COUNTRY = {"area": 35_672, "neighbourhood": 7_264, "authority": 318}
# Seconds per megabyte as published, and per thousand areas, measured on two cores. Only their
# ratios matter: the remaining time is estimated from the time elapsed.
TABLE, WORKBOOK, SPREAD, SHAPES, SURE, WRITE = 0.05, 1.15, 0.035, 0.035, 0.54, 0.035
# Workbooks are parsed cell by cell, which is slower.
WORKBOOKS = frozenset({".xlsx", ".ods"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a build.

    Parameters
    ----------
    text
        Its name.
    seconds
        Its duration relative to the other steps.
    size
        Bytes of the publisher's file that it reads; 0 where it reads none.
    """

    text: str
    seconds: float
    size: int = 0


class Progress:
    """Report the progress of a build at each step.

    Parameters
    ----------
    steps
        All steps in order.
    tell
        Called before a step starts with its name, the share of the build's time that precedes
        it, and its size in bytes. A step that is not listed leaves the share unchanged.

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
        """Report that a step starts."""
        size = 0
        for position in range(self._next, len(self.steps)):
            if self.steps[position].text == text:
                self._next, size = position, self.steps[position].size
                break
        done = sum(step.seconds for step in self.steps[: self._next]) / self._whole
        self._describe(text, round(done, 4), size)


def name_table(source: Source) -> str:
    """Return the name of the step that reads a source."""
    return f"{source.table}: {source.title}"


def name_step(step: str, level: str) -> str:
    """Return the name of a step for the areas of a level."""
    return step.format(LEVELS[level])


def list_reading(definitions: Definitions, folder: Path) -> list[Step]:
    """Return the steps that read the files of England and Wales, with the sizes of tables."""
    steps = []
    for source in definitions.sources.values():
        path = folder / source.file
        size = path.stat().st_size if path.exists() else 0
        pace = WORKBOOK if path.suffix in WORKBOOKS else TABLE
        steps.append(Step(name_table(source), pace * max(size, 1) / 1e6, size))
    return [*steps, Step(NAMES, 0.1), Step(OUTLINES, 0.7), Step(POINTS, 1.0), Step(TOTALS, 1.5)]


def list_levels(areas: Mapping[str, float], *, spread: bool) -> list[Step]:
    """Return the steps that make the packs of all levels.

    Parameters
    ----------
    areas
        Approximate number of areas in the pack of each level, in the order of writing.
    spread
        Whether the country's percentile curves must be worked out, those of small areas first.
    """
    curves = {
        level: [Step(name_step(CURVES, level), SPREAD * number / 1000 + 0.6)] if spread else []
        for level, number in COUNTRY.items()
    }
    steps = curves.pop("area")
    for level, number in areas.items():
        thousands = number / 1000
        steps += [
            *curves.get(level, []),
            Step(name_step(NEIGHBOURS, level), SHAPES * thousands + 0.2),
            # Robustness is tested for small areas only: larger ones have no type of their own.
            *(
                [Step(name_step(CERTAINTY, level), SURE * thousands + 0.1)]
                if level == "area"
                else []
            ),
            Step(name_step(PACK, level), WRITE * thousands + 0.1),
        ]
    return steps
