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
FINANCIAL = r"(?P<year>(?:19|20)\d\d)\s?[-/\u2013]\s?(?:\d\d)?(?P<next>\d\d)"
# Two years or a month: "2011/12", "2011-12", "201112".
PAIR = re.compile(r"^((?:19|20)\d\d)\s?[-/\u2013]?\s?(\d\d)$")
# Marks beside a period of official statistics, such as provisional or revised.
MARK = re.compile(
    r"\s*(?:[\[(](?:b|e|f|p|r|provisional|revised|estimated?|note\s*\d+)[\])]|[*\u2020\u2021]+)$",
    re.IGNORECASE,
)
# Words before a period that it ends with, or that say what kind of year it is.
BEFORE = re.compile(
    r"^(?:(?:(?:rolling\s+)?(?:\d+|twelve)\s+months?|(?:rolling\s+)?year|quarter|month|period|week)"
    r"\s+(?:ending|ended|to|end)|y/?e|as\s+(?:at|of)|mid|fy|ay|(?:academic|financial|fiscal"
    r"|calendar|tax|school|council)\s+year|year|census|stand|jahr|schuljahr)\b[-:\s]*(?:in\s+)?|"
    r"^(?:fy|ay)(?=\d)",
    re.IGNORECASE,
)
RANGE = re.compile(r"\s+(?:[-\u2013]|to|until|bis)\s+|(?<=\d{4})[-\u2013](?=[a-z])", re.IGNORECASE)
# The first month of the financial year, with which its quarters begin.
FINANCIAL_MONTH = 4
LAST_MONTH = 12
# Letters of the longest text that may be a period.
LONGEST = 60
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


def _financial_quarter(found: re.Match[str]) -> Period:
    """Return a quarter of a financial year, which begins in April."""
    year = int(found["year"])
    if (year + 1) % 100 != int(found["next"]):
        message = f"{found[0]} is not of two years that follow each other."
        raise ValueError(message)
    months = FINANCIAL_MONTH - 1 + 3 * (int(found["quarter"]) - 1)
    return Period(date(year + months // 12, months % 12 + 1, 1), found[0])


def _months(found: re.Match[str]) -> Period:
    """Return some months of one year."""
    return Period(_month_only(found).start, found[0])


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
        (rf"{FINANCIAL}[-/ ]?[Qq](?P<quarter>[1-4])", _financial_quarter),
        (rf"[Qq](?P<quarter>[1-4])[-/ ]{FINANCIAL}", _financial_quarter),
        (rf"{YEAR}[-/ ]?(?:M)?(?P<month>0[1-9]|1[0-2])", _month_only),
        (rf"(?P<month>0?[1-9]|1[0-2])[-/.]{YEAR}", _month_only),
        (rf"{MONTH}[ -]{YEAR}", _month_only),
        (rf"{YEAR}[ -]{MONTH}", _month_only),
        (rf"{MONTH}[ -]{SHORT}", _month_only),
        (rf"{MONTH}\s?(?:[-\u2013]|to|bis)\s?(?:{'|'.join(MONTHS)})[a-zä]*\.?[ -]{YEAR}", _months),
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
    >>> parse_period("2011/12").text, parse_period("Year ending March 2024").start.year
    ('2011/12', 2024)
    >>> parse_period("Asian") is None
    True
    """
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        return None
    pair = PAIR.match(plain)
    if pair and _are_years(pair) and (_is_no_month(pair) or "/" in plain):
        return _read_pair(plain)
    found = _match_form(plain)
    if found is None and (mark := MARK.search(plain)) and mark.start():
        within = parse_period(plain[: mark.start()])
        return within and Period(within.start, f"{within.text}{plain[mark.start() :]}")
    if found is None and (before := BEFORE.match(plain)) and before.end():
        within = parse_period(plain[before.end() :])
        return within and Period(within.start, plain)
    if found is None and len(parts := RANGE.split(plain)) == len(("first", "last")):
        first, last = (_match_form(part) for part in parts)
        return Period(first.start, plain) if first and last and first < last else None
    return found


def _match_form(text: str) -> Period | None:
    for form, make in FORMS:
        if found := form.match(text):
            try:
                return make(found)
            except ValueError:
                return None
    return None


def _are_years(pair: re.Match[str]) -> bool:
    """Return whether the second number is the year after the first."""
    return (int(pair[1]) + 1) % 100 == int(pair[2])


def _is_no_month(pair: re.Match[str]) -> bool:
    return not 1 <= int(pair[2]) <= LAST_MONTH


def _read_pair(text: str) -> Period:
    return Period(date(int(text[:4]), 1, 1), text)


def parse_periods(texts: Iterable[str]) -> dict[str, Period] | None:
    """Return the period of every text, in order; None where one of them is another text.

    Years such as 2010-11 and 2011-12 could be months as well: the whole column decides.

    Examples
    --------
    >>> [one.text for one in parse_periods(["2010-11", "2011-12"]).values()]
    ['2010-11', '2011-12']
    >>> [one.text for one in parse_periods(["2010-11", "2010-12"]).values()]
    ['November 2010', 'December 2010']
    """
    texts = list(texts)
    pairs = [pair for text in texts if (pair := PAIR.match(text.strip()))]
    found = {text: parse_period(text) for text in texts}
    if pairs and len(pairs) == len(found):
        years = all(map(_are_years, pairs))
        if years and (len(pairs) > 1 or any(map(_is_no_month, pairs))):
            found = {text: _read_pair(text.strip()) for text in texts}
        elif not years and not any(map(_is_no_month, pairs)):
            found = {text: _match_form(text.strip()) for text in texts}
    known = {text: period for text, period in found.items() if period is not None}
    if not known or len(known) < len(found):
        return None
    return dict(sorted(known.items(), key=lambda one: one[1].start))
