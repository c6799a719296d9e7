"""Time what happens to files: building, opening and exporting, by size."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from atlas import paths
from atlas.address import Selection
from atlas.build.run import build_place
from atlas.export import find_formats, write_export
from atlas.export.extract import make_extract
from atlas.places import NATION, open_part
from atlas.store import open_store

if TYPE_CHECKING:
    from benchmarks.scales import Scale

# What people take away of a whole country; a spreadsheet or a printed map of it helps nobody.
LARGE_FORMATS = ("csv", "geoparquet", "gpkg")
LARGE = 5_000


def measure_files(scale: Scale) -> dict[str, float]:
    """Return the seconds it takes to build (Luton), to open the pack, and to write each format."""
    found = {}
    if scale.place == "luton":
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            build_place("luton", open_part("luton").definitions, target=Path(folder) / "luton")
            found["build"] = time.perf_counter() - started
    started = time.perf_counter()
    store = open_store(paths.find_pack("luton" if scale.place == "luton" else NATION))
    _ = store.areas, store.figures, store.totals
    found["open"] = time.perf_counter() - started
    atlas = open_part(scale.place)
    extract = make_extract(atlas, Selection(place=scale.place), link="")
    for word in find_formats():
        if scale.areas > LARGE and word not in LARGE_FORMATS:
            continue
        if scale.areas <= LARGE:
            write_export(extract, word)
        started = time.perf_counter()
        selection = Selection(place=scale.place)
        write_export(make_extract(atlas, selection, link=""), word)
        found[f"export {word}"] = time.perf_counter() - started
    return found
