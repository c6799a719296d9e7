"""All texts on one area's type."""

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
    """The texts on one area's type under one typology.

    Parameters
    ----------
    heading
        The type with its standing: "Nearest to ...", "Between ... and ...".
    standing
        The standing, as in `Assignment.standing`.
    word
        The standing as a word; empty where the heading says that there is no type.
    fit
        Sentences on what the type lacks to be clear, or one if it lacks nothing.
    steady
        How often repeats gave the same type; empty without repeats.
    statements
        Sentences on the area's own figures, for and against the type.
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
        return tuple(statement.sentence for statement in self.statements if statement.fits)

    @property
    def against(self) -> tuple[str, ...]:
        """Sentences on the area's own figures that do not."""
        return tuple(statement.sentence for statement in self.statements if not statement.fits)


def describe_area_type(atlas: Atlas, typology: str, area: str, *, reading: str = "") -> TypeWords:
    """Return all texts on an area's type.

    Every sentence is on a figure of the area itself. A claim that the figure does not bear out
    is not made: the figure is stated instead, under `against`.
    """
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    standing = str(assignment.standing[area])
    # The heading of shares gives the share of residents, so it needs no word.
    word = "" if isinstance(assignment, Shares) else STANDING_WORDS[standing]
    return TypeWords(
        heading=name_state(atlas, assignment, area),
        standing=standing,
        word=say(word) if word else "",
        fit=tuple(describe_fit(atlas, definition, assignment, area)),
        steady=describe_steady(assignment, area),
        statements=tuple(describe_statements(atlas, definition, assignment, area)),
    )
