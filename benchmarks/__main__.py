"""Measure, print tables, write JSON, and say by the exit status whether the budgets hold.

``python -m benchmarks [--scales luton,kent,london,nation] [--changes 20] [--json FILE]
[--from FOLDER] [--small]``
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from atlas.opening.places import has_nation
from benchmarks.files import Cost, measure_files
from benchmarks.pages import OURS, PAGES, measure_pages
from benchmarks.scales import SCALES, Scale


def judge(pages: dict[str, dict[str, float]], files: dict[str, Cost]) -> dict[str, float]:
    """Return the figures that a budget may have."""
    ours = pages["atlas"]
    exports = [cost.seconds for name, cost in files.items() if name.startswith("export")]
    found = {
        "change_milliseconds": ours["milliseconds"],
        "wire_bytes": ours["wire_bytes"],
        "server_milliseconds": ours["server"],
        "first_paint_ratio": ours["first_paint"] / pages["bare"]["first_paint"],
        "layout_shift": ours["layout_shift"],
        "open_seconds": files["open"].seconds,
        "export_seconds": max(exports),
    }
    if "twins" in files:
        found["twins_seconds"] = files["twins"].seconds
    if "search" in files:
        found["search_milliseconds"] = files["search"].seconds * 1000
        found["faster_than_rapidfuzz"] = (
            files["search, rapidfuzz alone"].seconds / files["search"].seconds
        )
    if "build" in files:
        found["build_seconds"], found["build_megabytes"] = files["build"]
    for name in ("pydeck", "plotly"):
        if f"{name}_chart" in pages:
            theirs = pages[f"{name}_chart"]["milliseconds"]
            own = ours["in_turns"] if name == "pydeck" else ours["milliseconds"]
            found[f"faster_than_{name}"] = theirs / own
    return found


def print_tables(
    scale: Scale,
    pages: dict[str, dict[str, float]],
    files: dict[str, Cost],
    judged: dict[str, float],
) -> bool:
    """Print what was measured; return whether every budget holds."""
    screen = Console(width=110)
    table = Table(
        *("Page", "change, ms", "bytes", "on the wire", "server, ms", "first picture, ms", "MB"),
        title=f"{scale.name}, {scale.areas:,} areas",
    )
    for name in PAGES:
        one = pages.get(name)
        if one is None:
            if name not in OURS:
                table.add_row(name, "did not finish")
            continue
        table.add_row(
            name,
            f"{one['milliseconds']:.0f}",
            f"{one['bytes']:,.0f}",
            f"{one['wire_bytes']:,.0f}",
            f"{one['server']:.1f} ({one['server_cpu']:.1f} cpu)",
            f"{one['first_paint']:.0f}",
            f"{one['memory']:.0f}",
        )
    screen.print(table)
    table = Table("File", "seconds", "MB at most")
    for name, cost in files.items():
        table.add_row(name, f"{cost.seconds:.2f}", f"{cost.megabytes:,.0f}")
    screen.print(table)
    table = Table("Figure", "measured", "bound", "holds")
    held = True
    for name, value in judged.items():
        sign, good = "", True
        if name in scale.at_most:
            sign, good = f"at most {scale.at_most[name]:g}", value <= scale.at_most[name]
        elif name in scale.at_least:
            sign, good = f"at least {scale.at_least[name]:g}", value >= scale.at_least[name]
        held &= good
        table.add_row(name, f"{value:,.2f}", sign, ("yes" if good else "NO") if sign else "")
    screen.print(table)
    return held


def choose_scales(text: str) -> list[Scale]:
    """Return the scales that were asked for and can be measured on this machine."""
    names = [name for name in text.split(",") if name]
    unknown = [name for name in names if name not in SCALES]
    if unknown:
        message = f"There is no scale {unknown[0]}. Choose from {', '.join(SCALES)}."
        raise SystemExit(message)
    if not has_nation() and names != ["luton"]:
        message = "Build the country first: python -m atlas build england-wales --from FOLDER"
        raise SystemExit(message)
    return [SCALES[name] for name in names]


def main() -> int:
    """Measure and report; 0 where all budgets hold, 1 where one does not."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scales", default="luton", help="which, with commas between them")
    options.add_argument("--changes", type=int, default=20, help="changes of layer per page")
    options.add_argument("--json", type=Path, help="write the figures to this file")
    options.add_argument(
        "--from",
        dest="official",
        type=Path,
        metavar="FOLDER",
        help="the publishers' files: time the build of the country as well",
    )
    options.add_argument("--small", action="store_true", help="show that it runs; no judgement")
    chosen = options.parse_args()
    told, held = {}, True
    for scale in choose_scales(chosen.scales):
        pages = measure_pages(scale, 3 if chosen.small else chosen.changes)
        files = measure_files(scale, chosen.official)
        judged = judge(pages, files)
        held &= print_tables(scale, pages, files, judged)
        told[scale.name] = {
            "areas": scale.areas,
            "pages": pages,
            "files": {name: cost._asdict() for name, cost in files.items()},
            "figures": judged,
        }
        if chosen.json:
            chosen.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0 if held or chosen.small else 1


if __name__ == "__main__":
    raise SystemExit(main())
