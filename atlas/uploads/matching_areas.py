"""The areas that rows of an upload are matched to: codes of every kind, today's and former."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from atlas.tables.coordinates import DEGREES, NATIONAL_GRID
from atlas.tables.find_positions import Whereabouts, widen
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.definitions.country import Geography
    from atlas.facade import Atlas
    from atlas.store import Store

Kind = Literal["area", "neighbourhood", "ward", "authority"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NOUNS = {
    "area": (to_say("small area (LSOA)"), to_say("small areas (LSOA)")),
    "neighbourhood": (to_say("neighbourhood (MSOA)"), to_say("neighbourhoods (MSOA)")),
    "ward": (to_say("ward"), to_say("wards")),
    "authority": (to_say("authority"), to_say("authorities")),
}
# ONS codes: the entity, then six digits.
PATTERNS = {
    "area": r"^[EW]01\d{6}$",
    "neighbourhood": r"^[EW]02\d{6}$",
    "ward": r"^[EW]05\d{6}$",
    "authority": r"^(?:E0[6-9]|W06)\d{6}$",
}
DIGITS = re.compile(r"^\^\\d\{(\d+)\}\$$")


@dataclass(frozen=True)
class Base:
    """Published counts of the place that can be the base of a visitor's own counts.

    Parameters
    ----------
    id, name
        Its id, and its name with the date.
    variables
        The variables to sum.
    """

    id: str
    name: str
    variables: tuple[str, ...]


@dataclass(frozen=True)
class MatchingAreas:
    """The small areas of a place, with the larger ones they lie in.

    Parameters
    ----------
    store
        The place's store of small areas.
    name
        The place's name.
    geography
        The geography of its areas; None for places of England and Wales.
    bases
        Bases for counts, besides the columns of the file.
    editions
        Codes of authorities at other times: see `list_editions` of the definitions.
    """

    store: Store
    name: str
    geography: Geography | None = None
    bases: tuple[Base, ...] = ()
    editions: Sequence[Mapping[str, frozenset[str]]] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of areas that the place has."""
        if self.store.level == "authority":
            return ("authority",)
        if self.geography is None:
            return KINDS
        return ("area", "ward")

    def nouns(self, kind: str) -> tuple[str, str]:
        """Return the singular and plural noun for areas of a kind."""
        if self.geography is None:
            one, many = NOUNS[kind]
            return say(one), say(many)
        words = self.geography.words
        return words.area if kind == "area" else words.ward

    def pattern(self, kind: str) -> str:
        """Return the regular expression for codes of a kind."""
        if self.geography is None:
            return PATTERNS[kind]
        if kind == "area":
            return self.geography.code_pattern
        codes = "|".join(re.escape(one.code) for one in self.geography.larger)
        return f"^(?:{codes})$"

    def complete(self, codes: pd.Series, kind: str) -> pd.Series:
        """Return codes with the leading zero that a spreadsheet has removed."""
        found = DIGITS.match(self.pattern(kind))
        if kind == "ward" and self.geography is not None:
            width = max(len(one.code) for one in self.geography.larger)
        elif found:
            width = int(found[1])
        else:
            return codes
        short = codes.str.fullmatch(r"\d+") & (codes.str.len() == width - 1)
        return codes.where(~short, "0" + codes)

    @property
    def systems(self) -> dict[str, str]:
        """Coordinate systems that coordinates may be in, by kind of key."""
        grid = NATIONAL_GRID if self.geography is None else self.geography.metres
        return {"grid": grid, "degrees": DEGREES}

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Where coordinates may lie: in England and Wales, or elsewhere near the place."""
        west, south, east, north = map(float, self.store.outlines.total_bounds)
        place = west, south, east, north
        country = None if self.geography is None else widen(place)
        return Whereabouts(self.systems["grid"], place, country)

    def column(self, kind: str) -> pd.Series:
        """Return the code of the area of a kind that each small area lies in."""
        areas = self.store.areas
        if kind == "area":
            return pd.Series(areas.index, index=areas.index, name="area")
        column: pd.Series = areas[f"{kind}_code"]
        return column

    def codes(self, kind: str) -> pd.Index:
        """Return the codes of all areas of a kind, in order."""
        codes = np.unique(self.column(kind).to_numpy(str))
        index: pd.Index = pd.Index(codes, name=kind, dtype=object)
        return index

    def sum_base(self, base: Base, kind: str) -> pd.Series:
        """Return a base for every area of a kind, summed from the small areas."""
        counts = self.store.figures[list(base.variables)].sum(axis=1, skipna=False)
        grouped = counts.groupby(self.column(kind).reindex(counts.index).to_numpy())
        whole: pd.Series = grouped.sum().where(grouped.count().eq(grouped.size()))
        return whole.reindex(self.codes(kind))

    @cached_property
    def former(self) -> pd.DataFrame | None:
        """The look-up from small areas of 2011 to today's; None where there is none.

        An area of 2011 that lies only partly in the place is listed with all its parts.
        """
        return self.former_of("area")

    def former_of(self, kind: str) -> pd.DataFrame | None:
        """Return the look-up from former areas of a kind to today's; None where there is none."""
        table = self.store.former_areas
        if self.geography is not None:
            return None
        if kind == "authority":
            # The publisher's code history goes before what small areas suggest.
            table = pd.concat([self._recoded, *([] if table is None else [table])])
            own = table["before"].isin(self._recoded["before"]).to_numpy()
            table = table[~own | (np.arange(len(table)) < len(self._recoded))]
        if table is None:
            return None
        table = table[table["before"].str.match(PATTERNS[kind])]
        if table.empty:
            return None
        here = table.loc[table["after"].isin(self.codes(kind)), "before"]
        return table[table["before"].isin(here)]

    @cached_property
    def _recoded(self) -> pd.DataFrame:
        """Every code of another time with the authority that it belongs to today."""
        changes = {
            (before, after): "U" if len(codes) == 1 else "M"
            for edition in reversed(self.editions)
            for after, codes in edition.items()
            for before in codes
            if before != after
        }
        rows = [(before, after, change) for (before, after), change in changes.items()]
        return pd.DataFrame(rows, columns=["before", "after", "change"])

    def count_parts(self, after: str, codes: set[str]) -> int | None:
        """Return how many codes of one time cover an authority, given some; None if unknown."""
        sizes = (
            len(edition[after])
            for edition in self.editions
            if after in edition and codes <= edition[after]
        )
        return next(sizes, None)


def list_bases(geography: Geography, store: Store) -> tuple[Base, ...]:
    """Return the bases that a place has figures for, its residents first."""
    residents = say("Residents, {year}", year=geography.residents_year)
    found = [Base("residents", residents, (store.residents,))]
    found += [Base(word, one.name, tuple(one.variables)) for word, one in geography.bases.items()]
    return tuple(one for one in found if set(one.variables) <= set(store.figures))


def find_ground(atlas: Atlas, small: Store) -> MatchingAreas:
    """Return the areas for matching the layers of a place, whatever level it is open at."""
    geography = atlas.geography
    drawn = geography if geography.outlines is not None else None
    bases = list_bases(geography, small)
    return MatchingAreas(small, atlas.name, drawn, bases, atlas.definitions.code_editions)
