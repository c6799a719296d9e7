"""An open place: its definitions and figures, its names and those of its areas, its types."""

from __future__ import annotations

from functools import cached_property
from string import Formatter
from typing import TYPE_CHECKING, Any

from atlas.indicators.measures import Measures
from atlas.text import ENGLISH, Speech, say, to_say
from atlas.typology.assign import NO_DATA, UNCLEAR, Assignment
from atlas.typology.by_shares import sort_areas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    import pandas as pd

    from atlas.definitions import Definitions
    from atlas.definitions.country import AreaWords, Whole
    from atlas.definitions.model import Place
    from atlas.store import Store
    from atlas.typology.assign import Reading as TypeReading

# Wards as rows of one table: a region has some hundreds, the country thousands.
MOST_WARDS = 1000
# Labels of areas without a type.
UNTYPED = {UNCLEAR: to_say("No clear type"), NO_DATA: to_say("Not enough data")}


class OpenPlace:
    """One place with its definitions, on which the parts of an atlas build.

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
        self._first: Self | None = None
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

    def name_of(self, area: str) -> str:
        """Return the name people use for an area: its neighbourhood, then its number."""
        return self._called[area]

    @cached_property
    def _called(self) -> dict[str, str]:
        # All at once: a row of a table is slow to look up, and lists name thousands.
        called = "{name}" if self.level == "authority" else self.words.called
        fields = [field for _, field, _, _ in Formatter().parse(called) if field]
        columns = [self.store.areas[field] for field in fields]
        rows = zip(*columns, strict=True)
        named = (called.format_map(dict(zip(fields, row, strict=True))) for row in rows)
        return dict(zip(self.store.areas.index, named, strict=True))

    def around(self, area: str) -> str:
        """Return the name of the larger area that an area lies in."""
        row = self.store.areas.loc[area]
        if self.level != "area" or row["ward_code"] == row["authority_code"]:
            return str(row["ward"])
        apart = self.is_wide and row["authority_code"] != row["ward_code"]
        return self.words.around.format_map(row) + (f", {row['authority']}" if apart else "")

    @property
    def level(self) -> str:
        """The level of one area: "area", "neighbourhood" (MSOA) or "authority"."""
        return self.store.level

    @cached_property
    def is_wide(self) -> bool:
        """Whether the place consists of several authorities."""
        codes = self.store.areas["authority_code"]
        return bool(codes.ne(codes.iloc[0]).any())

    @cached_property
    def authorities(self) -> dict[str, str]:
        """Names of the authorities of a place that several were joined to; empty elsewhere."""
        codes = self._defined.codes_of(self.store.place)
        if len(codes) < 2:
            return {}
        named = self.store.areas.drop_duplicates("authority_code").set_index("authority_code")
        return {code: str(named.loc[code, "authority"]) for code in codes if code in named.index}

    def find_town(self, areas: Sequence[str]) -> tuple[str, str]:
        """Return row and name of what areas are compared with: the place, or their authority.

        Areas of several joined authorities are compared with the place as a whole.
        """
        if not self.authorities:
            return self.store.place, self.name
        around = self.store.areas.loc[list(areas), "authority_code"].unique()
        if len(around) == 1:
            return str(around[0]), self.authorities[str(around[0])]
        return self.store.place, self.name

    @property
    def has_wards(self) -> bool:
        """Whether its areas make up several wards, and no more than can be read as rows."""
        return self.level == "area" and 1 < len(self.wards) <= MOST_WARDS

    def types(self, typology: str, *, reading: TypeReading = "") -> Assignment:
        """Return the types of all areas, cached."""
        definition = self.definitions.typologies[typology]
        asked = reading or self.whole.id
        key = (typology, asked if definition.method == "profiles" else "town")
        if key not in self._assignments:
            self._assignments[key] = sort_areas(definition, self.measures, reading=asked)
        return self._assignments[key]

    def type_name(self, typology: str, one: str) -> str:
        """Return a type's name."""
        known = self.definitions.type_names.get(f"{typology}.{one}")
        if known is not None:
            return known.name
        return say(UNTYPED[one]) if one in UNTYPED else one.replace("_", " ").capitalize()
