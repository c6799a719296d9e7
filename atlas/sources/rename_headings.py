"""Rename a publisher's columns to the names that a build uses."""

from __future__ import annotations

import csv
import gzip
import io
import re
from typing import TYPE_CHECKING

from atlas.sources.read_delimited import is_packed, read_content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


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
