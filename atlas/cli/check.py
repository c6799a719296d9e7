"""The command check, also of what is said of the types of all areas."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from atlas import paths
from atlas.cli import options
from atlas.cli.opening import open_named
from atlas.cli.output import SCREEN, number, print_json, working
from atlas.definitions import load_definitions
from atlas.definitions.check_evidence import check_age
from atlas.definitions.translate import measure_catalogue, measure_coverage
from atlas.errors import AtlasError, Fault
from atlas.export.check_formats import check_formats
from atlas.facade import Atlas
from atlas.indicators.compute import find_methods
from atlas.opening.levels import find_smallest
from atlas.opening.places import is_place, open_part
from atlas.points.basemaps import find_street_files
from atlas.prose.types.audit import audit_claims
from atlas.sources.read_source import find_readers
from atlas.store import Store, open_store
from atlas.views.new_step import check_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.definitions import Definitions, Language
    from atlas.prose.types.audit import Audit


def check(
    layers: Annotated[
        Path | None, typer.Option("--layers", help="Folder of definitions to check.")
    ] = None,
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    claims: Annotated[
        bool,
        typer.Option(
            "--claims",
            help="Count the statements about the types of all areas, and those that fail.",
        ),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Check all definitions and the pack, and report every fault at once."""
    if claims:
        check_claims(place, pack, as_json=as_json)
        return
    faults: list[Fault] = []

    def attempt(step: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the step returns
        try:
            return step()
        except AtlasError as error:
            faults.extend(error.faults)
            return None

    definitions = attempt(lambda: _read_layers(layers or paths.LAYERS, faults))
    store = attempt(lambda: _open_store(place, pack))
    told: list[str] = []
    if definitions is not None and store is not None:
        told = _check_atlas(Atlas(definitions, store), faults)
    if as_json:
        languages = definitions.languages if definitions else {}
        missing = {
            name: list(measure_coverage(definitions, language).missing)
            for name, language in languages.items()
        }
        print_json({"faults": [asdict(fault) for fault in faults], "not_translated": missing})
    elif faults:
        SCREEN.print("\n\n".join(str(fault) for fault in faults))
        SCREEN.print(f"\n{len(faults)} to correct.")
    else:
        SCREEN.print(
            f"{len(definitions.indicators)} indicators, {len(definitions.typologies)} "
            f"typologies, {len(definitions.actions)} actions, {len(definitions.stories)} stories "
            f"and the pack {place} have no faults."
        )
        for line in told:
            SCREEN.print(line)
        for language in definitions.languages.values():
            SCREEN.print(_describe_translated(definitions, language))
    if faults:
        raise typer.Exit(1)


def _read_layers(layers: Path, faults: list[Fault]) -> Definitions:
    """Return all definitions; add a fault for evidence that was not reviewed for years."""
    definitions = load_definitions(layers, methods=find_methods(), readers=find_readers())
    faults.extend(check_age(definitions, datetime.now(UTC).date()))
    return definitions


def _check_atlas(atlas: Atlas, faults: list[Fault]) -> list[str]:
    """Add the faults of a place with its definitions; return lines on its files."""
    faults.extend(_check_figures(atlas))
    told = _check_exports(atlas, faults)
    for story in atlas.definitions.stories.values():
        faults.extend(check_story(atlas, story))
    # What a council put into the user folder is checked too.
    faults.extend(atlas.own_lists.find()[1])
    faults.extend(find_street_files(paths.USER_BASEMAPS)[1])
    return told


def _open_store(place: str, pack: Path | None) -> Store:
    """Return the pack to check: a place's own, or its part of the country's."""
    own = pack or paths.find_pack(place)
    if pack is not None or own.exists() or not is_place(place):
        return open_store(own)
    return open_part(place, find_smallest(place)).store


def _check_exports(atlas: Atlas, faults: list[Fault]) -> list[str]:
    """Write every format for all areas; return lines on what was written and what was refused."""
    usual = replace(atlas.parse_address({}).selection, place=atlas.store.place)
    with working("Writing every format"):
        written, refused, wrong = check_formats(atlas, usual)
    faults.extend(wrong)
    lines = [f"Every format of {atlas.name} can be written: {', '.join(written)}."]
    return lines + [f"Refused, as expected: {fault.where}: {fault.what}" for fault in refused]


def _describe_translated(definitions: Definitions, language: Language) -> str:
    """Return how many texts a language covers, and those of definitions that it lacks."""
    coverage, program = measure_coverage(definitions, language), measure_catalogue(language)
    told = (
        f"{language.name}: {coverage.percent:.1f} % of {coverage.texts:,} texts of definitions, "
        f"{program.percent:.1f} % of {program.texts:,} of the program."
    )
    missing = (*coverage.missing, *program.missing)
    if not missing:
        return told
    listed = "".join(f"\n  {text}" for text in missing)
    return f"{told}\nWarning: English until {language.folder} has them ({len(missing)}):{listed}"


def _check_figures(atlas: Atlas) -> list[Fault]:
    """Return the indicators whose check figure is not reproduced."""
    faults = []
    for indicator in atlas.definitions.indicators.values():
        wanted = indicator.check
        if wanted.area not in atlas.measures.areas:
            continue
        found = float(atlas.measures.values(indicator.id)[wanted.area])
        if not abs(found - wanted.value) <= wanted.near + 1e-9:
            where = f"layers/indicators/{indicator.id}.toml, check"
            what = f"{wanted.area} comes out as {found:.4g}."
            expected = f"{wanted.value:g}, give or take {wanted.near:g} ({wanted.seen})"
            remedy = "Correct the inputs, the method, or the check figure."
            faults.append(Fault(where, what, expected, remedy))
    return faults


def check_claims(place: str, pack: Path | None, *, as_json: bool) -> None:
    """Print for each type and statement how often it is made and how often its condition fails.

    Raises
    ------
    typer.Exit
        With 1 where a figure contradicts a statement.
    """
    atlas = open_named(place, pack)
    with working("Checking the statements against the figures"):
        audit = audit_claims(atlas)
    if as_json:
        counts = [asdict(claim) | {"share": number(claim.share)} for claim in audit.claims]
        print_json(asdict(audit) | {"claims": counts, "true": audit.is_true})
    else:
        _print_audit(atlas, audit)
    if not audit.is_true:
        raise typer.Exit(1)


def _print_audit(atlas: Atlas, audit: Audit) -> None:
    columns = ("Type", "Statement", "", "Made", "Denied", "No figure", "Holds for", "Fails")
    table = Table(*columns, box=None)
    for claim in audit.claims:
        core = "core" if claim.core else ""
        share = "" if claim.share != claim.share else f"{claim.share:.1%}"
        counts = [f"{count:,}" for count in (claim.made, claim.denied, claim.unknown)]
        name = atlas.type_name(claim.typology, claim.type_id)
        table.add_row(name, claim.claim, core, *counts, share, f"{claim.fails:,}")
    SCREEN.print(table)
    SCREEN.print(
        f"{audit.reasons:,} reasons for a type, {audit.wrong_side:,} of them not on the "
        f"profile's side. {audit.clear:,} of {audit.areas:,} areas called clear, "
        f"{audit.not_clear:,} of them short of a threshold or a statement."
    )
    for claim in audit.unusual:
        SCREEN.print(
            f"{claim.type_id}, {claim.claim}: holds for {claim.share:.1%} of the type's areas, "
            "too few to be claimed of the type."
        )
