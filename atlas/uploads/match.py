"""Match every row of an upload to an area, or give the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.points.place import place_points
from atlas.points.postcodes import read_postcodes
from atlas.quantities import format_list
from atlas.tables.coordinates import to_degrees
from atlas.tables.find_positions import read_positions
from atlas.text import format_number, say, to_say
from atlas.uploads.former_codes import SPLITS, carry_larger, carry_over, share_among_parts
from atlas.uploads.key import Key, normalise_codes
from atlas.uploads.names import match_names
from atlas.uploads.place_outlines import match_outlines
from atlas.uploads.recognise import POSTCODE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import Kind, MatchingAreas

NOT_USED = to_say("rows with {code} may belong here but could not be used: {reason}")


@dataclass(frozen=True)
class Matched:
    """The area that each row of an upload is matched to.

    Parameters
    ----------
    kind
        The kind of area in `areas`.
    areas
        Code of the area of each row, empty for none; indexed by row.
    reasons
        Why a row is not matched; empty where it is.
    keys
        The text of the row's key.
    parts
        For codes of earlier years: number of areas in each of today's that was merged.
    carried
        Sentences on what became of rows with codes of earlier years, or with outlines.
    is_things
        Whether rows are things to count, so that an area may have several or none.
    left_open
        By area, the reason why rows that may belong to it are not matched; other areas are not
        listed.
    splits
        Rows of areas that were split, where they are shared: `row`, `area` and `weight`, the
        part's share of the residents of all parts.
    can_share
        Number of rows of areas that were split, whether shared or not.
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
        """Whether each row is matched to one area."""
        return self.areas.ne("")

    @property
    def used(self) -> pd.Series:
        """Whether each row is matched to an area, or shared among the parts of one."""
        return self.matched | self.areas.index.isin(self.splits["row"])

    def lay(self) -> tuple[pd.Index, pd.Series, pd.Series]:
        """Return row, area and weight of every matched pair, shared rows last."""
        whole = self.areas[self.matched]
        rows = whole.index.append(pd.Index(self.splits["row"]))
        areas = pd.concat([whole, self.splits["area"]], ignore_index=True).astype(object)
        weights = np.concatenate([np.ones(len(whole)), self.splits["weight"].to_numpy(float)])
        return rows, areas, pd.Series(weights)

    def tabulate_unmatched(self) -> pd.DataFrame:
        """Return a table of the rows that are not used, with the key and the reason."""
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
    meant: Mapping[str, str] | None = None,
) -> Matched:
    """Match every row to an area; each has either an area or a reason.

    Parameters
    ----------
    upload
        The table.
    key
        The columns or shapes that locate a row.
    ground
        The areas.
    things
        Whether each row is a thing to count, so that codes may repeat. Points always are.
    postcodes
        Folder with files of postcodes; by default the user's.
    share_split
        Whether to share the figures of areas of 2011 that were split among their parts: counts
        by residents, rates unchanged.
    meant
        For names that several areas share: the code that is meant, by `normalise_names`.

    Returns
    -------
    Matched
        All rows, in the order of the file.

    Raises
    ------
    UploadError
        If the key is a postcode and there is no file of postcodes.
    """
    if key.outlines and upload.outlines is not None:
        return _match_outlines(upload, upload.outlines, key, ground, things=things)
    if key.is_point:
        return _match_points(upload, key, ground, postcodes)
    if key.names:
        return _match_names(upload, key, ground, things=things, meant=meant)
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
    """Return by area why rows that may belong to it are not matched.

    A row may belong to today's area with its code, and to each area that took in a part of the
    earlier one with its code. The first such row of the file gives the reason.
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
    """Return why codes are not those of areas of the place."""
    one = ground.nouns(key.kind)[0]
    absent = say(
        "{place} has no {one} with this code: it is from another place or another year",
        place=ground.name,
        one=one,
    )
    if key.kind == "ward" and ground.geography is None:
        absent = say(
            "{place} has no ward with this code: it is from another place, or from a year for "
            "which no look-up of wards is published",
            place=ground.name,
        )
    words = pd.Series(absent, index=codes.index, dtype=object)
    if key.kind == "area" and ground.former is not None:
        words[codes.isin(ground.former["before"])] = say(
            "this is a code of 2011, but the column was read as codes of 2021"
        )
    formed = codes.str.match(ground.pattern(key.kind)).astype(bool)
    words[~formed] = say("this is not the code of a {one}", one=one)
    words[codes.eq("")] = say("the cell is empty")
    return words


def _leave_out_repeated(codes: pd.Series, areas: pd.Series, reasons: pd.Series) -> None:
    """Unmatch the rows that share a code with another: which one is right is not known."""
    repeated = codes.duplicated(keep=False) & areas.ne("")
    for _, rows in codes[repeated].groupby(codes[repeated]):
        places, more = format_list([format_number(row) for row in rows.index[:4]]), len(rows) - 4
        reasons[rows.index] = (
            say("the same code is in rows {rows} and {more} more", rows=places, more=more)
            if more > 0
            else say("the same code is in rows {rows}", rows=places)
        )
    areas[repeated] = ""


def _match_outlines(
    upload: Upload, outlines: pd.Series, key: Key, ground: MatchingAreas, *, things: bool
) -> Matched:
    areas, reasons, told = match_outlines(outlines, ground, key.kind)
    if upload.points is not None:
        # Problems with shapes were found when they were read.
        known = upload.points["problem"]
        wrong = outlines.isna() & known.ne("")
        reasons[wrong] = known[wrong]
    keys = pd.Series(say("an outline"), index=outlines.index, dtype=object)
    if not things:
        _leave_out_repeated(areas.rename("code"), areas, reasons)
    return Matched(key.kind, areas, reasons, keys, pd.Series(dtype=int), told, things)  # type: ignore[arg-type]  # kinds of points have no outlines


def _match_names(
    upload: Upload,
    key: Key,
    ground: MatchingAreas,
    *,
    things: bool,
    meant: Mapping[str, str] | None,
) -> Matched:
    column = key.columns[0]
    areas, reasons = match_names(upload, column, ground, key.kind, meant)  # type: ignore[arg-type]  # kinds of points returned above
    if not things:
        _leave_out_repeated(areas.copy(), areas, reasons)
    keys = upload.cells[column].astype(str)
    return Matched(key.kind, areas, reasons, keys, pd.Series(dtype=int), is_things=things)  # type: ignore[arg-type]  # as above


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
        system = ground.systems[key.kind]
        longitude, latitude, reasons = read_positions(
            upload, key.columns, system, upward=key.upward
        )
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
    """Return longitude and latitude of each postcode, and its area in the directory."""
    known = read_postcodes(folder)
    codes = normalise_codes(keys)
    placed = known.reindex(codes)
    missing = placed["easting"].isna().to_numpy()
    formed = codes.str.match(POSTCODE).to_numpy()
    reasons[missing & codes.eq("").to_numpy()] = say("the cell is empty")
    reasons[missing & ~formed & codes.ne("").to_numpy()] = say("this is not a whole postcode")
    reasons[missing & formed] = say("it is not in this server's postcode file")
    longitude, latitude = to_degrees(
        placed["easting"].to_numpy(float),
        placed["northing"].to_numpy(float),
        ground.systems["grid"],
    )
    return longitude, latitude, placed["area"].fillna("").to_numpy(object)
