"""The actions that an atlas suggests for its areas, those it does not, and why."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import pandas as pd

from atlas import paths
from atlas.actions.circumstances import NO_CIRCUMSTANCES, Circumstances
from atlas.actions.fit import COLUMNS, FILE, find_means
from atlas.actions.match import Matcher, Suggestion, Unfired
from atlas.actions.town_scale import pool_small_towns
from atlas.cache import cache_per_atlas
from atlas.facade.figure_names import FigureNames
from atlas.places.gazetteer import NATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.town_scale import Pool
    from atlas.definitions import Action


class Suggesting(FigureNames):
    """The part of an atlas that matches actions with its areas."""

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher of actions, shared by all languages so that they have the same list."""
        if self._first is not None:
            return self._first.matcher
        return Matcher(
            self.definitions,
            self.measures,
            means=find_means(read_means(), self.measures),
            pool=self._find_pool(),
            unjudged=[
                name
                for name, action in self.definitions.actions.items()
                if not _has_reason(action) and _has_reason(self._defined.actions[name])
            ],
        )

    def _find_pool(self) -> Pool | None:
        """Return a function for percentiles in the pool of a small place; None elsewhere.

        In a place of several authorities, each small authority has a pool of its own.
        """
        if self.is_wide:
            around = self.store if self.store.place == NATION else self.store.surroundings
            return None if around is None else pool_small_towns(self.measures, around)
        is_known = self.measures.pool.kind in ("county", "nearest")
        return self.measures.pool_percentiles if is_known else None

    @property
    def is_beyond_councils(self) -> bool:
        """Whether the place is a region or a country, of which no council can do anything once.

        Authorities that somebody joined, and the districts of a county, are councils together.
        """
        return self.is_wide and not self.authorities

    def suggest(
        self, areas: Sequence[str], *, now: Circumstances = NO_CIRCUMSTANCES
    ) -> list[Suggestion]:
        """Return the actions suggested for areas, best first; without areas, for all of them.

        `now` holds the events and answers of a plan, which raise actions of the place. These are
        left out for some areas of a region or country: what a council does once rests on its own
        figures, which are there when it is opened.
        """
        return list(_suggest(self, tuple(areas), now))

    def not_suggested(
        self, areas: Sequence[str], *, now: Circumstances = NO_CIRCUMSTANCES
    ) -> list[Unfired]:
        """Return the actions that are not suggested for areas, each with the reason."""
        return list(_list_unfired(self, tuple(areas), now))


@cache_per_atlas(32)
def _match(atlas: Suggesting, areas: tuple[str, ...], now: Circumstances) -> tuple[Suggestion, ...]:
    # Cached: panel, sheet and slides ask for the same areas one after another.
    asked = areas or list(atlas.measures.areas)
    return tuple(atlas.matcher.suggest(asked, events=now.events, answers=dict(now.answers)))


def _suggest(
    atlas: Suggesting, areas: tuple[str, ...], now: Circumstances
) -> tuple[Suggestion, ...]:
    found = _match(atlas, areas, now)
    apart = bool(areas) and atlas.is_beyond_councils
    return tuple(one for one in found if one.kind == "area") if apart else found


@cache_per_atlas(32)
def _list_unfired(
    atlas: Suggesting, areas: tuple[str, ...], now: Circumstances
) -> tuple[Unfired, ...]:
    asked = areas or list(atlas.measures.areas)
    unfired = atlas.matcher.not_suggested(asked, _match(atlas, areas, now))
    apart = bool(areas) and atlas.is_beyond_councils
    return tuple(one for one in unfired if one.kind == "area" or not apart)


@cache
def read_means() -> pd.DataFrame:
    """Return the table of mean memberships that comes with the atlas; empty without one."""
    path = paths.REFERENCE / FILE
    return pd.read_csv(path) if path.exists() else pd.DataFrame(columns=COLUMNS)


def _has_reason(action: Action) -> bool:
    """Return whether an action has a trigger that could suggest it, beyond context."""
    return any(not trigger.context for trigger in action.triggers)
