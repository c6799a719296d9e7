"""All definitions in layers/, by kind and identity, and how they refer to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

from atlas.definitions.action import Action, Retired
from atlas.definitions.basemap import Basemap
from atlas.definitions.country import Country, Geography
from atlas.definitions.indicator import Indicator
from atlas.definitions.language import Language
from atlas.definitions.likeness import Likeness
from atlas.definitions.model import (
    Definition,
    Document,
    Domain,
    Group,
    Licence,
    NotHeld,
    Palette,
    Place,
    Theme,
    find_translated,
)
from atlas.definitions.overlay import Overlay
from atlas.definitions.place_names import PlaceNames, Reorganisation, follow_codes, list_editions
from atlas.definitions.planning import (
    NO_DOMAIN,
    OutcomeArea,
    PlanEvent,
    Principle,
    StandardCategory,
)
from atlas.definitions.published_file import PublishedFile
from atlas.definitions.roles import ROLES, Roles
from atlas.definitions.sheet import SheetWords
from atlas.definitions.signal import Signal
from atlas.definitions.source import Larger, Source
from atlas.definitions.story import Story
from atlas.definitions.subject import RULE, Subject, SuggestionRule
from atlas.definitions.taking_part import (
    Criterion,
    DevelopmentCouncil,
    Refused,
    Respondent,
    SelfCheckField,
)
from atlas.definitions.town_type import TownTypes
from atlas.definitions.typology import AreaType, Typology
from atlas.text import ENGLISH, Speech

# Joins the codes of several authorities; a comma separates lists in an address.
JOIN = "~"
# The form of a publisher's code.
CODE = re.compile(r"[A-Za-z]\d{8}")
# Kinds of area that figures are published for, smallest first; "" is the area shown.
SIZES: tuple[Larger | Literal[""], ...] = ("", "neighbourhood", "authority")


@dataclass(frozen=True)
class Defined:
    """All definitions in `layers/`, by kind and identity; `spoken` is the language of the texts.

    Derived views, such as a translation, are in `Definitions`.
    """

    licences: Mapping[str, Licence]
    sources: Mapping[str, Source]
    files: Mapping[str, PublishedFile]
    groups: Mapping[str, Group]
    not_held: Mapping[str, NotHeld]
    palettes: Mapping[str, Palette]
    places: Mapping[str, Place]
    countries: Mapping[str, Country]
    geographies: Mapping[str, Geography]
    indicators: Mapping[str, Indicator]
    typologies: Mapping[str, Typology]
    themes: Mapping[str, Theme]
    domains: Mapping[str, Domain]
    documents: Mapping[str, Document]
    actions: Mapping[str, Action]
    stories: Mapping[str, Story]
    sheets: Mapping[str, SheetWords]
    overlays: Mapping[str, Overlay]
    basemaps: Mapping[str, Basemap]
    likeness: Mapping[str, Likeness]
    town_types: Mapping[str, TownTypes]
    signals: Mapping[str, Signal]
    selfcheck: Mapping[str, SelfCheckField]
    respondents: Mapping[str, Respondent]
    councils: Mapping[str, DevelopmentCouncil]
    matching: Mapping[str, Criterion]
    refused: Mapping[str, Refused]
    principles: Mapping[str, Principle]
    standard: Mapping[str, StandardCategory]
    outcomes: Mapping[str, OutcomeArea]
    subjects: Mapping[str, Subject]
    rules: Mapping[str, SuggestionRule]
    roles: Mapping[str, Roles]
    events: Mapping[str, PlanEvent]
    names: Mapping[str, PlaceNames]
    reorganisations: Mapping[str, Reorganisation]
    retired: Mapping[str, Retired] = field(default_factory=dict)
    languages: Mapping[str, Language] = field(default_factory=dict)
    spoken: str = ENGLISH.code

    @cached_property
    def variables(self) -> dict[str, Source]:
        """Source of every variable, by the variable's identity; point lists included."""
        tables = [*self.sources.values(), *self.overlays.values()]
        return {variable: source for source in tables for variable in source.columns}

    @cached_property
    def type_names(self) -> dict[str, AreaType]:
        """Every type, by ``typology.type``."""
        return {
            f"{typology.id}.{area_type.id}": area_type
            for typology in self.typologies.values()
            for area_type in typology.types
        }

    @cached_property
    def wholes(self) -> list[str]:
        """Identities of all countries' comparison areas for positions and averages."""
        countries = self.countries.values()
        return list(dict.fromkeys(whole.id for country in countries for whole in country.wholes))

    @cached_property
    def questions(self) -> list[str]:
        """Every question of the self-check, by ``field.question``."""
        fields = self.selfcheck.values()
        return [f"{field.id}.{question.id}" for field in fields for question in field.questions]

    def find_action(self, name: str) -> Action | None:
        """Return an action, or the successor of a retired one; None if there is neither."""
        retired = self.retired.get(name)
        held = [name, *(retired.successors if retired else ())]
        return next(
            (self.actions[successor] for successor in held if successor in self.actions), None
        )

    def call_action(self, name: str) -> str:
        """Return the name of an action, retired or not."""
        known = self.actions.get(name) or self.retired.get(name)
        return known.name if known else name

    @property
    def rule(self) -> SuggestionRule:
        """The rule by which figures suggest actions."""
        return self.rules[RULE]

    @property
    def role(self) -> Roles:
        """Which definitions have a role in the program."""
        return self.roles[ROLES]

    @property
    def home(self) -> Country:
        """The country whose places can be found by name and built from national files."""
        return self.countries[self.places[self.role.place].country]

    @property
    def home_geography(self) -> Geography:
        """The geography of the home country's small areas."""
        return self.geographies[self.home.geography]

    def trace(self, names: Iterable[str]) -> list[str]:
        """Return variables and indicators with all that they are derived from, in order.

        Circular definitions are safe.
        """
        seen: dict[str, None] = {}
        waiting = [*names][::-1]
        while waiting:
            name = waiting.pop()
            if name not in seen and name in self.indicators:
                waiting.extend(reversed(self.indicators[name].entries))
            seen[name] = None
        return list(seen)

    def sources_of(self, indicator: Indicator) -> list[Source]:
        """Return the sources that an indicator is derived from, without duplicates."""
        traced = self.trace(indicator.entries)
        found = [self.variables[name] for name in traced if name in self.variables]
        return list({source.id: source for source in found}.values())

    @property
    def speech(self) -> Speech:
        """The language of these definitions, for the program's own texts."""
        known = self.languages.get(self.spoken)
        return known.speech if known else ENGLISH

    def geography_of(self, place: str) -> str:
        """Return the geography of a place in `layers/places`."""
        facts = self.places[place]
        return facts.geography or self.countries[facts.country].geography

    def identify(self, text: str) -> str:
        """Return the canonical identity of a place, as used in addresses, lists and plans.

        A place is its set of authorities: the identity is that of the file in `layers/places`
        with the same authorities, else their sorted codes. Other text is returned unchanged.

        Parameters
        ----------
        text
            An identity, a code, or several of either joined by a tilde.

        Examples
        --------
        >>> from atlas.opening.places import read_definitions
        >>> identify = read_definitions().identify
        >>> identify("luton"), identify("E06000032"), identify("e06000032~Luton")
        ('luton', 'luton', 'luton')
        >>> identify("E06000055~luton"), identify("E08000016")
        ('E06000032~E06000055', 'E08000016')

        A code of another year, or of a county, stands for the authorities it is today:

        >>> identify("E07000150"), identify("E10000006")
        ('E06000061', 'E06000063~E06000064')
        """
        plain = text.strip()
        if plain.casefold() in self.places:
            return plain.casefold()
        codes = self.codes_of(plain)
        for place in self.places.values():
            if place.authorities and sorted(place.authorities) == codes:
                return place.id
        return JOIN.join(codes) if all(map(CODE.fullmatch, codes)) else plain

    def codes_of(self, text: str) -> list[str]:
        """Return the sorted codes of a place's authorities; its identity where it has none."""
        found: set[str] = set()
        for part in text.split(JOIN):
            plain = part.strip()
            defined = self.places.get(plain.casefold())
            if defined is not None and defined.authorities:
                found.update(defined.authorities)
            else:
                code = plain.upper() if CODE.fullmatch(plain) else plain
                found.update(self.current_codes.get(code, [code]))
        return sorted(found)

    @cached_property
    def current_codes(self) -> dict[str, list[str]]:
        """The authorities that other codes stand for: those of other years, and of counties."""
        geography = self.home_geography
        named = {name: codes for one in self.names.values() for name, codes in one.places.items()}
        groups = [(geography.county_codes, geography.together)]
        groups += [(one.codes, named) for one in self.names.values()]
        counties = {
            code: sorted(held[name]) for codes, held in groups for code, name in codes.items()
        }
        followed = follow_codes(self.reorganisations.values(), geography.authorities_of)
        return followed | counties

    @cached_property
    def code_editions(self) -> list[dict[str, frozenset[str]]]:
        """The codes that authorities had at other times: see `list_editions`."""
        return list_editions(self.reorganisations.values(), self.home_geography.authorities_of)

    @cached_property
    def names_together(self) -> dict[str, str]:
        """The names of several authorities together, by their codes joined by a tilde."""
        named = [one.places for one in self.names.values()] + [self.home_geography.together]
        return {
            JOIN.join(sorted(codes)): name
            for places in named
            for name, codes in places.items()
            if len(codes) > 1
        }

    @property
    def layers(self) -> list[str]:
        """The ids of all layers that an address can show: indicators, then typologies."""
        return [*self.indicators, *self.typologies]

    def names_of(self, text: str) -> list[str]:
        """Return every identity under which a place may have been stored, canonical first.

        Examples
        --------
        >>> from atlas.opening.places import read_definitions
        >>> read_definitions().names_of("E06000032")
        ['luton', 'E06000032']
        """
        own = self.identify(text)
        return list(dict.fromkeys([own, JOIN.join(self.codes_of(own))]))

    def shown_by(self, geography: str) -> str:
        """Return the geography that shows a geography's figures: itself or what it becomes."""
        return self.geographies[geography].becomes or geography

    def published_for(self, indicator: Indicator) -> Larger | Literal[""]:
        """Return the larger kind of area that an indicator is published for, or "".

        With several inputs the coarsest one decides.
        """
        traced = self.trace(indicator.entries)
        found = {self.variables[name].larger_of(name) for name in traced if name in self.variables}
        return max(found, key=SIZES.index, default="")

    def domain_of(self, indicator: Indicator) -> str:
        """Return the domain that an indicator belongs to, or "" for none.

        It is that of the indicator's group unless the indicator names its own; most indicators of
        who lives in a place have none.
        """
        domain = indicator.domain or self.groups[indicator.group].domain
        return "" if domain == NO_DOMAIN else domain

    def in_order(self) -> list[Indicator]:
        """Return the indicators ordered by group, then by name."""
        return sorted(
            self.indicators.values(),
            key=lambda indicator: (self.groups[indicator.group].order, indicator.name.casefold()),
        )

    def in_columns(self) -> list[Indicator]:
        """Return the indicators in the order of columns in files, the same in every language.

        By group, then by the date on which they joined it, then by identity.
        """
        return sorted(
            self.indicators.values(),
            key=lambda indicator: (
                self.groups[indicator.group].order,
                indicator.group,
                indicator.joined,
                indicator.id,
            ),
        )


# The kinds of definition: each is a folder in layers/, but for what is retired, one file.
ALL_KINDS: dict[str, type[Definition]] = {
    name: get_args(hint)[1]
    for name, hint in get_type_hints(Defined).items()
    if get_origin(hint) is Mapping and issubclass(get_args(hint)[1], Definition)
}
KINDS = {name: kind for name, kind in ALL_KINDS.items() if kind is not Retired}
TRANSLATED_KINDS = [name for name, kind in ALL_KINDS.items() if find_translated(kind)]
AnyDefined = TypeVar("AnyDefined", bound=Defined)
"""`Defined` or `Definitions`; functions return the class they are given."""
