"""Find the columns that give positions: by their names, or with both coordinates in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from atlas.tables.numbers import parse_numbers

if TYPE_CHECKING:
    from atlas.tables.table import Upload

Axis = Literal["across", "up", ""]
# Words of a heading, once "GeoX" and "geo_x" are both "geo x".
PARTS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
AXES: dict[Axis, re.Pattern[str]] = {
    "across": re.compile(
        r"\beast(?:ings?)?\b|\blon(?:g|gitude)?\b|\blng\b|\b(?:geo|osgb|osgr|bng|wgs)?x\d?\b"
        r"|\b(?:coord|point)x\b|\bxcoord(?:inate)?\b|\bl(?:ä|ae)nge(?:ngrad)?\b|\brechtswert\b|\bbng\s?e\b",
        re.IGNORECASE,
    ),
    "up": re.compile(
        r"\bnorth(?:ings?)?\b|\blat(?:itude)?\b|\b(?:geo|osgb|osgr|bng|wgs)?y\d?\b"
        r"|\b(?:coord|point)y\b|\bycoord(?:inate)?\b|\bbreite(?:ngrad)?\b|\bhochwert\b|\bbng\s?n\b",
        re.IGNORECASE,
    ),
}
NUMBER = r"[-+]?\d{1,7}(?:\.\d+)?"
# "51.88, -0.42" or "51.88° N, 0.42° W", with or without brackets.
PAIR = re.compile(
    rf"^[(\[]?\s*({NUMBER})\s*°?\s*([NSEW])?\s*(?:[,;/|]\s*|\s+)({NUMBER})\s*°?\s*([NSEW])?\s*[)\]]?$",
    re.IGNORECASE,
)
# Well-known text has the easting or longitude first.
POINT = re.compile(rf"^(?:SRID=\d+;)?\s*POINT\s*Z?M?\s*\(\s*({NUMBER})\s+({NUMBER})", re.IGNORECASE)
LEAST = 0.3
MOST_SAMPLED = 2_000


def name_axis(heading: str) -> Axis:
    """Return whether a heading names an easting or longitude, a northing or latitude, or neither.

    Examples
    --------
    >>> name_axis("GeoX"), name_axis("Latitude (WGS84)"), name_axis("population")
    ('across', 'up', '')
    """
    words = PARTS.sub(" ", heading).strip()
    return next((axis for axis, pattern in AXES.items() if pattern.search(words)), "")


def parse_pairs(column: pd.Series) -> tuple[pd.DataFrame, bool]:
    """Return both numbers of each cell, and whether the first is the easting or longitude for sure.

    Examples
    --------
    >>> parse_pairs(pd.Series(["51.88, -0.42", "here"]))[0]["second"].tolist()
    [-0.42, nan]
    >>> parse_pairs(pd.Series(["51.88° N, 0.42° W"]))[0].to_numpy().tolist()
    [[51.88, -0.42]]
    >>> parse_pairs(pd.Series(["POINT (-0.42 51.88)"]))[1]
    True
    """
    texts = column.fillna("").astype(str).str.strip().str.replace("\u2212", "-")
    found, ordered = texts.str.extract(POINT), True
    if found[0].isna().all():
        parts, ordered = texts.str.extract(PAIR), False
        # West and south are below nought.
        below = parts[[1, 3]].apply(lambda letters: letters.str.upper().isin(["S", "W"]))
        found = parts[[0, 2]].astype(float) * np.where(below, -1.0, 1.0)
    return found.set_axis(["first", "second"], axis=1).astype(float), ordered


def list_pairs(upload: Upload) -> list[tuple[str, pd.DataFrame, bool]]:
    """Return the columns with both coordinates in one cell, with what `parse_pairs` returns."""
    found = []
    for name in upload.columns:
        pairs, ordered = parse_pairs(upload.cells[name].iloc[:MOST_SAMPLED])
        if pairs["first"].notna().mean() >= LEAST:
            found.append((name, pairs, ordered))
    return found


def list_numbers(upload: Upload, *, named: bool, most: int) -> dict[str, np.ndarray]:
    """Return the numbers of the columns that may be coordinates, by their names or by any."""
    found: dict[str, np.ndarray] = {}
    for name in upload.columns:
        if len(found) == most:
            break
        if named != bool(name_axis(name)):
            continue
        sample = upload.cells[name].iloc[:MOST_SAMPLED]
        read = parse_numbers(sample, decimal_comma=upload.decimal_comma, coordinates=True)
        values = read.numbers.to_numpy()
        if np.isfinite(values).mean() >= LEAST:
            found[name] = values
    return found
