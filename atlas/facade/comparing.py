"""The comparators of a place: which there are, what they are called, and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, assert_never

import numpy as np
import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.errors import Fault
from atlas.facade.comparators import (
    Comparator,
    Elsewhere,
    Inside,
    Nowhere,
    Published,
    Together,
)
from atlas.facade.narrowing import Narrowing
from atlas.indicators.compute import find_methods
from atlas.indicators.joint import describe_joint_gap
from atlas.indicators.measures import MOST
from atlas.indicators.roll_up import roll_up_figures
from atlas.permission import is_read_only
from atlas.places.gazetteer import CODE, JOIN, NATION
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Identities in an address; any other is a code, or codes of areas joined by a tilde.
REGION: Final = "region"
COUNTY: Final = "county"
TWINS: Final = "twins"
SIMILAR: Final = "similar"
# Of one of many authorities: "twins:E07000033".
OF: Final = ":"
# More wards than anybody chooses from; those of an address are found all the same.
MOST_WARDS = 1100


class Comparators(Mapping[str, Comparator]):
    """The comparators of an atlas by their identity in an address.

    Iterating lists those to choose from; any areas of the place, joined by a tilde, are found too.
    """

    def __init__(self, atlas: Comparing) -> None:
        self._atlas = atlas
        # Read once: it looks at the files.
        self._stamp = atlas.elsewhere.stamp

    def __getitem__(self, one: str) -> Comparator:
        """Return a comparator by its identity."""
        found = _find(self._atlas, one, self._stamp)
        if found is None:
            raise KeyError(one)
        return found

    def __iter__(self) -> Iterator[str]:
        """List the identities to choose from: larger areas first, then others by name."""
        atlas = self._atlas
        wards = list(atlas.wards.index) if atlas.level == "area" else []
        listed = (
            *(whole.id for whole in atlas.country.wholes),
            *FINDERS,
            *atlas.elsewhere.names,
            *(wards if 1 < len(wards) <= MOST_WARDS else ()),
        )
        return (one for one in listed if one in self)

    def __len__(self) -> int:
        """Count the comparators to choose from."""
        return sum(1 for _ in self)

    @property
    def usual(self) -> tuple[str, ...]:
        """What the place is compared with unless somebody chooses: its country or region."""
        larger = (*(whole.id for whole in self._atlas.country.wholes), REGION)
        return next(((one,) for one in larger if one in self), ())

    def find_lack(self, one: str) -> Fault | None:
        """Return why a comparator is not known here and what to do, where that can be said."""
        known = (COUNTY, TWINS, SIMILAR)
        one, _, code = one.partition(OF)
        if one not in known and not CODE.match(one.casefold()):
            return None
        atlas = self._atlas
        if not atlas.elsewhere.names:
            what = say("The figures of other authorities are not on this machine.")
            command = f"python -m atlas build {NATION}"
            remedy = (
                say("Ask whoever runs this atlas to build it.")
                if is_read_only()
                else say("Build it on the page Places, or with: {command}", command=command)
            )
        elif one in known and not (code or atlas.own_authority):
            what = say("{place} is not one authority.", place=atlas.name)
            remedy = say("Open one authority to compare it with others like it.")
        elif one == COUNTY:
            what = say("{place} is in no county of several districts.", place=atlas.name)
            remedy = say("Choose its region or other authorities instead.")
        elif one == SIMILAR:
            what = say("The list of statistical neighbours is not on this machine.")
            remedy = say("Download it with: {command}", command="python -m atlas fetch")
        else:
            return None
        return Fault("address, compare", what, remedy=remedy)


class Comparing(Narrowing):
    """The part of an atlas that compares its place with others, and with parts of itself."""

    # Set by whoever opens a place in a country whose authorities are known.
    elsewhere: Elsewhere = Nowhere()

    @property
    def comparators(self) -> Comparators:
        """What the place can be compared with, by identity in an address."""
        return Comparators(self)

    @property
    def own_authority(self) -> str:
        """The code of the authority that the place is; empty where it is several."""
        return "" if self.is_wide else str(self.store.areas["authority_code"].iloc[0])

    def find_comparators(self, compare: Sequence[str]) -> list[Comparator]:
        """Return the comparators that a selection names and the place has."""
        known = self.comparators
        return [known[one] for one in compare if one in known]

    def compare(self, comparators: Sequence[Comparator], indicator: str) -> list[float]:
        """Return the comparators' values of an indicator, in their order; NaN for a gap.

        Examples
        --------
        >>> from atlas.facade import open_atlas
        >>> atlas = open_atlas("luton")
        >>> wards = atlas.find_comparators(["E05014740", "E05014741"])
        >>> [one.name for one in wards], [round(one) for one in atlas.compare(wards, "dem_pop")]
        (['Challney ward', 'Dallow ward'], [17082, 9148])
        """
        return list(_compute(self, tuple(comparators), indicator))

    def find_gap(self, comparator: Comparator, indicator: str) -> str:
        """Return why a comparator lacks a figure, as a clause."""
        if isinstance(comparator, Inside):
            return describe_joint_gap(self.measures, indicator, comparator.areas)
        defined = self.measures.indicator(indicator)
        if find_methods()[defined.method].relative:
            return say("it says how areas differ from the place that they are in")
        if defined.unit in ("decile", "rank", "tenths"):
            return say("ranks and deciles cannot be combined for several areas")
        if self.definitions.published_for(defined) == "neighbourhood":
            return say(
                "moves between the neighbourhoods of other places are known only where the "
                "whole country has been built, with: {command}",
                command=f"python -m atlas build {NATION}",
            )
        return say("not published there")

    def name_members(self, comparator: Comparator) -> list[str]:
        """Return the names of the authorities or areas that are taken together; none for one."""
        match comparator:
            case Together(codes=codes):
                return [self.elsewhere.names[code] for code in codes]
            case Inside(group="selection", areas=areas) if len(areas) > 1:
                return [self.name_of(area) for area in areas]
            case _:
                return []


def _find_region(atlas: Comparing, one: str, code: str, _: float) -> Comparator | None:
    if code == atlas.own_authority:
        row, name = (str(atlas.store.manifest[key]) for key in ("region", "region_name"))
    else:
        row, name = (str(atlas.store.areas.loc[code, key]) for key in ("region_code", "region"))
    is_known = row not in ("", *atlas.country.prefixes) and row in atlas.store.totals.index
    return Published(one, REGION, name, row) if is_known else None


def _find_county(atlas: Comparing, one: str, code: str, stamp: float) -> Comparator | None:
    known = atlas.elsewhere.names
    if not known:
        return None
    for name, codes in atlas.definitions.home_geography.together.items():
        if code in codes and all(other in known for other in codes):
            return Together(one, COUNTY, name, name, tuple(codes), stamp)
    return None


def _find_twins(atlas: Comparing, one: str, code: str, stamp: float) -> Comparator | None:
    codes = atlas.elsewhere.list_twins(code) if code else ()
    if not codes:
        return None
    place = _name_authority(atlas, code)
    name = say("places like {place}", place=place)
    return Together(one, TWINS, name, say("Places like {place}", place=place), codes, stamp)


def _find_similar(atlas: Comparing, one: str, code: str, stamp: float) -> Comparator | None:
    codes = atlas.elsewhere.list_similar(code) if code else ()
    if not codes:
        return None
    place = _name_authority(atlas, code)
    name = say("statistical neighbours of {place}", place=place)
    head = say("Statistical neighbours of {place}", place=place)
    return Together(one, SIMILAR, name, head, codes, stamp)


def _name_authority(atlas: Comparing, code: str) -> str:
    return atlas.name if code == atlas.own_authority else atlas.elsewhere.names[code]


FINDERS: dict[str, Callable[[Comparing, str, str, float], Comparator | None]] = {
    REGION: _find_region,
    COUNTY: _find_county,
    TWINS: _find_twins,
    SIMILAR: _find_similar,
}


@cache_per_atlas(2048)
def _find(atlas: Comparing, one: str, stamp: float) -> Comparator | None:
    """Return the comparator of an identity: the one place where that is decided."""
    group, _, code = one.partition(OF)
    if group in FINDERS:
        # Where authorities are the areas, each has its own; elsewhere the place is the one.
        is_one = atlas.level == "authority" and code in atlas.store.areas.index
        if code and not is_one:
            return None
        return FINDERS[group](atlas, one, code or atlas.own_authority, stamp)
    wholes = {whole.id: whole.name for whole in atlas.country.wholes}
    if one in wholes:
        # A place is not compared with itself, as the whole country would be.
        is_known = one in atlas.store.totals.index and one.replace("_", "-") != atlas.store.place
        return Published(one, "country", wholes[one], one) if is_known else None
    names = atlas.elsewhere.names
    if one in names:
        is_own = one == atlas.own_authority
        return None if is_own else Published(one, "authority", names[one], one, stamp)
    return _find_inside(atlas, one)


def _find_inside(atlas: Comparing, one: str) -> Comparator | None:
    """Return a ward of the place, or areas of it joined by a tilde; None for anything else."""
    areas = atlas.store.areas
    if atlas.level == "area" and one in atlas.wards.index:
        inside = tuple(str(area) for area in areas.index[areas["ward_code"] == one])
        return Inside(one, "ward", atlas.name_together(inside), inside)
    codes = tuple(one.split(JOIN))
    if len(set(codes)) < len(codes) or not set(codes) <= set(areas.index):
        return None
    return Inside(one, "selection", atlas.name_together(codes), codes)


@cache_per_atlas(64)
def _find_totals(atlas: Comparing, comparators: tuple[Comparator, ...]) -> pd.DataFrame:
    """Return the counts of comparators, a row each: as published, or summed; never a mean."""
    return pd.concat([_sum_up(atlas, one).set_axis([one.id], axis=0) for one in comparators])


def _sum_up(atlas: Comparing, comparator: Comparator) -> pd.DataFrame:
    measures = atlas.measures
    match comparator:
        case Published(row=row):
            return atlas.elsewhere.find_totals(atlas.level).loc[[row]]
        case Together(codes=codes):
            totals = atlas.elsewhere.find_totals(atlas.level).loc[list(codes)]
            return roll_up_figures(
                totals,
                pd.Series(comparator.id, totals.index),
                variables=measures.definitions.variables,
                weight=measures.store.residents,
                within=totals.index.to_series(),
            )
        case Inside(areas=areas):
            return measures.roll_up(pd.Series(comparator.id, list(areas)))
        case _:
            assert_never(comparator)


@cache_per_atlas(MOST)
def _compute(
    atlas: Comparing, comparators: tuple[Comparator, ...], indicator: str
) -> tuple[float, ...]:
    measures = atlas.measures
    is_relative = find_methods()[measures.indicator(indicator).method].relative
    # Published for authorities alone: areas in one would show its figure as their own.
    is_whole = measures.larger_kind(indicator) == "authority"
    own = measures.comparators(indicator)
    values: dict[str, float] = {}
    for one in comparators:
        if (is_relative and not isinstance(one, Inside)) or (is_whole and isinstance(one, Inside)):
            values[one.id] = np.nan
        elif isinstance(one, Published) and one.row in own.index:
            values[one.id] = float(own[one.row])
        elif isinstance(one, Inside) and len(one.areas) == 1:
            # Its own figure, which needs no sum.
            values[one.id] = float(measures.values(indicator)[one.areas[0]])
    # All others at once: one row costs as much as ten.
    if others := tuple(one for one in comparators if one.id not in values):
        found = measures.compute(indicator, _find_totals(atlas, others))
        values |= {str(one): float(value) for one, value in found.items()}
    return tuple(values[one.id] for one in comparators)
