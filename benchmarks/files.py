"""Time what happens to files, and the memory it takes: building, opening and exporting."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from atlas import paths
from atlas.build.named import build_nation
from atlas.build.run import build_place
from atlas.export import find_formats, write_export
from atlas.export.make_extract import make_extract
from atlas.opening.candidates import find_asked, find_found
from atlas.opening.places import NATION, open_part, read_definitions
from atlas.selection.address import Selection
from atlas.sheets.bundle import write_zip
from atlas.sheets.content import make_sheet
from atlas.store import open_store
from benchmarks.search import search_slowest, search_with_peer

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.scales import Scale


class Cost(NamedTuple):
    """Seconds, and the most megabytes that the process held, with all that it had imported."""

    seconds: float
    megabytes: float


def measure_files(scale: Scale, official: Path | None) -> dict[str, Cost]:
    """Return what it takes to build (where the inputs are here), to open, and to export.

    Parameters
    ----------
    scale
        The size.
    official
        The publishers' files, for the build of the country; None leaves it out.

    Returns
    -------
    dict
        Cost by what was done: ``build``, ``open``, ``lists`` of actions of a hundred areas one
        by one, ``twins`` of a small area among those of the country, the slowest ``search``,
        ``sheets`` of a fifth of Luton, and ``export`` with each format.
    """
    found = {}
    if scale.place == "luton":
        found["build"] = _measure(_build_luton)
        found["sheets"] = _measure(_write_sheets)
    elif scale.place == NATION and official:
        found["build"] = _measure(_build_nation, official)
    found["open"] = _measure(_open, "luton" if scale.place == "luton" else NATION)
    found["lists"] = _measure(_list_actions, "luton" if scale.place == "luton" else NATION)
    if scale.place == NATION:
        found["twins"] = _measure(_find_twins)
        found["search"] = _measure(search_slowest)
        found["search, rapidfuzz alone"] = _measure(search_with_peer)
    for word, spec in find_formats().items():
        if spec.most_areas is None or scale.areas <= spec.most_areas:
            found[f"export {word}"] = _measure(_export, scale.place, word)
    return found


def _measure(work: Callable[..., float], *given: object) -> Cost:
    """Do something in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_note, (work, *given))


def _note(work: Callable[..., float], *given: object) -> Cost:
    seconds = work(*given)
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _draw_nothing(step: str) -> None:
    """Take a step's name and tell nobody."""


def _build_luton() -> float:
    definitions = read_definitions()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        build_place("luton", definitions, target=Path(folder) / "luton")
        return time.perf_counter() - started


def _build_nation(official: Path) -> float:
    definitions = read_definitions()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        target = Path(folder) / NATION
        build_nation(NATION, definitions, official, target=target, report=_draw_nothing)
        return time.perf_counter() - started


def _open(place: str) -> float:
    started = time.perf_counter()
    store = open_store(paths.find_pack(place))
    _ = store.areas, store.figures, store.totals
    return time.perf_counter() - started


def _write_sheets() -> float:
    """Write sheets for a fifth of the areas of Luton, in a PDF of its own each."""
    luton = open_part("luton")
    started = time.perf_counter()
    write_zip((make_sheet(luton, area, link="") for area in luton.measures.areas[::5]), "pdf")
    return time.perf_counter() - started


def _list_actions(place: str) -> float:
    """List the actions of a hundred areas one by one; what is read once is read before."""
    atlas = open_part(place)
    first, *areas = atlas.measures.areas[:: max(1, len(atlas.measures.areas) // 100)][:101]
    atlas.suggest((str(first),))
    started = time.perf_counter()
    for area in areas:
        atlas.suggest((str(area),))
    return time.perf_counter() - started


def _find_twins() -> float:
    """Find the twins of one small area of Luton, the packs being closed before."""
    luton = open_part("luton")
    started = time.perf_counter()
    asked = find_asked(luton, (str(luton.measures.areas[0]),))
    if asked is not None:
        find_found(asked.atlas, asked.code, (), "")
    return time.perf_counter() - started


def _export(place: str, word: str) -> float:
    """Export all figures; what a server does once for all visitors is done before."""
    luton = open_part("luton")
    write_export(make_extract(luton, Selection(), link=""), word)
    atlas = open_part(place)
    selection = Selection(place=place)
    make_extract(atlas, selection, link="")
    started = time.perf_counter()
    write_export(make_extract(atlas, selection, link=""), word)
    return time.perf_counter() - started
