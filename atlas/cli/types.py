"""The command types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import pandas as pd
import typer
from rich.table import Table

from atlas.cli import options
from atlas.cli.opening import find_area, open_named
from atlas.cli.output import SCREEN, check_choice, number, print_json, working
from atlas.definitions.roles import read_roles
from atlas.errors import AtlasError, Fault
from atlas.prose.subject import make_subject
from atlas.prose.types.describe import describe_area_type
from atlas.prose.types.shares import format_no_type
from atlas.typology.by_shares import Shares, count_residents

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.prose.types.describe import TypeWords
    from atlas.typology.assign import Assignment


def types(
    area: Annotated[str, typer.Argument(help="Code or name of an area.")],
    typology: Annotated[str, typer.Option("--typology", help="Identity.")] = read_roles().typology,
    reading: Annotated[str, typer.Option("--reading", help="The country, or town.")] = "",
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    as_json: options.Json = False,
) -> None:
    """Show an area's type: memberships, distances, reasons and stability."""
    atlas = open_named(place, pack)
    if not atlas.definitions.typologies:
        what = f"{atlas.name} has no types. {atlas.country.missing}".strip()
        raise AtlasError([Fault("types", what, remedy="Choose another place.")])
    check_choice("--typology", typology, list(atlas.definitions.typologies))
    reading = reading or atlas.whole.id
    check_choice("--reading", reading, [atlas.whole.id, "town"])
    area = find_area(atlas, area)
    with working("Checking how stable the type is"):
        assignment = atlas.types(typology, reading=reading)
    if atlas.find_level(area) != "area" or isinstance(assignment, Shares):
        _draw_residents(atlas, assignment, area, as_json=as_json)
        return
    reasons = atlas.find_reasons(typology, area, reading=reading)
    words = describe_area_type(atlas, typology, area, reading=reading)
    shares = pd.Series(assignment.membership.loc[area])
    distances = pd.Series(assignment.distance.loc[area])
    content = {
        "area": area,
        "place": atlas.name_of(area),
        "typology": typology,
        "reading": assignment.reading,
        "type": str(assignment.types[area]),
        "nearest": str(assignment.nearest[area]),
        "runner_up": str(assignment.runner_up[area]),
        "standing": words.standing,
        "state": words.heading,
        "fit": list(words.fit),
        "fits": list(words.fits),
        "against": list(words.against),
        "sureness": number(float(assignment.robustness[area])),
        "repeats": assignment.repeats,
        "memberships": {str(key): number(value) for key, value in shares.items()},
        "distances": {str(key): number(value) for key, value in distances.items()},
        "reasons": [
            {
                "indicator": reason.indicator,
                "speaks": reason.speaks,
                "value": number(reason.value),
                "percentile": number(reason.percentile),
                "target": number(reason.target),
            }
            for reason in reasons
        ],
    }
    if as_json:
        print_json(content)
        return
    _print_type(atlas, assignment, area, words)


def _draw_residents(atlas: Atlas, assignment: Assignment, code: str, *, as_json: bool) -> None:
    """Print how many residents of a larger area live in small areas of each type."""
    counts = count_residents(assignment, atlas.measures.residents, atlas.areas_of(code))
    shares = counts / counts.sum()
    missing = isinstance(assignment, Shares) and not assignment.is_known
    reason = format_no_type(atlas, assignment) if missing else ""
    if as_json:
        content = {
            "area": code,
            "typology": assignment.typology,
            "reading": assignment.reading,
            "residents": {str(key): int(count) for key, count in counts.items()},
            "shares": {str(key): number(float(share)) for key, share in shares.items()},
            "reason": reason,
        }
        print_json(content)
        return
    name = make_subject(atlas, tuple(atlas.areas_of(code))).name
    told = f"{name} ({code}) is larger and has no type of its own. Its residents live in:"
    SCREEN.print(told)
    table = Table("Type of small area", "Residents", "Share", box=None)
    for key, count in counts.items():
        called = atlas.type_name(assignment.typology, str(key))
        table.add_row(called, f"{count:,.0f}", f"{shares[str(key)]:.1%}")
    SCREEN.print(table)
    if reason:
        SCREEN.print(reason)


def _print_type(atlas: Atlas, assignment: Assignment, area: str, words: TypeWords) -> None:
    typology = assignment.typology
    shares = pd.Series(assignment.membership.loc[area])
    distances = pd.Series(assignment.distance.loc[area])
    SCREEN.print(f"{atlas.name_of(area)}: {words.heading} ({words.standing})")
    for line in words.fit:
        SCREEN.print(line)
    table = Table("Type", "Membership", "Distance", box=None)
    for key, share in shares.sort_values(ascending=False).items():
        name = atlas.type_name(typology, str(key))
        table.add_row(name, f"{share:.1%}", f"{distances[str(key)]:.1f}")
    SCREEN.print(table)
    for word, lines in (("For", words.fits), ("Against", words.against)):
        for line in lines:
            SCREEN.print(f"{word}: {line}")
    if words.steady:
        SCREEN.print(words.steady)
