"""Check likeness, town types and signals: references resolve, and no figure counts twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.check_reference import refer
from atlas.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.definitions.defined import Defined


def check_likeness(definitions: Defined) -> list[Fault]:
    """Return the faults of likeness, town types and signals, except in their conditions."""
    faults: list[Fault] = []
    levels: dict[str, str] = {}
    for likeness in definitions.likeness.values():
        where = f"layers/likeness/{likeness.id}.toml"
        keys = [feature.key for feature in likeness.features]
        for number, feature in enumerate(likeness.features):
            spot = f"{where}, features.{number}"
            if feature.indicator:
                _refer_indicator(f"{spot}.indicator", feature.indicator, definitions, faults)
            if feature.key in keys[:number]:
                what = f'"{feature.key}" counts twice.'
                faults.append(Fault(spot, what, remedy="Keep one, with a higher weight."))
        for number, name in enumerate(likeness.changes):
            _refer_indicator(f"{where}, changes.{number}", name, definitions, faults)
        _refer_documents(f"{where}, documents", likeness.documents, definitions, faults)
        if likeness.level in levels:
            what = f'The level "{likeness.level}" is also that of {levels[likeness.level]}.'
            faults.append(Fault(f"{where}, level", what, remedy="Keep one of the two."))
        levels[likeness.level] = likeness.id
    _check_town_types(definitions, faults)
    for signal in definitions.signals.values():
        where = f"layers/signals/{signal.id}.toml"
        named = [signal.document] if signal.document else []
        _refer_documents(f"{where}, document", named, definitions, faults)
    return faults


def _check_town_types(definitions: Defined, faults: list[Fault]) -> None:
    for kind in definitions.town_types.values():
        where = f"layers/town_types/{kind.id}.toml"
        for name in ("size", "distance", "path"):
            indicator = getattr(kind, name).indicator
            if indicator:
                _refer_indicator(f"{where}, {name}.indicator", indicator, definitions, faults)
        _refer_documents(f"{where}, documents", kind.documents, definitions, faults)


def _refer_indicator(where: str, name: str, definitions: Defined, faults: list[Fault]) -> None:
    refer(where, name, definitions.indicators, "indicator", faults)


def _refer_documents(
    where: str, names: Iterable[str], definitions: Defined, faults: list[Fault]
) -> None:
    for name in names:
        refer(where, name, definitions.documents, "document", faults)
