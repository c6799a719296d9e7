"""Convert a publisher's own table to the layout that a build reads."""

from __future__ import annotations

import csv
import gzip
import io
import re
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import BuildError, Fault, find_closest
from atlas.sources.parse_numbers import parse_numbers
from atlas.sources.read_delimited import (
    check_headings,
    is_packed,
    read_content,
    read_headings,
)
from atlas.sources.read_source import CORRECT, find_readers
from atlas.sources.readers import MissingColumnError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from atlas.definitions import Source
    from atlas.definitions.source import OwnForm

# Reader of tables with a row for each area and category.
LONG = "csv_long"


def lay_out(path: Path, source: Source) -> None:
    """Rewrite a file in its publisher's own layout; one in the build's layout is unchanged.

    Parameters
    ----------
    path
        The file, plain or gzipped; rewritten as a plain CSV.
    source
        Its definition, with the publisher's layout in `own_form`.

    Raises
    ------
    BuildError
        If it has neither layout, or no row matches `keep`.
    """
    form = source.own_form
    if form is None or source.area_column in read_headings(path):
        return
    table = _read(path, source, form)
    if form.keep:
        table = table[table.index.astype(str).str.strip().str.match(form.keep)]
    if table.empty:
        what = f"{source.file} has no area with a code like {form.keep}."
        remedy = "Use the table of the right level, or correct keep."
        raise BuildError([Fault(f"layers/sources/{source.id}.toml, own_form", what, remedy=remedy)])
    laid = pd.DataFrame(
        {heading: _find(table, heading, source, form) for heading in source.columns.values()}
    )
    laid = laid.rename_axis(source.area_column).reset_index()
    if source.reader == LONG:
        laid = laid.melt(source.area_column, var_name="category", value_name="count")
    laid.to_csv(path, index=False, compression=None)


def bare(heading: str) -> str:
    """Return the letters and digits of a heading, for comparison.

    Examples
    --------
    >>> bare("Theft, rate per 1,000 'at-risk population'")
    'theftrateper1000atriskpopulation'
    >>> bare("Homes (% of all)") == bare("homes_percent_of_all")
    True
    """
    return re.sub(r"[^a-z0-9]", "", heading.replace("%", " percent ").casefold())


def _read(path: Path, source: Source, form: OwnForm) -> pd.DataFrame:
    """Return the publisher's table indexed by area."""
    where = f"layers/sources/{source.id}.toml, own_form"
    reader = find_readers()[form.reader]
    # Readers recognise a file by its extension.
    named = path.with_name(f".{path.name}{reader.endings[0]}")
    try:
        named.write_bytes(read_content(path))
        table: pd.DataFrame = reader.read(named, form.area_column)
    except MissingColumnError as error:
        what = f'{source.file} has neither a column "{source.area_column}" nor "{error.column}".'
        closest = find_closest(error.column, error.headings)
        raise BuildError([Fault(where, what, remedy=CORRECT, closest=closest)]) from error
    except (ValueError, KeyError) as error:
        what = f'{source.file} cannot be read as "{form.reader}": {error}.'
        raise BuildError([Fault(where, what, remedy="Download the file again.")]) from error
    finally:
        named.unlink(missing_ok=True)
    return table


def _find(table: pd.DataFrame, heading: str, source: Source, form: OwnForm) -> pd.Series:
    """Return the column for a heading of the build's layout, or the sum of several."""
    known = {
        bare(str(name)): position for position, name in reversed(list(enumerate(table.columns)))
    }
    given = form.columns.get(heading, heading)
    wordings = [given] if isinstance(given, str) else given
    missing = [wording for wording in wordings if bare(wording) not in known]
    where = f"layers/sources/{source.id}.toml, own_form.columns"
    headings = [str(name) for name in table.columns]
    check_headings([(where, name) for name in missing[:1]], headings, source.file, CORRECT)
    columns = [table.iloc[:, known[bare(wording)]] for wording in wordings]
    if len(columns) == 1:
        return columns[0]
    # A gap in any part makes the sum a gap.
    numbers = pd.concat([parse_numbers(column)[0] for column in columns], axis=1)
    total: pd.Series = numbers.sum(axis=1, skipna=False)
    return total.convert_dtypes()


def rename_headings(path: Path, headings: Mapping[str, str | Sequence[str]]) -> None:
    """Rename the headings of a CSV or the properties of a GeoJSON in place.

    Parameters
    ----------
    path
        The file, gzipped or not. One that has the wanted headings already is unchanged.
    headings
        The publisher's heading by the wanted one; several where editions differ, of which the
        first that is present is used.
    """
    known = {
        ours: [theirs] if isinstance(theirs, str) else list(theirs)
        for ours, theirs in headings.items()
    }
    content = read_content(path)
    if path.name.removesuffix(".gz").endswith(".csv"):
        renamed = _rename_first_line(content, known)
    else:
        renamed = _rename_properties(content, known)
    if renamed != content:
        path.write_bytes(gzip.compress(renamed, 6, mtime=0) if is_packed(path) else renamed)


def _rename_first_line(content: bytes, headings: Mapping[str, list[str]]) -> bytes:
    first, end, rest = content.partition(b"\n")
    found = next(csv.reader([first.decode("utf-8-sig", errors="replace")]), [])
    wanted = {
        next((theirs for theirs in known if theirs in found), ""): ours
        for ours, known in headings.items()
        if ours not in found
    }
    if not wanted.keys() & set(found):
        return content
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(
        [wanted.get(heading, heading) for heading in found]
    )
    return line.getvalue().encode() + end + rest


def _rename_properties(content: bytes, headings: Mapping[str, list[str]]) -> bytes:
    for ours, known in headings.items():
        for theirs in known:
            key = rb'"%s"(\s*:)' % re.escape(theirs.encode())
            content = re.sub(key, rb'"%s"\1' % ours.encode(), content)
    return content
