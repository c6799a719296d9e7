"""What an atlas suggests: which actions suit its areas, which do not, and why."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas import paths
from atlas.actions.match import Matcher, Suggestion, Unfired
from atlas.actions.type_means import COLUMNS, FILE, find_means
from atlas.kept import keep_with_atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from atlas.definitions import Action, Definitions
    from atlas.indicators.measures import Measures


class Suggesting:
    """The part of an atlas that matches actions with its areas."""

    definitions: Definitions
    measures: Measures
    kept: dict[str, Callable[..., Any]]
    _defined: Definitions

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher of actions, made once."""
        return Matcher(
            self.definitions,
            self.measures,
            means=find_means(read_means(), self.measures),
            unjudged=[
                name
                for name, action in self.definitions.actions.items()
                if not _has_reason(action) and _has_reason(self._defined.actions[name])
            ],
        )

    def suggest(
        self,
        areas: Sequence[str],
        *,
        events: Collection[str] = (),
        answers: Mapping[str, int] | None = None,
    ) -> list[Suggestion]:
        """Return the actions suggested for areas, best first; for none, for the whole place.

        `events` are those that the plan holds, `answers` the steps of the self-check by field:
        both raise actions of the place.
        """
        told = tuple(sorted(events)), tuple(sorted((answers or {}).items()))
        return list(_suggest(self, tuple(areas), *told))

    def not_suggested(
        self,
        areas: Sequence[str],
        *,
        events: Collection[str] = (),
        answers: Mapping[str, int] | None = None,
    ) -> list[Unfired]:
        """Return the actions that are not suggested for areas, each with what it lacked."""
        told = tuple(sorted(events)), tuple(sorted((answers or {}).items()))
        return list(_list_unfired(self, tuple(areas), *told))


@keep_with_atlas(32)
def _suggest(
    atlas: Suggesting,
    areas: tuple[str, ...],
    events: tuple[str, ...],
    answers: tuple[tuple[str, int], ...],
) -> tuple[Suggestion, ...]:
    # Panel, sheet and slides ask for the same areas one after the other.
    asked = areas or list(atlas.measures.areas)
    return tuple(atlas.matcher.suggest(asked, events=events, answers=dict(answers)))


@keep_with_atlas(32)
def _list_unfired(
    atlas: Suggesting,
    areas: tuple[str, ...],
    events: tuple[str, ...],
    answers: tuple[tuple[str, int], ...],
) -> tuple[Unfired, ...]:
    asked = areas or list(atlas.measures.areas)
    return tuple(atlas.matcher.not_suggested(asked, events=events, answers=dict(answers)))


@cache
def read_means() -> pd.DataFrame:
    """Return the mean memberships of countries that come with this atlas."""
    path = paths.REFERENCE / FILE
    return pd.read_csv(path) if path.exists() else pd.DataFrame(columns=COLUMNS)


def _has_reason(action: Action) -> bool:
    """Return whether a figure could suggest an action, and so whether a place can be judged."""
    return any(not trigger.context for trigger in action.triggers)
