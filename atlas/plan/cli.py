"""The commands of plan: show, export, import, history, undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Any

import typer

from atlas.cli import options
from atlas.cli.opening import identify_named, open_named
from atlas.cli.output import (
    ASIDE,
    SCREEN,
    check_choice,
    check_folder,
    choose_format,
    list_endings,
    print_json,
    print_written,
    write_out,
)
from atlas.errors import AddressError, Fault, PackError, PlanError
from atlas.plan.exchange.copy_of_plan import copy_plan, describe_nothing
from atlas.plan.exchange.explain import describe_with
from atlas.plan.exchange.formats import find_formats, read_plan, write_plan
from atlas.plan.exchange.preview import (
    Difference,
    Effect,
    find_differences,
    keep_import,
    preview_import,
)
from atlas.plan.records.plans import find_time, open_plans
from atlas.plan.records.record import KindSpec, Record, find_kinds
from atlas.plan.records.shapes import list_shapes, shorten
from atlas.plan.records.versions import Change, Unread

if TYPE_CHECKING:
    from atlas.plan.exchange.preview import Effected, Preview

plan = typer.Typer(
    help="The plan of a place: show, export, import, history, undo.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
ByOption = Annotated[
    str, typer.Option("--by", help="Who makes the change: a role or initials, saved with it.")
]
WORDS: dict[Effect, str] = {
    "new": "new",
    "changed": "changed",
    "same": "the same",
    "conflict": "conflict",
    "fault": "cannot be read",
}


@plan.command()
def show(place: options.Place = options.PLACE, as_json: options.Json = False) -> None:
    """Show what is in the plan."""
    place = identify_named(place)
    with closing(open_plans()) as plans:
        kept = plans.list_all(place)
    kinds = {kind.record: kind for kind in find_kinds().values()}
    if as_json:
        print_json(
            [
                {
                    "id": one.id,
                    "version": one.version,
                    "kind": kinds[type(one.record)].word,
                    "changed": one.changed.isoformat(),
                    "by": one.by,
                    "record": one.record.model_dump(mode="json"),
                }
                for one in kept
            ]
        )
        return
    if not kept:
        ASIDE.print(f"The plan of {place} is empty.", markup=False)
    for one in kept:
        kind = kinds[type(one.record)]
        SCREEN.print(f"{kind.title}: {_name(kind, one.record)} [{one.id}]", markup=False)
        for shape in list_shapes(kind):
            text = shape.write(getattr(one.record, shape.field))
            if text:
                SCREEN.print(f"   {shape.title}: {'; '.join(text.splitlines())}", markup=False)


@plan.command("export")
def export_plan(
    out: Annotated[
        Path,
        typer.Option(
            "--out", help="The file to write: .xlsx, .docx or .json, or - for standard output."
        ),
    ],
    form: options.Format = "",
    place: options.Place = options.PLACE,
) -> None:
    """Write the plan to a file: Excel and JSON can be imported again, Word is for reading."""
    word = choose_format(out, form, list_endings(find_formats().values()))
    check_folder(out)
    place = identify_named(place)
    try:
        atlas = open_named(place, None)
    except (PackError, AddressError):
        # A plan can be exported where the place's figures are not.
        ASIDE.print(f"There is no pack of {place}: names are left out.", markup=False)
        atlas = None
    with closing(open_plans()) as plans:
        name = place if atlas is None else atlas.name
        explain = describe_nothing if atlas is None else describe_with(atlas, plans.list_all(place))
        copy = copy_plan(plans, place, name=name, made=find_time(), explain=explain)
    write_out(out, write_plan(copy, word))
    print_written(out, f"{len(copy.kept)} entries.")


@plan.command("import")
def import_plan(
    file: Annotated[Path, typer.Argument(help="An exported file that was edited: .xlsx or .json.")],
    place: options.Place = options.PLACE,
    keep: Annotated[
        bool, typer.Option("--keep", help="Make the changes; without this they are only shown.")
    ] = False,
    conflicts: Annotated[
        str,
        typer.Option(
            "--conflicts", help="Where both changed, whose version to keep: theirs or ours."
        ),
    ] = "",
    by: ByOption = "",
) -> None:
    """Show what a file would change in the plan; with --keep, make the changes."""
    if conflicts:
        check_choice("--conflicts", conflicts, ["theirs", "ours"])
    try:
        content = file.read_bytes()
    except OSError as error:
        what = f"{file} cannot be read: {error.strerror}."
        raise PlanError([Fault("The file", what, remedy="Choose another file.")]) from None
    entries = read_plan(content, called=file.name)
    place = identify_named(place)
    with closing(open_plans()) as plans:
        preview = preview_import(plans, place, entries)
        for one in preview.effects:
            _describe_effect(one)
        told = _count(preview)
        if not keep:
            SCREEN.print(f"{told} Nothing was changed; to change it, add --keep.", markup=False)
            return
        side: Any = conflicts or None
        keep_import(plans, preview, conflicts=side, by=by)
    SCREEN.print(f"{told} Kept.", markup=False)


@plan.command()
def history(
    place: options.Place = options.PLACE,
    record: Annotated[
        str, typer.Option("--record", help="Only the changes of the record with this ID.")
    ] = "",
) -> None:
    """Show every change of the plan, newest first."""
    place = identify_named(place)
    with closing(open_plans()) as plans:
        changes = plans.history(place, identity=record or None)
    if not changes:
        ASIDE.print(f"Nothing has been changed in the plan of {place}.", markup=False)
    for change in changes:
        kind = find_kinds().get(change.kind)
        by = f" by {change.by}" if change.by else ""
        at = change.at.strftime("%Y-%m-%d %H:%M:%S")
        name = _name_change(kind, change)
        SCREEN.print(
            f"{change.number}. {at} UTC{by}: {change.what} {name} [{change.id}]", markup=False
        )
        before, after = change.before, change.after
        is_read = not isinstance(before, Unread) and not isinstance(after, Unread)
        if kind is not None and before is not None and after is not None and is_read:
            _print_differences(find_differences(kind, before, after))


@plan.command()
def undo(
    number: Annotated[int, typer.Argument(help="The number of a change, as history shows it.")],
    place: options.Place = options.PLACE,
    by: ByOption = "",
) -> None:
    """Undo a change, where nothing has changed the same record since."""
    place = identify_named(place)
    with closing(open_plans()) as plans:
        change = next((one for one in plans.history(place) if one.number == number), None)
        if change is None:
            what = f"The plan of {place} has no change {number}."
            remedy = "Choose a number that history shows."
            raise PlanError([Fault("The number of the change", what, remedy=remedy)])
        plans.undo(change, by=by)
    SCREEN.print(f"Change {number} is undone.", markup=False)


def _name(kind: KindSpec, record: Record) -> str:
    """Return what a record is called in a list: its first text."""
    for shape in sorted(list_shapes(kind), key=lambda shape: shape.field != "title"):
        text = shape.write(getattr(record, shape.field))
        if text:
            return shorten(text)
    return kind.title


def _name_change(kind: KindSpec | None, change: Change) -> str:
    record = change.after or change.before
    if record is None:
        return "what has been erased since"
    if kind is None or isinstance(record, Unread):
        return f'what this version of the atlas cannot read ("{change.kind}")'
    return _name(kind, record)


def _print_differences(differences: Sequence[Difference]) -> None:
    for one in differences:
        before, after = (shorten(text) or "nothing" for text in (one.before, one.after))
        SCREEN.print(f"   {one.title}: {before} → {after}", markup=False)


def _describe_effect(one: Effected) -> None:
    if one.effect == "same":
        return
    kind = find_kinds().get(one.entry.kind)
    name = f", {_name(kind, one.record)}" if kind is not None and one.record is not None else ""
    SCREEN.print(f"{one.entry.where}{name}: {WORDS[one.effect]}", markup=False)
    if one.effect == "conflict" and one.kept is None:
        SCREEN.print("   It has been removed from the plan since.", markup=False)
    elif one.effect in ("changed", "conflict"):
        _print_differences(one.differences)
    if one.faults:
        SCREEN.print(indent(str(PlanError(list(one.faults))), "   "), markup=False)


def _count(preview: Preview) -> str:
    counts = Counter(one.effect for one in preview.effects)
    told = ", ".join(f"{counts[effect]} {word}" for effect, word in WORDS.items() if counts[effect])
    return f"{told[:1].upper()}{told[1:]}." if told else "The file has no entries."
