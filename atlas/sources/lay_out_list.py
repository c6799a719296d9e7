"""Convert a publisher's own point list to the layout that a build reads."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import BuildError, Fault
from atlas.sources.inspect_list import CHANGED
from atlas.sources.read_delimited import check_headings, read_headings, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.definitions.overlay import Overlay

# Separates several values in one cell.
BETWEEN = "|"


def lay_out_list(path: Path, overlay: Overlay) -> None:
    """Rewrite a list in its publisher's own layout; one in the build's layout is unchanged.

    Parameters
    ----------
    path
        The list: a plain CSV in any common encoding; rewritten in UTF-8.
    overlay
        Its definition, with the publisher's layout in `own_form`.

    Raises
    ------
    BuildError
        If it is not a comma-separated table, or lacks a column.
    """
    form = overlay.own_form
    if form is None:
        return
    where = f"layers/overlays/{overlay.id}.toml, own_form"
    if form.columns and overlay.points.name in read_headings(path):
        return
    table = _read(read_text(path), overlay, where)
    if form.columns:
        theirs = [str(heading) for heading in form.columns.values()]
        wanted = [(f"{where}.columns", heading) for heading in (*theirs, *form.only)]
        check_headings(wanted, list(table.columns), overlay.file, CHANGED)
        for heading, values in form.only.items():
            table = table[table[heading].isin(values)]
        table = table[theirs].set_axis(list(form.columns), axis=1)
    recalled = dict(form.values)
    wanted = [(f"{where}.values", heading) for heading in recalled]
    check_headings(wanted, list(table.columns), overlay.file, CHANGED)
    called = table.assign(**{name: _call(table[name], known) for name, known in recalled.items()})
    if not form.columns and called.equals(table):
        return
    called.to_csv(path, index=False, header=overlay.points.header)


def _read(text: str, overlay: Overlay, where: str) -> pd.DataFrame:
    try:
        table = pd.read_csv(
            io.StringIO(text),
            dtype=str,
            header=0 if overlay.points.header else None,
            keep_default_na=False,
        )
    except ValueError as error:
        said = str(error).strip().split("\n")[0]
        what = f"{overlay.file} is not a comma-separated table: {said}."
        raise BuildError([Fault(where, what, remedy="Download the file again.")]) from error
    if overlay.points.header:
        table.columns = [str(name).strip() for name in table.columns]
    else:
        table.columns = [str(number) for number in range(1, table.shape[1] + 1)]
    return table


def _call(column: pd.Series, values: Mapping[str, str]) -> pd.Series:
    """Return a column with its publisher's values mapped to the build's."""
    called = {
        cell: next(
            (values[value] for value in map(str.strip, cell.split(BETWEEN)) if value in values),
            cell,
        )
        for cell in column.unique()
    }
    return column.map(called)
