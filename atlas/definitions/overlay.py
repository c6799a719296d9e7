"""Fields of an overlay: a list of points drawn over the map, and its measures."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from atlas.definitions.model import Colour, Definition, Part, Text, Translated, TranslatedIfAny
from atlas.definitions.source import OwnForm, RollUp, Source

Symbol = Literal["circle", "square", "triangle", "diamond", "cross", "star"]
Grid = Literal["EPSG:4326", "EPSG:27700"]


class Reading(Part):
    """How a list of points is read.

    A point is located by `x` and `y`, in the coordinate system `crs` (longitude and latitude, or
    easting and northing of the British National Grid), or by its `postcode`, looked up in the
    `postcode_files` that are present, in order, by the three `postcode_columns`: postcode,
    easting and northing. A file without a header line has ``header = false``, and its columns are
    numbered from "1". A column `area` with the code of the small area decides where a point is
    counted, wherever it is drawn. Only rows with one of the values in `keep` are points; rows
    with a value in a column of `empty` are not.
    """

    x: str = ""
    y: str = ""
    crs: Grid = "EPSG:4326"
    postcode: str = ""
    postcode_files: list[Text] = Field(default_factory=list)
    postcode_columns: list[Text] = Field(default_factory=list)
    area: str = ""
    name: Text
    kind: str = ""
    header: bool = True
    keep: dict[str, list[str]] = Field(default_factory=dict)
    empty: list[Text] = Field(default_factory=list)


class OwnListForm(OwnForm):
    """The publisher's own layout of a point list, where a build reads another.

    `columns` maps a column of the build's layout to the publisher's heading. `only` selects
    rows, by the publisher's headings. `values` maps the publisher's values to the build's, by
    column; several values in a cell are separated by ``|``.
    """

    reader: Literal["points"] = "points"
    area_column: str = ""
    only: dict[str, list[str]] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class PointMeasure(Part):
    """One figure per area derived from the points.

    `what` is ``inside``, the number of points in the area, or ``nearest``, the straight-line
    distance in metres from the population-weighted centroid to the nearest point. With `kinds`,
    only points of these kinds count.
    """

    what: Literal["inside", "nearest"]
    wording: Text
    kinds: list[Text] = Field(default_factory=list)


class Overlay(Source):
    """A list of points: a source whose rows are points, not areas.

    `file` is the publisher's file; `place_file` is its name in the folder of a place that has
    figures of its own. `measures` become variables that indicators can use. `dated` are the words
    for the list's date, here and in the indicators derived from it; they are replaced where a
    fetched list has another date. `day` is that date, set by a build and never by a file.
    """

    unit: str = "places"
    reader: Literal["points"] = "points"
    area_column: str = ""
    place_file: str = ""
    dated: TranslatedIfAny = ""
    day: str = ""
    plural: Translated
    symbol: Symbol
    colour: Colour
    points: Reading
    measures: dict[str, PointMeasure] = Field(default_factory=dict)
    columns: dict[str, Text] = Field(default_factory=dict)
    own_form: OwnListForm | None = None

    @model_validator(mode="before")
    @classmethod
    def _name_columns(cls, content: Any) -> Any:  # noqa: ANN401 - what a file holds, not yet checked
        """Add the measures as columns, like those of any other source."""
        measures = content.get("measures")
        if not isinstance(measures, dict) or not all(
            isinstance(measure, dict) for measure in measures.values()
        ):
            return content
        near = [name for name, measure in measures.items() if measure.get("what") == "nearest"]
        means: dict[str, RollUp] = dict.fromkeys(near, "mean")
        return {
            **content,
            "columns": {name: measure.get("wording", "") for name, measure in measures.items()},
            "units": dict.fromkeys(near, "metres"),
            "roll_ups": means,
        }


class OwnOverlay(Definition):
    """A council's own list, described beside the file in the user folder.

    Every key is optional; the defaults are guessed from the file.
    """

    title: str = ""
    plural: str = ""
    source: str = ""
    licence: str = ""
    describes: str = ""
    caution: str = ""
    symbol: Symbol | None = None
    colour: Colour | None = None
    points: Reading | None = None
