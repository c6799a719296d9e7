"""Check across files: what only shows when all definitions are read together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from atlas.definitions.check_actions import PROTECTED, check_actions
from atlas.definitions.check_citations import check_citations
from atlas.definitions.check_evidence import check_evidence
from atlas.definitions.check_indicator import check_indicator, check_sentence
from atlas.definitions.check_overlay import check_overlay
from atlas.definitions.check_parts import check_parts, refer
from atlas.definitions.check_taking_part import check_taking_part
from atlas.definitions.check_typology import check_typology
from atlas.definitions.method import MethodSpec
from atlas.definitions.roles import ROLES
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined
    from atlas.definitions.planning import Principle
    from atlas.definitions.sheet import SheetWords

__all__ = ["PROTECTED", "check_definitions"]


def check_definitions(
    definitions: Defined, *, methods: Mapping[str, MethodSpec], readers: Iterable[str] | None
) -> list[Fault]:
    """Return every fault that only shows when files are read together.

    Parameters
    ----------
    definitions
        Definitions whose files have each been checked alone.
    methods
        Methods available in the code, by name.
    readers
        Names of the readers available in the code; None to leave readers, and the files of a
        build, unchecked.
    """
    faults = chain(
        check_parts(definitions, methods),
        [] if readers is None else _check_files(definitions, list(readers)),
        _check_doubled_variables(definitions),
        *(check_overlay(one, definitions) for one in definitions.overlays.values()),
        *(check_indicator(one, definitions, methods) for one in definitions.indicators.values()),
        *(check_typology(one, definitions, methods) for one in definitions.typologies.values()),
        check_actions(definitions),
        *map(_check_sheet, definitions.sheets.values()),
        _check_likeness(definitions),
        check_taking_part(definitions),
        *map(_check_principle, definitions.principles.values()),
        _check_retired(definitions),
        _check_roles(definitions),
        check_evidence(definitions),
        check_citations(definitions),
    )
    return list(faults)


def _check_files(definitions: Defined, readers: list[str]) -> Iterator[Fault]:
    """Yield a fault for unknown readers, files that nothing describes, and members of no ZIP."""
    for source in definitions.sources.values():
        where = f"layers/sources/{source.id}.toml, reader"
        yield from refer(where, source.reader, readers, "reader")
    described = [file.file for file in definitions.files.values()]
    for geography in definitions.geographies.values():
        for key, path in geography.files.items():
            where = f"layers/geographies/{geography.id}.toml, {key}"
            yield from refer(where, path, described, "description in layers/files of")
    for kind in ("sources", "files"):
        for file in getattr(definitions, kind).values():
            # The address of an API need not end in the file's extension.
            zipped = (file.download or file.file).endswith(".zip") or "?" in file.download
            if file.member and not zipped:
                what = "A member is named, but neither the address nor the file is a ZIP."
                remedy = "Remove the member, or correct the address."
                yield Fault(f"layers/{kind}/{file.id}.toml, member", what, remedy=remedy)


def _check_doubled_variables(definitions: Defined) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for folder in ("sources", "overlays"):
        for source in getattr(definitions, folder).values():
            for variable in source.columns:
                if variable in owner:
                    where = f"layers/{folder}/{source.id}.toml, columns.{variable}"
                    what = f"This variable is also in {owner[variable]}."
                    yield Fault(where, what, remedy="Keep it in one of the two.")
                owner[variable] = source.id


def _check_likeness(definitions: Defined) -> Iterator[Fault]:
    """Yield a fault for each feature that counts twice, and each level with two files."""
    levels: dict[str, str] = {}
    for likeness in definitions.likeness.values():
        where = f"layers/likeness/{likeness.id}.toml"
        keys = [feature.key for feature in likeness.features]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                what, remedy = f'"{key}" counts twice.', "Keep one, with a higher weight."
                yield Fault(f"{where}, features.{number}", what, remedy=remedy)
        if likeness.level in levels:
            what = f'{levels[likeness.level]} has the level "{likeness.level}" too.'
            yield Fault(f"{where}, level", what, remedy="Keep one of the two.")
        levels[likeness.level] = likeness.id


def _check_principle(principle: Principle) -> Iterator[Fault]:
    """Yield a fault where a question about the whole plan does not say what answers it."""
    of_plan = principle.framework == "inclusive_cities"
    if of_plan != bool(principle.looks_at):
        what = (
            "It is asked about the whole plan, but nothing in the plan answers it."
            if of_plan
            else "It is ticked for each action, so nothing in the whole plan answers it."
        )
        remedy = 'Add "looks_at".' if of_plan else 'Remove "looks_at".'
        yield Fault(f"layers/principles/{principle.id}.toml, looks_at", what, remedy=remedy)


def _check_retired(definitions: Defined) -> Iterator[Fault]:
    for name in sorted(definitions.retired.keys() & definitions.actions.keys()):
        what = f'"{name}" is on the list of actions and cannot be retired as well.'
        remedy = f"Remove it here, or remove layers/actions/{name}.toml."
        yield Fault(f"layers/retired.toml, {name}", what, remedy=remedy)


def _check_roles(definitions: Defined) -> Iterator[Fault]:
    """Yield a fault where roles are not one file, or name no whole of their place's country."""
    if list(definitions.roles) != [ROLES]:
        what = f"Found {', '.join(sorted(definitions.roles)) or 'no file'}."
        remedy = "Name there, once, what has a role in the program."
        yield Fault("layers/roles", what, expected=f"one file, {ROLES}.toml", remedy=remedy)
        return
    place = definitions.places.get(definitions.role.place)
    country = definitions.countries.get(place.country) if place else None
    if country is not None:
        where = f"layers/roles/{ROLES}.toml, whole"
        yield from refer(where, definitions.role.whole, country.prefixes, "whole")


def _check_sheet(sheet: SheetWords) -> Iterator[Fault]:
    """Yield the faults of a sheet's sentences."""
    where = f"layers/sheets/{sheet.id}.toml"
    yield from check_sentence(sheet.residents, f"{where}, residents", {"value"})
    for name in ("figures", "strengths"):
        for number, line in enumerate(getattr(sheet, name)):
            spot = f"{where}, {name}.{number}.sentence"
            yield from check_sentence(line.sentence, spot, {"value"})
