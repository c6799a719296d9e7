"""Names for the area that a figure describes, and for the areas it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.facade.open_place import OpenPlace
from atlas.places import naming
from atlas.quantities import format_list, format_number_of
from atlas.text import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Condition, Indicator
    from atlas.indicators.pool import Pool

# Of more wards their number says more than their names.
MOST_NAMED = 3


class FigureNames(OpenPlace):
    """The part of an atlas that names its figures' areas, which may be larger than those shown."""

    def name_measured(self, indicator: Indicator, areas: Sequence[str], name: str) -> str:
        """Return the name of the area that the figure of some areas describes.

        Where a figure is published for MSOAs, areas of one MSOA show that MSOA's figure, and
        areas of several show the average of theirs.

        Parameters
        ----------
        indicator
            The indicator.
        areas
            The areas shown.
        name
            Their name.

        Examples
        --------
        >>> from atlas.facade import open_atlas
        >>> atlas = open_atlas("luton")
        >>> turnover = atlas.definitions.indicators["mig_turnover"]
        >>> atlas.name_measured(turnover, ["E01015739"], "High Town, Luton 022A")
        'the neighbourhood High Town (Luton 022)'
        >>> atlas.name_measured(turnover, list(atlas.measures.areas), "Luton")
        'an average neighbourhood of Luton'
        """
        kind = self.definitions.published_for(indicator)
        if kind == "authority":
            around = self.store.areas.loc[list(areas), "authority"].unique()
            if len(around) > 1:
                return say("an average authority of {name}", name=name)
            return str(around[0])
        if kind != "neighbourhood":
            return name
        msoas = self.store.within
        if any(msoas[area] != msoas[areas[0]] for area in areas[1:]):
            if self.level == "authority":
                return say("an average authority of {name}", name=name)
            return say("an average neighbourhood of {name}", name=name)
        row = self.store.areas.loc[areas[0], ["neighbourhood", "name"]]
        return naming.name_neighbourhood(*row) if self.level == "area" else name

    def noun_measured(self, indicator: Indicator) -> str:
        """Return the noun of the larger area a figure is published for; empty for an area's own."""
        kind = self.measures.larger_kind(indicator.id)
        if kind == "neighbourhood":
            return say("neighbourhood (MSOA)")
        if kind == "authority":
            return say("authority")
        return self.words.ward[0] if kind == "ward" else ""

    def name_figure(self, indicator: Indicator) -> str:
        """Return an indicator's name, with the kind of area it is published for where larger.

        Examples
        --------
        >>> from atlas.facade import open_atlas
        >>> atlas = open_atlas("luton")
        >>> atlas.name_figure(atlas.definitions.indicators["mig_net"])
        'Net moves (in less out), for each neighbourhood (MSOA)'
        """
        noun = self.noun_measured(indicator)
        if not noun:
            return indicator.name
        return say("{name}, for each {noun}", name=indicator.name, noun=noun)

    def name_areas(self, indicator: str = "") -> str:
        """Return the name of the areas that an area's percentile in its place is among.

        For a figure published for larger areas, these are the areas named.

        Examples
        --------
        >>> from atlas.facade import open_atlas
        >>> atlas = open_atlas("luton")
        >>> atlas.name_areas(), atlas.name_areas("mig_churn")
        ("Luton's areas", "Luton's neighbourhoods (MSOA)")
        """
        kind = self.measures.larger_kind(indicator) if indicator else ""
        return naming.name_members(self.name, kind or self.level, words=self.words)

    def describe_published(self, indicator: Indicator) -> str:
        """Return a sentence on the larger areas a figure is published for; empty without any.

        Examples
        --------
        >>> from atlas.facade import open_atlas
        >>> atlas = open_atlas("luton")
        >>> print(atlas.describe_published(atlas.definitions.indicators["mig_churn"]))
        Published for each neighbourhood (MSOA): all areas in one show the same figure.
        """
        noun = self.noun_measured(indicator)
        if not noun:
            return ""
        areas = self.words.area[1]
        return say(
            "Published for each {noun}: all {areas} in one show the same figure.",
            noun=noun,
            areas=areas if self.level == "area" else say("neighbourhoods"),
        )

    def format_condition(self, condition: Condition) -> str:
        """Return a condition in words."""
        indicator = self.definitions.indicators[condition.indicator]
        among = (
            self.name_areas(indicator.id)
            if condition.scale == "town"
            else say("{place}'s areas", place=self.whole.name)
        )
        return naming.format_condition(condition, indicator, among=among)

    def name_larger(self) -> str:
        """Return the name of the larger areas that areas can be filtered by."""
        if self.level != "area":
            return self.name_around()
        names = [self.words.ward, self.words.neighbourhood]
        said = format_list([name[0] for name in names if name], are_choices=True)
        return said[0].upper() + said[1:]

    def name_codes(self) -> str:
        """Return the name of the kinds of area code."""
        if self.words.neighbourhood:
            return say("the code of a small area, a ward or a neighbourhood (MSOA)")
        one, larger = self.words.area[0], self.words.ward[0]
        return say("the code of a {one} or a {larger}", one=one, larger=larger)

    def name_around(self) -> str:
        """Return the kind of larger area that each area is listed with, such as a ward.

        Examples
        --------
        >>> from atlas.facade import open_atlas
        >>> open_atlas("luton").name_around()
        'Ward'
        """
        if self.level == "authority":
            return say("Region")
        if self.level == "neighbourhood":
            return say("Authority")
        return self.words.ward[0][:1].upper() + self.words.ward[0][1:]

    def name_together(self, areas: Sequence[str]) -> str:
        """Return the name of the area, or of the ward or neighbourhood that areas make up.

        Of any others it is a count.
        """
        if len(areas) == 1:
            return self.name_of(areas[0])
        chosen, table = set(areas), self.store.areas
        words = {"ward": self.words.ward, "neighbourhood": self.words.neighbourhood}
        for kind in [kind for kind, word in words.items() if word]:
            codes = [str(code) for code in table.loc[list(areas), f"{kind}_code"].unique()]
            if len(codes) == 1 and set(table.index[table[f"{kind}_code"] == codes[0]]) == chosen:
                row = table.loc[areas[0]]
                return self.words.around.format_map(row) if kind == "ward" else str(row[kind])
        if named := self._name_wards(chosen):
            return say("{names} together", names=format_list(named))
        return say("{count} {areas} together", count=len(areas), areas=self.words.area[1])

    def _name_wards(self, chosen: set[str]) -> list[str]:
        """Return the names of the few wards that areas make up whole; none for any others."""
        table = self.store.areas
        codes = table.loc[sorted(chosen), "ward_code"].unique()
        inside = table.index[table["ward_code"].isin(codes)]
        if len(codes) > MOST_NAMED or set(inside) != chosen or self.level != "area":
            return []
        rows = table.loc[inside].drop_duplicates("ward_code")
        return [self.words.around.format_map(row) for _, row in rows.iterrows()]

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
        >>> from atlas.facade import open_atlas
        >>> open_atlas("luton").count_areas(1), open_atlas("luton").count_areas(1250)
        ('1 area', '1,250 areas')
        """
        if self.level == "authority":
            return say_counted("{count} authority", "{count} authorities", number)
        if self.level == "neighbourhood":
            return say_counted("{count} neighbourhood", "{count} neighbourhoods", number)
        return format_number_of(number, *self.words.area)


def name_pool(pool: Pool) -> str:
    """Return the name of a pool's areas; empty where that is the place or the country.

    Examples
    --------
    >>> from atlas.indicators.pool import Pool
    >>> name_pool(Pool("nearest", 150)), name_pool(Pool("county", 491, "Derbyshire"))
    ('the 150 nearest areas', "Derbyshire's areas")
    """
    if pool.kind == "county":
        return say("{place}'s areas", place=pool.county)
    if pool.kind == "nearest":
        return say("the {count} nearest areas", count=pool.areas)
    return ""
