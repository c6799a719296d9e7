"""Lay every row of an upload on an area, or say why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.points.place import place_points
from atlas.points.postcodes import read_postcodes
from atlas.quantities import format_list
from atlas.text import format_number, say, to_say
from atlas.uploads.coordinates import to_degrees
from atlas.uploads.former_codes import SPLITS, carry_larger, carry_over, share_among_parts
from atlas.uploads.numbers import describe_of_column, parse_numbers
from atlas.uploads.place_outlines import match_outlines
from atlas.uploads.recognise import POSTCODE, Key, normalise_codes

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.uploads.matching_areas import Kind, MatchingAreas
    from atlas.uploads.table import Upload

NOT_USED = to_say("rows with {code} may belong here and could not be used: {reason}")


@dataclass(frozen=True)
class Matched:
    """Where each row of an upload belongs.

    Parameters
    ----------
    kind
        Which kind of area the codes in `areas` are.
    areas
        Code of the area each row is laid on, empty for none; indexed by row.
    reasons
        Why a row is laid on none; empty where it is.
    keys
        What the row itself says of where it belongs.
    parts
        For codes of earlier years: how many areas make up each area of today that was merged.
    carried
        What became of rows with codes of earlier years, or with outlines, a sentence each.
    is_things
        Whether rows are things to be counted, so that an area may have several or none.
    left_open
        Why an area has rows that may belong to it but are laid on none, by its code; areas of
        which nothing is left open are not listed.
    splits
        Rows of areas that were split, where they are shared: `row`, `area` and `weight`, the
        part's share of the residents of all parts.
    can_share
        How many rows are of areas that were split, and could be shared or are.
    """

    kind: Kind
    areas: pd.Series
    reasons: pd.Series
    keys: pd.Series
    parts: pd.Series
    carried: tuple[str, ...] = ()
    is_things: bool = False
    left_open: pd.Series = field(default_factory=lambda: pd.Series(dtype=object))
    splits: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(SPLITS)))
    can_share: int = 0

    @property
    def matched(self) -> pd.Series:
        """Whether each row is laid on one area."""
        return self.areas.ne("")

    @property
    def used(self) -> pd.Series:
        """Whether each row is laid on an area, or shared among the parts of one."""
        return self.matched | self.areas.index.isin(self.splits["row"])

    def lay(self) -> tuple[pd.Index, pd.Series, pd.Series]:
        """Return row, area and weight of every pair of a row and an area, one below another."""
        whole = self.areas[self.matched]
        rows = whole.index.append(pd.Index(self.splits["row"]))
        areas = pd.concat([whole, self.splits["area"]], ignore_index=True).astype(object)
        weights = np.concatenate([np.ones(len(whole)), self.splits["weight"].to_numpy(float)])
        return rows, areas, pd.Series(weights)

    def tabulate_unmatched(self) -> pd.DataFrame:
        """Return the rows that are laid on none: row of the file, what it says, and the reason."""
        left = ~self.used
        return pd.DataFrame(
            {
                say("Row of the file"): self.areas.index[left],
                say("What it says"): self.keys[left].to_numpy(),
                say("Why it is not shown"): self.reasons[left].to_numpy(),
            }
        )


def match_rows(
    upload: Upload,
    key: Key,
    ground: MatchingAreas,
    *,
    things: bool = False,
    postcodes: Path | None = None,
    share_split: bool = False,
) -> Matched:
    """Lay every row on an area; each has either an area or a reason.

    Parameters
    ----------
    upload
        The table.
    key
        What says where a row belongs.
    ground
        The areas.
    things
        Whether each row is a thing to be counted, so that a code may stand in many rows. Rows
        at points always are.
    postcodes
        Folder with files of postcodes; by default the user's.
    share_split
        Give the figures of areas of 2011 that were split to their parts: counts by residents,
        rates as they are.

    Returns
    -------
    Matched
        All rows, in the order of the file.

    Raises
    ------
    UploadError
        If postcodes are to be placed and no file of postcodes is there.
    """
    if key.outlines and upload.outlines is not None:
        return _match_outlines(upload, upload.outlines, key, ground, things=things)
    if key.is_point:
        return _match_points(upload, key, ground, postcodes)
    codes = ground.complete(normalise_codes(upload.cells[key.columns[0]]), key.kind)
    keys = upload.cells[key.columns[0]].astype(str)
    carried: tuple[str, ...] = ()
    parts = pd.Series(dtype=int)
    splits = pd.DataFrame(columns=list(SPLITS))
    if key.vintage == "2011" and key.kind == "area":
        splits = share_among_parts(codes, ground, things=things)
        shared = pd.Index(splits["row"]) if share_split else None
        areas, reasons, parts, carried = carry_over(codes, ground, shared)
    else:
        known = codes.isin(ground.codes(key.kind))
        areas = codes.where(known, "")
        reasons = pd.Series("", index=codes.index, dtype=object)
        if key.kind in ("neighbourhood", "authority"):
            parts, carried = carry_larger(codes, areas, reasons, key.kind, ground)
        unknown = codes[areas.eq("") & reasons.eq("")]
        reasons.update(_describe_unknown(unknown, key, ground))
    if not things:
        _leave_out_repeated(codes, areas, reasons)
    can_share = int(splits["row"].nunique())
    splits = splits if share_split else splits.iloc[:0]
    lost = codes[areas.eq("") & ~codes.index.isin(splits["row"])]
    left_open = _find_left_open(lost, reasons, key.kind, ground)
    told = (carried, things, left_open, splits, can_share)
    return Matched(key.kind, areas, reasons, keys, parts, *told)  # type: ignore[arg-type]  # kinds of points returned above


def _find_left_open(
    codes: pd.Series, reasons: pd.Series, kind: str, ground: MatchingAreas
) -> pd.Series:
    """Return why areas have rows that may belong to them but are laid on none, by area.

    A row may belong to the area of today whose code it has, and to each that took a part of the
    area of an earlier year whose code it has. The first such row of the file gives the reason.
    """
    codes = codes.drop_duplicates()
    today = pd.DataFrame({"before": codes, "after": codes})
    former = ground.former_of(kind)
    if former is not None:
        today = pd.concat([today, former[["before", "after"]]])
    rows = pd.Series(codes.index, index=codes)
    found = today[today["before"].isin(codes) & today["after"].isin(ground.codes(kind))]
    found = found.assign(row=found["before"].map(rows)).sort_values("row", kind="stable")
    found = found.drop_duplicates("after")
    words = [
        say(NOT_USED, code=code, reason=reasons[row])
        for code, row in zip(found["before"], found["row"], strict=True)
    ]
    return pd.Series(words, index=found["after"], dtype=object)


def _describe_unknown(codes: pd.Series, key: Key, ground: MatchingAreas) -> pd.Series:
    one = ground.nouns(key.kind)[0]
    former = set() if ground.former is None else set(ground.former["before"])
    formed = codes.str.match(ground.pattern(key.kind))
    words = []
    for code, is_formed in zip(codes, formed, strict=True):
        if not code:
            words.append(say("the cell is empty"))
        elif not is_formed:
            words.append(say("this is not the code of a {one}", one=one))
        elif key.kind == "area" and code in former:
            words.append(say("this code is of 2011, and the column was read as codes of 2021"))
        else:
            words.append(_describe_absent(key, ground, one))
    return pd.Series(words, index=codes.index, dtype=object)


def _describe_absent(key: Key, ground: MatchingAreas, one: str) -> str:
    if key.kind == "ward" and ground.geography is None:
        return say(
            "{place} has no ward of this code: another place, or another year, for which no "
            "look-up of wards is published",
            place=ground.name,
        )
    return say(
        "{place} has no {one} of this code: another place, or another year",
        place=ground.name,
        one=one,
    )


def _leave_out_repeated(codes: pd.Series, areas: pd.Series, reasons: pd.Series) -> None:
    """Leave out the rows that give the same code twice: nobody can tell which one holds."""
    repeated = codes.duplicated(keep=False) & areas.ne("")
    for _, rows in codes[repeated].groupby(codes[repeated]):
        places, more = format_list([format_number(row) for row in rows.index[:4]]), len(rows) - 4
        reasons[rows.index] = (
            say("the same code stands in rows {rows} and {more} more", rows=places, more=more)
            if more > 0
            else say("the same code stands in rows {rows}", rows=places)
        )
    areas[repeated] = ""


def _match_outlines(
    upload: Upload, outlines: pd.Series, key: Key, ground: MatchingAreas, *, things: bool
) -> Matched:
    areas, reasons, told = match_outlines(outlines, ground, key.kind)
    if upload.points is not None:
        # What is wrong with a shape was found when it was read.
        known = upload.points["problem"]
        wrong = outlines.isna() & known.ne("")
        reasons[wrong] = known[wrong]
    keys = pd.Series(say("an outline"), index=outlines.index, dtype=object)
    if not things:
        _leave_out_repeated(areas.rename("code"), areas, reasons)
    return Matched(key.kind, areas, reasons, keys, pd.Series(dtype=int), told, things)  # type: ignore[arg-type]  # kinds of points have no outlines


def _match_points(
    upload: Upload, key: Key, ground: MatchingAreas, postcodes: Path | None
) -> Matched:
    index = upload.cells.index
    reasons = pd.Series("", index=index, dtype=object)
    given: np.ndarray = np.full(len(index), "", dtype=object)
    if not key.columns and upload.points is not None:
        points = upload.points
        longitude, latitude = points["longitude"].to_numpy(), points["latitude"].to_numpy()
        reasons[:] = points["problem"]
        keys = pd.Series(say("a point"), index=index, dtype=object)
    elif key.kind == "postcode":
        keys = upload.cells[key.columns[0]].astype(str)
        longitude, latitude, given = _place_postcodes(keys, reasons, postcodes, ground)
    else:
        keys = upload.cells[list(key.columns)].agg(", ".join, axis=1)
        longitude, latitude = _read_coordinates(upload, key, reasons, ground)
    areas = pd.Series("", index=index, dtype=object)
    usable = reasons.eq("").to_numpy() & np.isfinite(longitude) & np.isfinite(latitude)
    reasons[~usable & reasons.eq("")] = say("the coordinates are not on the map")
    spots = pd.DataFrame({"longitude": longitude, "latitude": latitude, "given": given})[usable]
    placed = place_points(spots, ground.store.outlines, ground.store.finer_outlines)
    areas[usable] = placed["area"].to_numpy()
    reasons[usable & areas.eq("").to_numpy()] = say(
        "the point lies outside {place}", place=ground.name
    )
    return Matched("area", areas, reasons, keys, pd.Series(dtype=int), is_things=True)


def _place_postcodes(
    keys: pd.Series, reasons: pd.Series, folder: Path | None, ground: MatchingAreas
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return longitude and latitude of each postcode, and the area that its directory gives."""
    known = read_postcodes(folder)
    codes = normalise_codes(keys)
    placed = known.reindex(codes)
    missing = placed["easting"].isna().to_numpy()
    formed = codes.str.match(POSTCODE).to_numpy()
    reasons[missing & codes.eq("").to_numpy()] = say("the cell is empty")
    reasons[missing & ~formed & codes.ne("").to_numpy()] = say("this is not a whole postcode")
    reasons[missing & formed] = say("this server's file of postcodes does not have it")
    longitude, latitude = to_degrees(
        placed["easting"].to_numpy(float),
        placed["northing"].to_numpy(float),
        ground.systems["grid"],
    )
    return longitude, latitude, placed["area"].fillna("").to_numpy(object)


def _read_coordinates(
    upload: Upload, key: Key, reasons: pd.Series, ground: MatchingAreas
) -> tuple[np.ndarray, np.ndarray]:
    pair = []
    for name in key.columns:
        numbers = parse_numbers(
            upload.cells[name],
            decimal_comma=upload.decimal_comma,
            unset=upload.unset.get(name, ()),
            coordinates=True,
        )
        first = reasons.eq("") & numbers.reasons.ne("")
        reasons[first] = np.array(describe_of_column(name, numbers.reasons[first]), dtype=object)
        pair.append(numbers.numbers.to_numpy(float))
    return to_degrees(pair[0], pair[1], ground.systems[key.kind])
