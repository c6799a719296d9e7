"""Parse a column of text as numbers, with its thousands separators, decimal marks and gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.tables.table import Upload

TRIM = re.compile(r"^[£€]|[%]$")
SIGN = re.compile(r"^([+-])\s+(?=[\d.,])")
# Blanks and apostrophes only separate thousands: "12 13" and 5'6 are not numbers.
PARTED = re.compile(r"^[+-]?[1-9]\d{0,2}(?:[\s'\u2019]\d{3})+(?=[.,]|$)")
MARKS = re.compile(r"[\s'\u2019]")
PLAIN = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$")
# Thousands never begin with 0: in "0,125" the comma can only be a decimal mark.
ENGLISH = re.compile(r"^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$")
CONTINENTAL = re.compile(r"^[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?$")
# A comma or a point and three digits: thousands in one convention, decimals in the other.
EITHER = re.compile(r"^[+-]?[1-9]\d{0,2},\d{3}$")
EITHER_POINT = re.compile(r"^[+-]?[1-9]\d{0,2}\.\d{3}$")
UNDER_THOUSAND = re.compile(r"^[+-]?\d{1,3}$")
GROUPED_BY_POINTS = re.compile(r"^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$")
# Anything without a letter or a digit, such as a dash, is a gap too.
GAPS = frozenset(
    [
        *("", "na", "n/a", "n.a.", "n.d.", "nan", "null", "none"),
        *("no data", "not available", "not known", "unknown", "missing"),
    ]
)
# Errors of spreadsheets, such as #DIV/0!.
ERROR = re.compile(r"^#(?:N/A|(?:DIV/0|REF|VALUE|NULL|NUM|SPILL|CALC)!|NAME\?)$", re.IGNORECASE)
# Meanings of the shorthand of official statistics, with or without brackets.
SAID = {
    "c": to_say("the publisher keeps this figure confidential"),
    "x": to_say("the publisher has no such figure"),
    "z": to_say("the publisher says that no figure applies here"),
}
LOW = to_say("the publisher gives this figure only as close to 0")
# Between brackets only.
BRACKETED = {
    "low": LOW,
    "w": to_say("the publisher says that none was recorded"),
    "u": to_say("the publisher calls this figure unreliable and does not give it"),
    "r": to_say("the publisher marks a revised figure here and does not give it"),
    "p": to_say("the publisher marks a provisional figure here and does not give it"),
    "e": to_say("the publisher marks an estimate here and does not give it"),
    "b": to_say("the publisher marks a break in the series here and gives no figure"),
}
MARKED = {
    **SAID,
    **{f"[{mark}]": words for mark, words in (SAID | BRACKETED).items()},
    **{f"({mark})": words for mark, words in (SAID | BRACKETED).items()},
    "~": LOW,
}
# Shorthand beside a number, such as provisional, revised or estimated, and a footnote's star.
BESIDE = re.compile(
    r"(?<=[\d%])(?:\s*[\[(](?:b|e|er|f|i|p|r|u|note\s*\d+)[\])]|\s*\[\d{1,2}\]"
    r"|\s*(?<=[\d\s])[epr]|\s*[*\u2020\u2021\u00b9\u00b2\u00b3]+)$",
    re.IGNORECASE,
)
NO_WORD = re.compile(r"^[\W_]*$")
# A number in figures, or a small one in words.
FEW = r"(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten)"
# Numbers below or between others, which stand for figures that are not given.
SUPPRESSED = re.compile(
    r"^[\[(]?(?:n\s*)?(?:"
    r"(?:<|>|\u2264|\u2265|<=|>=|under|over|below|less\s*than|fewer\s*than|more\s*than|up\s*to"
    rf"|at\s*(?:least|most))\s*{FEW}\s*%?"
    rf"|between\s*{FEW}\s*and\s*{FEW}"
    r"|\d\s*(?:to|-|\u2013)\s*\d{1,2}"
    r"|\d+\s*(?:\+|or\s*(?:fewer|less|more|under|over))"
    r"|(?:data\s*)?suppressed|suppr\.?|hidden|redacted|confidential|disclosive)[\])]?$",
    re.IGNORECASE,
)
# A coordinate with its sign or quarter: "51.9°", "0.41 W".
DEGREES = re.compile(r"^([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEW]?)$", re.IGNORECASE)
LONGEST_SHOWN = 40
# Larger than any figure of an area; arithmetic with more could overflow.
LARGEST = 1e15


@dataclass(frozen=True)
class Numbers:
    """A column read as numbers.

    Parameters
    ----------
    numbers
        Numbers, indexed as the column; NaN for a gap.
    reasons
        Why a row has no number; empty where it has one.
    notes
        How separators were read, where that was ambiguous.
    odd
        Whether a cell is neither a number nor says why it has none.
    """

    numbers: pd.Series
    reasons: pd.Series
    notes: tuple[str, ...]
    odd: pd.Series


def parse_numbers(
    column: pd.Series,
    *,
    decimal_comma: bool = False,
    unset: Iterable[int] = (),
    coordinates: bool = False,
) -> Numbers:
    """Return a column of text as numbers, all read by one convention.

    Parameters
    ----------
    column
        Text cells.
    decimal_comma
        Whether the file is of a kind that usually has decimal commas; decides columns such as
        "1,234" or "1.234" that could be read either way.
    unset
        Rows whose formula has no stored result.
    coordinates
        Whether they are coordinates, which have no thousands separators and no upper limit here.

    Examples
    --------
    >>> parse_numbers(pd.Series(["1,234", "56"])).numbers.tolist()
    [1234.0, 56.0]
    >>> parse_numbers(pd.Series(["12,5", "1.234,0"])).numbers.tolist()
    [12.5, 1234.0]
    """
    texts = column.fillna("").astype(str).map(_tidy)
    if coordinates:
        texts = texts.map(_read_degrees)
    low = texts.str.casefold()
    said = low.map(MARKED).fillna("")
    broken = texts.str.match(ERROR)
    gaps = low.isin(GAPS) | texts.str.match(NO_WORD) | said.ne("") | broken
    given = texts[~gaps]
    comma = _has_decimal_commas(given, usually=decimal_comma, grouped=not coordinates)
    values = pd.Series(np.nan, index=column.index, dtype=float)
    values[given.index] = given.map(lambda text: _parse(text, comma=comma)).astype(float)
    reasons = pd.Series("", index=column.index, dtype=object)
    reasons[gaps] = say("the cell is empty or says there is no figure")
    reasons.update(said[said.ne("")].map(say))
    reasons[broken] = say("the cell holds an error of the spreadsheet")
    vast = (values.abs() > LARGEST) & (not coordinates)
    values[vast] = np.nan
    odd = ~gaps & values.isna()
    hidden = odd & texts.str.match(SUPPRESSED)
    reasons[hidden] = say("the file itself hides the figure")
    wrong = odd & ~hidden
    reasons[wrong] = column[wrong].map(
        lambda cell: say("“{cell}” is not a number", cell=str(cell)[:LONGEST_SHOWN])
    )
    reasons[vast] = say("the number is too large for the figure of an area")
    rows = column.index.intersection(list(unset))
    reasons[rows] = say("the formula has no stored result")
    return Numbers(values, reasons, _describe(given, comma=comma), wrong)


def parse_column(upload: Upload, name: str, *, coordinates: bool = False) -> Numbers:
    """Return a column of an upload as numbers, by what is known of its file."""
    return parse_numbers(
        upload.cells[name],
        decimal_comma=upload.decimal_comma,
        unset=upload.unset.get(name, ()),
        coordinates=coordinates,
    )


def describe_of_column(name: str, told: Iterable[str]) -> list[str]:
    """Return notes or reasons with the column's name before each."""
    return [say("“{name}”: {told}", name=name, told=note) for note in told]


def _tidy(text: str) -> str:
    text = BESIDE.sub("", text.strip().replace("\u2212", "-"))
    bare = SIGN.sub(r"\1", TRIM.sub("", text).strip())
    bare = PARTED.sub(lambda found: MARKS.sub("", found[0]), bare)
    return bare if bare[-1:].isdigit() or bare[-1:] in ".," else text


def _read_degrees(text: str) -> str:
    """Return a coordinate without its degree sign, west and south as below nought.

    Examples
    --------
    >>> _read_degrees("0.41407° W"), _read_degrees("51.9°"), _read_degrees("here")
    ('-0.41407', '51.9', 'here')
    """
    found = DEGREES.match(text)
    if found is None:
        return text
    below = found[2].upper() in ("S", "W") and not found[1].startswith("-")
    return f"-{found[1]}" if below else found[1]


def _has_decimal_commas(given: pd.Series, *, usually: bool, grouped: bool) -> bool:
    """Return whether the comma is the decimal mark, by the majority of unambiguous numbers.

    Without a majority the kind of file decides: a spreadsheet that separates cells with
    semicolons writes 1.234 for 1,234.
    """
    english = given.str.match(PLAIN) | given.str.match(ENGLISH)
    continental = given.str.match(CONTINENTAL)
    either = given.str.match(EITHER) | (english & continental & ~given.str.contains(",|\\."))
    # One point and three digits is a decimal in one convention, thousands in the other.
    either |= given.str.match(EITHER_POINT)
    for_commas = int((continental & ~english & ~either).sum())
    for_points = int((english & ~continental & ~either).sum())
    if for_commas != for_points:
        return for_commas > for_points
    return usually and bool(given.str.contains("[,.]" if grouped else ",").any())


def _parse(text: str, *, comma: bool) -> float:
    if comma and CONTINENTAL.match(text):
        return float(text.replace(".", "").replace(",", "."))
    if not comma and ENGLISH.match(text):
        return float(text.replace(",", ""))
    if PLAIN.match(text) and not (comma and "," in text):
        number = float(text)
        return number if np.isfinite(number) else np.nan
    return np.nan


def _describe(given: pd.Series, *, comma: bool) -> tuple[str, ...]:
    if comma:
        return _describe_points(given)
    if given.str.match(ENGLISH).any():
        words = say("Commas were read as thousands separators, as in 1,234.")
        if (
            given[given.str.contains(",")].str.match(EITHER).all()
            and not given.str.contains(r"\.").any()
        ):
            words = say(
                "Commas were read as thousands separators, as in 1,234. If they are decimal "
                "marks, change them to points and choose the file again."
            )
        return (words,)
    dotted = given.str.match(EITHER_POINT)
    if dotted.any() and (dotted | given.str.match(UNDER_THOUSAND)).all() and not dotted.all():
        return (
            say(
                "Points were read as decimal marks, so {cell} is between {low} and {high}. If "
                "they separate thousands, remove them and choose the file again.",
                cell=given[dotted].iloc[0],
                low=given[dotted].iloc[0].split(".")[0],
                high=int(given[dotted].iloc[0].split(".")[0]) + 1,
            ),
        )
    return ()


def _describe_points(given: pd.Series) -> tuple[str, ...]:
    """Return notes on the separators of a column with decimal commas."""
    notes = []
    if given.str.contains(",").any():
        notes.append(say("Commas were read as decimal marks, as in 12,5."))
    points = given[given.str.match(GROUPED_BY_POINTS)]
    if len(points):
        notes.append(
            say(
                "Points were read as thousands separators, so {cell} is {number}. If they are "
                "decimal marks, change them to commas and choose the file again.",
                cell=points.iloc[0],
                number=points.iloc[0].replace(".", ""),
            )
        )
    return tuple(notes)
