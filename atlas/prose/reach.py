"""The reach of one action: the areas it is suggested for, how strongly, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.prose.reasons import describe_unfired
from atlas.quantities import format_count, format_value
from atlas.text import format_number, say, say_counted, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas

# Number of areas to begin with, unless the address names some.
FIRST = 5
# Classes of strength, strongest first: as many as can be distinguished on the map.
STRENGTHS = (
    to_say("Strongest fit"),
    to_say("Strong fit"),
    to_say("Moderate fit"),
    to_say("Weak fit"),
)
NOT_HERE = to_say("Not suggested by figures")


@dataclass(frozen=True)
class Reached:
    """Where an action is suggested.

    Parameters
    ----------
    action
        Its id.
    is_local
        Whether it is for single areas; else it is for the whole place, and these are the areas
        to start in.
    is_offered
        Whether it is suggested for any area or, if it is for the whole place, for that.
    table
        One row per area, in the order to begin with: ``score``, and ``people``, those that its
        figure is true of, or all residents where that is not counted.
    figure
        The indicator that ``people`` are counted on; empty where they are not counted.
    people
        People or homes concerned: in the areas of the table, or in the whole place for an
        action of the whole place.
    strength
        Class of every area of the place, from 0 where it is not suggested to the strongest.
    """

    action: str
    is_local: bool
    is_offered: bool
    table: pd.DataFrame
    figure: str
    people: float
    strength: pd.Series

    @property
    def is_counted(self) -> bool:
        """Whether people are those that its figure is true of; else they are all residents."""
        return bool(self.figure)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """Codes of the areas, in the order to begin with."""
        return tuple(map(str, self.table.index.tolist()))

    @property
    def is_by_people(self) -> bool:
        """Whether areas are in order of people, as for the whole place, rather than of score."""
        return self.is_counted and not self.is_local

    @property
    def first(self) -> tuple[str, ...]:
        """Codes of the areas to begin with."""
        return self.areas[:FIRST]

    @cached_property
    def people_by_strength(self) -> list[float]:
        """People in the areas of each class of strength, from class 0."""
        classes = self.strength.loc[self.table.index].to_numpy()
        counted = np.bincount(classes, weights=self.table["people"].to_numpy())
        return [float(one) for one in counted]

    def share_of(self, areas: Sequence[str]) -> float:
        """Return the share of these people who live in some areas, 0 to 1; 0 without people."""
        inside = self.table["people"][self.table.index.isin(list(areas))].sum()
        return float(inside) / self.people if self.people > 0 else 0.0


@cache_per_atlas(256)
def find_reached(atlas: Atlas, action: str) -> Reached:
    """Return where an action is suggested, cached per place."""
    matcher, is_local = atlas.matcher, atlas.definitions.actions[action].scope == "area"
    table, figure = matcher.reach(action), matcher.name_counted(action)
    is_offered = not table.empty if is_local else _is_offered(atlas, action)
    if not is_offered:
        # An action not suggested for the whole place has no areas to start in.
        table = table.iloc[:0]
    counted = pd.Series(matcher.count_people(action), index=atlas.measures.areas)
    everybody = (counted if figure else atlas.measures.residents).fillna(0.0)
    table = table.assign(people=everybody.loc[table.index])
    if not is_local and figure:
        # The same order as the areas to start in on the card: most people first.
        table = table.sort_values("people", ascending=False, kind="stable")
    return Reached(
        action=action,
        is_local=is_local,
        is_offered=is_offered,
        table=table,
        figure=figure,
        people=float((table["people"] if is_local else everybody).sum()),
        strength=_rank_strength(table["score"], atlas.measures.areas),
    )


def _is_offered(atlas: Atlas, action: str) -> bool:
    """Return whether an action of the whole place is suggested for the open place.

    In a place of several authorities it always is: each of them decides for itself.
    """
    return atlas.is_wide or any(one.action == action for one in atlas.suggest(()))


def _rank_strength(scores: pd.Series, areas: pd.Index) -> pd.Series:
    """Return the class of every area: quantiles of the scores, with ties in the same class."""
    strength = pd.Series(0, index=areas, dtype=np.uint8)
    if scores.empty:
        return strength
    parts = len(STRENGTHS)
    edges = np.unique(np.quantile(scores, np.arange(1, parts) / parts, method="lower"))
    classes = np.searchsorted(edges, scores.to_numpy(), side="left")
    _, numbered = np.unique(classes, return_inverse=True)
    strength.loc[scores.index] = (numbered + 1).astype(np.uint8)
    return strength


def name_strengths(count: int) -> list[str]:
    """Return the names of a number of classes of strength, weakest first.

    Examples
    --------
    >>> name_strengths(1), name_strengths(2)
    (['Suggested'], ['Weak fit', 'Strongest fit'])
    """
    if count == 1:
        return [say("Suggested")]
    named = [STRENGTHS[0], *STRENGTHS[len(STRENGTHS) - count + 1 :]]
    return [say(one) for one in reversed(named)]


def describe_strengths(atlas: Atlas, action: str, areas: Sequence[str]) -> list[str]:
    """Return the map's text on an action in each area: how strongly, and for how many."""
    reached = find_reached(atlas, action)
    names = [say(NOT_HERE), *name_strengths(max(int(reached.strength.max()), 1))]
    codes = reached.strength.loc[list(areas)]
    people = reached.table["people"].reindex(list(areas))
    return [
        f"{names[code]} ({format_people(reached, number)})" if code else names[0]
        for code, number in zip(codes, people, strict=True)
    ]


def format_people(reached: Reached, number: float) -> str:
    """Return a number of people concerned, or of residents where they are not counted."""
    count = format_count(float(number))
    if reached.is_counted:
        return say("relevant to {count}", count=count)
    return say("{count} residents", count=count)


def describe_reached(atlas: Atlas, reached: Reached) -> str:
    """Return sentences on where an action fits, and the share of people in the first areas."""
    if not reached.is_offered:
        return _describe_unoffered(atlas, reached)
    told = [_describe_where(atlas, reached)]
    if not reached.areas:
        return told[0]
    people = format_count(reached.people)
    if reached.is_counted:
        figure = atlas.definitions.indicators[reached.figure].name
        told.append(
            say("Counted: {people} people or homes (“{figure}”).", people=people, figure=figure)
        )
    else:
        told.append(
            say(
                "There is no count of the people it is relevant to; {people} residents live there.",
                people=people,
            )
        )
    if len(reached.areas) > len(reached.first):
        told.append(
            say(
                "The first {first} areas reach {share} of them.",
                first=format_number(len(reached.first)),
                share=format_share(reached.share_of(reached.first)),
            )
        )
    return " ".join(told)


def _describe_unoffered(atlas: Atlas, reached: Reached) -> str:
    """Return a sentence that an action is not suggested here, with the reason for a place."""
    if reached.is_local:
        return say("No figure suggests it for any area of {place}.", place=atlas.name)
    lacking = [one for one in atlas.not_suggested(()) if one.action == reached.action]
    why = " ".join(f"{describe_unfired(atlas, one)}." for one in lacking[:1])
    if atlas.definitions.actions[reached.action].after_event:
        # It depends on events, not on figures.
        return why
    told = say("Its figures do not suggest it for the whole of {place}.", place=atlas.name)
    return f"{told} {why}".strip()


def _describe_where(atlas: Atlas, reached: Reached) -> str:
    """Return a sentence on the areas an action fits, or on those to start in."""
    count = format_number(len(reached.areas))
    told = {"count": count, "areas": atlas.count_areas(len(atlas.measures.areas))}
    if reached.is_local:
        return say("It fits {count} of {areas} in {place}.", **told, place=atlas.name)
    if atlas.is_wide:
        once = say("Each authority does it once, for its whole area.")
    else:
        once = say("It is done once for the whole of {place}.", place=atlas.name)
    if not reached.areas:
        return " ".join([once, say("No figure shows where to start.")])
    start = say("Its figures stand out in {count} of {areas}: start there.", **told)
    return f"{once} {start}"


def describe_selected(reached: Reached, areas: Sequence[str]) -> str:
    """Return the share of people in the selected areas, and how many areas do not fit."""
    if not areas or not reached.areas:
        return ""
    fitting = set(reached.areas)
    # An action of the whole place is for all areas, not only those to start in.
    others = sum(area not in fitting for area in areas) if reached.is_local else 0
    told = say_counted(
        "The selected area reaches {share} of them.",
        "The {count} selected areas reach {share} of them.",
        len(areas),
        share=format_share(reached.share_of(areas)),
    )
    if others:
        told += " " + say_counted(
            "No figure suggests it for {count} selected area.",
            "No figure suggests it for {count} selected areas.",
            others,
        )
    return told


def format_share(share: float) -> str:
    r"""Return a share from 0 to 1 in percent.

    Examples
    --------
    >>> format_share(0.608), format_share(0.042)
    ('61\u202f%', '4.2\u202f%')
    """
    return format_value(100 * share, "percent")
