"""Turn commands into library calls and results into lines of text."""

from __future__ import annotations

import typer

from atlas.cli.actions import actions
from atlas.cli.build import build
from atlas.cli.check import check
from atlas.cli.deck import deck
from atlas.cli.encoding import write_plainly
from atlas.cli.export import draw, export
from atlas.cli.fetch import fetch
from atlas.cli.listing import list_what
from atlas.cli.output import ASIDE
from atlas.cli.sheet import paragraph, sheet
from atlas.cli.show import show
from atlas.cli.twins import twins
from atlas.cli.types import types
from atlas.errors import AtlasError
from atlas.plan.cli import plan

app = typer.Typer(
    help="The cohesion atlas on the command line. Without a command, cohesion-atlas opens the app.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (fetch, build, check, show, types, actions, export, sheet, paragraph, deck, twins):
    app.command()(command)
app.command("map")(draw)
app.command("list")(list_what)
app.add_typer(plan, name="plan")


def main(name: str) -> None:
    """Run a command; a failure is reported in plain words, with exit status 1.

    Parameters
    ----------
    name
        The program's name in its help.
    """
    write_plainly()
    try:
        app(prog_name=name)
    except AtlasError as error:
        ASIDE.print(str(error))
        raise SystemExit(1) from None
