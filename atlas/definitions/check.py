"""Check across files: references resolve, methods fit, none twice, none circular."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import TYPE_CHECKING

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
from atlas.definitions.check_taking_part import check_taking_part
from atlas.definitions.method import MethodSpec
from atlas.definitions.model import Condition
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from atlas.definitions import Definitions
    from atlas.definitions.action import Action
    from atlas.definitions.indicator import Indicator
    from atlas.definitions.sheet import SheetWords
    from atlas.definitions.source import Source
    from atlas.definitions.typology import Typology

PROTECTED = ("ethnicity", "faith")
SLOTS = {"value", "place"}


def check_definitions(
    definitions: Definitions, *, methods: Mapping[str, MethodSpec], readers: Iterable[str] | None
) -> list[Fault]:
    """Return every fault that shows only when files are read together.

    Parameters
    ----------
    definitions
        What was read, each file by itself already checked.
    methods
        The methods the code offers, by word.
    readers
        Names of the readers the code offers; None where they are not to be checked.
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
        faults.extend(_check_typology(typology, definitions, methods))
    for action in definitions.actions.values():
        faults.extend(_check_action(action, definitions, methods))
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
    return faults


def _check_table(source: Source, where: str, definitions: Definitions, faults: list[Fault]) -> None:
    """Add the names that a source, or a list of points, gives and nothing has."""
    refer(f"{where}, licence", source.licence, definitions.licences, "licence", faults)
    refer(f"{where}, geography", source.geography, definitions.geographies, "geography", faults)
    refer(f"{where}, coverage", source.coverage, whole_names(definitions), "whole", faults)


def _check_doubled_variables(definitions: Definitions) -> list[Fault]:
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
    indicator: Indicator, definitions: Definitions, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    faults: list[Fault] = []
    where = f"layers/indicators/{indicator.id}.toml"
    refer(f"{where}, group", indicator.group, definitions.groups, "group", faults)
    refer(f"{where}, palette", indicator.palette, definitions.palettes, "palette", faults)
    faults.extend(_check_sentence(indicator.text.sentence, f"{where}, text.sentence", SLOTS))
    faults.extend(check_area(indicator, definitions))
    faults.extend(check_order(indicator, where))
    if refer(f"{where}, method", indicator.method, methods, "method", faults):
        faults.extend(_check_inputs(indicator, methods[indicator.method], definitions))
    return faults


def _check_sentence(sentence: str, where: str, wanted: set[str]) -> list[Fault]:
    try:
        slots = {slot for _, slot, _, _ in Formatter().parse(sentence) if slot is not None}
    except ValueError:
        what = "A brace is opened and not closed, or the other way round."
    else:
        if slots == wanted:
            return []
        what = f"The slots are {sorted(slots) or 'none'}."
    named = " and ".join(f"{{{slot}}}" for slot in sorted(wanted, reverse=True))
    expected = f"the slots {named}, each at least once" if len(wanted) > 1 else f"the slot {named}"
    return [Fault(where, what, expected=expected, remedy="Correct the sentence.")]


def _check_inputs(
    indicator: Indicator, method: MethodSpec, definitions: Definitions
) -> list[Fault]:
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


def _leads_back(name: str, start: str, definitions: Definitions) -> bool:
    """Return whether an indicator is, or is made of, the one that the search started from."""
    waiting, seen = [name], set()
    while waiting:
        one = waiting.pop()
        if one == start:
            return True
        if one in definitions.indicators and one not in seen:
            seen.add(one)
            for entries in definitions.indicators[one].inputs.values():
                waiting.extend(entry.removeprefix("-") for entry in entries)
    return False


def _check_condition(
    condition: Condition,
    where: str,
    definitions: Definitions,
    methods: Mapping[str, MethodSpec],
) -> list[Fault]:
    faults: list[Fault] = []
    known = refer(
        f"{where}.indicator", condition.indicator, definitions.indicators, "indicator", faults
    )
    bounds = [bound for bound in (condition.at_least, condition.at_most) if bound is not None]
    if not bounds:
        faults.append(
            Fault(
                where,
                "The condition has no bound.",
                expected="at_least, at_most, or both",
                remedy="Add a bound.",
            )
        )
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        faults.append(
            Fault(
                where,
                f"at_least {bounds[0]:g} is above at_most {bounds[1]:g}, so nothing can meet it.",
                remedy="Exchange or correct the bounds.",
            )
        )
    if condition.scale != "value" and any(not 0 <= bound <= 100 for bound in bounds):
        faults.append(
            Fault(
                where,
                f'On the scale "{condition.scale}" a bound lies outside 0 to 100.',
                expected="percentiles from 0 to 100",
                remedy="Correct the bound, or use the scale value.",
            )
        )
    scales = ["value", "town", *whole_names(definitions)]
    refer(f"{where}.scale", condition.scale, scales, "scale", faults)
    if known and condition.scale not in ("value", "town"):
        faults.extend(_check_placed(condition.indicator, f"{where}.scale", definitions, methods))
    return faults


def _check_placed(
    name: str, where: str, definitions: Definitions, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    """Return a fault where an indicator cannot be placed among a whole country's areas."""
    indicator = definitions.indicators.get(name)
    method = methods.get(indicator.method) if indicator else None
    if method is None or not method.local:
        return []
    what = f'"{name}" depends on the place and has no position in a country.'
    expected = "the scale value or town, or another indicator"
    return [Fault(where, what, expected=expected, remedy="Choose another scale or indicator.")]


def _check_typology(
    typology: Typology, definitions: Definitions, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    faults: list[Fault] = []
    where = f"layers/typologies/{typology.id}.toml"
    seen: set[str] = set()
    for document in typology.documents:
        refer(f"{where}, documents", document, definitions.documents, "document", faults)
    for place, one in enumerate(typology.types):
        spot = f"{where}, types.{place} ({one.id})"
        if one.id in seen:
            faults.append(Fault(spot, "This type is there twice.", remedy="Rename one of them."))
        seen.add(one.id)
        used = {
            "profiles": bool(one.profile),
            "rules": bool(one.all) or place == len(typology.types) - 1,
            "largest": bool(one.indicator),
        }
        if not used[typology.method]:
            needs = {"profiles": "profile", "rules": "all", "largest": "indicator"}
            faults.append(
                Fault(
                    spot,
                    f'A type of the method "{typology.method}" needs "{needs[typology.method]}".',
                    remedy="Add it.",
                )
            )
        named = [*one.profile, *([one.indicator] if one.indicator else [])]
        for name in named:
            refer(f"{spot}", name, definitions.indicators, "indicator", faults)
        for name in one.profile:
            faults.extend(_check_placed(name, spot, definitions, methods))
        for number, condition in enumerate(one.all):
            faults.extend(_check_condition(condition, f"{spot}.all.{number}", definitions, methods))
    if typology.method == "rules" and typology.types[-1].all:
        faults.append(
            Fault(
                f"{where}, types",
                "The last type has conditions, so some areas might have no type.",
                remedy="Let the last type have no conditions: it takes the rest.",
            )
        )
    return faults


def _check_action(
    action: Action, definitions: Definitions, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    faults: list[Fault] = []
    where = f"layers/actions/{action.id}.toml"
    refer(f"{where}, theme", action.theme, definitions.themes, "theme", faults)
    refer(f"{where}, domain", action.domain, definitions.domains, "domain", faults)
    for number, citation in enumerate(action.sources):
        spot = f"{where}, sources.{number}.document"
        refer(spot, citation.document, definitions.documents, "document", faults)
    known_types = definitions.type_names
    for name in action.suits:
        refer(f"{where}, suits", name, known_types, "type", faults)
    for number, condition in enumerate(action.triggers):
        faults.extend(
            _check_condition(condition, f"{where}, triggers.{number}", definitions, methods)
        )
    abouts = [
        definitions.indicators[trigger.indicator].about
        for trigger in action.triggers
        if trigger.indicator in definitions.indicators
    ]
    # What an unknown indicator is about is not known; that it is unknown is told above.
    known = len(abouts) == len(action.triggers)
    if action.scope == "area" and known and all(about in PROTECTED for about in abouts):
        faults.append(
            Fault(
                f"{where}, triggers",
                "Nothing but ethnicity or faith would trigger this action."
                if abouts
                else "An action for areas has no trigger.",
                expected='at least one trigger on another figure, or scope = "town"',
                remedy="Add such a trigger, or make it an action for the whole town.",
            )
        )
    return faults


def _check_criteria(definitions: Definitions, methods: Mapping[str, MethodSpec]) -> list[Fault]:
    return [
        fault
        for signal in definitions.signals.values()
        for number, criterion in enumerate(signal.criteria)
        for fault in _check_condition(
            criterion,
            f"layers/signals/{signal.id}.toml, criteria.{number}",
            definitions,
            methods,
        )
    ]


def _check_sheet(sheet: SheetWords, definitions: Definitions) -> list[Fault]:
    faults: list[Fault] = []
    where = f"layers/sheets/{sheet.id}.toml"
    faults.extend(_check_sentence(sheet.residents, f"{where}, residents", {"value"}))
    for name in ("figures", "strengths"):
        for place, line in enumerate(getattr(sheet, name)):
            spot = f"{where}, {name}.{place}"
            refer(f"{spot}.indicator", line.indicator, definitions.indicators, "indicator", faults)
            faults.extend(_check_sentence(line.sentence, f"{spot}.sentence", {"value"}))
    for name in sheet.topics:
        refer(f"{where}, topics.{name}", name, definitions.indicators, "indicator", faults)
    if refer(f"{where}, typology", sheet.typology, definitions.typologies, "typology", faults):
        known = [one.id for one in definitions.typologies[sheet.typology].types]
        for name in sheet.about_types:
            refer(f"{where}, about_types.{name}", name, known, "type", faults)
    return faults
