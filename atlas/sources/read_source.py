"""Read one source from a folder of the publishers' files."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from math import inf
from typing import TYPE_CHECKING

import pandas as pd

from atlas.discovery import find_functions
from atlas.errors import BuildError, Fault, find_closest
from atlas.sources import readers as readers_package
from atlas.sources.parse_numbers import parse_numbers
from atlas.sources.read_delimited import check_headings
from atlas.sources.readers import MissingColumnError, ReaderSpec
from atlas.sources.unpack import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.definitions import Source

CORRECT = "Correct the wording, or check whether the publisher changed the table."


@cache
def find_readers() -> Mapping[str, ReaderSpec]:
    """Return every available reader by name."""
    return find_functions(readers_package, readers_package.DECLARED)


def read_source(source: Source, folder: Path) -> pd.DataFrame:
    """Return a source's variables for every area it covers.

    Parameters
    ----------
    source
        The source: file, reader and columns.
    folder
        The folder that holds the publishers' files.

    Returns
    -------
    pandas.DataFrame
        Numbers, one column per variable, indexed by area. The publisher's empty cells are gaps.

    Raises
    ------
    BuildError
        If the file or a column is missing or cannot be read, an area occurs twice, a figure is
        not a number, or counts have fractions.
    """
    where = f"layers/sources/{source.id}.toml"
    table = _read_table(source, folder)
    headings = [str(heading) for heading in table.columns]
    wanted = [(f"{where}, columns.{variable}", name) for variable, name in source.columns.items()]
    check_headings(wanted, headings, source.file, CORRECT)
    picked: pd.DataFrame = table.iloc[:, _find_positions(source, headings)]
    picked = picked.set_axis(list(source.columns), axis=1)
    # A row without a code is a publisher's note.
    picked.index = pd.Index(picked.index.astype(str).str.strip(), name="area")
    picked = picked[~picked.index.isin(["", "nan", "None", "<NA>"])]
    if picked.index.has_duplicates:
        twice = list(picked.index[picked.index.duplicated()].unique())
        what = f"{source.file} has these areas twice: {', '.join(twice[:5])}."
        remedy = "Name the column that tells the rows apart, or a reader for tables of this form."
        raise BuildError([Fault(f"{where}, area_column", what, remedy=remedy)])
    return _to_numbers(picked, source)


def _read_table(source: Source, folder: Path) -> pd.DataFrame:
    """Return the publisher's table indexed by area, with all its columns."""
    path = folder / source.file
    where = f"layers/sources/{source.id}.toml"
    if not path.exists():
        what = f'There is no file "{source.file}" in {folder}.'
        remedy = "Copy the publisher's file there, or name another folder with --from."
        raise BuildError([Fault(f"{where}, file", what, remedy=remedy)])
    reader = find_readers()[source.reader]
    # A reader of ZIPs combines several of its tables.
    whole = nullcontext(path) if ".zip" in reader.endings else None
    with whole or unpacked(path, source.member, where=f"{where}, member") as plain:
        try:
            table: pd.DataFrame = reader.read(plain, source.area_column)
        except KeyError as error:
            headings = error.headings if isinstance(error, MissingColumnError) else []
            named = error.column if isinstance(error, MissingColumnError) else source.area_column
            what = f'{source.file} has no column "{named}".'
            closest = find_closest(named, headings)
            fault = Fault(f"{where}, area_column", what, remedy=CORRECT, closest=closest)
            raise BuildError([fault]) from error
        except (ValueError, OSError, EOFError) as error:
            what = f'{source.file} cannot be read as "{source.reader}": {error}.'
            remedy = "Download the file again, or name the reader for tables of this form."
            raise BuildError([Fault(f"{where}, file", what, remedy=remedy)]) from error
    return table


def _to_numbers(picked: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Return figures as numbers; other text and counts with fractions are faults."""
    faults = []
    columns = {}
    for variable in map(str, picked):
        where = f"layers/sources/{source.id}.toml, columns.{variable}"
        numbers, strange = parse_numbers(picked[variable])
        columns[variable] = numbers
        if len(strange):
            what = f'{source.file}, area {strange.index[0]}: "{strange.iloc[0]}" is not a number.'
            expected = "a number, or one of the usual marks for no figure"
            remedy = "Name the column with the figures, or correct the file."
            faults.append(Fault(where, what, expected=expected, remedy=remedy))
        least, most = source.bounds.get(variable, (-inf, inf))
        beyond = numbers[(numbers < least) | (numbers > most)]
        if len(beyond):
            what = f"{source.file}, area {beyond.index[0]}: {beyond.iloc[0]:g} is out of range."
            expected = f"{least:g} to {most:g}, {source.units.get(variable, source.unit)}"
            remedy = "Use the file with figures in this unit, or correct bounds."
            faults.append(Fault(where, what, expected=expected, remedy=remedy))
        broken = numbers[numbers.notna() & (numbers % 1 != 0)]
        if source.roll_up_of(variable) == "sum" and len(broken):
            what = f"{source.file}, area {broken.index[0]}: {broken.iloc[0]:g} is not a count."
            expected = "whole numbers, because they are added together for larger areas"
            remedy = "Use the table of counts, or set roll_up to say how these are combined."
            faults.append(Fault(where, what, expected=expected, remedy=remedy))
    if faults:
        raise BuildError(faults)
    return pd.DataFrame(columns, index=picked.index)


def _find_positions(source: Source, headings: list[str]) -> list[int]:
    """Return the position of each variable's column.

    TS027 has the same heading twice: its variables take them in order.
    """
    positions: dict[str, list[int]] = {}
    for position, heading in enumerate(headings):
        positions.setdefault(heading, []).append(position)
    taken: dict[str, int] = {}
    found = []
    for wording in source.columns.values():
        turn = taken.get(wording, 0)
        found.append(positions[wording][min(turn, len(positions[wording]) - 1)])
        taken[wording] = turn + 1
    return found
