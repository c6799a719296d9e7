"""The command build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atlas import paths
from atlas.build.nation import build_nation, is_nation
from atlas.build.run import build_msoa_figures, build_place, build_reference
from atlas.cli.output import ASIDE, SCREEN
from atlas.definitions import load_definitions
from atlas.errors import BuildError, Fault
from atlas.indicators.compute import method_specs
from atlas.quantities import say_count
from atlas.sources.read_source import find_readers


def build(
    place: Annotated[str, typer.Argument(help="Identity of a place in layers/places.")] = "luton",
    source: Annotated[
        Path | None,
        typer.Option("--from", help="Folder of the publishers' national files to summarise first."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the pack shall be.")] = None,
) -> None:
    """Build a place's pack from its published figures."""
    definitions = load_definitions(paths.LAYERS, methods=method_specs(), readers=find_readers())
    with ASIDE.status("Starting") as status:

        def report(step: str) -> None:
            status.update(step)
            if not ASIDE.is_terminal:
                ASIDE.print(step, markup=False)

        if is_nation(place, definitions):
            manifest = build_nation(
                place, definitions, _need_folder(place, source), target=out, report=report
            )
        else:
            if source is not None:
                build_reference(definitions, source, into=paths.REFERENCE, report=report)
                build_msoa_figures(place, definitions, source, report=report)
            manifest = build_place(place, definitions, target=out, report=report)
    counts = manifest["counts"]
    SCREEN.print(
        f"{manifest['name']}: {counts['areas']} areas, {counts['wards']} wards, "
        f"{counts['neighbourhoods']} neighbourhoods, {say_count(counts['residents'])} residents, "
        f"{counts['variables']} figures each.\n{out or paths.find_pack(place)}"
    )


def _need_folder(place: str, source: Path | None) -> Path:
    if source is not None and source.is_dir():
        return source
    what = "This place is built from the publishers' files, and no folder of them was named."
    if source is not None:
        what = f"There is no folder {source}."
    remedy = f"Name their folder: python -m atlas build {place} --from FOLDER"
    raise BuildError([Fault(f'build "{place}"', what, remedy=remedy)])
