"""Fields of an overlay: a list of points to draw over the map, and what is worked out from it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from atlas.definitions.model import Colour, Definition, Part, Text
from atlas.definitions.source import OwnForm, RollUp, Source

Symbol = Literal["circle", "square", "triangle", "diamond", "cross", "star"]
Grid = Literal["EPSG:4326", "EPSG:27700"]


class Reading(Part):
    """How a list of points is read.

    A point lies where `x` and `y` say, in the coordinate system `crs` (longitude and latitude,
    or easting and northing of the British National Grid), or where its `postcode` does, looked
    up in those of the publisher's `postcode_files` that are there, the first of them first, by
    the three `postcode_columns`: postcode, easting and northing. A file without a header line has
    ``header = false``, and its columns are called by their numbers from "1". A column `area` with
    the code of the small area decides where a point is counted, wherever it is drawn. Only rows
    whose columns have one of the values in `keep` are points; rows with anything in a column of
    `empty` are not.
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
    """The form in which the publisher issues a list that a build reads in another.

    `columns` maps a column that a build reads to the publisher's heading. `only` says which rows
    are of the list, by the publisher's headings. `values` says what a build calls a value, by
    column; several values in one cell stand beside each other with a ``|``.
    """

    reader: Literal["points"] = "points"
    area_column: str = ""
    only: dict[str, list[str]] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class PointMeasure(Part):
    """One figure per area that is worked out from the points.

    `what` says which: how many lie ``inside`` the area, or how many metres it is in a straight
    line from the middle of where people live to the ``nearest``. With `kinds`, only points of
    these kinds are looked at.
    """

    what: Literal["inside", "nearest"]
    wording: Text
    kinds: list[Text] = Field(default_factory=list)


class Overlay(Source):
    """One list of points. It is a source whose rows are points and not areas.

    `file` is the publisher's file; `place_file` is its name in the folder of a place that has
    figures of its own. `measures` become variables that indicators can use. `dated` are the words
    that tell the day of the list, here and in the indicators that are made of it, where a list
    that is fetched is of another day: that day is told in their stead. `day` is that day; a build
    sets it, and no file does.
    """

    unit: str = "places"
    reader: Literal["points"] = "points"
    area_column: str = ""
    place_file: str = ""
    dated: str = ""
    day: str = ""
    plural: Text
    symbol: Symbol
    colour: Colour
    points: Reading
    measures: dict[str, PointMeasure] = Field(default_factory=dict)
    columns: dict[str, Text] = Field(default_factory=dict)
    own_form: OwnListForm | None = None

    @model_validator(mode="before")
    @classmethod
    def _name_columns(cls, content: Any) -> Any:  # noqa: ANN401 - what a file holds, not yet checked
        """Let the measures be columns, as those of any other source."""
        measures = content.get("measures")
        if not isinstance(measures, dict) or not all(
            isinstance(one, dict) for one in measures.values()
        ):
            return content
        near = [name for name, one in measures.items() if one.get("what") == "nearest"]
        means: dict[str, RollUp] = dict.fromkeys(near, "mean")
        return {
            **content,
            "columns": {name: one.get("wording", "") for name, one in measures.items()},
            "units": dict.fromkeys(near, "metres"),
            "roll_ups": means,
        }


class OwnOverlay(Definition):
    """A council's own list, described beside the file in the user folder.

    Every key may be left out: what is not said is guessed from the file.
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
