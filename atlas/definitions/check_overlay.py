"""Check an overlay: its coordinates, and its symbol's contrast on every palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.definitions.defined import Defined
    from atlas.definitions.overlay import Overlay, Reading

# WCAG 2.2, success criterion 1.4.11, for graphics needed to understand the content.
LEAST_CONTRAST = 3.0
CASING = "#FFFFFF"


def contrast(colour: str, background: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it.

    Examples
    --------
    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    darker, lighter = sorted((_luminance(colour), _luminance(background)))
    return round((lighter + 0.05) / (darker + 0.05), 4)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2.2 defines it."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def check_overlay(overlay: Overlay, definitions: Defined) -> Iterator[Fault]:
    """Yield the faults of an overlay that its model does not catch."""
    where = f"layers/overlays/{overlay.id}.toml"
    yield from check_reading(overlay.points, where)
    yield from check_colour(overlay.colour, where, definitions)
    for name, measure in overlay.measures.items():
        if measure.kinds and not overlay.points.kind:
            what = "No column gives the kind of each point."
            remedy = "Name it as points.kind, or remove the kinds."
            yield Fault(f"{where}, measures.{name}.kinds", what, remedy=remedy)
    for other in definitions.overlays.values():
        if other.id < overlay.id and other.symbol == overlay.symbol:
            what = (
                f"{other.id} is drawn as a {overlay.symbol} too, so that only colour would tell "
                "them apart."
            )
            yield Fault(f"{where}, symbol", what, remedy="Choose another symbol.")


def check_reading(reading: Reading, where: str) -> Iterator[Fault]:
    """Yield a fault where the location of points cannot be read from what is named."""
    if faults := list(check_location(reading, where)):
        yield from faults
    elif reading.postcode and (not reading.postcode_files or len(reading.postcode_columns) != 3):
        yield Fault(
            f"{where}, points.postcode",
            "The files for looking up the postcodes are not named.",
            expected="postcode_files, and postcode_columns with postcode, easting, northing",
            remedy="Add them.",
        )


def check_location(reading: Reading, where: str) -> Iterator[Fault]:
    """Yield a fault where the location of points is missing or given twice."""
    if bool(reading.x) != bool(reading.y) or bool(reading.x) == bool(reading.postcode):
        yield Fault(
            f"{where}, points",
            "The location of the points is missing, or is given twice.",
            expected="either x and y, or postcode",
            remedy="Name the columns of one of the two.",
        )


def check_colour(colour: str, where: str, definitions: Defined) -> Iterator[Fault]:
    """Yield a fault where a symbol with a white edge lacks contrast on some map colour.

    On every colour of every palette, the symbol or its edge must stand out, and the two must
    stand out from each other.
    """
    expected, remedy = f"a contrast of {LEAST_CONTRAST:g} or more", "Choose a darker colour."
    if contrast(colour, CASING) < LEAST_CONTRAST:
        what = f"{colour} does not stand out from its white edge."
        yield Fault(f"{where}, colour", what, expected=expected, remedy=remedy)
    expected += ", with it or its edge"
    for palette in definitions.palettes.values():
        for shade in palette.colours:
            if max(contrast(colour, shade), contrast(CASING, shade)) < LEAST_CONTRAST:
                what = f"{colour} does not stand out on {shade} of the palette {palette.id}."
                yield Fault(f"{where}, colour", what, expected=expected, remedy=remedy)
                break
