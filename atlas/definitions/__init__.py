"""Read layers/ into frozen, checked objects: one folder in, one Definitions out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from atlas.definitions.action import Action, Retired
from atlas.definitions.basemap import Basemap
from atlas.definitions.check import PROTECTED, check_definitions
from atlas.definitions.country import Geography
from atlas.definitions.covering import cover_geography, cover_level
from atlas.definitions.defined import KINDS, TRANSLATED_KINDS, Defined
from atlas.definitions.describe_lists import date_lists, describe_placing, find_days
from atlas.definitions.indicator import Indicator
from atlas.definitions.language import Language, read_languages
from atlas.definitions.likeness import Feature, Likeness
from atlas.definitions.method import MethodSpec
from atlas.definitions.model import Condition
from atlas.definitions.overlay import Overlay
from atlas.definitions.planning import OutcomeArea, PlanEvent, Principle, StandardCategory
from atlas.definitions.read import read_folder, read_tables
from atlas.definitions.signal import Signal, SignalCriterion
from atlas.definitions.source import Source
from atlas.definitions.story import Step, Story
from atlas.definitions.subject import SuggestionRule
from atlas.definitions.taking_part import (
    Criterion,
    DevelopmentCouncil,
    Refused,
    Respondent,
    SelfCheckField,
)
from atlas.definitions.town_type import TownTypes
from atlas.definitions.translate import check_language, translate
from atlas.definitions.typology import AreaType, Claim, Note, SharedTypology, Typology
from atlas.errors import DefinitionError, Fault
from atlas.text import ENGLISH, speaking

__all__ = [
    "KINDS",
    "PROTECTED",
    "Action",
    "AreaType",
    "Basemap",
    "Claim",
    "Condition",
    "Criterion",
    "Defined",
    "Definitions",
    "DevelopmentCouncil",
    "Feature",
    "Geography",
    "Indicator",
    "Language",
    "Likeness",
    "MethodSpec",
    "Note",
    "OutcomeArea",
    "Overlay",
    "PlanEvent",
    "Principle",
    "Refused",
    "Respondent",
    "Retired",
    "SelfCheckField",
    "SharedTypology",
    "Signal",
    "SignalCriterion",
    "Source",
    "StandardCategory",
    "Step",
    "Story",
    "SuggestionRule",
    "TownTypes",
    "Typology",
    "load_definitions",
]


@dataclass(frozen=True)
class Definitions(Defined):
    """All definitions in `layers/`, with views for one geography, pack or language."""

    @cached_property
    def _covered(self) -> dict[str, Definitions]:
        return {}

    def covering(self, geography: str, level: str = "area") -> Definitions:
        """Return the definitions that a geography has figures for: sources, indicators, types.

        At a level of larger areas, types become shares of residents. Actions lose the triggers
        and types that have no figures there; an action left with no trigger is dropped.
        Cached for each geography and level.
        """
        if geography not in self._covered:
            self._covered[geography] = cover_geography(self, geography)
        return cover_level(self._covered[geography], level)

    def dated_by(self, manifest: Mapping[str, Any]) -> Definitions:
        """Return the definitions with the dates and placing of the point lists in a pack."""
        return describe_placing(date_lists(self, find_days(manifest)), manifest)

    @cached_property
    def _translated(self) -> dict[str, Definitions]:
        return {}

    def in_language(self, code: str) -> Definitions:
        """Return the definitions with their texts in a language, translated once.

        Texts without a translation stay in English, as does everything for a code that has no
        folder in `layers/languages`.
        """
        if code == self.spoken or code not in self.languages:
            return self
        if code not in self._translated:
            self._translated[code] = translate(self, self.languages[code])
        return self._translated[code]


def load_definitions(
    folder: Path, *, methods: Mapping[str, MethodSpec], readers: Iterable[str] | None = None
) -> Definitions:
    """Read and check a folder of definitions.

    Parameters
    ----------
    folder
        The folder with one folder per kind.
    methods
        Methods available in the code, by name.
    readers
        Readers available in the code; None where nothing will be built, as in the app, which
        must not import them.

    Raises
    ------
    DefinitionError
        With every fault in every file.
    """
    faults: list[Fault] = []
    # The languages are not read yet, so faults found here are in English.
    with speaking(ENGLISH):
        found: dict[str, Any] = {
            name: read_folder(folder / name, kind, shown_as=f"layers/{name}", faults=faults)
            for name, kind in KINDS.items()
        }
        found["retired"] = read_tables(
            folder / "retired.toml", Retired, shown_as="layers/retired.toml", faults=faults
        )
        found["languages"] = read_languages(
            folder / "languages", kinds=TRANSLATED_KINDS, faults=faults
        )
    definitions = Definitions(**found)
    if faults:
        # References to a file that could not be read are not faults of their own, so they are
        # not reported again.
        unread = {tuple(fault.where.split(".toml")[0].split("/")[-2:]) for fault in faults}
        crossed = check_definitions(definitions, methods=methods, readers=readers)
        faults.extend(fault for fault in crossed if not _is_dangling(fault, unread))
    else:
        faults.extend(check_definitions(definitions, methods=methods, readers=readers))
        for language in definitions.languages.values():
            faults.extend(check_language(language, definitions))
    if faults:
        raise DefinitionError(faults)
    return definitions


def _is_dangling(fault: Fault, unread: Iterable[tuple[str, ...]]) -> bool:
    """Return whether a fault only reports a reference to a file that could not be read."""
    return any(
        f'"{name}"' in fault.what
        or (kind == "sources" and fault.what.startswith("There is no variable "))
        or (kind == "typologies" and f'"{name}.' in fault.what)
        for kind, name in unread
    )
