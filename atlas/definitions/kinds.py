"""The kinds of definition, each a folder in layers/."""

from __future__ import annotations

from atlas.definitions.action import Action
from atlas.definitions.basemap import Basemap
from atlas.definitions.council import DevelopmentCouncil
from atlas.definitions.country import Country, Geography
from atlas.definitions.event import PlanEvent
from atlas.definitions.indicator import Indicator
from atlas.definitions.likeness import Likeness
from atlas.definitions.matching import Criterion, Refused
from atlas.definitions.model import (
    Definition,
    Document,
    Domain,
    Group,
    Licence,
    Palette,
    Place,
    Theme,
    find_translated,
)
from atlas.definitions.overlay import Overlay
from atlas.definitions.planning import OutcomeArea, Principle, StandardCategory
from atlas.definitions.published_file import PublishedFile
from atlas.definitions.retired import Retired
from atlas.definitions.roles import Roles
from atlas.definitions.self_check import Respondent, SelfCheckField
from atlas.definitions.sheet import SheetWords
from atlas.definitions.signal import Signal
from atlas.definitions.source import Source
from atlas.definitions.story import Story
from atlas.definitions.subject import Subject, SuggestionRule
from atlas.definitions.town_type import TownTypes
from atlas.definitions.typology import Typology

KINDS: dict[str, type[Definition]] = {
    "licences": Licence,
    "sources": Source,
    "files": PublishedFile,
    "groups": Group,
    "palettes": Palette,
    "places": Place,
    "countries": Country,
    "geographies": Geography,
    "indicators": Indicator,
    "typologies": Typology,
    "themes": Theme,
    "domains": Domain,
    "documents": Document,
    "actions": Action,
    "stories": Story,
    "sheets": SheetWords,
    "overlays": Overlay,
    "basemaps": Basemap,
    "likeness": Likeness,
    "town_types": TownTypes,
    "signals": Signal,
    "selfcheck": SelfCheckField,
    "respondents": Respondent,
    "councils": DevelopmentCouncil,
    "matching": Criterion,
    "refused": Refused,
    "principles": Principle,
    "standard": StandardCategory,
    "outcomes": OutcomeArea,
    "subjects": Subject,
    "rules": SuggestionRule,
    "roles": Roles,
    "events": PlanEvent,
}
# Those with texts that languages translate; what is retired is a file of its own.
TRANSLATED_KINDS = {
    name: kind for name, kind in {**KINDS, "retired": Retired}.items() if find_translated(kind)
}
