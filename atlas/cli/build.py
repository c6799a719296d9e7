"""The command build."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from atlas import paths
from atlas.build.alone import build_alone
from atlas.build.country import build_country_place, is_country_place
from atlas.build.named import (
    build_named,
    build_nation,
    is_current,
    list_named_steps,
    list_nation_steps,
)
from atlas.build.run import build_msoa_figures, build_place, build_point_figures, build_reference
from atlas.build.shipped import ship_nation
from atlas.build.steps import Progress
from atlas.cli import options
from atlas.cli.output import ASIDE, SCREEN, print_json
from atlas.definitions import Definitions, load_definitions
from atlas.errors import AddressError, AtlasError, BuildError, Fault, FetchError
from atlas.indicators.compute import find_methods
from atlas.opening.places import has_nation, is_place, read_definitions, read_gazetteer
from atlas.places.gazetteer import NATION, Answer
from atlas.places.levels import Level
from atlas.places.published import list_files, list_further
from atlas.quantities import format_count, format_number_of
from atlas.sources.fetch import fetch_files
from atlas.sources.read_source import find_readers

if TYPE_CHECKING:
    pass

PLACE = (
    "An authority, several separated by commas, a region or a country, by name or code; or the "
    "ID of a place in layers/places."
)
# Called with a step, the share of the build that is done, and the bytes that the step reads.
Tell = Callable[[str, float, int], None]
Built = tuple[str, dict[str, Any]]


def build(
    place: Annotated[str, typer.Argument(help=PLACE)] = options.PLACE,
    source: Annotated[
        Path | None, typer.Option("--from", help="Folder of the publishers' national files.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the pack.")] = None,
    ship: Annotated[
        bool,
        typer.Option("--ship", help="Of the whole country: also write what comes with the atlas."),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Build a place's pack from its published figures."""
    if ship and place.strip().casefold() != NATION:
        what = f"Only of {NATION} something is written that comes with the atlas."
        raise BuildError([Fault("--ship", what, remedy="Remove --ship, or name that place.")])
    if as_json:
        _build_for_program(place, source, out, ship=ship)
        return
    with ASIDE.status("Starting") as status:

        def tell(step: str, done: float, size: int) -> None:
            read = f", {size / 1e6:.1f} MB" if size else ""
            status.update(f"{done:.0%}  {step}{read}")
            if not ASIDE.is_terminal:
                ASIDE.print(step)

        code, manifest = _build(place, source, out, tell, ship=ship)
    definitions, counts = read_definitions(), manifest["counts"]
    known = code if code in definitions.places else NATION
    words = definitions.geographies[definitions.geography_of(known)].words
    nouns = {"areas": words.area, "wards": words.ward, "neighbourhoods": words.neighbourhood}
    told = [format_number_of(counts[key], *noun) for key, noun in nouns.items() if noun]
    SCREEN.print(
        f"{manifest['name']}: {', '.join(told)}, {format_count(counts['residents'])} residents, "
        f"{counts['variables']} figures each.\n{out or paths.find_pack(code)}"
    )


def _build_for_program(place: str, source: Path | None, out: Path | None, *, ship: bool) -> None:
    """Build, and write the result as a line of JSON; beside it, one line for each step.

    The page Places reads both line by line.
    """

    def tell(step: str, done: float, size: int) -> None:
        typer.echo(json.dumps({"step": step, "done": done, "bytes": size}), err=True)

    try:
        code, manifest = _build(place, source, out, tell, ship=ship)
    except AtlasError as error:
        print_json({"faults": [asdict(fault) for fault in error.faults]}, indent=None)
        raise typer.Exit(1) from None
    told = {"place": code, "name": manifest["name"], "counts": manifest["counts"]}
    print_json(told, indent=None)


def _build(place: str, source: Path | None, out: Path | None, tell: Tell, *, ship: bool) -> Built:
    definitions = load_definitions(paths.LAYERS, methods=find_methods(), readers=find_readers())
    own = place.strip().casefold()
    if is_country_place(own, definitions):
        folder = _find_folder(own, source, definitions, tell)
        report = Progress([], tell)
        with build_alone(out or paths.USER_PACKS / own, report):
            return own, build_country_place(own, definitions, folder, target=out, report=report)
    if own in definitions.places and not definitions.places[own].nation:
        report = Progress([], tell)
        with build_alone(out or paths.PACKS / own, report):
            if source is not None:
                build_reference(definitions, source, into=paths.REFERENCE, report=report)
                build_msoa_figures(own, definitions, source, report=report)
                build_point_figures(own, definitions, source, report=report)
            return own, build_place(own, definitions, target=out, report=report)
    # All other places are in England and Wales: only what is published there is read.
    definitions = definitions.covering(definitions.geography_of(NATION))
    answer = _understand(place, definitions, source, tell)
    if answer.code == NATION:
        folder = _find_folder(place, source, definitions, tell)
        report = Progress(list_nation_steps(definitions, folder), tell)
        with build_alone(out or paths.USER_PACKS / NATION, report):
            manifest = build_nation(NATION, definitions, folder, target=out, report=report)
            if ship:
                ship_nation(out or paths.USER_PACKS / NATION, definitions)
            return NATION, manifest
    origin = _choose_origin(answer, definitions, source, tell)
    report = Progress(list_named_steps(answer, definitions, origin), tell)
    with build_alone(out or paths.USER_PACKS / answer.code, report):
        manifest = build_named(answer, definitions, folder=origin, target=out, report=report)
    return answer.code, manifest


def _understand(place: str, definitions: Definitions, source: Path | None, tell: Tell) -> Answer:
    """Return what a name stands for; an ambiguous name is refused with the choices."""
    if source is not None:
        _find_folder(place, source, definitions, tell)
    gazetteer = read_gazetteer(source) or read_gazetteer(
        _find_folder(place, source, definitions, tell)
    )
    if gazetteer is None:
        geography = definitions.home_geography
        what = f"Place names come from look-up files, but {source} has none."
        files = f"{geography.authority_file} and {geography.region_file}"
        remedy = f"Copy {files} there, or name another folder with --from."
        raise BuildError([Fault(f'build "{place}"', what, remedy=remedy)])
    answer = gazetteer.find(place)
    if answer.fault is not None:
        raise AddressError([answer.fault])
    for note in answer.notes:
        tell(note, 0.0, 0)
    return answer


def _choose_origin(
    answer: Answer, definitions: Definitions, source: Path | None, tell: Tell
) -> Path | None:
    """Return the folder to build from; None where the country's packs already hold the same."""
    whole = all(has_nation(level) for level in get_args(Level)) and (
        source is None or is_current(definitions, source)
    )
    if not whole:
        return _find_folder(answer.name, source, definitions, tell)
    if is_place(answer.code):
        ASIDE.print(
            f"{answer.name} can be opened at once, as part of the whole country: with --place "
            f"{answer.code}, or in the app with ?place={answer.code}. A separate pack is now "
            "made from the country's."
        )
    return None


def _find_folder(place: str, source: Path | None, definitions: Definitions, tell: Tell) -> Path:
    """Return the folder of the publishers' files: the one named, else this machine's own.

    Where none is named, missing files are fetched first. A named folder is used as it is,
    without a network.
    """
    if source is not None:
        if source.is_dir():
            return source
        what = f"There is no folder {source}."
        remedy = f'Name their folder: python -m atlas build "{place}" --from FOLDER'
        raise BuildError([Fault(f'build "{place}"', what, remedy=remedy)])
    named = place if place in definitions.places else NATION
    files = list_files(definitions, named)
    if all((paths.FILES / file.file).is_file() for file in files):
        return paths.FILES

    def report(step: str, done: int, total: int | None, /) -> None:
        if done == 0:
            tell(f"Fetching {step}", 0.0, total or 0)

    try:
        folder = fetch_files(definitions, files, report=report)
    except FetchError as error:
        what = "This place is built from the publishers' files, and some are not here yet."
        remedy = (
            "Correct the faults above and try again; files already downloaded are kept. Or "
            f'name a folder that has them: python -m atlas build "{place}" --from FOLDER'
        )
        raise FetchError([*error.faults, Fault(f'build "{place}"', what, remedy=remedy)]) from None
    try:
        fetch_files(definitions, list_further(definitions, named), report=report)
    except FetchError as error:
        # A build works without these, and marks each of their figures as missing.
        for fault in error.faults:
            ASIDE.print(f"This file is missing: {fault}")
    return folder
