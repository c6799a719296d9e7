"""Check a typology: fields that its method needs, and a condition for every claim."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from atlas.definitions.check_parts import check_placed, refer
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.defined import Defined
    from atlas.definitions.method import MethodSpec
    from atlas.definitions.typology import Claim, Typology

# Slots allowed in a typology's sentences.
CLAIM_SLOTS = {"value", "position"}
NOTE_SLOTS = {"value", "town", "whole", "place", "type"}


def check_typology(
    typology: Typology, definitions: Defined, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    """Return the faults of one typology: its types, claims and sentences."""
    faults: list[Fault] = []
    where = f"layers/typologies/{typology.id}.toml"
    faults.extend(_check_claims(typology, where))
    for position, area_type in enumerate(typology.types):
        spot = f"{where}, types.{position} ({area_type.id})"
        used = {
            "profiles": bool(area_type.profile),
            "rules": bool(area_type.all) or position == len(typology.types) - 1,
            "largest": bool(area_type.indicator),
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
        for name in area_type.profile:
            faults.extend(check_placed(name, spot, definitions, methods))
    if typology.method == "rules" and typology.types[-1].all:
        faults.append(
            Fault(
                f"{where}, types",
                "The last type has conditions, so some areas might have no type.",
                remedy="Let the last type have no conditions: it takes the rest.",
            )
        )
    if typology.larger is not None:
        faults.extend(_check_larger(typology, where, methods, definitions))
    return faults


def _check_larger(
    typology: Typology,
    where: str,
    methods: Mapping[str, MethodSpec],
    definitions: Defined,
) -> list[Fault]:
    """Return a fault for each type with shares in larger areas that depends on the open place."""
    return [
        Fault(
            f"{where}, larger",
            f'The type "{area_type.id}" compares areas with those of the place that is open, so '
            "its share of residents would differ from place to place.",
            remedy="Leave out larger, or measure on the value or on a whole country.",
        )
        for area_type in typology.types
        for condition in area_type.all
        if condition.scale == "town" or _is_local(condition.indicator, methods, definitions)
    ]


def _is_local(name: str, methods: Mapping[str, MethodSpec], definitions: Defined) -> bool:
    indicator = definitions.indicators.get(name)
    method = methods.get(indicator.method) if indicator else None
    return method is not None and method.local


def _check_claims(typology: Typology, where: str) -> list[Fault]:
    """Return the faults of a typology's claims about its areas."""
    faults: list[Fault] = []
    known = [claim.id for claim in typology.claims]
    for area_type in typology.types:
        spot = f"{where}, types ({area_type.id})"
        for name in (*area_type.core, *area_type.claims):
            refer(spot, name, known, "claim", faults)
        if typology.method == "profiles" and not area_type.core:
            what = "A type with a profile has no core claim, so nothing says what it stands for."
            faults.append(Fault(spot, what, remedy="Name one under core."))
        if typology.method != "profiles" and not area_type.summary:
            faults.append(Fault(spot, "This type has no summary.", remedy="Add it."))
    named = {name for area_type in typology.types for name in (*area_type.core, *area_type.claims)}
    for claim in typology.claims:
        spot = f"{where}, claims ({claim.id})"
        if claim.id not in named:
            faults.append(Fault(spot, "No type makes this claim.", remedy="Remove it."))
        faults.extend(_check_claim(claim, spot, typology))
    faults.extend(_check_sentences(typology, where))
    types = [area_type.id for area_type in typology.types]
    for number, note in enumerate(typology.notes):
        spot = f"{where}, notes.{number}"
        for name in note.types:
            refer(f"{spot}.types", name, types, "type", faults)
        faults.extend(_check_slots(note.says, f"{spot}.says", NOTE_SLOTS))
    return faults


def _check_sentences(typology: Typology, where: str) -> list[Fault]:
    """Return the faults of the sentences on a profile's figures."""
    faults: list[Fault] = []
    needed = [name for area_type in typology.types for name in area_type.profile]
    for name in dict.fromkeys([*needed, *typology.sentences]):
        spot = f"{where}, sentences.{name}"
        if name in typology.sentences:
            faults.extend(_check_slots(typology.sentences[name], spot, CLAIM_SLOTS))
        else:
            what = "A profile uses this figure, and no sentence says it."
            faults.append(Fault(spot, what, remedy="Add it, with {value} and {position}."))
    return faults


def _check_claim(claim: Claim, spot: str, typology: Typology) -> list[Fault]:
    faults: list[Fault] = []
    if claim.when.scale == "town":
        what = "A claim is the same whichever areas are loaded, and this one depends on the town."
        faults.append(Fault(f"{spot}.when.scale", what, remedy="Use value or a country's whole."))
    if not claim.holds and claim.when.indicator not in typology.sentences:
        what = "There are no words for this claim."
        remedy = f"Add holds, or {claim.when.indicator} under sentences."
        faults.append(Fault(spot, what, remedy=remedy))
    if bool(claim.holds) != bool(claim.denied):
        what = "A claim in words of its own needs both: where it holds and where it does not."
        faults.append(Fault(spot, what, remedy="Add holds and denied, or neither."))
    for text in (claim.holds, claim.denied):
        faults.extend(_check_slots(text, spot, CLAIM_SLOTS))
    if claim.remark is not None:
        if claim.remark.when.indicator != claim.when.indicator:
            what = "A remark is on the claim's own figure, and this one is on another."
            faults.append(Fault(f"{spot}.remark", what, remedy="Make it a claim of its own."))
        for text in (claim.remark.holds, claim.remark.denied):
            faults.extend(_check_slots(text, f"{spot}.remark", CLAIM_SLOTS))
    return faults


def _check_slots(text: str, where: str, known: set[str]) -> list[Fault]:
    found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    return [
        Fault(
            where,
            f'The text has a slot "{{{name}}}" that nothing fills.',
            expected=" or ".join(f"{{{slot}}}" for slot in sorted(known)),
            remedy="Correct it.",
            closest=find_closest(name, sorted(known)),
        )
        for name in sorted(found - known)
    ]
