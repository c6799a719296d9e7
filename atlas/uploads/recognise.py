"""Recognise the key of a table: the column that locates rows, its geography and its year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from atlas.tables.find_positions import find_positions
from atlas.text import say
from atlas.uploads.key import Key, Vintage, Way, normalise_codes
from atlas.uploads.names import list_names, share_known
from atlas.uploads.place_outlines import find_kind

if TYPE_CHECKING:
    import pandas as pd

    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import MatchingAreas

POSTCODE = r"^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$"
# Least share of cells that must match; with fewer it is chance, or another column.
LEAST = 0.3
# Least share of different names that areas must have.
LEAST_NAMES = 0.5
# Least agreement of outlines with areas; publishers draw the same area slightly differently.
FITS = 0.7
WAYS: tuple[Way, ...] = get_args(Way)


def recognise(upload: Upload, ground: MatchingAreas) -> list[Key]:
    """Return the possible keys of a table, the likeliest first.

    Parameters
    ----------
    upload
        The table.
    ground
        The areas it may be about.

    Returns
    -------
    list of Key
        Keys that match enough of the cells; empty where no column does.
    """
    found = [
        Key(
            one.kind,
            one.columns,
            share=one.rank,
            notes=one.notes,
            upward=one.upward,
            strays=one.strays,
        )
        for one in find_positions(upload, ground.whereabouts)
    ]
    # Where coordinates lie elsewhere, so do the postcodes beside them.
    elsewhere = bool(found) and all(key.strays for key in found)
    if upload.points is not None:
        usable = upload.points["problem"].eq("").mean()
        if usable > 0 or upload.outlines is None:
            found.append(Key("degrees", (), share=float(usable)))
    if upload.outlines is not None:
        kind, agrees = find_kind(upload.outlines, ground)
        usable = upload.outlines.notna().mean()
        # Codes in a column are more reliable than outlines, and outlines more than points.
        rank = 0.5 * float(usable) + 0.1 * agrees
        found.append(Key(kind, (), share=rank, outlines=True, fits=agrees >= FITS))  # type: ignore[arg-type]  # one of the ground's kinds
    for name in upload.columns:
        codes = normalise_codes(upload.cells[name])
        filled = codes[codes.ne("")]
        if filled.empty:
            continue
        found.extend(_read_codes(name, filled, ground))
        share = float(filled.str.match(POSTCODE).mean())
        if share >= LEAST:
            found.append(Key("postcode", (name,), share=share, strays=elsewhere))
    found.extend(_find_names(upload, ground, {name for key in found for name in key.columns}))
    return sorted(_set_back(found, upload, ground), key=_rank)


def _set_back(found: list[Key], upload: Upload, ground: MatchingAreas) -> list[Key]:
    """Return keys, those of codes as strays where all rows of the place have one and the same.

    Beside the names of wards, a list of a region has the code of the authority: in the place it
    is always the same, and says nothing that the names do not say better.
    """
    kept = []
    for key in found:
        if key.way == "codes" and not key.strays:
            codes = ground.complete(normalise_codes(upload.cells[key.columns[0]]), key.kind)
            inside = codes.index[codes.isin(ground.codes(key.kind))]
            one = codes[inside].nunique() == 1 < len(inside)
            others = [other for other in found if other is not key and not other.strays]
            if one and any(_tells_apart(other, upload, inside) for other in others):
                key = replace(key, strays=True)  # noqa: PLW2901 - the same key, further back
        kept.append(key)
    return kept


def _tells_apart(key: Key, upload: Upload, rows: pd.Index) -> bool:
    """Return whether a key has several values in rows."""
    if key.outlines and upload.outlines is not None:
        return len(upload.outlines[rows].drop_duplicates()) > 1
    if not key.columns:
        return upload.points is not None and len(upload.points.loc[rows].drop_duplicates()) > 1
    return len(upload.cells.loc[rows, list(key.columns)].drop_duplicates()) > 1


def _rank(key: Key) -> tuple[bool, int, float, bool]:
    """Return what keys are sorted by: those of the place, then the surest way, then the share."""
    return key.strays, WAYS.index(key.way), -key.share, key.vintage == "2011"


def _find_names(upload: Upload, ground: MatchingAreas, taken: set[str]) -> list[Key]:
    """Return the columns with names of areas of the place."""
    texts = {name: cells[cells.ne("")] for name, cells in upload.cells.items() if name not in taken}
    found = []
    for kind in ground.kinds:
        known = list_names(ground, kind)
        for name, filled in texts.items():
            share = share_known(filled, known) if len(filled) else 0.0
            if share >= LEAST_NAMES:
                # The heading decides between kinds that share their names.
                said = 0.01 * (kind in str(name).casefold())
                rank = share - 0.001 * ground.kinds.index(kind) + said
                strays = filled.nunique() == 1 < len(filled)
                found.append(Key(kind, (str(name),), share=rank, names=True, strays=strays))
    return found


def _read_codes(name: str, filled: pd.Series, ground: MatchingAreas) -> list[Key]:
    found = []
    for kind in ground.kinds:
        codes = ground.complete(filled, kind)
        formed = float(codes.str.match(ground.pattern(kind)).mean())
        if formed < LEAST:
            continue
        dated = kind == "area" and ground.geography is None
        vintage, notes = find_vintage(codes, ground) if dated else ("", ())
        known = set(ground.codes(kind))
        if kind == "area" and vintage == "2011" and ground.former is not None:
            known = set(ground.former["before"])
        former = None if kind == "area" else ground.former_of(kind)
        if former is not None:
            known |= set(former["before"])
        inside = float(codes.isin(known).mean())
        # Codes of another place may still be the key, but those of this place are likelier.
        # Between an area and the larger ones it lies in, the smallest is the key.
        share = 0.5 * formed + 0.5 * inside - 0.01 * ground.kinds.index(kind)
        # A column that says the same in every row, such as the authority of a list, is no key
        # where another says more.
        strays = inside < LEAST or codes.nunique() == 1 < len(codes)
        found.append(Key(kind, (name,), vintage, share, notes, strays=strays))
    return found


def find_vintage(codes: pd.Series, ground: MatchingAreas) -> tuple[Vintage, tuple[str, ...]]:
    """Return the year of codes of small areas, and a note where they are of both years.

    Most codes are the same in both years; only those that were added or dropped decide.
    """
    former = ground.former
    if former is None:
        return "2021", ()
    before, after = set(former["before"]), set(ground.codes("area"))
    given = set(codes)
    old, new = len(given & (before - after)), len(given & (after - before))
    if old and new:
        mixed = say(
            "The column mixes years: {old} of its codes exist only in 2011 and {new} only in "
            "2021. All rows are read with one year; choose which.",
            old=old,
            new=new,
        )
        return ("2011" if old > new else "2021"), (mixed,)
    return ("2011" if old else "2021"), ()
