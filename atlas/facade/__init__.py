"""The class Atlas: definitions and the store of one place, which every page works with."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas import paths
from atlas.definitions import Definitions, load_definitions
from atlas.errors import AddressError, Fault, find_closest
from atlas.facade.figure_names import FigureNames, name_pool
from atlas.facade.narrowing import Narrowing
from atlas.facade.suggesting import Suggesting
from atlas.indicators.compute import find_methods
from atlas.indicators.measures import Measures
from atlas.places import naming
from atlas.points.listed import Listed, list_shipped
from atlas.points.own_lists import OwnLists
from atlas.selection.address import USUAL, Known, Reading, Selection, parse_selection
from atlas.selection.known import keep_known
from atlas.store import Store, open_store
from atlas.text import ENGLISH, Speech, say, to_say
from atlas.typology.assign import NO_DATA, UNCLEAR, Assignment
from atlas.typology.assign import Reading as TypeReading
from atlas.typology.by_shares import sort_areas
from atlas.typology.explain import Reason, find_reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from atlas.definitions.country import AreaWords, Whole
    from atlas.definitions.model import Place

# Labels of areas without a type.
UNTYPED = {UNCLEAR: to_say("No clear type"), NO_DATA: to_say("Not enough data")}


class Atlas(FigureNames, Narrowing, Suggesting):
    """One place: its figures, indicators, types and actions.

    Parameters
    ----------
    definitions
        All definitions.
    store
        The open pack.
    """

    def __init__(self, definitions: Definitions, store: Store) -> None:
        self.store = store
        place = definitions.places.get(store.place)
        country = place.country if place else str(store.manifest["country"])
        self.country = definitions.countries[country]
        shown_by = definitions.geography_of(place.id) if place else self.country.geography
        self.geography = definitions.geographies[shown_by]
        self._defined = definitions
        # Figures that only other countries publish are left out, so they are not listed as gaps.
        dated = definitions.dated_by(store.manifest)
        self.definitions = dated.covering(self.geography.id, store.level)
        self.measures = Measures(store, definitions)
        self._assignments: dict[tuple[str, str], Assignment] = {}
        self._first: Atlas | None = None
        self.cache: dict[str, Callable[..., Any]] = {}

    @property
    def place(self) -> Place | None:
        """The place's definition; None for a pack without one, such as a test's."""
        return self.definitions.places.get(self.store.place)

    @property
    def name(self) -> str:
        """The place's name."""
        if self.language != ENGLISH.code and self.place is not None:
            return self.place.name
        return str(self.store.manifest["name"])

    @property
    def language(self) -> str:
        """The code of the language of its texts."""
        return self.definitions.spoken

    @property
    def speech(self) -> Speech:
        """The language of its texts, for texts of the program beside them."""
        return self.definitions.speech

    def in_language(self, code: str) -> Atlas:
        """Return the same place in another language, sharing the figures worked out so far."""
        if (definitions := self._defined.in_language(code)) is self._defined:
            return self
        told = Atlas(definitions, self.store)
        told.measures = self.measures
        told._assignments = self._assignments
        told._first = self._first or self
        return told

    @cached_property
    def wards(self) -> pd.Series:
        """Ward names by code, in order of name."""
        return self._names("ward")

    @cached_property
    def neighbourhoods(self) -> pd.Series:
        """Names of neighbourhoods (MSOAs) by code, in order of name; empty without any."""
        names = self._names("neighbourhood")
        return names if self.words.neighbourhood else names.iloc[:0]

    @property
    def words(self) -> AreaWords:
        """The words for areas of this geography."""
        return self.geography.words

    @property
    def whole(self) -> Whole:
        """The reference of percentiles, such as England."""
        return self.country.wholes[0]

    def _names(self, kind: str) -> pd.Series:
        pairs = self.store.areas.drop_duplicates(f"{kind}_code")
        return pairs.set_index(f"{kind}_code")[kind].sort_values()

    def is_own(self, layer: str) -> bool:  # noqa: ARG002 - overridden where there are own layers
        """Return whether a layer shows uploaded figures, which no route may serve."""
        return False

    def name_of(self, area: str) -> str:
        """Return the name people use for an area: its neighbourhood, then its number."""
        called = "{name}" if self.level == "authority" else self.words.called
        return called.format_map(self.store.areas.loc[area])

    def around(self, area: str) -> str:
        """Return the name of the larger area that an area lies in."""
        row = self.store.areas.loc[area]
        if self.level != "area":
            return str(row["ward"])
        apart = self.is_wide and row["authority_code"] != row["ward_code"]
        return self.words.around.format_map(row) + (f", {row['authority']}" if apart else "")

    @property
    def level(self) -> str:
        """The level of one area: "area", "neighbourhood" (MSOA) or "authority"."""
        return self.store.level

    @property
    def peers(self) -> str:
        """The name of the areas that an area's percentile in its country is among."""
        return naming.name_peers(self.whole.name, level=self.level, words=self.words)

    @property
    def pool_name(self) -> str:
        """The name of the pool of a small place; empty for other places."""
        return name_pool(self.measures.pool)

    def count_areas(self, number: int) -> str:
        """Return a number of areas with the noun of the level.

        Examples
        --------
        >>> open_atlas("luton").count_areas(1), open_atlas("luton").count_areas(1250)
        ('1 area', '1,250 areas')
        """
        return naming.count_areas(number, level=self.level, words=self.words)

    @cached_property
    def is_wide(self) -> bool:
        """Whether the place consists of several authorities."""
        codes = self.store.areas["authority_code"]
        return bool(codes.ne(codes.iloc[0]).any())

    @cached_property
    def shipped_lists(self) -> dict[str, Listed]:
        """Lists of points that come with the pack, by id."""
        return list_shipped(self.definitions, self.store.points)

    @cached_property
    def own_lists(self) -> OwnLists:
        """A council's own lists of points, in the user folder."""
        taken = [one.symbol for one in self.definitions.overlays.values()]
        return OwnLists(paths.USER_OVERLAYS, self.store, taken=taken)

    @property
    def overlays(self) -> dict[str, Listed]:
        """All lists of points that can be shown, by their id in the address."""
        return self.shipped_lists | self.own_lists.find()[0]

    @cached_property
    def comparators(self) -> dict[str, str]:
        """Names of the comparators of a place, by their id in the address."""
        manifest = self.store.manifest
        # A place is not compared with itself, as the whole country would be.
        known = set(self.store.totals.index) - {self.store.place}
        named = {one.id: one.name for one in self.country.wholes if one.id in known}
        if manifest["region"] not in ("", *self.country.prefixes):
            named["region"] = str(manifest["region_name"])
        return named | {"none": say("nothing else")}

    def comparator_row(self, compare: str) -> str | None:
        """Return the row of the totals table for a comparator; None for "none"."""
        if compare == "none":
            return None
        return str(self.store.manifest["region"]) if compare == "region" else compare

    def types(self, typology: str, *, reading: TypeReading = "") -> Assignment:
        """Return the types of all areas, cached."""
        definition = self.definitions.typologies[typology]
        asked = reading or self.whole.id
        key = (typology, asked if definition.method == "profiles" else "town")
        if key not in self._assignments:
            self._assignments[key] = sort_areas(definition, self.measures, reading=asked)
        return self._assignments[key]

    def find_reasons(self, typology: str, area: str, *, reading: TypeReading = "") -> list[Reason]:
        """Return the reasons for an area's type."""
        return find_reasons(
            self.definitions.typologies[typology],
            self.types(typology, reading=reading),
            self.measures,
            area=area,
        )

    def type_name(self, typology: str, one: str) -> str:
        """Return a type's name."""
        known = self.definitions.type_names.get(f"{typology}.{one}")
        if known is not None:
            return known.name
        return say(UNTYPED[one]) if one in UNTYPED else one.replace("_", " ").capitalize()

    @cached_property
    def _known(self) -> Known:
        return Known(
            self.definitions,
            areas=self.measures.areas,
            wards=self.wards.index,
            neighbourhoods=self.neighbourhoods.index,
            comparators=self.comparators,
            local=[name for name in self.definitions.indicators if self.measures.is_local(name)],
            scales=self.scales,
            place=self.store.place,
            languages=self.definitions.languages,
        )

    def _knowing(self, *, overlays: bool) -> Known:
        # Own lists may have been added since; they are only read where the address has one.
        return replace(self._known, overlays=self.overlays) if overlays else self._known

    def parse_address(self, parameters: Mapping[str, str]) -> Reading:
        """Return the selection of an address, with faults for what was not understood."""
        reading = parse_selection(parameters, self._knowing(overlays="overlays" in parameters))
        reading.selection = self.keep_known(reading.selection)
        return reading

    def keep_known(self, selection: Selection) -> Selection:
        """Return the selection without anything that this place and level lack."""
        return keep_known(selection, self._knowing(overlays=bool(selection.overlays)))

    @property
    def scales(self) -> tuple[str, str, str]:
        """The scales that a condition can use here."""
        return ("value", "town", self.whole.id)

    def find_level(self, code: str) -> str:
        """Return the level a code belongs to: area, ward, neighbourhood or place.

        Raises
        ------
        AddressError
            If nothing in the place has this code or name.
        """
        if code in self.measures.areas:
            return "area"
        if code in self.wards.index:
            return "ward"
        if code in self.neighbourhoods.index:
            return "neighbourhood"
        if code == self.store.place:
            return "place"
        codes = [*self.measures.areas, *self.wards.index, *self.neighbourhoods.index]
        raise AddressError(
            [
                Fault(
                    f'area "{code}"',
                    say('{place} has no area "{code}".', place=self.name, code=code),
                    expected=naming.name_codes(self.words),
                    remedy=say("Correct the code, or name another place with --place."),
                    closest=find_closest(code, codes),
                )
            ]
        )

    def find_named(self, text: str) -> list[str]:
        """Return the areas with a code or name, whatever its capitals."""
        wanted = text.strip().casefold()
        areas = self.store.areas
        found = areas.index.str.casefold() == wanted
        return list(areas.index[found | areas["name"].str.casefold().eq(wanted).to_numpy()])

    def areas_of(self, code: str) -> list[str]:
        """Return the small areas that a code of any level stands for."""
        level = self.find_level(code)
        if level == "area":
            return [code]
        if level == "place":
            return list(self.measures.areas)
        column = self.store.areas[f"{level}_code"]
        return list(column[column == code].index)


def open_atlas(
    place: str = USUAL.place, *, layers: Path | None = None, pack: Path | None = None
) -> Atlas:
    """Open a place's pack and read all definitions.

    Parameters
    ----------
    place
        Id of a place.
    layers
        Folder of definitions; by default the one of the repository.
    pack
        Folder of the pack; by default the place's.

    Raises
    ------
    DefinitionError
        If a definition is wrong, with every fault.
    PackError
        If the pack cannot be used, with a remedy.
    """
    definitions = load_definitions(layers or paths.LAYERS, methods=find_methods())
    return Atlas(definitions, open_store(pack or paths.find_pack(place)))
