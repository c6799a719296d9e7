"""Start the command line, or, as `cohesion-atlas` with nothing after it, the app."""

from __future__ import annotations

import sys

from atlas.cli import main

COMMAND = "cohesion-atlas"


def start() -> None:
    """Open the app where no command is given, else run the command."""
    if len(sys.argv) > 1:
        main(COMMAND)
        return
    # Whoever asks for one figure does not wait for the server's libraries.
    from atlas.ui.inside.open_app import open_app  # noqa: PLC0415

    open_app()


if __name__ == "__main__":
    main("python -m atlas")
