"""Map areas of earlier years to those of today: LSOAs, MSOAs and authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.reference import read_look_up
from atlas.errors import BuildError, Fault, find_closest
from atlas.sources.read_source import find_readers

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions.country import FormerArea, Geography

COLUMNS = ["before", "after", "change"]


def read_former(folder: Path, geography: Geography, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the pack table `former_areas`, from earlier areas to those of today.

    Parameters
    ----------
    folder
        The publishers' files. Look-ups of larger areas are optional.
    geography
        The geography that names the look-ups.
    areas
        Today's small areas, with `authority_code` and `ward_code`.

    Returns
    -------
    pandas.DataFrame
        Columns `before`, `after` and `change`, a row for each pair. One table holds every kind
        of area, because their codes never coincide.

    Raises
    ------
    BuildError
        If a look-up lacks a column.
    """
    small = read_look_up(folder, geography)
    parts = [small]
    for former in geography.former_larger:
        if not (folder / former.file).is_file():
            continue
        table = _read(former, folder, geography)
        if former.area:
            parts.append(derive_changes(table, small, areas[f"{former.of}_code"]))
        else:
            parts.append(table.set_axis(COLUMNS, axis=1))
    whole = pd.concat(parts, ignore_index=True)
    return whole[~whole.duplicated(["before", "after"])].reset_index(drop=True)


def derive_changes(belonged: pd.DataFrame, small: pd.DataFrame, belongs: pd.Series) -> pd.DataFrame:
    """Return the changes of larger areas, derived from their small areas.

    Parameters
    ----------
    belonged
        Two columns: a small area of any year and the larger area that it lay in.
    small
        Look-up of small areas with the columns before, after and change.
    belongs
        The larger area of each of today's small areas.

    Returns
    -------
    pandas.DataFrame
        Columns before, after and change, for codes no longer in use: U where only the code
        changed, M where several were merged, X where parts went to several.

    Examples
    --------
    >>> before = pd.DataFrame({"area": ["a", "b", "c"], "larger": ["P", "Q", "R"]})
    >>> small = pd.DataFrame({"before": [], "after": [], "change": []}, dtype=str)
    >>> derive_changes(before, small, pd.Series({"a": "PQ", "b": "PQ", "c": "R"}))
      before after change
    0      P    PQ      M
    1      Q    PQ      M
    """
    codes, larger = belonged.iloc[:, 0], belonged.iloc[:, 1]
    today = codes.isin(belongs.index)
    now = pd.DataFrame({"before": larger[today], "after": codes[today].map(belongs)})
    moved = pd.DataFrame({"small": codes[~today], "before": larger[~today]}).merge(
        small[["before", "after"]].set_axis(["small", "area"], axis=1), on="small"
    )
    then = moved.assign(after=moved["area"].map(belongs))[["before", "after"]]
    pairs = pd.concat([now, then]).dropna().drop_duplicates()
    pairs = pairs[~pairs["before"].isin(belongs)]
    several = pairs["before"].duplicated(keep=False)
    joined = pairs["after"].isin(pairs.loc[pairs["after"].duplicated(keep=False), "after"])
    change = pd.Series("U", index=pairs.index).mask(joined, "M").mask(several, "X")
    return pairs.assign(change=change).sort_values(["before", "after"], ignore_index=True)


def _read(former: FormerArea, folder: Path, geography: Geography) -> pd.DataFrame:
    """Return the columns of a look-up as text, in the order of its definition."""
    wanted = (
        [former.area, former.before]
        if former.area
        else [former.before, former.after, former.change]
    )
    try:
        reader = find_readers()[former.reader]
        table = reader.read(folder / former.file, wanted[0]).reset_index()
        found: pd.DataFrame = table[wanted].dropna().astype(str)
    except (KeyError, ValueError) as error:
        where = f"layers/geographies/{geography.id}.toml, former_larger"
        what = f"{former.file} does not have the columns {', '.join(wanted)}."
        closest = find_closest(wanted[-1], [str(name) for name in getattr(error, "headings", [])])
        remedy = "Correct the headings, or use the file that has them."
        raise BuildError([Fault(where, what, remedy=remedy, closest=closest)]) from error
    return found.drop_duplicates()
