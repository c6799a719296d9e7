"""Read one source from a folder of the publishers' files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from atlas.discovery import find_modules
from atlas.errors import BuildError, Fault, find_closest
from atlas.sources import readers as readers_package

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import ModuleType

    from atlas.definitions import Source


@cache
def find_readers() -> Mapping[str, ModuleType]:
    """Return every reader the code offers, by word."""
    return find_modules(readers_package, "READER")


def read_source(source: Source, folder: Path) -> pd.DataFrame:
    """Return a source's variables for every area it covers.

    Parameters
    ----------
    source
        Which file, which columns.
    folder
        The folder that holds the publishers' files.

    Returns
    -------
    pandas.DataFrame
        Numbers, one column per variable of the source, indexed by area. What the publisher
        leaves empty is a gap.

    Raises
    ------
    BuildError
        If the file or a column is missing.
    """
    path = folder / source.file
    where = f"layers/sources/{source.id}.toml"
    if not path.exists():
        raise BuildError(
            [
                Fault(
                    f"{where}, file",
                    f'There is no file "{source.file}" in {folder}.',
                    remedy="Put the publisher's file there, or name another folder with --from.",
                )
            ]
        )
    try:
        table: pd.DataFrame = find_readers()[source.reader].read(path, source.area_column)
    except KeyError as error:
        what = f'{source.file} has no column "{source.area_column}".'
        remedy = "Correct the wording, or see whether the publisher changed the table."
        raise BuildError([Fault(f"{where}, area_column", what, remedy=remedy)]) from error
    headings = [str(heading) for heading in table.columns]
    faults = [
        Fault(
            f"{where}, columns.{variable}",
            f'{source.file} has no column "{wording}".',
            remedy="Correct the wording, or see whether the publisher changed the table.",
            closest=find_closest(wording, headings),
        )
        for variable, wording in source.columns.items()
        if wording not in headings
    ]
    if faults:
        raise BuildError(faults)
    picked: pd.DataFrame = table.iloc[:, _find_positions(source, headings)]
    picked = picked.set_axis(list(source.columns), axis=1).apply(pd.to_numeric, errors="coerce")
    picked.index = picked.index.astype(str)
    picked.index.name = "area"
    return picked.astype(float)


def _find_positions(source: Source, headings: list[str]) -> list[int]:
    """Return where each variable's column stands.

    TS027 has one heading twice; its first variable takes the first, its second the second.
    """
    places: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        places.setdefault(heading, []).append(place)
    taken: dict[str, int] = {}
    found = []
    for wording in source.columns.values():
        turn = taken.get(wording, 0)
        found.append(places[wording][min(turn, len(places[wording]) - 1)])
        taken[wording] = turn + 1
    return found
