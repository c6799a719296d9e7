"""The command fetch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column

from atlas import paths
from atlas.cli.dry_run import print_answers
from atlas.cli.output import ASIDE, SCREEN
from atlas.errors import find_closest
from atlas.opening.places import read_definitions, read_gazetteer
from atlas.places.gazetteer import NATION
from atlas.places.published import find_absent_lists, list_files, list_further
from atlas.sources.fetch import Report, fetch_files
from atlas.sources.probe import probe_files
from atlas.text import say

if TYPE_CHECKING:
    from atlas.definitions import Definitions

PLACE = (
    "ID of a place in layers/places, or any name that build takes, for all of which "
    "the same files are fetched; without it, everything."
)


def fetch(
    place: Annotated[str, typer.Argument(help=PLACE)] = "",
    into: Annotated[
        Path | None,
        typer.Option("--into", help="Folder for the files; otherwise this computer's own."),
    ] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Ask the publishers again for files that are already here."),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Only ask whether each file can be fetched; fetch none."),
    ] = False,
) -> None:
    """Download the publishers' files that a build reads; needs a network."""
    definitions = read_definitions()
    place = _identify(place, definitions)
    files = [*list_files(definitions, place), *list_further(definitions, place)]
    if dry_run:
        with ASIDE.status("Asking the publishers' servers") as status:
            answers = probe_files(files, into or paths.FILES, report=status.update)
            is_complete = print_answers(answers, len(files))
        raise typer.Exit(0 if is_complete else 1)
    with make_bars(ASIDE) as progress:
        folder = fetch_files(
            definitions, files, into=into, again=again, report=print_progress(progress)
        )
    SCREEN.print(f"{len(files)} files are in {folder}")
    ASIDE.print("Build from them with --from and the name of this folder.")
    for listed in find_absent_lists(definitions, folder, place):
        ASIDE.print(
            say(
                "This list has no fixed address and is missing: {title}. Download it from "
                "{page} and save it as {file}.",
                title=listed.title,
                page=listed.page,
                file=folder / listed.file.removesuffix(".gz"),
            )
        )


def _identify(place: str, definitions: Definitions) -> str:
    """Return the place of ``layers/places`` whose files a place is built from."""
    if not place or place in definitions.places:
        return place
    gazetteer = read_gazetteer()
    if gazetteer is None:
        # No names are here yet: one that is no slip in a known one may be any place's.
        return place if find_closest(place, definitions.places) else NATION
    return NATION if gazetteer.find(place).fault is None else place


def make_bars(console: Console) -> Progress:
    """Return bars whose title is shortened on a narrow terminal, so that the figures stay."""
    return Progress(
        TextColumn(
            "{task.description}",
            markup=False,
            table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
        ),
        BarColumn(bar_width=16, table_column=Column(no_wrap=True)),
        DownloadColumn(table_column=Column(no_wrap=True, min_width=14, justify="right")),
        TimeRemainingColumn(table_column=Column(no_wrap=True)),
        console=console,
        transient=True,
        expand=True,
    )


def print_progress(progress: Progress) -> Report:
    """Return a reporter that draws a bar per file on a terminal, and otherwise writes a line."""
    shown: dict[str, TaskID] = {}

    def report(step: str, done: int, total: int | None, /) -> None:
        if step not in shown:
            for task in shown.values():
                progress.remove_task(task)
            shown.clear()
            shown[step] = progress.add_task(step, total=total)
            if not progress.console.is_terminal:
                progress.console.print(step)
        progress.update(shown[step], completed=done, total=total)

    return report
