"""Write docs/examples_of_actions.md: what is suggested for named areas, before and after.

``python docs/examples.py`` opens each place of docs/examples.toml from the national packs on this
machine. What was suggested before the rule of 2026 was written down once.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.opening.places import open_part

if TYPE_CHECKING:
    from atlas.actions.match import Suggestion
    from atlas.facade import Atlas

DOCS = Path(__file__).resolve().parent
SHOWN = 5
INTRO = """# What is suggested for named areas

Written by `python docs/examples.py`. The 36 areas are those of the review of November 2026: of
each place the most deprived, the median, the one with most without English and the least deprived.
*Before* is what the atlas suggested then. Numbers in brackets are people or homes. Below them stand
twenty areas of places that the review does not name, and what a whole place is offered."""


def tell(atlas: Atlas, one: Suggestion) -> str:
    """Return a suggestion by its name, with of how many people or homes it is true."""
    name = atlas.definitions.actions[one.action].name
    return name if one.people is None else f"{name} ({one.people:,})"


def describe(atlas: Atlas, code: str) -> str:
    """Return the heading of an area: its place, its names and its tenth of deprivation."""
    row = atlas.store.areas.loc[code]
    decile = atlas.measures.values("dep_imd_decile")[code]
    tenth = "" if decile != decile else f", IMD tenth {decile:.0f}"  # noqa: PLR0124 - a gap
    return f"### {row['name']}, {row['neighbourhood']} ({code}{tenth})"


def write_area(atlas: Atlas, told: dict[str, Any]) -> str:
    """Return one area: what was suggested before and is now, and what came nearest."""
    code = told["code"]
    found = [one for one in atlas.suggest([code]) if one.kind == "area"]
    lines = [describe(atlas, code), ""]
    if "before" in told:
        fault = f" **Absurd: {told['fault']}.**" if "fault" in told else ""
        lines.append(
            f"- Before ({told['count']}): {'; '.join(told['before']) or 'nothing'}.{fault}"
        )
    now = "; ".join(tell(atlas, one) for one in found[:SHOWN]) or "nothing of its own"
    lines.append(f"- Now ({len(found)}): {now}.")
    few = [one for one in atlas.not_suggested([code]) if one.why == "few" and one.kind == "area"]
    if few:
        kept = "; ".join(
            f"{atlas.definitions.actions[one.action].name} ({one.people} of {one.floor})"
            for one in few[:SHOWN]
        )
        lines.append(f"- Too few for: {kept}.")
    return "\n".join(lines)


def write_place(atlas: Atlas) -> str:
    """Return what the whole of a place is offered first."""
    offered = [one for one in atlas.suggest([]) if one.kind == "place"]
    return f"For {atlas.name} as a whole: {'; '.join(tell(atlas, one) for one in offered[:SHOWN])}."


def main() -> None:
    """Write the page."""
    told = tomllib.loads((DOCS / "examples.toml").read_text(encoding="utf-8"))
    atlases: dict[str, Atlas] = {}
    blocks = [INTRO]
    for heading, key in (("The areas of the review", "areas"), ("Twenty more areas", "own")):
        blocks.append(f"## {heading}")
        for one in told[key]:
            place = one["authority"]
            is_new = place not in atlases
            atlas = atlases.setdefault(place, open_part(place))
            if is_new:
                blocks.append(write_place(atlas))
            blocks.append(write_area(atlas, one))
    (DOCS / "examples_of_actions.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
