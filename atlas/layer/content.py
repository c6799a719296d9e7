"""The content of a layer: figures, types, or where an action fits. A closed union.

Code that treats them differently matches on the class and ends with ``assert_never``, so that
the type checker lists everything that a new kind of layer must be added to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.definitions import Action, Indicator, Typology
    from atlas.facade import Atlas
    from atlas.typology.assign import Assignment
    from atlas.typology.assign import Reading as TypeReading


@dataclass(frozen=True)
class Figures:
    """One figure of every area."""

    indicator: Indicator

    @property
    def id(self) -> str:
        """Its id, as in an address."""
        return self.indicator.id


@dataclass(frozen=True)
class Types:
    """The type of every area.

    Parameters
    ----------
    typology
        Its types and rules.
    assignment
        The type of each area, and how well it fits.
    reading
        The reference that areas are compared with.
    """

    typology: Typology
    assignment: Assignment
    reading: TypeReading

    @property
    def id(self) -> str:
        """Its id, as in an address."""
        return self.typology.id


@dataclass(frozen=True)
class Strengths:
    """How strongly one action fits every area."""

    action: Action

    @property
    def id(self) -> str:
        """Its id, as in an address."""
        return self.action.id


Content = Figures | Types | Strengths


def find_content(atlas: Atlas, identity: str, *, reading: TypeReading = "") -> Content:
    """Return the content of a layer by the id of an indicator, a typology or an action.

    `reading`, the reference of types, is ignored for other content.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> type(find_content(open_atlas("luton"), "cohesion_types")).__name__
    'Types'
    """
    definitions = atlas.definitions
    if identity in definitions.typologies:
        assignment = atlas.types(identity, reading=reading)
        return Types(definitions.typologies[identity], assignment, reading)
    if identity in definitions.actions:
        return Strengths(definitions.actions[identity])
    return Figures(definitions.indicators[identity])
