"""Results to files: one format per module, discovered and not registered."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from atlas.discovery import find_modules
from atlas.errors import ExportError, Fault, find_closest
from atlas.export.format_spec import FormatSpec
from atlas.paths import name_in_files
from atlas.selection.condition_text import OWN_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from atlas.export.extract import Extract

__all__ = [
    "FormatSpec",
    "find_format",
    "find_formats",
    "name_file",
    "suggest_file_name",
    "write_companions",
    "write_export",
]

# For each part of a file name; some systems limit the whole to 255 bytes.
LONGEST = 60


@cache
def _find_writers() -> Mapping[str, ModuleType]:
    return find_modules(sys.modules[__name__], "FORMAT")


def find_formats() -> dict[str, FormatSpec]:
    """Return every format, by its word.

    Examples
    --------
    >>> find_formats()["geojson"].media_type
    'application/geo+json'
    """
    return {word: module.FORMAT for word, module in _find_writers().items()}


def find_format(word: str) -> FormatSpec:
    """Return a format by its word or another name of it.

    Raises
    ------
    ExportError
        If there is no such format, with the nearest words.

    Examples
    --------
    >>> find_format("excel").word
    'xlsx'
    """
    wanted = word.strip().casefold().removeprefix(".")
    formats = find_formats()
    known = {name: spec for spec in formats.values() for name in spec.also_called} | formats
    if wanted not in known:
        what, expected = f'There is no format "{word}".', f"one of {', '.join(sorted(formats))}"
        told = {"expected": expected, "remedy": "Choose one of these."}
        closest = find_closest(wanted, known)
        raise ExportError([Fault("export, format", what, **told, closest=closest)])
    return known[wanted]


def write_export(extract: Extract, word: str) -> bytes:
    """Return an extract as the bytes of a file.

    The same extract gives the same bytes, whenever it is written.

    Raises
    ------
    ExportError
        If there is no such format, or the areas are more than it can hold.
    """
    spec = find_format(word)
    if spec.most_areas is not None and len(extract.areas) > spec.most_areas:
        others = ", ".join(one.label for one in find_formats().values() if one.most_areas is None)
        what = f"{len(extract.areas):,} areas are more than this kind of file can hold."
        expected = f"at most {spec.most_areas:,} areas"
        remedy = f"Filter, choose a part of the place, or use {others}."
        where = f"export, format {spec.word}"
        raise ExportError([Fault(where, what, expected=expected, remedy=remedy)])
    written: bytes = _find_writers()[spec.word].write(extract)
    return written


def write_companions(extract: Extract, word: str, *, file_name: str) -> dict[str, bytes]:
    """Return the files that belong beside an export, by name; usually none.

    They refer to the exported file by its name, without folders.
    """
    module = _find_writers()[find_format(word).word]
    if not hasattr(module, "companions"):
        return {}
    beside: dict[str, bytes] = module.companions(extract, file_name=file_name)
    return beside


def suggest_file_name(extract: Extract, word: str) -> str:
    """Return a name for the file: the place, what is in it, and the ending."""
    layer, filtered = extract.layer, len(extract.areas) < extract.total
    rows = "wards" if extract.rows == "ward" else "areas"
    told = (extract.place, find_format(word), layer.id, layer.texts.name)
    return name_file(*told, filtered=filtered, rows=rows)


def name_file(
    place: str, spec: FormatSpec, layer: str, called: str, *, filtered: bool, rows: str = "areas"
) -> str:
    """Return a name for a file before it is made: the same as `suggest_file_name`.

    An uploaded layer goes by its name, since its identity says nothing.

    Examples
    --------
    >>> name_file("luton", find_format("png"), "own_53063eb43e", "Visits (2025)", filtered=True)
    'luton_visits_2025_filtered.png'
    """
    about = called.casefold() if layer.startswith(OWN_PREFIX) else layer
    parts = [
        name_in_files(place),
        about if spec.kind == "map" else rows,
        *(["filtered"] if filtered else []),
    ]
    # Letters and digits, and few of them: a name that every system accepts.
    return (
        "_".join(re.sub(r"[^\w-]+", "_", part)[:LONGEST].strip("_") for part in parts) + spec.ending
    )
