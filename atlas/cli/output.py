"""Where output goes, and the options that commands share."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rich.console import Console
from rich.status import Status

from atlas.errors import AtlasError, Fault, find_closest

SCREEN = Console(soft_wrap=True, highlight=False, emoji=False, markup=False)
# Progress and faults go here, so that programs can read the results.
ASIDE = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False, markup=False)


def working(step: str) -> Status:
    """Show on a terminal that work is in progress, for the length of the block."""
    return ASIDE.status(step)


def print_json(content: Any, *, indent: int | None = 1) -> None:  # noqa: ANN401 - anything JSON can hold
    """Write a result as JSON in any encoding of the output; without an indent, on one line."""
    plain = "utf" not in SCREEN.encoding.casefold()
    SCREEN.print(json.dumps(content, indent=indent, ensure_ascii=plain))


def number(value: float) -> float | None:
    """Return a number for JSON: a gap is null."""
    return None if np.isnan(value) else round(float(value), 6)


def check_choice(where: str, found: str, choices: list[str]) -> None:
    """Refuse a word that is not one of the choices, with the closest."""
    if found not in choices:
        what, expected = f'There is no "{found}".', f"one of {', '.join(choices)}"
        closest = find_closest(found, choices)
        raise AtlasError([Fault(where, what, expected, "Choose one of these.", closest)])
