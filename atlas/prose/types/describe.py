"""All that is said of one area's type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.prose.types.fit import STANDING_WORDS, describe_fit, describe_steady
from atlas.prose.types.names import name_state
from atlas.prose.types.statements import Statement, describe_statements
from atlas.text import say
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from atlas.facade import Atlas


@dataclass(frozen=True)
class TypeWords:
    """What is said of one area's type, by one typology.

    Parameters
    ----------
    heading
        The type with its state: "Nearest to ...", "Between ... and ...".
    standing
        The state's key, as in `Assignment.standing`.
    word
        The state in a word; empty where the heading says that there is no type.
    fit
        Sentences on what is missing for the type to be clear; one where nothing is.
    steady
        How often the type stayed the same when it was tried again; empty where it is not tried.
    statements
        Sentences on the area's own figures, those that bear the type out and those that do not.
    """

    heading: str
    standing: str
    word: str
    fit: tuple[str, ...]
    steady: str
    statements: tuple[Statement, ...]

    @property
    def fits(self) -> tuple[str, ...]:
        """Sentences on the area's own figures that bear the type out."""
        return tuple(one.sentence for one in self.statements if one.fits)

    @property
    def against(self) -> tuple[str, ...]:
        """Sentences on the area's own figures that do not."""
        return tuple(one.sentence for one in self.statements if not one.fits)


def describe_area_type(atlas: Atlas, typology: str, area: str, *, reading: str = "") -> TypeWords:
    """Return all that is said of an area's type.

    Every sentence is the area's own figure. A claim that its figure does not bear out is not
    made: what the figure is, is said instead, under `against`.
    """
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    standing = str(assignment.standing[area])
    # The heading of shares says how many residents they are.
    word = "" if isinstance(assignment, Shares) else STANDING_WORDS[standing]
    return TypeWords(
        heading=name_state(atlas, assignment, area),
        standing=standing,
        word=say(word) if word else "",
        fit=tuple(describe_fit(atlas, definition, assignment, area)),
        steady=describe_steady(assignment, area),
        statements=tuple(describe_statements(atlas, definition, assignment, area)),
    )
