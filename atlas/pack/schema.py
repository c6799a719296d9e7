"""The schema of a pack: every table's rows, columns and key."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1
FORMAT = "cohesion-atlas-pack"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a pack.

    Parameters
    ----------
    row
        What one row is, in words.
    columns
        Required columns, in order; a table of figures has one more per variable.
    key
        Columns whose values together are unique.
    """

    row: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


TABLES = {
    "areas": Table(
        "one small area",
        (
            "area",
            "name",
            "neighbourhood_code",
            "neighbourhood",
            "ward_code",
            "ward",
            "authority_code",
            "authority",
            "rural_urban",
            "change",
        ),
        ("area",),
    ),
    "figures": Table("one small area; a column per variable", ("area",), ("area",)),
    "totals": Table(
        "one comparator, such as England; a column per variable", ("comparator",), ("comparator",)
    ),
    "percentiles": Table(
        "one knot of an indicator's percentile curve in a reference",
        ("reference", "indicator", "value", "percentile"),
        ("reference", "indicator", "value"),
    ),
    "moments": Table(
        "one indicator in a reference",
        ("reference", "indicator", "areas", "mean", "sd"),
        ("reference", "indicator"),
    ),
    "outlines": Table("one small area's outline, WGS 84, as WKB", ("area", "geometry"), ("area",)),
    "neighbours": Table("two small areas that touch", ("area", "touches"), ("area", "touches")),
    "labels": Table(
        "one name to write on the map",
        ("kind", "code", "name", "longitude", "latitude", "areas"),
        ("kind", "code"),
    ),
}
# Tables that a pack may lack.
OPTIONAL = {
    "former_areas": Table(
        "one area of an earlier year and one of today that it became: U unchanged but for its "
        "code, S split, M merged, X in another way; small areas of 2011, and larger ones where "
        "a look-up tells",
        ("before", "after", "change"),
        ("before", "after"),
    ),
    "sureness": Table(
        "how sure one small area's type is, worked out by the build where that takes long",
        ("typology", "basis", "area", "sureness", "repeats"),
        ("typology", "area"),
    ),
    "type_shares": Table(
        "residents of one larger area who live in small areas of one type",
        ("typology", "basis", "area", "type", "residents"),
        ("typology", "area", "type"),
    ),
    "finer_outlines": Table(
        "one small area's outline as another publisher draws it more finely, by which points are "
        "laid on areas",
        ("area", "geometry"),
        ("area",),
    ),
    "centres": Table(
        "the centre of one authority, in metres of the projection of the figures; given by a "
        "definition, or found where most people live",
        ("authority", "easting", "northing", "given"),
        ("authority",),
    ),
    "middles": Table(
        "where the residents of one larger area live on average: the mean of the centres of its "
        "small areas by residents, in metres of the projection of the figures",
        ("area", "centroid_easting", "centroid_northing"),
        ("area",),
    ),
    "coded_area": Table(
        "one small area of the country whose figures of likeness are coded: a column for each, in "
        "254 steps from one limit of standard deviations to the other, 255 for a gap; its centre "
        "is in hundreds of metres",
        (
            "area",
            "name",
            "neighbourhood_code",
            "neighbourhood",
            "authority_code",
            "easting",
            "northing",
        ),
        ("area",),
    ),
    "coded_neighbourhood": Table(
        "the same of one neighbourhood (MSOA)",
        ("area", "name", "neighbourhood", "authority_code", "easting", "northing"),
        ("area",),
    ),
    "coded_percentiles": Table(
        "one knot of the percentile curve of an indicator of signals among neighbourhoods (MSOAs)",
        ("reference", "indicator", "value", "percentile"),
        ("reference", "indicator", "value"),
    ),
    "points": Table(
        "one point of an overlay, with the small area it lies in",
        ("overlay", "point", "name", "kind", "longitude", "latitude", "area"),
        ("overlay", "point"),
    ),
}
