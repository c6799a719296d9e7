"""The command build."""

from __future__ import annotations

import json
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
    forget_tables,
    is_current,
    list_named_steps,
    list_nation_steps,
)
from atlas.build.run import (
    build_msoa_figures,
    build_place,
    build_point_figures,
    build_postcodes,
    build_reference,
)
from atlas.build.shipped import ship_nation
from atlas.build.steps import Progress
from atlas.cli import options
from atlas.cli.build_files import Teller, bring_lists, find_folder, find_names, list_absent
from atlas.cli.output import ASIDE, SCREEN, print_json
from atlas.definitions import Definitions, load_definitions
from atlas.errors import AddressError, AtlasError, BuildError, Fault
from atlas.indicators.compute import find_methods
from atlas.opening.places import has_nation, is_place, read_definitions, read_gazetteer
from atlas.places.gazetteer import NATION, Answer
from atlas.places.levels import Level
from atlas.quantities import format_count, format_number_of
from atlas.sources.read_source import find_readers

if TYPE_CHECKING:
    from collections.abc import Callable

PLACE = (
    "An authority, several separated by commas, a region or a country, by name or code; or the "
    "ID of a place in layers/places."
)
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
        tell = Teller(_make_printer(status.update))
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


def _make_printer(update: Callable[[str], None]) -> Callable[[dict[str, Any]], None]:
    """Return what prints the messages of a build for a person."""
    told = ""

    def send(message: dict[str, Any]) -> None:
        nonlocal told
        for fault in message.get("missing", ()):
            ASIDE.print(f"This file is missing: {Fault(**fault)}")
        if "step" not in message:
            return
        verb, size = "Fetching " if "number" in message else "", message["bytes"]
        read = f", {size / 1e6:.1f} MB" if size else ""
        update(f"{message['done']:.0%}  {verb}{message['step']}{read}")
        if not ASIDE.is_terminal and message["step"] != told:
            told = message["step"]
            ASIDE.print(f"{verb}{told}")

    return send


def _build_for_program(place: str, source: Path | None, out: Path | None, *, ship: bool) -> None:
    """Build, and write the result as a line of JSON; beside it, one line for each message.

    The page Places reads both line by line: steps as in `Teller`; the place, its name and
    counts, once it can be opened and at the end; faults; and the faults of optional files.
    """

    def send(message: dict[str, Any]) -> None:
        typer.echo(json.dumps(message), err=True)

    try:
        code, manifest = _build(place, source, out, Teller(send), ship=ship)
    except AtlasError as error:
        print_json({"faults": [asdict(fault) for fault in error.faults]}, indent=None)
        raise typer.Exit(1) from None
    print_json(_describe_built(code, manifest), indent=None)


def _describe_built(code: str, manifest: dict[str, Any]) -> dict[str, Any]:
    return {"place": code, "name": manifest["name"], "counts": manifest["counts"]}


def _build(place: str, source: Path | None, out: Path | None, tell: Teller, *, ship: bool) -> Built:
    definitions = load_definitions(paths.LAYERS, methods=find_methods(), readers=find_readers())
    own = place.strip().casefold()
    if is_country_place(own, definitions):
        folder = find_folder(own, source, definitions, tell)
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
                build_postcodes(own, definitions, source, report=report)
            return own, build_place(own, definitions, target=out, report=report)
    # All other places are in England and Wales: only what is published there is read.
    definitions = definitions.covering(definitions.geography_of(NATION))
    answer = _understand(place, definitions, source, tell)
    origin = _choose_origin(answer, definitions, source, tell)
    absent = list_absent(NATION, definitions) if source is None and origin else []
    built = _build_answer(answer, definitions, origin, out, tell, then=bool(absent))
    if absent:
        # The place can be opened: its lists of points, which are optional, follow.
        tell.send(_describe_built(*built))
        tell.send({"missing": [asdict(one) for one in bring_lists(absent, definitions, tell)]})
        tell.phase = "lists"
        if len(list_absent(NATION, definitions)) == len(absent):
            forget_tables(out or paths.USER_PACKS / answer.code)
        else:
            try:
                built = _build_answer(answer, definitions, origin, out, tell)
            except AtlasError as error:
                # The place stays as it was built without them.
                tell.send({"missing": [asdict(fault) for fault in error.faults]})
    if ship:
        ship_nation(out or paths.USER_PACKS / NATION, definitions)
    return built


def _build_answer(
    answer: Answer,
    definitions: Definitions,
    origin: Path | None,
    out: Path | None,
    tell: Teller,
    *,
    then: bool = False,
) -> Built:
    """Build the packs of a place in England and Wales; `then` they are built once more."""
    target = out or paths.USER_PACKS / answer.code
    if answer.code == NATION and origin is not None:
        report = Progress(list_nation_steps(definitions, origin), tell)
        with build_alone(target, report):
            return NATION, build_nation(
                NATION, definitions, origin, target=out, report=report, keeps=then
            )
    report = Progress(list_named_steps(answer, definitions, origin), tell)
    with build_alone(target, report):
        manifest = build_named(
            answer, definitions, folder=origin, target=out, report=report, keeps=then
        )
    return answer.code, manifest


def _understand(place: str, definitions: Definitions, source: Path | None, tell: Teller) -> Answer:
    """Return what a name stands for; an ambiguous name is refused with the choices."""
    if source is not None:
        find_folder(place, source, definitions, tell)
    # Names are fetched first: a slip in one is told before anything else is.
    gazetteer = read_gazetteer(source) or read_gazetteer(
        source or find_names(place, definitions, tell)
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
    answer: Answer, definitions: Definitions, source: Path | None, tell: Teller
) -> Path | None:
    """Return the folder to build from; None where the country's packs already hold the same."""
    whole = answer.code != NATION and all(has_nation(level) for level in get_args(Level))
    whole = whole and (source is None or is_current(definitions, source))
    if not whole:
        return find_folder(answer.name, source, definitions, tell)
    if is_place(answer.code):
        ASIDE.print(
            f"{answer.name} can be opened at once, as part of the whole country: with --place "
            f"{answer.code}, or in the app with ?place={answer.code}. A separate pack is now "
            "made from the country's."
        )
    return None
