"""Recognise dates, months, quarters and years as tables write them, and put them in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from atlas.text import format_day, format_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# German months whose beginning differs.
FURTHER = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
MONTH = rf"(?P<word>{'|'.join((*MONTHS, *FURTHER))})[a-zä]*\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
SHORT = r"(?P<short>\d\d)"
TIME = r"(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?"


@dataclass(frozen=True, order=True)
class Period:
    """A day, month, quarter or year: its first day, and how it is written in a sentence."""

    start: date
    text: str


def _day(found: re.Match[str]) -> Period:
    day = date(int(found["year"]), _month(found), int(found["day"]))
    return Period(day, format_day(day))


def _month_only(found: re.Match[str]) -> Period:
    groups = found.groupdict()
    year = int(groups["year"]) if groups.get("year") else 2000 + int(groups["short"])
    day = date(year, _month(found), 1)
    return Period(day, format_month(day))


def _quarter(found: re.Match[str]) -> Period:
    day = date(int(found["year"]), 3 * int(found["quarter"]) - 2, 1)
    return Period(day, f"{found['year']} Q{found['quarter']}")


def _year(found: re.Match[str]) -> Period:
    return Period(date(int(found["year"]), 1, 1), found[0])


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    if groups.get("month"):
        return int(groups["month"])
    word = str(groups["word"]).casefold()
    return FURTHER[word] if word in FURTHER else MONTHS.index(word) + 1


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = tuple(
    (re.compile(rf"^{form}$", re.IGNORECASE), make)
    for form, make in (
        (rf"{YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?){TIME}", _day),
        (rf"(?P<day>\d\d?)[-/.](?P<month>\d\d?)[-/.]{YEAR}{TIME}", _day),
        (rf"(?P<day>\d\d?)(?:st|nd|rd|th|\.)?[ -]{MONTH}[ -]{YEAR}", _day),
        (rf"{YEAR}[-/ ]?[Qq](?P<quarter>[1-4])", _quarter),
        (rf"[Qq](?P<quarter>[1-4])[-/ ]{YEAR}", _quarter),
        (rf"{YEAR}[-/ ]?(?:M)?(?P<month>0[1-9]|1[0-2])", _month_only),
        (rf"(?P<month>0?[1-9]|1[0-2])[-/.]{YEAR}", _month_only),
        (rf"{MONTH}[ -]{YEAR}", _month_only),
        (rf"{YEAR}[ -]{MONTH}", _month_only),
        (rf"{MONTH}[ -]{SHORT}", _month_only),
        (rf"{YEAR}(?:\s?[-/\u2013]\s?\d{{2,4}})?", _year),
    )
)


def parse_period(text: str) -> Period | None:
    """Return the period that a text names; None for another text.

    Examples
    --------
    >>> parse_period("2025-01").text, parse_period("Jan-25").text
    ('January 2025', 'January 2025')
    >>> parse_period("30/06/2024").text, parse_period("2024 Q2").text
    ('30 June 2024', '2024 Q2')
    >>> parse_period("Asian") is None
    True
    """
    for form, make in FORMS:
        if found := form.match(text.strip()):
            try:
                return make(found)
            except ValueError:
                return None
    return None


def parse_periods(texts: Iterable[str]) -> dict[str, Period] | None:
    """Return the period of every text, in order; None where one of them is another text."""
    found = {text: parse_period(text) for text in texts}
    known = {text: period for text, period in found.items() if period is not None}
    if not known or len(known) < len(found):
        return None
    return dict(sorted(known.items(), key=lambda one: one[1].start))
