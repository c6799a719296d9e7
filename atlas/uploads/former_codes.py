"""Match codes of earlier years to today's areas, and share out areas that were split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.text import say, say_counted, to_say

if TYPE_CHECKING:
    from atlas.uploads.matching_areas import MatchingAreas

CHANGES = {
    "S": to_say("this area of 2011 was split, and its figure cannot be divided reliably"),
    "X": to_say("this area of 2011 changed in a way that no look-up file can follow"),
}
# Columns of the shares of an area that was split.
SPLITS = ("row", "area", "weight")


def share_among_parts(codes: pd.Series, ground: MatchingAreas, *, things: bool) -> pd.DataFrame:
    """Return the share of each part in an area that was split, by today's residents.

    Only areas whose parts all lie in the place are shared; rows of figures only if their code
    is not repeated.

    Returns
    -------
    pandas.DataFrame
        Columns `row`, `area` and `weight`; the weights of a row add up to one.
    """
    former = ground.former
    if former is None:
        return pd.DataFrame(columns=list(SPLITS))
    split = former[former["change"].eq("S")]
    inside = split["after"].isin(ground.codes("area")).groupby(split["before"]).transform("all")
    split = split[inside]
    residents = ground.store.figures[ground.store.residents].reindex(split["after"]).to_numpy()
    split = split.assign(weight=residents)
    whole = split.groupby("before")["weight"].transform("sum")
    split = split.assign(weight=split["weight"] / whole)[whole.gt(0).to_numpy()]
    once = codes if things else codes[~codes.duplicated(keep=False)]
    rows = pd.DataFrame({"row": once.index, "before": once.to_numpy()})
    shared = rows.merge(split, on="before").rename(columns={"after": "area"})
    return shared[list(SPLITS)]


def carry_over(
    codes: pd.Series, ground: MatchingAreas, shared: pd.Index | None = None
) -> tuple[pd.Series, pd.Series, pd.Series, tuple[str, ...]]:
    """Match codes of 2011 to areas of 2021 where the look-up gives exactly one.

    Returns
    -------
    areas, reasons
        Code of the area by row, empty for none; why a row has none, empty where it has one.
    merged
        Number of areas of 2011 in each area that was merged.
    carried
        Sentences on what became of the rows.
    """
    former = ground.former
    reasons = pd.Series("", index=codes.index, dtype=object)
    if former is None:
        reasons[:] = say("this place's pack has no look-up from 2011; build it again to add one")
        return pd.Series("", index=codes.index, dtype=object), reasons, pd.Series(dtype=int), ()
    after, merged = _find_successors(former, ground.codes("area"))
    areas = codes.map(after).fillna("").astype(object)
    change = codes.map(former.drop_duplicates("before").set_index("before")["change"]).fillna("")
    for letter, words in CHANGES.items():
        reasons[change.eq(letter)] = say(words)
    if shared is not None:
        reasons[reasons.index.isin(shared)] = ""
        change[change.index.isin(shared)] = "shared"
    today = codes.isin(ground.codes("area")) & change.eq("")
    reasons[today] = say("this is a code of 2021, but the column was read as codes of 2011")
    left = areas.eq("") & reasons.eq("") & change.ne("shared")
    reasons[left & codes.eq("")] = say("the cell is empty")
    reasons[left & codes.ne("")] = say(
        "{place} had no small area with this code in 2011", place=ground.name
    )
    told = {
        "U": say("unchanged since 2011, used as they are"),
        "M": say("merged since 2011, added together"),
        "shared": say("split since 2011: counts shared by residents, rates kept for each part"),
        "S": say("split since 2011, shown as gaps"),
        "X": say("changed in other ways since 2011, shown as gaps"),
    }
    return areas, reasons, merged, _describe_rows(change, told)


def _find_successors(former: pd.DataFrame, codes: pd.Index) -> tuple[pd.Series, pd.Series]:
    """Return the one area of today of each former one, and how many were merged in each."""
    whole = former[former["change"].isin(["U", "M"])]
    after = whole.set_index("before")["after"]
    after = after[after.isin(codes) & ~after.index.duplicated(keep=False)]
    return after, whole[whole["change"].eq("M")].groupby("after")["before"].nunique()


def _describe_rows(change: pd.Series, told: dict[str, str]) -> tuple[str, ...]:
    """Return a sentence for each kind of change that rows have, with their number."""
    counts = change.value_counts()
    return tuple(
        f"{say_counted('{count} row', '{count} rows', int(counts[letter]))}: {words}."
        for letter, words in told.items()
        if letter in counts
    )


def carry_larger(
    codes: pd.Series, areas: pd.Series, reasons: pd.Series, kind: str, ground: MatchingAreas
) -> tuple[pd.Series, tuple[str, ...]]:
    """Match codes of earlier years to larger areas of today where a look-up gives exactly one.

    A code in use today is taken as today's. Fills `areas` and `reasons`; returns the number of
    areas in each that was merged, and sentences on what became of the rows.
    """
    none = pd.Series(dtype=int)
    former = ground.former_of(kind)
    if former is None:
        return none, ()
    old = codes[areas.eq("") & codes.isin(former["before"])]
    known = former.drop_duplicates("before").set_index("before")
    after, merged = _find_successors(former, ground.codes(kind))
    found, change = old.map(after).fillna(""), old.map(known["change"])
    one, many = ground.nouns(kind)
    twice = found.isin(areas[areas.ne("")]) & found.ne("")
    reasons[old.index[twice]] = say(
        "this code is from an earlier year, and the file has a row with today's code for the "
        "same {one}",
        one=one,
    )
    carried = found.ne("") & ~twice
    areas[old.index[carried]] = found[carried]
    lost = old.index[found.eq("")]
    reasons[lost] = say(
        "this code is from an earlier year; its area was divided among several of today's "
        "{many}, and its figure cannot be divided reliably",
        many=many,
    )
    parts = merged[merged.index.isin(found[carried])]
    for after in {*found[carried]}:
        count = ground.count_parts(after, {*old[carried & found.eq(after)]})
        parts = parts.drop(after, errors="ignore")
        if (count or merged.get(after, 1)) > 1:
            parts[after] = count or merged[after]
    told = {
        "U": say("areas that only have a different code today, used as they are"),
        "M": say("areas that have since been merged, added together"),
    }
    return parts, _describe_rows(change[carried], told)
