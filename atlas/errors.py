"""Errors for people: what happened, where, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from atlas.text import to_say

if TYPE_CHECKING:
    from collections.abc import Iterable

# For a value in a file that exceeds the parser's limits.
TOO_DEEP = to_say("Something here is too long, or nested too deeply, to be read.")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, described for the person who can correct it.

    Parameters
    ----------
    where
        File and key, or page and control.
    what
        What happened, as a full sentence.
    expected
        What would be correct; empty where `what` says it already.
    remedy
        What to do next.
    closest
        Known names similar to the one that was not found.
    """

    where: str
    what: str
    expected: str = ""
    remedy: str = ""
    closest: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the fault as lines of text."""
        lines = [self.where, self.what]
        if self.expected:
            lines.append(f"Expected: {self.expected}")
        if self.closest:
            lines.append(f"Closest: {', '.join(self.closest)}")
        if self.remedy:
            lines.append(self.remedy)
        return "\n".join(lines)


# Compared by identity: comparison by fields would make errors unhashable, and tracebacks and
# exception groups keep them in sets.
@dataclass(slots=True, eq=False)
class AtlasError(Exception):
    """An error of the atlas, with every fault that was found."""

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
    """A publisher's file could not be downloaded, or does not match its definition."""


class AddressError(AtlasError):
    """An address or an option on the command line asks for something that does not exist."""


class ExportError(AtlasError):
    """An export was refused."""


class StoryError(AtlasError):
    """A story could not be read or changed."""


class UploadError(AtlasError):
    """An uploaded file cannot be read."""


def find_closest(name: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the known names most similar to one that was not found.

    Examples
    --------
    >>> find_closest("dem_popp", ["dem_pop", "dem_density", "dep_imd"])
    ('dem_pop',)
    """
    candidates = list(known)
    lowered = {candidate.casefold(): candidate for candidate in candidates}
    # The input may be of any length.
    start = name[:LONGEST_NAME].casefold()
    matches = get_close_matches(start, list(lowered), n=most, cutoff=0.6)
    return tuple(lowered[match] for match in matches)


class PointsError(AtlasError):
    """A point list could not be read."""


class BasemapError(AtlasError):
    """A base map file could not be read."""


class PlanError(AtlasError):
    """A plan could not be read, saved or changed."""
