"""Check an indicator: its method and inputs, its sentences, and the area it is checked by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
) -> Iterator[Fault]:
    """Yield the faults of an indicator beside those of its references."""
    where = f"layers/indicators/{indicator.id}.toml"
    method = methods.get(indicator.method)
    if indicator.domain:
        known = [*definitions.domains, NO_DOMAIN]
        yield from refer(f"{where}, domain", indicator.domain, known, "domain")
    yield from check_sentence(indicator.text.sentence, f"{where}, text.sentence", SLOTS)
    yield from _check_area(indicator, where, definitions)
    yield from _check_turns(indicator, where, method)
    yield from _check_order(indicator, where)
    yield from refer(f"{where}, method", indicator.method, methods, "method")
    if method is not None:
        yield from _check_inputs(indicator, where, method, definitions)


def _check_inputs(
    indicator: Indicator, where: str, method: MethodSpec, definitions: Defined
) -> Iterator[Fault]:
    if indicator.unit not in method.units:
        yield Fault(
            f"{where}, unit",
            f'The method "{method.word}" does not return "{indicator.unit}".',
            expected=f"one of {', '.join(method.units)}",
            remedy="Correct the unit, or choose another method.",
            closest=find_closest(indicator.unit, method.units),
        )
    for name in method.inputs:
        if name not in indicator.inputs:
            what = f'The method "{method.word}" needs the input "{name}".'
            yield Fault(f"{where}, inputs.{name}", what, remedy=f'Add "{name}" under [inputs].')
    noun = "indicator" if method.takes_indicators else "variable"
    known = definitions.indicators if method.takes_indicators else definitions.variables
    for name, entries in indicator.inputs.items():
        spot = f"{where}, inputs.{name}"
        yield from refer(spot, name, method.inputs, "input of this method")
        for entry in (entry.removeprefix("-") for entry in entries):
            yield from refer(spot, entry, known, noun)
            if method.takes_indicators and indicator.id in definitions.trace([entry]):
                what = "The indicator is worked out from itself."
                yield Fault(spot, what, remedy="Remove it from its own inputs.")


def _check_area(indicator: Indicator, where: str, definitions: Defined) -> Iterator[Fault]:
    """Yield faults where inputs differ in geography, or the check area is of another one."""
    used = {source.geography for source in definitions.sources_of(indicator)}
    if not used <= definitions.geographies.keys():
        return
    shown = sorted(set(map(definitions.shown_by, used)) & definitions.geographies.keys())
    if len(shown) > 1:
        what = f"The inputs are of different geographies: {', '.join(shown)}."
        remedy = "Use inputs of one geography; define a second indicator for the other."
        yield Fault(f"{where}, inputs", what, remedy=remedy)
    elif shown:
        area, geography = indicator.check.area, definitions.geographies[shown[0]]
        if not re.match(geography.code_pattern, area):
            yield Fault(
                f"{where}, check.area",
                f'"{area}" is not the code of a {geography.name}.',
                expected=f"a code of the form {geography.code_pattern}",
                remedy="Correct the code.",
            )


def _check_order(indicator: Indicator, where: str) -> Iterator[Fault]:
    """Yield a fault where an indicator in ranks or tenths gives no direction."""
    if indicator.unit in ORDERED and indicator.order is None:
        yield Fault(
            f"{where}, order",
            f'A figure in "{indicator.unit}" does not say whether low or high numbers mean more.',
            expected='[order] with more_is = "low" or "high"',
            remedy="Add it, with the words for both ends.",
        )
    elif indicator.unit in NAMED_ENDS:
        for name in ("most", "least", "more", "less"):
            if not getattr(indicator.order, name):
                yield Fault(
                    f"{where}, order.{name}",
                    f'A figure in "{indicator.unit}" has no word for this end.',
                    expected='such as "most deprived"',
                    remedy="Add it.",
                )


def check_sentence(sentence: str, where: str, wanted: set[str]) -> list[Fault]:
    """Return a fault where a sentence's slots are not those wanted."""
    try:
        slots = {slot for _, slot, _, _ in Formatter().parse(sentence) if slot is not None}
    except ValueError:
        what = "An opening or a closing brace is missing."
    else:
        if slots == wanted:
            return []
        what = f"The slots are {sorted(slots) or 'none'}."
    named = " and ".join(f"{{{slot}}}" for slot in sorted(wanted, reverse=True))
    expected = f"the slots {named}, each at least once" if len(wanted) > 1 else f"the slot {named}"
    expected = expected if wanted else "no slot"
    return [Fault(where, what, expected=expected, remedy="Correct the sentence.")]


def _check_turns(indicator: Indicator, where: str, method: MethodSpec | None) -> Iterator[Fault]:
    """Yield a fault where words for a figure that may rise or fall are missing or wrong."""
    turns, spot = indicator.text.turns, f"{where}, text.turns"
    if turns is not None:
        yield from check_sentence(turns.above, f"{spot}.above", {"value"})
        yield from check_sentence(turns.below, f"{spot}.below", {"value"})
        yield from check_sentence(turns.same, f"{spot}.same", set())
    elif indicator.unit == "net_per_100" or (method is not None and method.turns):
        what = "Its values rise or fall, but there are no words for that."
        remedy = 'Add "above", "below" and "same", such as "rose by {value}".'
        yield Fault(spot, what, remedy=remedy)
