"""Match the names of areas: wards, neighbourhoods, authorities and small areas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.errors import find_closest
from atlas.quantities import format_list
from atlas.text import say
from atlas.uploads.elsewhere import find_elsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import Kind, MatchingAreas

# Marks between words, and words that say only of what kind an area is.
MARKS = re.compile(r"[^\w]+")
KIND_WORDS = re.compile(r" (?:ward|electoral division|ed|neighbourhood|msoa|lsoa)$")
# What stands beside a name: a number in a list, a footnote, a year.
BESIDE = re.compile(r"^\d+[.)]\s+|\s*\[(?:note\s*)?\d+\]|\s*\((?:19|20)\d\d\)")
# The name that ONS gives a neighbourhood: that of its small areas, without their letter.
LETTER = re.compile(r"(?<=\d)[A-Z]+$")
# Least share of the names in a column of authorities for it to say which of two is meant.
LEAST_AUTHORITIES = 0.5
MOST_MEANT = 3
# Different names whose closest is looked for.
MOST_COMPARED = 50


def normalise_names(column: pd.Series) -> pd.Series:
    """Return names in small letters, without marks, and without the word for their kind.

    Examples
    --------
    >>> normalise_names(pd.Series(["St. Mary's & Park Ward", "Round-Green"])).tolist()
    ['st marys and park', 'round green']
    >>> normalise_names(pd.Series(["3. Biscot Ward (2023)", "Biscot [note 1]"])).tolist()
    ['biscot', 'biscot']
    """
    texts = column.fillna("").astype(str).str.casefold().str.replace(BESIDE, "", regex=True)
    texts = texts.str.replace("&", " and ").str.replace(r"['\u2019`]", "", regex=True)
    return (
        texts.str.replace(MARKS, " ", regex=True)
        .str.strip()
        .str.replace(KIND_WORDS, "", regex=True)
    )


def list_names(ground: MatchingAreas, kind: Kind) -> pd.DataFrame:
    """Return the names of all areas of a kind: columns `name`, `shown`, `code` and `authority`.

    A neighbourhood has two: that of its residents, and that of the statistical office.
    """
    areas = ground.store.areas
    code = ground.column(kind)
    texts = [areas["name" if kind == "area" else kind]]
    if kind == "neighbourhood":
        texts.append(areas["name"].astype(str).str.replace(LETTER, "", regex=True))
    whose = areas.get("authority", "")
    tables = [
        pd.DataFrame(
            {"shown": text.astype(str), "code": code, "authority": whose}, index=areas.index
        )
        for text in texts
    ]
    whole = pd.concat(tables, ignore_index=True)
    whole.insert(0, "name", normalise_names(whole["shown"]))
    return whole[whole["name"].ne("")].drop_duplicates(["name", "code"], ignore_index=True)


def bare_names(cells: pd.Series, known: pd.DataFrame) -> pd.Series:
    """Return normalised names, without the area's own authority before or after them.

    The name of another authority stays: the area is then not one of these.
    """
    names = normalise_names(cells)
    for owner in normalise_names(pd.Series(known["authority"].unique())):
        left = ~names.isin(known["name"])
        if not owner or not left.any():
            continue
        bare = names.str.removeprefix(f"{owner} ").str.removesuffix(f" {owner}")
        names = names.mask(left & bare.isin(known["name"]), bare)
    return names


def share_known(filled: pd.Series, known: pd.DataFrame) -> float:
    """Return the share of the different names in a column that areas have."""
    given = bare_names(pd.Series(filled.unique()), known)
    given = given[given.ne("")]
    return float(given.isin(known["name"]).mean()) if len(given) else 0.0


def find_shared(cells: pd.Series, ground: MatchingAreas, kind: Kind) -> dict[str, dict[str, str]]:
    """Return the names in a column that several areas share, each with what its areas are called.

    Returns
    -------
    dict of dict
        By normalised name: the description of each area by code, such as "Central, Luton".
    """
    known = list_names(ground, kind)
    several = known[
        known["name"].isin(bare_names(cells, known)) & known["name"].duplicated(keep=False)
    ]
    found: dict[str, dict[str, str]] = {}
    ordered = several.sort_values(["name", "authority", "code"]).astype(str)
    fields = (ordered[one] for one in ("name", "shown", "authority", "code"))
    for name, shown, authority, code in zip(*fields, strict=True):
        whose = f", {authority}" if authority else ""
        found.setdefault(name, {})[code] = f"{shown}{whose} ({code})"
    return found


def match_names(
    upload: Upload,
    column: str,
    ground: MatchingAreas,
    kind: Kind,
    meant: Mapping[str, str] | None = None,
) -> tuple[pd.Series, pd.Series]:
    """Match every row by the name in a column.

    Where areas share a name, a column with the authority decides, and otherwise the person.

    Parameters
    ----------
    upload
        The table.
    column
        The column of names.
    ground, kind
        The areas, and their kind.
    meant
        The code that is meant by a normalised name, as far as the person has said so.

    Returns
    -------
    areas, reasons
        Code of the area by row, empty for none; why a row has none, empty where it has one.
    """
    known = list_names(ground, kind)
    names = bare_names(upload.cells[column], known)
    once = known.drop_duplicates("name", keep=False).set_index("name")["code"]
    areas = names.map(once).astype(object).fillna("")
    elsewhere = pd.Series("", index=names.index, dtype=object)
    if kind != "authority":
        elsewhere = find_elsewhere(upload, column, ground, areas)
    areas = areas.mask(elsewhere.ne(""), "")
    shared = known[known["name"].duplicated(keep=False)]
    areas = areas.mask(areas.eq(""), _ask_authority(upload, column, names, shared))
    areas = areas.mask(areas.eq(""), names.map(dict(meant or {})).astype(object).fillna(""))
    areas = areas.mask(elsewhere.ne(""), "")
    reasons = pd.Series("", index=names.index, dtype=object)
    left = areas.eq("")
    one = ground.nouns(kind)[0]
    pairs = list(zip(names[left], upload.cells.loc[left, column], strict=True))
    told: dict[tuple[str, str], str] = {}
    for name, cell in dict.fromkeys(pairs):
        # Which name is closest takes long: it is said of the first, and the others are alike.
        told[name, cell] = _describe(
            name, cell, known, ground, one, closest=len(told) < MOST_COMPARED
        )
    reasons[left] = np.array([told[pair] for pair in pairs], dtype=object)
    away = elsewhere[elsewhere.ne("")]
    reasons.update(
        away.map(lambda one: say("the row says that it is in {authority}", authority=one))
    )
    return areas, reasons


def _ask_authority(
    upload: Upload, column: str, names: pd.Series, shared: pd.DataFrame
) -> pd.Series:
    """Return the code of each shared name by the authority that the row names, empty for none."""
    nothing = pd.Series("", index=names.index, dtype=object)
    if shared.empty or not names.isin(shared["name"]).any():
        return nothing
    owners = normalise_names(shared["authority"])
    pairs = pd.Series(shared["code"].to_numpy(), index=[shared["name"], owners])
    pairs = pairs[~pairs.index.duplicated(keep=False)]
    for other in upload.columns:
        if other == column:
            continue
        whose = normalise_names(upload.cells[other])
        if whose.isin(owners).mean() >= LEAST_AUTHORITIES:
            wanted = pd.MultiIndex.from_arrays([names, whose])
            return pd.Series(pairs.reindex(wanted).fillna("").to_numpy(object), index=names.index)
    return nothing


def _describe(
    name: str, cell: str, known: pd.DataFrame, ground: MatchingAreas, one: str, *, closest: bool
) -> str:
    if not name:
        return say("the cell is empty")
    several = known[known["name"].eq(name)]
    if len(several):
        owners = sorted(set(several["authority"].astype(str)))[: MOST_MEANT + 1]
        return say(
            "{count} areas are called this ({places}): say above which one is meant",
            count=len(several),
            places=format_list(owners),
        )
    absent = say("{place} has no {one} with this name", place=ground.name, one=one)
    near = find_closest(cell, dict.fromkeys(known["shown"]), most=1) if closest else ()
    return say("{absent}; the closest is {name}", absent=absent, name=near[0]) if near else absent
