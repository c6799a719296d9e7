"""All definitions in layers/, by kind and identity, and how they refer to each other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

from atlas.definitions.action import Action
from atlas.definitions.basemap import Basemap
from atlas.definitions.council import DevelopmentCouncil
from atlas.definitions.country import Country, Geography
from atlas.definitions.event import PlanEvent
from atlas.definitions.identity import codes_of, identify_place, names_of
from atlas.definitions.indicator import Indicator
from atlas.definitions.kinds import KINDS
from atlas.definitions.language import Language
from atlas.definitions.likeness import Likeness
from atlas.definitions.matching import Criterion, Refused
from atlas.definitions.model import Document, Domain, Group, Licence, Palette, Place, Theme
from atlas.definitions.overlay import Overlay
from atlas.definitions.planning import NO_DOMAIN, OutcomeArea, Principle, StandardCategory
from atlas.definitions.published_file import PublishedFile
from atlas.definitions.retired import Retired
from atlas.definitions.roles import ROLES, Roles
from atlas.definitions.self_check import Respondent, SelfCheckField
from atlas.definitions.sheet import SheetWords
from atlas.definitions.signal import Signal
from atlas.definitions.source import Larger, Source
from atlas.definitions.story import Story
from atlas.definitions.subject import RULE, Subject, SuggestionRule
from atlas.definitions.town_type import TownTypes
from atlas.definitions.typology import AreaType, Typology
from atlas.text import ENGLISH, Speech

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

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of all definitions, for use in cache keys."""
        digest = hashlib.sha256()
        for kind in (*KINDS, "retired"):
            for definition in getattr(self, kind).values():
                digest.update(definition.model_dump_json().encode())
        return digest.hexdigest()[:16]

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

    def sources_of(self, indicator: Indicator) -> list[Source]:
        """Return the sources that an indicator is derived from, without duplicates."""
        found: dict[str, Source] = {}
        for entries in indicator.inputs.values():
            for entry in entries:
                name = entry.removeprefix("-")
                if name in self.variables:
                    source = self.variables[name]
                    found[source.id] = source
                elif name in self.indicators:
                    for source in self.sources_of(self.indicators[name]):
                        found[source.id] = source
        return list(found.values())

    @property
    def speech(self) -> Speech:
        """The language of these definitions, for the program's own texts."""
        known = self.languages.get(self.spoken)
        return known.speech if known else ENGLISH

    def geography_of(self, place: str) -> str:
        """Return the geography of a place in `layers/places`."""
        facts = self.places[place]
        return facts.geography or self.countries[facts.country].geography

    def identify(self, place: str) -> str:
        """Return the canonical identity of a place, however it is named."""
        return identify_place(self.places, place)

    def codes_of(self, place: str) -> list[str]:
        """Return the authority codes of a place, sorted; its identity where it has none."""
        return codes_of(self.places, place)

    def names_of(self, place: str) -> list[str]:
        """Return every identity under which a place may have been stored, canonical first."""
        return names_of(self.places, place)

    def shown_by(self, geography: str) -> str:
        """Return the geography that shows a geography's figures: itself or what it becomes."""
        return self.geographies[geography].becomes or geography

    def published_for(self, indicator: Indicator) -> Larger | Literal[""]:
        """Return the larger kind of area that an indicator is published for, or "".

        With several inputs the coarsest one decides.
        """
        found = {self.variables[name].larger_of(name) for name in self._trace(indicator)}
        return max(found, key=SIZES.index, default="")

    def _trace(self, indicator: Indicator) -> set[str]:
        """Return the published variables that an indicator is derived from."""
        entries = {
            entry.removeprefix("-") for entries in indicator.inputs.values() for entry in entries
        }
        traced = {entry for entry in entries if entry in self.variables}
        for name in (entries - traced) & self.indicators.keys():
            traced |= self._trace(self.indicators[name])
        return traced

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


AnyDefined = TypeVar("AnyDefined", bound=Defined)
"""`Defined` or `Definitions`; functions return the class they are given."""
