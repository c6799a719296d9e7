"""An open pack, with its tables by area, variable and level."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
from pyarrow import ArrowInvalid, parquet

from atlas.definitions.roles import read_roles
from atlas.errors import Fault, PackError
from atlas.pack.manifest import read_manifest
from atlas.pack.schema import OPTIONAL, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

# The table with the coded figures of a level.
CODED = "coded_{}"
Level = Literal["area", "neighbourhood", "ward"]
LEVELS: tuple[Level, ...] = ("area", "neighbourhood", "ward")


class Store:
    """One open pack. Tables are read on first use and never changed.

    Parameters
    ----------
    folder
        The pack.
    manifest
        Its manifest, already checked.
    """

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder = folder
        self.manifest = manifest

    def _read(self, name: str) -> pd.DataFrame:
        file = self.folder / self.manifest["tables"][name]["file"]
        remedy = f"Build it again: python -m atlas build {self.folder.name}"
        try:
            table: pd.DataFrame = parquet.read_table(file, partitioning=None).to_pandas()
        except (OSError, ArrowInvalid) as error:
            # The table was readable when the pack was opened.
            what = f"The table can no longer be read: {error}."
            raise PackError([Fault(str(file), what, remedy=remedy)]) from error
        missing = [column for column in (TABLES | OPTIONAL)[name].columns if column not in table]
        if missing:
            what = f"The table lacks the columns {', '.join(missing)}."
            raise PackError([Fault(str(file), what, remedy=remedy)])
        return table

    def _read_optional(self, name: str) -> pd.DataFrame | None:
        return self._read(name) if name in self.manifest["tables"] else None

    def _read_outlines(self, name: str) -> gpd.GeoDataFrame | None:
        # Few commands need shapes, and loading GeoPandas takes half a second.
        import geopandas as gpd  # noqa: PLC0415 - see above

        table = self._read_optional(name)
        if table is None:
            return None
        shapes = gpd.GeoSeries.from_wkb(table["geometry"], crs="EPSG:4326")
        return gpd.GeoDataFrame({"area": table["area"]}, geometry=shapes).set_index("area")

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas, indexed by area in order of code."""
        return self._read("areas").set_index("area")

    @property
    def level(self) -> str:
        """The kind of area: a small area, a neighbourhood (MSOA) or an authority."""
        return str(self.manifest.get("level", "area"))

    @property
    def within(self) -> pd.Series:
        """Code of each area's MSOA; its own code where it is an MSOA or larger."""
        if self.level == "area":
            return self.areas["neighbourhood_code"]
        return self.areas.index.to_series()

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Published figures, one column per variable, indexed by area."""
        return self._read("figures").set_index("area")

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Figures of the comparators, one column per variable, indexed by comparator."""
        return self._read("totals").set_index("comparator")

    @cached_property
    def moments(self) -> pd.DataFrame:
        """Mean and standard deviation, indexed by reference and indicator."""
        return self._read("moments").set_index(["reference", "indicator"])

    @cached_property
    def _knots(self) -> dict[tuple[str, str], pd.DataFrame]:
        return _group(self._read("percentiles"), ["reference", "indicator"])

    def find_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return an indicator's percentile curve in a reference; None where there is none.

        The default `reference` is that of the place's positions.
        """
        return self._knots.get((reference or self.reference, indicator))

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Codes of each area's neighbours."""
        pairs = self._read("neighbours").groupby("area")["touches"]
        return {str(area): tuple(touching) for area, touching in pairs}

    @cached_property
    def labels(self) -> pd.DataFrame:
        """Labels of the map."""
        return self._read("labels")

    @cached_property
    def outlines(self) -> gpd.GeoDataFrame:
        """Outlines in WGS 84, indexed by area in order of code."""
        return self._read_outlines("outlines")

    @cached_property
    def finer_outlines(self) -> gpd.GeoDataFrame | None:
        """More detailed outlines, for the areas that have them; None for none."""
        return self._read_outlines("finer_outlines")

    @cached_property
    def _sureness(self) -> dict[tuple[str, str], pd.DataFrame]:
        table = self._read_optional("sureness")
        return {} if table is None else _group(table.set_index("area"), ["typology", "basis"])

    def find_sureness(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return the robustness of types, if the build tested it on exactly this basis.

        Returns
        -------
        pandas.DataFrame or None
            Columns `sureness` and `repeats`, indexed by area.
        """
        return self._sureness.get((typology, basis))

    def find_type_shares(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return the residents of larger areas by the type of their small areas.

        Returns
        -------
        pandas.DataFrame or None
            Columns `area`, `type` and `residents`; None where the build has none, or for types
            with another definition.
        """
        table = self._read_optional("type_shares")
        found = {} if table is None else _group(table, ["typology", "basis"])
        return found.get((typology, basis))

    @cached_property
    def centres(self) -> pd.DataFrame | None:
        """Easting and northing of the centres, indexed by authority.

        None for older packs without them.
        """
        table = self._read_optional("centres")
        return None if table is None else table.set_index("authority")

    @cached_property
    def middles(self) -> pd.DataFrame | None:
        """Easting and northing of where the residents of larger areas live, indexed by area.

        None for small areas, which have it among their figures, and for older packs.
        """
        table = self._read_optional("middles")
        return None if table is None else table.set_index("area")

    def find_coded(self, level: str) -> pd.DataFrame:
        """Return the coded figures of likeness of a level's areas, indexed by area.

        Empty where the pack has none.
        """
        table = self._read_optional(CODED.format(level))
        return pd.DataFrame() if table is None else table.set_index("area")

    def find_coded_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return an indicator's percentile curve among neighbourhoods; None where there is none."""
        return self._coded_knots.get((reference or self.reference, indicator))

    @cached_property
    def _coded_knots(self) -> dict[tuple[str, str], pd.DataFrame]:
        table = self._read_optional("coded_percentiles")
        return {} if table is None else _group(table, ["reference", "indicator"])

    @property
    def held(self) -> pd.Index:
        """The areas whose figures are here: all of them."""
        return self.areas.index

    @property
    def surroundings(self) -> Store | None:
        """The larger store that this is part of; None for a whole pack."""
        return None

    @cached_property
    def points(self) -> pd.DataFrame:
        """Points of the overlays within the place, one row each; may be empty."""
        table = self._read_optional("points")
        return pd.DataFrame(columns=list(OPTIONAL["points"].columns)) if table is None else table

    @cached_property
    def former_areas(self) -> pd.DataFrame | None:
        """Changes of the small areas since 2011: columns before, after and change.

        None for older packs without it. A part of a pack has the look-up of the whole.
        """
        return self._read_optional("former_areas")

    @cached_property
    def place(self) -> str:
        """Identity of the place."""
        return str(self.manifest["place"])

    @property
    def reference(self) -> str:
        """Identity of the whole that positions refer to, such as England."""
        return str(self.manifest.get("reference") or read_roles().whole)

    @property
    def residents(self) -> str:
        """The variable that counts residents."""
        return str(self.manifest.get("residents_variable", "ts001_total"))

    @property
    def metres(self) -> str:
        """The projection in which distances are measured and maps drawn."""
        return str(self.manifest.get("metres", "EPSG:27700"))


def _group(table: pd.DataFrame, by: list[str]) -> dict[tuple[str, str], pd.DataFrame]:
    """Return the rows of a table by two of its columns, without these."""
    return {
        (str(first), str(second)): rows.drop(columns=by)
        for (first, second), rows in table.groupby(by)
    }


def open_store(folder: Path) -> Store:
    """Open a pack after checking that it is complete.

    Raises
    ------
    PackError
        If it is missing, damaged, incomplete, or of another version.
    """
    return Store(folder, read_manifest(folder))


class TableStore(Store):
    """A store of tables in memory, for builds before the pack is written.

    Parameters
    ----------
    tables
        The tables of a pack, as `write_pack` takes them.
    manifest
        Content of the pack's manifest, without its tables.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], manifest: Mapping[str, Any]) -> None:
        super().__init__(Path(), {**manifest, "tables": dict.fromkeys(tables)})
        self._tables = tables

    def _read(self, name: str) -> pd.DataFrame:
        return self._tables[name]
