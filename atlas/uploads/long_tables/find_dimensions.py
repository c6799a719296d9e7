"""Recognise a table with several rows per area, and the columns that tell them apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.tables.numbers import parse_column
from atlas.text import say
from atlas.uploads.guess_meaning import says_rate
from atlas.uploads.long_tables.periods import Period, parse_period, parse_periods
from atlas.uploads.meaning import has_numbers
from atlas.uploads.set_back import TELLING, set_back

if TYPE_CHECKING:
    from atlas.tables.table import Upload

# Share of codes in more than one row above which a table may be long.
MANY_TWICE = 0.5
# Share of rows that the categories must tell apart.
TOLD_APART = 0.98
# Least share of all combinations of area and categories that have a row.
LEAST_FILLED = 0.15
MOST_CATEGORIES = 400
MOST_DIMENSIONS = 4
# Least share of areas in which a category must be the sum of the others to be their total.
ADDS_UP = 0.9
TOTAL = re.compile(
    r"^(?:grand\s+)?totals?\b|^all\b(?!.*\bother\b)|^persons?$|^people$|^both(?:\s+sexes)?$"
    r"|^every(?:one|body)$|^overall$|^insgesamt\b|^gesamt\b|^alle$|^_?t$|\btotal$",
    re.IGNORECASE,
)
SUM_ROW = re.compile(r"(?:TOTAL|ERGEBNIS|SUMME)$")
# Headings of columns whose categories are different measures, which cannot be added up.
MEASURE = re.compile(
    r"(?<![a-z])(?:measures?|units?|variable|indicator|statistic|metric|kennzahl)(?![a-z])",
    re.IGNORECASE,
)
# Categories that are measures themselves, such as "Number" beside "Rate per 1,000".
MEASURED = re.compile(
    r"^(?:count|number|anzahl)\b|^(?:lower|upper)(?:$|.*\b(?:ci|confidence|limit|bound|\d+))",
    re.IGNORECASE,
)
# Bands such as "0-10%", which are no rates.
BAND = re.compile(
    r"^[<>\u2264\u2265\d]|^(?:less|under|over|more|up|between|unter|\u00fcber)\b", re.IGNORECASE
)
# Least share of the cells of a category that are filled; the others are a category without a name.
LEAST_NAMED = 0.5
# Most different numbers that may be categories, such as numbers of bedrooms, under any heading,
# and the least share of all combinations with the areas that then have a row.
MOST_NUMBERS = 30
LEAST_COMBINED = 0.9


@dataclass(frozen=True)
class Dimension:
    """A column that tells the rows of an area apart.

    Parameters
    ----------
    column
        Its name.
    categories
        Its values: dates in order, others in the order of the file.
    periods
        The period of each category, where all are dates; otherwise empty.
    total
        The category that is the total of the others; None where none is.
    is_measure
        Whether the categories are different measures.
    """

    column: str
    categories: tuple[str, ...]
    periods: tuple[Period, ...] = ()
    total: str | None = None
    is_measure: bool = False

    @property
    def is_date(self) -> bool:
        """Whether all categories are dates."""
        return bool(self.periods)

    def name(self, category: str) -> str:
        """Return a category as it is shown: a date in words, and a blank one as such."""
        if not self.is_date:
            return category or say("(empty)")
        return self.periods[self.categories.index(category)].text


@dataclass(frozen=True)
class LongTable:
    """The dimensions of a long table, its columns of figures, and what all rows have in common.

    Parameters
    ----------
    dimensions
        The columns that tell the rows of an area apart.
    figures
        The columns with figures.
    date
        The date of the whole table, where a column has one and the same in every row.
    can_add
        Whether any column of figures can be added up.
    """

    dimensions: tuple[Dimension, ...]
    figures: tuple[str, ...]
    date: str = ""
    can_add: bool = True


def find_date(upload: Upload) -> str:
    """Return the date that a column says in every row, in words; empty where none does."""
    for name in upload.columns:
        values = upload.cells[name].unique()
        period = parse_period(str(values[0])) if len(values) == 1 else None
        if period is not None and TELLING.search(name.replace("_", " ")):
            return period.text
    return ""


def find_dimensions(upload: Upload, codes: pd.Series, key: tuple[str, ...]) -> LongTable | None:
    """Return how the rows of an area differ; None where a table is not long.

    Parameters
    ----------
    upload
        The table.
    codes
        The normalised code or name of the area of every row, empty for none.
    key
        The columns of the key.
    """
    # The sums of a pivot table are rows of no area.
    rows = codes.index[codes.ne("") & ~codes.str.contains(SUM_ROW)]
    codes = codes[rows]
    areas = codes.nunique()
    if not areas or float((codes.value_counts() > 1).mean()) < MANY_TWICE:
        return None
    cells = upload.cells.loc[rows]
    numbers = set_back(
        upload, [name for name in upload.columns if has_numbers(upload, cells[name])]
    )
    differing = [
        name
        for name in upload.columns
        if name not in key
        and 1 < cells[name].nunique() <= min(MOST_CATEGORIES, max(2, len(rows) // 2))
        and cells[name].ne("").mean() >= LEAST_NAMED
        and not _is_of_area(cells[name], codes)
    ]
    ordered = _order(upload, differing, numbers)
    telling, least = _choose(cells, codes, ordered), LEAST_FILLED
    if telling is None:
        telling, least = _choose_number(cells, codes, ordered, differing, numbers), LEAST_COMBINED
    if telling is None:
        return None
    combinations = areas * np.prod([float(cells[name].nunique()) for name in telling])
    twins = [name for name in differing if _is_twin(cells, name, telling)]
    figures = tuple(name for name in numbers if name not in (*telling, *key, *twins))
    if not figures or len(rows) < least * combinations:
        return None
    found = tuple(_describe(upload, cells, codes, name, figures[0]) for name in telling)
    can_add = any(not says_rate(name) for name in figures)
    return LongTable(found, figures, find_date(upload), can_add)


def _is_of_area(column: pd.Series, codes: pd.Series) -> bool:
    """Return whether a column says the same in all rows of an area, such as its name."""
    pairs = pd.DataFrame({"code": codes.to_numpy(), "cell": column.to_numpy()}).drop_duplicates()
    return not pairs["code"].duplicated().any()


def _order(upload: Upload, names: list[str], numbers: list[str]) -> list[str]:
    """Return the columns that may tell rows apart, those of words first, then those named so."""
    dated = [name for name in names if parse_periods(upload.cells[name].unique()) is not None]
    words = [name for name in names if name not in numbers and name not in dated]
    named = [name for name in numbers if name in names and TELLING.search(name.replace("_", " "))]
    return list(dict.fromkeys([*dated, *words, *named]))


def _choose(cells: pd.DataFrame, codes: pd.Series, names: list[str]) -> list[str] | None:
    """Return the fewest columns, in order, that tell apart the rows of every area."""
    chosen: list[str] = []

    def share_apart(columns: list[str]) -> float:
        parts = [codes.rename("\x00code"), *(cells[name] for name in columns)]
        return float((~pd.concat(parts, axis=1).duplicated(keep=False)).mean())

    best = share_apart([])
    for name in names:
        share = share_apart([*chosen, name])
        if share > best or (share == best == 0.0 and _adds(cells, codes, chosen, name)):
            chosen, best = [*chosen, name], share
        if best >= TOLD_APART:
            break
    if best < TOLD_APART:
        return None
    for name in list(chosen):
        fewer = [one for one in chosen if one != name]
        if fewer and share_apart(fewer) >= TOLD_APART:
            chosen = fewer
    return chosen if len(chosen) <= MOST_DIMENSIONS else None


def _choose_number(
    cells: pd.DataFrame,
    codes: pd.Series,
    ordered: list[str],
    differing: list[str],
    numbers: list[str],
) -> list[str] | None:
    """Return the columns that tell all rows apart with one of few numbers, such as bedrooms."""
    for name in numbers:
        if name in ordered or name not in differing or cells[name].nunique() > MOST_NUMBERS:
            continue
        chosen = _choose(cells, codes, [*ordered, name])
        if chosen is None or name not in chosen:
            continue
        parts = [codes.rename("\x00code"), *(cells[one] for one in chosen)]
        if not pd.concat(parts, axis=1).duplicated().any():
            return chosen
    return None


def _adds(cells: pd.DataFrame, codes: pd.Series, chosen: list[str], name: str) -> bool:
    """Return whether a column tells apart rows that the chosen ones do not."""
    parts = [codes.rename("\x00code"), *(cells[one] for one in chosen)]
    before = pd.concat(parts, axis=1).drop_duplicates()
    after = pd.concat([*parts, cells[name]], axis=1).drop_duplicates()
    return len(after) > len(before)


def _is_twin(cells: pd.DataFrame, name: str, telling: list[str]) -> bool:
    """Return whether a column is the code of a category, such as "Sex Code" beside "Sex"."""
    words = name.casefold()
    for other in telling:
        if other == name or not (TELLING.search(words.replace("_", " ")) or other in name):
            continue
        pairs = cells[[name, other]].drop_duplicates()
        if len(pairs) == cells[name].nunique() == cells[other].nunique():
            return True
    return False


def _describe(
    upload: Upload, cells: pd.DataFrame, codes: pd.Series, name: str, figures: str
) -> Dimension:
    categories = tuple(str(one) for one in cells[name].unique())
    periods = parse_periods(categories)
    if periods is not None:
        return Dimension(name, tuple(periods), tuple(periods.values()))
    measure = bool(MEASURE.search(name.replace("_", " "))) or any(map(_is_measure, categories))
    total = None if measure else _find_total(upload, cells[name], codes, categories, figures)
    return Dimension(name, categories, (), total, measure)


def _is_measure(category: str) -> bool:
    return not BAND.match(category) and (says_rate(category) or bool(MEASURED.match(category)))


def _find_total(
    upload: Upload, column: pd.Series, codes: pd.Series, categories: tuple[str, ...], figures: str
) -> str | None:
    """Return the category that is the total: the sum of the others, or one that is called so."""
    named = [one for one in categories if TOTAL.search(one)]
    if len(categories) > 2:
        numbers = parse_column(upload, figures).numbers.reindex(column.index)
        rows = pd.DataFrame({"code": codes, "category": column, "number": numbers})
        table = rows.pivot_table("number", "code", "category", aggfunc="sum").dropna()
        table = table[table.sum(axis=1) > 0]
        twice = table.mul(2).sub(table.sum(axis=1), axis=0).abs()
        adds_up = (twice <= 1e-6 * table.sum(axis=1).to_numpy()[:, None] + 1e-9).mean()
        summed = [str(one) for one in adds_up.index[adds_up >= ADDS_UP]] if len(table) else []
        if len(summed) == 1:
            return summed[0]
    return named[0] if len(named) == 1 else None
