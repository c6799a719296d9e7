"""Check across files: references, methods, duplicates and circular definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from atlas.definitions.check_actions import PROTECTED, check_actions
from atlas.definitions.check_citations import check_citations
from atlas.definitions.check_condition import check_condition
from atlas.definitions.check_evidence import check_evidence
from atlas.definitions.check_likeness import check_likeness
from atlas.definitions.check_order import check_order
from atlas.definitions.check_overlay import check_overlay
from atlas.definitions.check_places import (
    check_area,
    check_countries,
    check_files,
    whole_names,
)
from atlas.definitions.check_planning import check_planning
from atlas.definitions.check_reference import refer
from atlas.definitions.check_retired import check_retired
from atlas.definitions.check_roles import check_roles
from atlas.definitions.check_sentences import check_sentence, check_turns
from atlas.definitions.check_taking_part import check_taking_part
from atlas.definitions.check_typology import check_typology
from atlas.definitions.method import MethodSpec
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined
    from atlas.definitions.indicator import Indicator
    from atlas.definitions.sheet import SheetWords
    from atlas.definitions.source import Source

__all__ = ["PROTECTED", "check_definitions"]

SLOTS = {"value", "place"}


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
        Names of the readers available in the code; None to leave readers unchecked.
    """
    faults: list[Fault] = []
    known_readers = None if readers is None else list(readers)
    for source in definitions.sources.values():
        where = f"layers/sources/{source.id}.toml"
        _check_table(source, where, definitions, faults)
        if known_readers is not None:
            refer(f"{where}, reader", source.reader, known_readers, "reader", faults)
    faults.extend(check_files(definitions, complete=known_readers is not None))
    faults.extend(_check_doubled_variables(definitions))
    faults.extend(check_countries(definitions))
    for overlay in definitions.overlays.values():
        where = f"layers/overlays/{overlay.id}.toml"
        _check_table(overlay, where, definitions, faults)
        faults.extend(check_overlay(overlay, where, definitions))
    for indicator in definitions.indicators.values():
        faults.extend(_check_indicator(indicator, definitions, methods))
    for typology in definitions.typologies.values():
        faults.extend(check_typology(typology, definitions, methods))
    faults.extend(check_actions(definitions, methods))
    for sheet in definitions.sheets.values():
        faults.extend(_check_sheet(sheet, definitions))
    faults.extend(check_likeness(definitions))
    faults.extend(_check_criteria(definitions, methods))
    faults.extend(check_taking_part(definitions))
    for framework, entries in (("themes", definitions.themes), ("domains", definitions.domains)):
        for entry in entries.values():
            where = f"layers/{framework}/{entry.id}.toml, document"
            refer(where, entry.document, definitions.documents, "document", faults)
    faults.extend(check_planning(definitions))
    faults.extend(check_retired(definitions))
    faults.extend(check_roles(definitions))
    faults.extend(check_evidence(definitions))
    faults.extend(check_citations(definitions))
    return faults


def _check_table(source: Source, where: str, definitions: Defined, faults: list[Fault]) -> None:
    """Add a fault for each unknown name in a source or point list."""
    refer(f"{where}, licence", source.licence, definitions.licences, "licence", faults)
    refer(f"{where}, geography", source.geography, definitions.geographies, "geography", faults)
    refer(f"{where}, coverage", source.coverage, whole_names(definitions), "whole", faults)


def _check_doubled_variables(definitions: Defined) -> list[Fault]:
    owner: dict[str, str] = {}
    faults = []
    folders = {"sources": definitions.sources, "overlays": definitions.overlays}
    listed = [(folder, source) for folder, kind in folders.items() for source in kind.values()]
    for folder, source in listed:
        for variable in source.columns:
            if variable in owner:
                faults.append(
                    Fault(
                        f"layers/{folder}/{source.id}.toml, columns.{variable}",
                        f"This variable is also in {owner[variable]}.",
                        remedy="Keep it in one of the two.",
                    )
                )
            owner[variable] = source.id
    return faults


def _check_indicator(
    indicator: Indicator, definitions: Defined, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    faults: list[Fault] = []
    where = f"layers/indicators/{indicator.id}.toml"
    refer(f"{where}, group", indicator.group, definitions.groups, "group", faults)
    refer(f"{where}, palette", indicator.palette, definitions.palettes, "palette", faults)
    faults.extend(check_sentence(indicator.text.sentence, f"{where}, text.sentence", SLOTS))
    faults.extend(check_area(indicator, definitions))
    faults.extend(check_turns(indicator, where, methods))
    faults.extend(check_order(indicator, where))
    if refer(f"{where}, method", indicator.method, methods, "method", faults):
        faults.extend(_check_inputs(indicator, methods[indicator.method], definitions))
    return faults


def _check_inputs(indicator: Indicator, method: MethodSpec, definitions: Defined) -> list[Fault]:
    faults: list[Fault] = []
    where = f"layers/indicators/{indicator.id}.toml"
    if indicator.unit not in method.units:
        faults.append(
            Fault(
                f"{where}, unit",
                f'The method "{method.word}" does not return "{indicator.unit}".',
                expected=f"one of {', '.join(method.units)}",
                remedy="Correct the unit, or choose another method.",
                closest=find_closest(indicator.unit, method.units),
            )
        )
    for name in indicator.inputs:
        refer(f"{where}, inputs.{name}", name, method.inputs, "input of this method", faults)
    faults.extend(
        Fault(
            f"{where}, inputs.{name}",
            f'The method "{method.word}" needs the input "{name}".',
            remedy=f'Add "{name}" under [inputs].',
        )
        for name in method.inputs
        if name not in indicator.inputs
    )
    noun = "indicator" if method.takes_indicators else "variable"
    known = definitions.indicators if method.takes_indicators else definitions.variables
    for name, entries in indicator.inputs.items():
        for entry in entries:
            refer(f"{where}, inputs.{name}", entry.removeprefix("-"), known, noun, faults)
            if method.takes_indicators and _leads_back(entry, indicator.id, definitions):
                faults.append(
                    Fault(
                        f"{where}, inputs.{name}",
                        "The indicator is worked out from itself.",
                        remedy="Remove it from its own inputs.",
                    )
                )
    return faults


def _leads_back(name: str, start: str, definitions: Defined) -> bool:
    """Return whether an indicator is, or is derived from, the one the search started at."""
    waiting, seen = [name], set()
    while waiting:
        current = waiting.pop()
        if current == start:
            return True
        if current in definitions.indicators and current not in seen:
            seen.add(current)
            for entries in definitions.indicators[current].inputs.values():
                waiting.extend(entry.removeprefix("-") for entry in entries)
    return False


def _check_criteria(definitions: Defined, methods: Mapping[str, MethodSpec]) -> list[Fault]:
    return [
        fault
        for signal in definitions.signals.values()
        for number, criterion in enumerate(signal.criteria)
        for fault in check_condition(
            criterion,
            f"layers/signals/{signal.id}.toml, criteria.{number}",
            definitions,
            methods,
        )
    ]


def _check_sheet(sheet: SheetWords, definitions: Defined) -> list[Fault]:
    faults: list[Fault] = []
    where = f"layers/sheets/{sheet.id}.toml"
    faults.extend(check_sentence(sheet.residents, f"{where}, residents", {"value"}))
    for name in ("figures", "strengths"):
        for number, line in enumerate(getattr(sheet, name)):
            spot = f"{where}, {name}.{number}"
            refer(f"{spot}.indicator", line.indicator, definitions.indicators, "indicator", faults)
            faults.extend(check_sentence(line.sentence, f"{spot}.sentence", {"value"}))
    for name in sheet.topics:
        refer(f"{where}, topics.{name}", name, definitions.indicators, "indicator", faults)
    refer(f"{where}, typology", sheet.typology, definitions.typologies, "typology", faults)
    return faults
