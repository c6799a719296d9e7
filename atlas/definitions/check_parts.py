"""Check every part of every definition: references, conditions, identities and headings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import Formatter
from typing import TYPE_CHECKING, Any

from atlas.definitions.check_citations import find_break
from atlas.definitions.defined import KINDS
from atlas.definitions.model import Condition, find_parts, find_references, walk_parts
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from pydantic import BaseModel

    from atlas.definitions.defined import Defined
    from atlas.definitions.method import MethodSpec


def find_slots(text: str) -> set[str]:
    """Return the slots of a text.

    Examples
    --------
    >>> sorted(find_slots("{value:dem_one_person@england} of {place}"))
    ['place', 'value:dem_one_person@england']
    """
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        return {text}
    return {f"{name}:{more}" if more else name for _, name, more, _ in parsed if name is not None}


def refer(where: str, name: str, known: Collection[str], noun: str) -> Iterator[Fault]:
    """Yield a fault with similar names where a name is not known."""
    if name not in known:
        remedy = f"Correct the name, or add the {noun}."
        closest = find_closest(name, known)
        yield Fault(where, f'There is no {noun} "{name}".', remedy=remedy, closest=closest)


def check_parts(definitions: Defined, methods: Mapping[str, MethodSpec]) -> Iterator[Fault]:
    """Yield the faults of all parts of definitions, by what the models say of their fields."""
    for where, part in _list_parts(definitions):
        for field, refers in find_references(type(part)).items():
            known = getattr(definitions, refers.kind)
            for spot, name in _list_names(getattr(part, field), f"{where}{field}"):
                yield from refer(spot, name, known, refers.noun)
        yield from _check_twice(part, where)
        if isinstance(part, Condition):
            yield from _check_condition(part, where.removesuffix("."), definitions, methods)
        heading = getattr(part, "heading", "")
        if reason := find_break(heading):
            yield Fault(
                f"{where}heading",
                f'The heading "{heading}" {reason}.',
                expected="the whole heading, or whole words that can stand alone",
                remedy="Copy it to its end from the document.",
            )


def _list_parts(definitions: Defined) -> Iterator[tuple[str, BaseModel]]:
    """Yield every part of every definition, with what stands before its keys in messages."""
    for kind in KINDS:
        for name, definition in getattr(definitions, kind).items():
            for path, part in walk_parts(definition):
                yield f"layers/{kind}/{name}.toml, {path}{'.' if path else ''}", part
    for name, retired in definitions.retired.items():
        yield f"layers/retired.toml, {name}.", retired


def _list_names(value: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any field
    """Yield the names in a text, in a list of any depth, or in a table's keys."""
    if isinstance(value, str):
        yield from [(path, value)] if value else []
    elif isinstance(value, dict):
        yield from ((f"{path}.{name}", name) for name in value)
    else:
        for item in value:
            yield from _list_names(item, path)


def _check_twice(part: BaseModel, where: str) -> Iterator[Fault]:
    """Yield a fault for each identity that two parts of a list have."""
    for field in find_parts(type(part)):
        seen: set[str] = set()
        value = getattr(part, field)
        for number, item in enumerate(value if isinstance(value, list) else ()):
            name = getattr(item, "id", "")
            if name in seen:
                spot = f"{where}{field}.{number} ({name})"
                yield Fault(spot, f'"{name}" is listed twice.', remedy="Rename one of them.")
            seen |= {name} if name else set()


def _check_condition(
    condition: Condition, where: str, definitions: Defined, methods: Mapping[str, MethodSpec]
) -> Iterator[Fault]:
    """Yield a condition's faults: no bound, a bound out of range, an unknown scale."""
    bounds = [bound for bound in (condition.at_least, condition.at_most) if bound is not None]
    if not bounds:
        expected = "at_least, at_most, or both"
        yield Fault(where, "The condition has no bound.", expected=expected, remedy="Add a bound.")
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        what = f"at_least {bounds[0]:g} is above at_most {bounds[1]:g}, so nothing can meet it."
        yield Fault(where, what, remedy="Swap or correct the bounds.")
    if condition.scale != "value" and any(not 0 <= bound <= 100 for bound in bounds):
        what = f'On the scale "{condition.scale}" a bound lies outside 0 to 100.'
        remedy = "Correct the bound, or use the scale value."
        yield Fault(where, what, expected="percentiles from 0 to 100", remedy=remedy)
    scales = ["value", "town", *definitions.wholes]
    yield from refer(f"{where}.scale", condition.scale, scales, "scale")
    if condition.scale not in ("value", "town"):
        yield from check_placed(condition.indicator, f"{where}.scale", definitions, methods)


def is_local(name: str, definitions: Defined, methods: Mapping[str, MethodSpec]) -> bool:
    """Return whether an indicator depends on the open place."""
    indicator = definitions.indicators.get(name)
    method = methods.get(indicator.method) if indicator else None
    return method is not None and method.local


def check_placed(
    name: str, where: str, definitions: Defined, methods: Mapping[str, MethodSpec]
) -> Iterator[Fault]:
    """Yield a fault where an indicator has no percentile among a country's areas."""
    if is_local(name, definitions, methods):
        what = f'"{name}" depends on the place and has no position in a country.'
        expected = "the scale value or town, or another indicator"
        remedy = "Choose another scale or indicator."
        yield Fault(where, what, expected=expected, remedy=remedy)
