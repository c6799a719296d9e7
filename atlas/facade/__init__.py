"""The class Atlas: definitions and the store of one place, which every page works with."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from atlas import paths
from atlas.definitions import load_definitions
from atlas.errors import AddressError, Fault, find_closest
from atlas.facade.comparing import Comparing
from atlas.indicators.compute import find_methods
from atlas.points.listed import Listed, list_shipped
from atlas.points.own_lists import OwnLists
from atlas.selection.address import USUAL, Known, Reading, Selection, keep_known, parse_selection
from atlas.store import open_store
from atlas.text import say
from atlas.typology.explain import Reason, find_reasons

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.typology.assign import Reading as TypeReading


class Atlas(Comparing):
    """One place: its figures, indicators, types and actions.

    It takes all definitions and an open pack.
    """

    def in_language(self, code: str) -> Atlas:
        """Return the same place in another language, sharing the figures worked out so far."""
        if (definitions := self._defined.in_language(code)) is self._defined:
            return self
        told = Atlas(definitions, self.store)
        told.measures = self.measures
        told._assignments = self._assignments
        told._first = self._first or self
        told.elsewhere = self.elsewhere
        return told

    def is_own(self, layer: str) -> bool:  # noqa: ARG002 - overridden where there are own layers
        """Return whether a layer shows uploaded figures, which no route may serve."""
        return False

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

    def find_reasons(self, typology: str, area: str, *, reading: TypeReading = "") -> list[Reason]:
        """Return the reasons for an area's type."""
        return find_reasons(
            self.definitions.typologies[typology],
            self.types(typology, reading=reading),
            self.measures,
            area=area,
        )

    @property
    def groupings(self) -> list[str]:
        """What its figures can be given for besides each area: see `Selection.by`."""
        joined = ["together"] if self.authorities else []
        return [*joined, *(["ward"] if self.has_wards else [])]

    @cached_property
    def _known(self) -> Known:
        return Known(
            self.definitions,
            areas=self.measures.areas,
            wards=self.wards.index,
            neighbourhoods=self.neighbourhoods.index,
            local=[name for name in self.definitions.indicators if self.measures.is_local(name)],
            scales=self.scales,
            place=self.store.place,
            languages=self.definitions.languages,
            by=self.groupings,
        )

    def _knowing(self, *, overlays: bool) -> Known:
        # Own lists may have been added since; they are only read where the address has one.
        known = replace(self._known, comparators=self.comparators)
        return replace(known, overlays=self.overlays) if overlays else known

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
        known: dict[str, Any] = {
            "area": self.measures.areas,
            "ward": self.wards.index,
            "neighbourhood": self.neighbourhoods.index,
            "place": [self.store.place],
        }
        for level, codes in known.items():
            if code in codes:
                return level
        codes = [*self.measures.areas, *self.wards.index, *self.neighbourhoods.index]
        what = say('{place} has no area "{code}".', place=self.name, code=code)
        remedy = say("Correct the code, or name another place with --place.")
        closest = find_closest(code, codes)
        raise AddressError([Fault(f'area "{code}"', what, self.name_codes(), remedy, closest)])

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
