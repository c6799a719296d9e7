"""What a place is compared with: published totals, authorities together, or some of its areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from atlas.text import say_counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Group = Literal["country", "region", "county", "twins", "similar", "authority", "ward", "selection"]


@dataclass(frozen=True, slots=True)
class Published:
    """A country, a region or an authority, whose totals are a row of a published table.

    Parameters
    ----------
    id
        Its identity in an address.
    group
        What kind of comparator it is.
    name
        Its name inside a sentence.
    row
        Its row in the table of totals.
    stamp
        The state of the figures elsewhere that it stands for; 0 for the place's own.
    """

    id: str
    group: Group
    name: str
    row: str
    stamp: float = 0.0

    @property
    def head(self) -> str:
        """Its name at the beginning of a line."""
        return _begin(self.name)

    @property
    def label(self) -> str:
        """The same: it is one place."""
        return self.head


@dataclass(frozen=True, slots=True)
class Together:
    """Several authorities together, whose counts are summed.

    `name` is used inside a sentence, `head` at the beginning of a line: languages differ in both.
    """

    id: str
    group: Group
    name: str
    head: str
    codes: tuple[str, ...]
    stamp: float = 0.0

    @property
    def label(self) -> str:
        """Its name at the beginning of a line, with the number of authorities.

        Examples
        --------
        >>> Together("county", "county", "Kent", "Kent", ("E07000105", "E07000106")).label
        'Kent (2 authorities)'
        """
        return say_counted(
            "{name} ({count} authority)",
            "{name} ({count} authorities)",
            len(self.codes),
            name=self.head,
        )


@dataclass(frozen=True, slots=True)
class Inside:
    """A ward of the place, or any of its areas together, whose counts are summed."""

    id: str
    group: Group
    name: str
    areas: tuple[str, ...]

    @property
    def stamp(self) -> float:
        """It is of the place's own figures."""
        return 0.0

    @property
    def head(self) -> str:
        """Its name at the beginning of a line."""
        return _begin(self.name)

    @property
    def label(self) -> str:
        """The same: it is one place."""
        return self.head


Comparator = Published | Together | Inside


def _begin(name: str) -> str:
    return name[:1].upper() + name[1:]


class Elsewhere(Protocol):
    """What is known of the authorities of the country around an open place."""

    @property
    def stamp(self) -> float:
        """Changes when the figures do; 0 where there are none."""

    @property
    def names(self) -> Mapping[str, str]:
        """Names of all authorities by code, in order of name; empty where there are none."""

    def find_totals(self, level: str) -> pd.DataFrame:
        """Return the totals of all authorities, as a place shown at a level has them."""

    def list_twins(self, code: str) -> tuple[str, ...]:
        """Return the authorities most like one, nearest first."""

    def list_similar(self, code: str) -> tuple[str, ...]:
        """Return an authority's statistical neighbours as published, nearest first."""


class Nowhere:
    """No authority besides the open place is known."""

    stamp = 0.0

    @property
    def names(self) -> Mapping[str, str]:
        """Names of all authorities: none."""
        return {}

    def find_totals(self, level: str) -> pd.DataFrame:
        """Return the totals of all authorities: there are none to ask for."""
        raise LookupError(level)

    def list_twins(self, code: str) -> tuple[str, ...]:  # noqa: ARG002 - as in `Elsewhere`
        """Return the authorities most like one: none."""
        return ()

    def list_similar(self, code: str) -> tuple[str, ...]:  # noqa: ARG002 - as in `Elsewhere`
        """Return an authority's statistical neighbours: none."""
        return ()
