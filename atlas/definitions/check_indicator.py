"""Check an indicator: its method and inputs, its sentences, and the area it is checked by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import TYPE_CHECKING

from atlas.definitions.check_parts import refer
from atlas.definitions.indicator import NAMED_ENDS, ORDERED
from atlas.definitions.method import MethodSpec
from atlas.definitions.planning import NO_DOMAIN
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined
    from atlas.definitions.indicator import Indicator

SLOTS = {"value", "place"}


def check_indicator(
    indicator: Indicator, definitions: Defined, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    """Return the faults of an indicator beside those of its references."""
    where = f"layers/indicators/{indicator.id}.toml"
    faults = [
        *check_sentence(indicator.text.sentence, f"{where}, text.sentence", SLOTS),
        *_check_area(indicator, where, definitions),
        *_check_turns(indicator, where, methods),
        *_check_order(indicator, where),
    ]
    if indicator.domain:
        known = [*definitions.domains, NO_DOMAIN]
        refer(f"{where}, domain", indicator.domain, known, "domain", faults)
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
            if method.takes_indicators and indicator.id in _trace(entry, definitions):
                faults.append(
                    Fault(
                        f"{where}, inputs.{name}",
                        "The indicator is worked out from itself.",
                        remedy="Remove it from its own inputs.",
                    )
                )
    return faults


def _trace(entry: str, definitions: Defined) -> set[str]:
    """Return an input and all that it is derived from; circular definitions are safe."""
    waiting, seen = [entry.removeprefix("-")], set[str]()
    while waiting:
        current = waiting.pop()
        if current in definitions.indicators and current not in seen:
            waiting.extend(definitions.indicators[current].entries)
        seen.add(current)
    return seen


def _check_area(indicator: Indicator, where: str, definitions: Defined) -> list[Fault]:
    """Return faults where inputs differ in geography, or the check area is of another one."""
    variables = _trace(indicator.id, definitions) & definitions.variables.keys()
    used = {definitions.variables[name].geography for name in variables}
    if not used <= set(definitions.geographies):
        return []
    shown = sorted({definitions.shown_by(name) for name in used} & set(definitions.geographies))
    if len(shown) > 1:
        what = f"The inputs are of different geographies: {', '.join(shown)}."
        remedy = "Take inputs of one geography; define a second indicator for the other."
        return [Fault(f"{where}, inputs", what, remedy=remedy)]
    area = indicator.check.area
    if not shown or re.match(definitions.geographies[shown[0]].code_pattern, area):
        return []
    geography = definitions.geographies[shown[0]]
    return [
        Fault(
            f"{where}, check.area",
            f'"{area}" is not the code of a {geography.name}.',
            expected=f"a code of the form {geography.code_pattern}",
            remedy="Correct the code.",
        )
    ]


def _check_order(indicator: Indicator, where: str) -> list[Fault]:
    """Return a fault where an indicator in ranks or tenths gives no direction."""
    order = indicator.order
    if indicator.unit not in ORDERED:
        return []
    if order is None:
        return [
            Fault(
                f"{where}, order",
                f'A figure in "{indicator.unit}" does not say which numbers mean more of it.',
                expected='[order] with more_is = "low" or "high"',
                remedy="Add it, with the words for both ends.",
            )
        ]
    if indicator.unit not in NAMED_ENDS:
        return []
    return [
        Fault(
            f"{where}, order.{name}",
            f'A figure in "{indicator.unit}" has no word for this end.',
            expected='such as "most deprived"',
            remedy="Add it.",
        )
        for name in ("most", "least", "more", "less")
        if not getattr(order, name)
    ]


def check_sentence(sentence: str, where: str, wanted: set[str]) -> list[Fault]:
    """Return a fault where a sentence's slots are not those wanted."""
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
    expected = expected if wanted else "no slot"
    return [Fault(where, what, expected=expected, remedy="Correct the sentence.")]


def _check_turns(
    indicator: Indicator, where: str, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    """Return a fault where words for a figure that may rise or fall are missing or wrong."""
    turns, spot = indicator.text.turns, f"{where}, text.turns"
    method = methods.get(indicator.method)
    may_turn = indicator.unit == "net_per_100" or (method is not None and method.turns)
    if turns is None:
        what = "Its values rise or fall, and no words say which."
        remedy = 'Add "above", "below" and "same", such as "rose by {value}".'
        return [Fault(spot, what, remedy=remedy)] if may_turn else []
    return [
        *check_sentence(turns.above, f"{spot}.above", {"value"}),
        *check_sentence(turns.below, f"{spot}.below", {"value"}),
        *check_sentence(turns.same, f"{spot}.same", set()),
    ]
