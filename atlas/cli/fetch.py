"""The command fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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

from atlas.cli.output import ASIDE, SCREEN
from atlas.opening.places import read_definitions
from atlas.places.published import find_absent_lists, list_files, list_further
from atlas.sources.fetch import Report, fetch_files
from atlas.text import say


def fetch(
    place: Annotated[
        str, typer.Argument(help="ID of a place in layers/places; without it, everything.")
    ] = "",
    into: Annotated[
        Path | None,
        typer.Option("--into", help="Folder for the files; otherwise this computer's own."),
    ] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Ask the publishers again for files that are already here."),
    ] = False,
) -> None:
    """Download the publishers' files that a build reads; needs a network."""
    definitions = read_definitions()
    files = [*list_files(definitions, place), *list_further(definitions, place)]
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
