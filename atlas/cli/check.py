"""The command check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from atlas import paths
from atlas.cli.check_claims import check_claims
from atlas.cli.output import (
    SCREEN,
    USUAL_PLACE,
    JsonOption,
    PackOption,
    PlaceOption,
    print_json,
    working,
)
from atlas.definitions import load_definitions
from atlas.definitions.check_evidence import check_age
from atlas.definitions.translate import measure_catalogue, measure_coverage
from atlas.errors import AtlasError, Fault
from atlas.export.check_formats import check_formats
from atlas.facade import Atlas
from atlas.indicators.compute import method_specs
from atlas.opening.places import is_place, open_part
from atlas.points.basemaps import find_street_files
from atlas.sources.read_source import find_readers
from atlas.store import Store, open_store
from atlas.views.check_story import check_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.definitions import Definitions, Language


def check(
    layers: Annotated[
        Path | None, typer.Option("--layers", help="Folder of definitions to check.")
    ] = None,
    place: PlaceOption = USUAL_PLACE,
    pack: PackOption = None,
    claims: Annotated[
        bool,
        typer.Option(
            "--claims", help="Count what is said of the types of all areas, and what fails."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check all definitions and the pack; tell every fault at once."""
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
        print_json(
            {
                "faults": [fault.as_dict() for fault in faults],
                "not_translated": _list_not_translated(definitions),
            }
        )
    elif faults:
        SCREEN.print("\n\n".join(str(fault) for fault in faults), markup=False)
        SCREEN.print(f"\n{len(faults)} to put right.")
    else:
        SCREEN.print(
            f"{len(definitions.indicators)} indicators, {len(definitions.typologies)} typologies, "
            f"{len(definitions.actions)} actions, {len(definitions.stories)} stories and the pack "
            f"{place} are in order."
        )
        for line in told:
            SCREEN.print(line, markup=False)
        for language in definitions.languages.values():
            SCREEN.print(_describe_translated(definitions, language), markup=False)
    if faults:
        raise typer.Exit(1)


def _read_layers(layers: Path, faults: list[Fault]) -> Definitions:
    """Return all definitions; add a fault for evidence that was not reviewed for years."""
    definitions = load_definitions(layers, methods=method_specs(), readers=find_readers())
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
    return open_part(place).store


def _check_exports(atlas: Atlas, faults: list[Fault]) -> list[str]:
    """Write every format for all areas; return lines on what was written and what was refused."""
    usual = replace(atlas.parse_address({}).selection, place=atlas.store.place)
    with working("Writing every format"):
        written, refused, wrong = check_formats(atlas, usual)
    faults.extend(wrong)
    lines = [f"Every format of {atlas.name} can be written: {', '.join(written)}."]
    return lines + [f"Refused, as it should be: {fault.where}: {fault.what}" for fault in refused]


def _list_not_translated(definitions: Definitions | None) -> dict[str, list[str]]:
    """Return the untranslated texts of definitions, by language."""
    if definitions is None:
        return {}
    return {
        name: list(measure_coverage(definitions, language).missing)
        for name, language in definitions.languages.items()
    }


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
            faults.append(
                Fault(
                    f"layers/indicators/{indicator.id}.toml, check",
                    f"{wanted.area} comes out as {found:.4g}.",
                    expected=f"{wanted.value:g}, give or take {wanted.near:g} ({wanted.seen})",
                    remedy="Correct the inputs, the method, or the check figure.",
                )
            )
    return faults
