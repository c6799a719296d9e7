"""Guess whether rows are figures of areas or things in them, from repeated codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.text import say, say_counted
from atlas.uploads.key import normalise_codes
from atlas.uploads.meaning import has_numbers

if TYPE_CHECKING:
    from atlas.tables.table import Upload
    from atlas.uploads.key import Key

# Share of rows with a repeated code above which rows are things rather than areas.
MANY_TWICE = 0.2
# With a column of figures, rows are areas if at least this share of codes is not repeated.
MOST_ONCE = 0.75


@dataclass(frozen=True)
class Rows:
    """A guess at what the rows of an upload are.

    Parameters
    ----------
    are_things
        Whether each is a thing in an area, to be counted, rather than an area's figures.
    repeated
        Number of codes in more than one row.
    """

    are_things: bool
    repeated: int = 0

    def describe(self, *, things: bool) -> str:
        """Return a note on repeated codes under the reading that was chosen; empty for none."""
        if not self.repeated:
            return ""
        told = say_counted(
            "{count} code is in several rows.",
            "{count} codes are in several rows.",
            self.repeated,
        )
        if things:
            taken = say(
                "So each row is read as one item, and the rows of an area are counted. If each "
                "row has figures of one area, choose that; repeated codes are then left out."
            )
        else:
            taken = say(
                "It is not known which of them is right, so these rows are left out and listed "
                "below. If each row is one item in an area, choose that; then none is left out."
            )
        return f"{told} {taken}"


def guess_rows(upload: Upload, key: Key) -> Rows:
    """Return a guess at what rows with codes or outlines are.

    Repeated codes suggest things, such as one row for each club. A table of figures may repeat
    a few codes by mistake: it has a column of figures, and most of its codes are not repeated.

    Parameters
    ----------
    upload
        The table.
    key
        The key: codes or outlines, not points.

    Examples
    --------
    >>> import pandas as pd
    >>> from atlas.uploads.key import Key
    >>> from atlas.tables.table import Upload
    >>> clubs = pd.DataFrame({"ward": ["E05000001", "E05000001", "E05000002"]})
    >>> guess_rows(Upload("clubs.csv", clubs), Key("ward", ("ward",)))
    Rows(are_things=True, repeated=1)
    """
    if key.outlines:
        # Outlines that agree with areas are areas; others, such as parks, are things.
        return Rows(not key.fits)
    codes = normalise_codes(upload.cells[key.columns[0]])
    rows_of = codes[codes.ne("")].value_counts()
    twice = rows_of[rows_of > 1]
    if float(twice.sum()) <= MANY_TWICE * float(rows_of.sum()):
        return Rows(are_things=False, repeated=len(twice))
    once = 1 - len(twice) / len(rows_of)
    others = [name for name in upload.columns if name not in key.columns]
    are_figures = once >= MOST_ONCE and any(
        has_numbers(upload, upload.cells[one]) for one in others
    )
    return Rows(not are_figures, len(twice))
