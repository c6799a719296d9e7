"""Parse and keep the comparators in an address: what the place is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from atlas.selection.condition_text import make_unknown_fault
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.errors import Fault

MOST_COMPARED = 4
# Names of an address that are looked at: more than a link of the atlas has.
MOST_READ = 12
# Letters of a name, which may be many areas joined: a link holds no more.
LONGEST = 2000
# In an address: compared with nothing else.
NOTHING = "none"


class KnownComparators(Protocol):
    """The comparators that an address may name, those to choose from first."""

    @property
    def usual(self) -> tuple[str, ...]:
        """What the place is compared with unless somebody chooses; empty for nothing."""

    def __iter__(self) -> Iterator[str]:
        """List those to choose from."""

    def __contains__(self, one: object) -> bool:
        """Return whether an identity is that of a comparator."""

    def find_lack(self, one: str) -> Fault | None:
        """Return why one is not known here, where that can be said."""


class NoComparators(tuple[str, ...]):
    """Nothing to compare with."""

    __slots__ = ()

    @property
    def usual(self) -> tuple[str, ...]:
        """What the place is compared with unless somebody chooses: nothing."""
        return ()

    def find_lack(self, one: str) -> Fault | None:  # noqa: ARG002 - see `KnownComparators`
        """Return why one is not known here: there is nothing to say."""
        return None


NO_COMPARATORS = NoComparators()


def parse_compared(
    text: str, known: KnownComparators, notes: list[Fault]
) -> tuple[str, ...] | None:
    """Return the comparators of an address; None, for the default, where none is known."""
    if text == NOTHING:
        return ()
    wanted = [name for name in dict.fromkeys(text.split(",")) if name]
    found = []
    for name in wanted[:MOST_READ]:
        if len(name) <= LONGEST and name in known:
            found.append(name)
        elif (lack := known.find_lack(name)) is not None:
            notes.append(lack)
        else:
            what = say('There is no "{name}".', name=name)
            notes.append(make_unknown_fault("compare", what, name, list(known)))
    if len(found) > MOST_COMPARED or len(wanted) > MOST_READ:
        what = say(
            "There are {count} comparisons; only the first {most} are used.",
            count=len(wanted),
            most=MOST_COMPARED,
        )
        notes.append(make_unknown_fault("compare", what, "", []))
    return tuple(found[:MOST_COMPARED]) or None


def keep_compared(names: tuple[str, ...], known: KnownComparators) -> tuple[str, ...]:
    """Return the comparators that a place has; the usual where it has none of them."""
    kept = tuple(name for name in names if name in known)
    return kept or (known.usual if names else ())
