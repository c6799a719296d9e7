"""Every failure a person may meet: what happened, where, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from atlas.text import to_say

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of a value in somebody's file at which a reader gives up.
TOO_DEEP = to_say("Something here is far longer or nested far deeper than can be read.")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in words for the person who can put it right.

    Parameters
    ----------
    where
        File and key, or page and control.
    what
        What happened, as a full sentence.
    expected
        What would have been right; empty where `what` says it already.
    remedy
        What to do next.
    closest
        Names that look like the one that was not found.
    """

    where: str
    what: str
    expected: str = ""
    remedy: str = ""
    closest: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the fault as the lines a person reads."""
        lines = [self.where, self.what]
        if self.expected:
            lines.append(f"Expected: {self.expected}")
        if self.closest:
            lines.append(f"Closest: {', '.join(self.closest)}")
        if self.remedy:
            lines.append(self.remedy)
        return "\n".join(lines)

    def as_dict(self) -> dict[str, object]:
        """Return the fault as plain data, for programs."""
        return {
            "where": self.where,
            "what": self.what,
            "expected": self.expected,
            "closest": list(self.closest),
            "remedy": self.remedy,
        }


# Compared by identity: what is compared by its fields cannot be hashed, and tracebacks and
# exception groups keep errors in sets.
@dataclass(slots=True, eq=False)
class AtlasError(Exception):
    """What the atlas could not do, with every fault found and not just the first."""

    faults: list[Fault] = field(default_factory=list)

    def __str__(self) -> str:
        """Return all faults, separated by blank lines."""
        return "\n\n".join(str(fault) for fault in self.faults)


class DefinitionError(AtlasError):
    """Something in `layers/` is wrong."""


class PackError(AtlasError):
    """A pack is missing, damaged, half-written, or of another version."""


class BuildError(AtlasError):
    """A published file could not be turned into a pack."""


class FetchError(AtlasError):
    """A publisher's file could not be brought here, or is not the one that was described."""


class AddressError(AtlasError):
    """An address, or an option on the command line, asks for something there is not."""


class ExportError(AtlasError):
    """An export was refused."""


class StoryError(AtlasError):
    """A story could not be read or changed."""


class UploadError(AtlasError):
    """A file that somebody uploaded cannot be read, and what to do about it."""


def find_closest(name: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the known names that look most like one that was not found.

    Examples
    --------
    >>> find_closest("dem_popp", ["dem_pop", "dem_density", "dep_imd"])
    ('dem_pop',)
    """
    candidates = list(known)
    lowered = {candidate.casefold(): candidate for candidate in candidates}
    # What somebody sent may be a whole book.
    start = name[:LONGEST_NAME].casefold()
    matches = get_close_matches(start, list(lowered), n=most, cutoff=0.6)
    return tuple(lowered[match] for match in matches)


class PointsError(AtlasError):
    """A list of points could not be read."""


class BasemapError(AtlasError):
    """A file of streets could not be read."""


class PlanError(AtlasError):
    """A plan could not be read, kept or changed."""
