"""Guess the meaning of a column from its heading and cells, never taking a rate for a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.tables.numbers import parse_numbers
from atlas.uploads.set_back import is_hardly_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.tables.table import Upload
    from atlas.uploads.match import Matched
    from atlas.uploads.meaning import Means

# Headings of rates, the most specific first: "per 100,000" contains "per 100".
PER = r"(?:(?<![a-z])(?:per|je|pro)|/)\s*"
# A number ends here: "per 10,000" and "per 1,000,000" are neither per 10 nor per 1,000.
ENDS = r"(?!\d|[,. ]\d{3}(?!\d))"
WORDED: dict[Means, str] = {
    "per_100000": rf"{PER}100(?:[,. ]?000{ENDS}|\s?k\b)|(?:hundred|100)\s*thousand",
    "per_1000": rf"{PER}(?:1[,. ]?000{ENDS}|1\s?k\b|thousand|tausend)|‰",
    "percent": r"%|per\s?cent|prozent|anteil|proportion|(?<![a-z])(?:pct|share)(?![a-z])"
    rf"|{PER}(?:100{ENDS}|hundred)\b",
    # Rates per another number are shown as they are: no scale of the program is theirs.
    "score": rf"{PER}(?:\d[\d,. ]*(?:000|k|mn?)\b|(?:ten\s*thousand|million|mio))"
    r"|(?<![a-z])(?:per|pro)\s*(?:capita|head|kopf|person|resident|household|dwelling|hectare|ha"
    r"|km2?|km²|square|sq)(?![a-z])"
    r"|(?<![a-z])(?:rates?|ratio|index|score|mean|average|avg|median|rank|decile|quintile"
    r"|percentile|density|quote|smr|prevalence|life\s*expectancy|lebenserwartung|mittel(?:wert)?|durchschnitt\w*)(?![a-z])",
}
SAID = {means: re.compile(words, re.IGNORECASE) for means, words in WORDED.items()}
PERCENT_CELL = re.compile(r"%\s*$")
MOST_SAMPLED = 2_000


@dataclass(frozen=True)
class Guess:
    """The likeliest meaning, its column, and the candidates for its base.

    Parameters
    ----------
    means, column
        As in a meaning.
    counts
        The columns that look like counts.
    """

    means: Means
    column: str
    counts: tuple[str, ...]


def guess_meaning(upload: Upload, matched: Matched, columns: Sequence[str]) -> Guess:
    """Return the likeliest meaning of rows that are figures of areas.

    The first column with numbers is shown. A rate without a column for its base becomes a
    score: nothing can be worked out from it.

    Parameters
    ----------
    upload
        The table.
    matched
        The areas of its rows.
    columns
        Its columns with numbers; at least one.
    """
    looks = {name: look_at(upload, matched, name) for name in columns}
    counts = tuple(
        name
        for name, look in looks.items()
        if look == "count" and not is_hardly_figure(upload, name)
    )
    first = columns[0]
    look = looks[first]
    if look in ("count", "score") or any(name != first for name in counts):
        return Guess(look, first, counts)
    return Guess("score", first, counts)


def says_rate(heading: str) -> bool:
    """Return whether a heading names a rate, a share or a score, which cannot be added up.

    Examples
    --------
    >>> says_rate("Rate per 1,000"), says_rate("%"), says_rate("Observation")
    (True, True, False)
    """
    return any(pattern.search(heading.replace("_", " ")) for pattern in SAID.values())


def look_at(upload: Upload, matched: Matched, name: str) -> Means:
    """Return the likeliest meaning of one column: a count, a kind of rate, or a score."""
    for means, pattern in SAID.items():
        if pattern.search(name.replace("_", " ")):
            return means
    rows = matched.areas.index[matched.matched]
    cells = upload.cells.loc[rows, name].iloc[:MOST_SAMPLED]
    if cells.str.contains(PERCENT_CELL).any():
        return "percent"
    numbers = parse_numbers(cells, decimal_comma=upload.decimal_comma).numbers.dropna()
    return "count" if (numbers % 1 == 0).all() and (numbers >= 0).all() else "score"
