"""Check a typology: fields that its method needs, and a condition for every claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.check_parts import check_placed, find_slots, is_local, refer
from atlas.errors import Fault, find_closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from atlas.definitions.defined import Defined
    from atlas.definitions.method import MethodSpec
    from atlas.definitions.typology import Claim, Typology

# Slots allowed in a typology's sentences.
CLAIM_SLOTS = {"value", "position"}
NOTE_SLOTS = {"value", "town", "whole", "place", "type"}


def check_typology(
    typology: Typology, definitions: Defined, methods: Mapping[str, MethodSpec]
) -> Iterator[Fault]:
    """Yield the faults of one typology: its types, claims and sentences."""
    where = f"layers/typologies/{typology.id}.toml"
    yield from _check_claims(typology, where)
    yield from _check_notes(typology, where)
    for position, area_type in enumerate(typology.types):
        spot = f"{where}, types.{position} ({area_type.id})"
        needed = {"profiles": "profile", "rules": "all", "largest": "indicator"}[typology.method]
        takes_rest = typology.method == "rules" and position == len(typology.types) - 1
        if not getattr(area_type, needed) and not takes_rest:
            what = f'A type of the method "{typology.method}" needs "{needed}".'
            yield Fault(spot, what, remedy="Add it.")
        for name in area_type.profile:
            yield from check_placed(name, spot, definitions, methods)
    if typology.method == "rules" and typology.types[-1].all:
        what = "The last type has conditions, so some areas might have no type."
        remedy = "Remove the conditions of the last type: it takes all remaining areas."
        yield Fault(f"{where}, types", what, remedy=remedy)
    if typology.larger is not None:
        for area_type in typology.types:
            for condition in area_type.all:
                if condition.scale == "town" or is_local(condition.indicator, definitions, methods):
                    yield Fault(
                        f"{where}, larger",
                        f'The type "{area_type.id}" compares areas with those of the place that '
                        "is open, so its share of residents would differ from place to place.",
                        remedy="Remove larger, or measure on the value or on a whole country.",
                    )


def _check_claims(typology: Typology, where: str) -> Iterator[Fault]:
    """Yield the faults of a typology's claims about its areas, and of its sentences."""
    known = [claim.id for claim in typology.claims]
    named: set[str] = set()
    for area_type in typology.types:
        spot = f"{where}, types ({area_type.id})"
        for name in (*area_type.core, *area_type.claims):
            yield from refer(spot, name, known, "claim")
            named.add(name)
        if typology.method == "profiles" and not area_type.core:
            what = "A type with a profile has no core claim, so it does not say what it stands for."
            yield Fault(spot, what, remedy="Name one under core.")
        if typology.method != "profiles" and not area_type.summary:
            yield Fault(spot, "This type has no summary.", remedy="Add it.")
        for name in area_type.profile:
            if name not in typology.sentences:
                what = "A profile uses this figure, but there is no sentence for it."
                remedy = "Add it, with {value} and {position}."
                yield Fault(f"{where}, sentences.{name}", what, remedy=remedy)
    for claim in typology.claims:
        spot = f"{where}, claims ({claim.id})"
        if claim.id not in named:
            yield Fault(spot, "No type makes this claim.", remedy="Remove it.")
        yield from _check_claim(claim, spot, typology)
    for name, sentence in typology.sentences.items():
        yield from _check_slots(sentence, f"{where}, sentences.{name}", CLAIM_SLOTS)


def _check_notes(typology: Typology, where: str) -> Iterator[Fault]:
    types = [area_type.id for area_type in typology.types]
    for number, note in enumerate(typology.notes):
        spot = f"{where}, notes.{number}"
        for name in note.types:
            yield from refer(f"{spot}.types", name, types, "type")
        yield from _check_slots(note.says, f"{spot}.says", NOTE_SLOTS)


def _check_claim(claim: Claim, spot: str, typology: Typology) -> Iterator[Fault]:
    if claim.when.scale == "town":
        what = "A claim is the same whichever areas are loaded, but this one depends on the town."
        yield Fault(f"{spot}.when.scale", what, remedy="Use value or a country's whole.")
    if not claim.holds and claim.when.indicator not in typology.sentences:
        remedy = f"Add holds, or {claim.when.indicator} under sentences."
        yield Fault(spot, "There are no words for this claim.", remedy=remedy)
    if bool(claim.holds) != bool(claim.denied):
        what = "A claim with its own words needs both: where it holds and where it does not."
        yield Fault(spot, what, remedy="Add holds and denied, or neither.")
    texts = [(text, spot) for text in (claim.holds, claim.denied)]
    if claim.remark is not None:
        if claim.remark.when.indicator != claim.when.indicator:
            what = "A remark must be on the claim's own figure, but this one is on another."
            yield Fault(f"{spot}.remark", what, remedy="Make it a claim of its own.")
        texts += [(text, f"{spot}.remark") for text in (claim.remark.holds, claim.remark.denied)]
    for text, where in texts:
        yield from _check_slots(text, where, CLAIM_SLOTS)


def _check_slots(text: str, where: str, known: set[str]) -> Iterator[Fault]:
    for name in sorted(find_slots(text) - known):
        yield Fault(
            where,
            f'The text has a slot "{{{name}}}" that nothing fills.',
            expected=" or ".join(f"{{{slot}}}" for slot in sorted(known)),
            remedy="Correct it.",
            closest=find_closest(name, sorted(known)),
        )
