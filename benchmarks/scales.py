"""From one town to the whole country: places, budgets, and how often each is measured."""

from __future__ import annotations

from dataclasses import dataclass, field

KENT = "~".join(f"E070001{number:02}" for number in range(5, 17))


@dataclass(frozen=True)
class Scale:
    """One size of map.

    Parameters
    ----------
    name, place
        What it is called here, and its code.
    areas
        How many areas it has.
    peer_changes
        How often a peer's layer is changed: fewer where each takes seconds.
    at_most, at_least
        Bounds from the project's decisions, by the name of the figure.
    """

    name: str
    place: str
    areas: int
    peer_changes: int
    at_most: dict[str, float] = field(default_factory=dict)
    at_least: dict[str, float] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The address of our page, below the server's."""
        return "" if self.place == "luton" else f"?place={self.place}&level=area"


SCALES = {
    "luton": Scale(
        "Luton",
        "luton",
        125,
        20,
        {
            "change_milliseconds": 150,
            "wire_bytes": 4_000,
            "server_milliseconds": 15,
            "first_paint_ratio": 1.8,
            "layout_shift": 0.1,
            "open_seconds": 0.3,
            "build_seconds": 5,
            "export_seconds": 1,
        },
        {"faster_than_pydeck": 1.8},
    ),
    "kent": Scale("Kent", KENT, 938, 8),
    "london": Scale(
        "Greater London",
        "E12000007",
        4_994,
        5,
        {"change_milliseconds": 400},
        {"faster_than_pydeck": 6},
    ),
    "nation": Scale(
        "England and Wales",
        "england-wales",
        35_672,
        2,
        {
            "change_milliseconds": 700,
            "wire_bytes": 60_000,
            "server_milliseconds": 60,
            "open_seconds": 2,
            "twins_seconds": 0.3,
            "search_milliseconds": 50,
            "build_seconds": 120,
            "build_megabytes": 4_096,
        },
        {"faster_than_rapidfuzz": 5},
    ),
}
