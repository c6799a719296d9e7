"""The command check --claims: statements about types, tested against all areas' figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from atlas.cli.opening import open_named
from atlas.cli.output import SCREEN, number, print_json, working
from atlas.prose.types.audit import audit_claims

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.facade import Atlas
    from atlas.prose.types.audit import Audit


def check_claims(place: str, pack: Path | None, *, as_json: bool) -> None:
    """Print for each type and statement how often it is made and how often its condition fails.

    Raises
    ------
    typer.Exit
        With 1 where a figure contradicts a statement.
    """
    atlas = open_named(place, pack)
    with working("Holding what is said against the figures"):
        audit = audit_claims(atlas)
    if as_json:
        counts = [asdict(claim) | {"share": number(claim.share)} for claim in audit.claims]
        print_json(asdict(audit) | {"claims": counts, "true": audit.is_true})
    else:
        _print_audit(atlas, audit)
    if not audit.is_true:
        raise typer.Exit(1)


def _print_audit(atlas: Atlas, audit: Audit) -> None:
    columns = ("Type", "Statement", "", "Made", "Denied", "No figure", "Holds for", "Fails")
    table = Table(*columns, box=None)
    for claim in audit.claims:
        core = "core" if claim.core else ""
        share = "" if claim.share != claim.share else f"{claim.share:.1%}"
        counts = [f"{count:,}" for count in (claim.made, claim.denied, claim.unknown)]
        name = atlas.type_name(claim.typology, claim.type_id)
        table.add_row(name, claim.claim, core, *counts, share, f"{claim.fails:,}")
    SCREEN.print(table)
    SCREEN.print(
        f"{audit.reasons:,} reasons for a type, {audit.wrong_side:,} of them not on the "
        f"profile's side. {audit.clear:,} of {audit.areas:,} areas called clear, "
        f"{audit.not_clear:,} of them short of a bound or a statement."
    )
    for claim in audit.unusual:
        SCREEN.print(
            f"{claim.type_id}, {claim.claim}: holds for {claim.share:.1%} of the type's areas, "
            "too few to be said of the type."
        )
