"""Run the command line or, as `cohesion-atlas` without arguments, the app."""

from __future__ import annotations

import sys

from atlas.cli import main

COMMAND = "cohesion-atlas"


def start() -> None:
    """Run the given command, or open the app where there is none."""
    if len(sys.argv) > 1:
        main(COMMAND)
        return
    # Imported late, so that a command does not wait for the server's libraries.
    from atlas.ui.inside.open_app import open_app  # noqa: PLC0415

    open_app()


if __name__ == "__main__":
    main("python -m atlas")
