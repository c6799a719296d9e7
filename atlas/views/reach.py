"""Where one action would help: its areas, how strongly it fits them, and how many people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.kept import keep_with_atlas
from atlas.quantities import say_count, say_value
from atlas.text import say, say_counted, to_say, write_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas

# So many areas a planner begins with, where the address names no others.
FIRST = 5
# How strongly an action fits, from most to least: as many classes as can be told apart.
STRENGTHS = (
    to_say("Most speaks for it"),
    to_say("Much speaks for it"),
    to_say("Something speaks for it"),
    to_say("A little speaks for it"),
)
NOT_HERE = to_say("Not suggested by figures")


@dataclass(frozen=True)
class Reached:
    """Where an action is suggested.

    Parameters
    ----------
    action
        Its identity.
    is_local
        Whether it is for single areas; else it is for the whole place, and these are the areas
        to start in.
    table
        One row per area, the most fitting first: ``score``, and ``people``, those that its
        figure is true of, or all residents where that is not counted.
    is_counted
        Whether ``people`` are those that its figure is true of.
    strength
        Class of every area of the place: 0 where it is not suggested, and up to the strongest.
    """

    action: str
    is_local: bool
    table: pd.DataFrame
    is_counted: bool
    strength: pd.Series

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """Codes of the areas, the most fitting first."""
        return tuple(map(str, self.table.index.tolist()))

    @property
    def first(self) -> tuple[str, ...]:
        """Codes of the areas to begin with."""
        return self.areas[:FIRST]

    @cached_property
    def people(self) -> float:
        """How many people or homes are concerned in all of them."""
        return float(self.table["people"].sum())

    @cached_property
    def people_by_strength(self) -> list[float]:
        """How many of them live in the areas of each class of strength, from 0 on."""
        classes = self.strength.loc[self.table.index].to_numpy()
        counted = np.bincount(classes, weights=self.table["people"].to_numpy())
        return [float(one) for one in counted]

    def share_of(self, areas: Sequence[str]) -> float:
        """Return the part of these people that some areas have, from 0 to 1; of nobody none."""
        inside = self.table["people"][self.table.index.isin(list(areas))].sum()
        return float(inside) / self.people if self.people > 0 else 0.0


@keep_with_atlas(256)
def find_reached(atlas: Atlas, action: str) -> Reached:
    """Return where an action is suggested, worked out once per place."""
    table = atlas.matcher.reach(action)
    is_counted = bool(table["people"].notna().any())
    people = table["people"] if is_counted else atlas.measures.residents.loc[table.index]
    table = table.assign(people=people.fillna(0.0))
    return Reached(
        action=action,
        is_local=atlas.definitions.actions[action].scope == "area",
        table=table,
        is_counted=is_counted,
        strength=_rank_strength(table["score"], atlas.measures.areas),
    )


def _rank_strength(scores: pd.Series, areas: pd.Index) -> pd.Series:
    """Return the class of every area: scores parted into classes of like number, ties together."""
    strength = pd.Series(0, index=areas, dtype=np.uint8)
    if scores.empty:
        return strength
    parts = len(STRENGTHS)
    edges = np.unique(np.quantile(scores, np.arange(1, parts) / parts, method="lower"))
    places = np.searchsorted(edges, scores.to_numpy(), side="left")
    _, numbered = np.unique(places, return_inverse=True)
    strength.loc[scores.index] = (numbered + 1).astype(np.uint8)
    return strength


def name_strengths(count: int) -> list[str]:
    """Return the names of so many classes of strength, from least to most.

    Examples
    --------
    >>> name_strengths(1), name_strengths(2)
    (['Suggested'], ['A little speaks for it', 'Most speaks for it'])
    """
    if count == 1:
        return [say("Suggested")]
    named = [STRENGTHS[0], *STRENGTHS[len(STRENGTHS) - count + 1 :]]
    return [say(one) for one in reversed(named)]


def tell_strengths(atlas: Atlas, action: str, areas: Sequence[str]) -> list[str]:
    """Return what the map says of an action in some areas: how strongly, and for how many."""
    reached = find_reached(atlas, action)
    names = [say(NOT_HERE), *name_strengths(max(int(reached.strength.max()), 1))]
    codes = reached.strength.loc[list(areas)]
    people = reached.table["people"].reindex(list(areas))
    return [
        f"{names[code]} ({say_people(reached, number)})" if code else names[0]
        for code, number in zip(codes, people, strict=True)
    ]


def say_people(reached: Reached, number: float) -> str:
    """Return a number of those concerned; of residents where nobody counted them."""
    count = say_count(float(number))
    if reached.is_counted:
        return say("{count} concerned", count=count)
    return say("{count} residents", count=count)


def tell_reached(atlas: Atlas, reached: Reached) -> str:
    """Return in sentences where an action fits, and how far the first areas reach."""
    if not reached.areas:
        return say("No figure suggests it for any area of {place}.", place=atlas.name)
    count = len(reached.areas)
    told = []
    if reached.is_local:
        told.append(
            say(
                "It fits {count} of {areas} in {place}.",
                count=write_number(count),
                areas=atlas.count_areas(len(atlas.measures.areas)),
                place=atlas.name,
            )
        )
    else:
        told.append(say("It is done once for the whole of {place}.", place=atlas.name))
    people = say_count(reached.people)
    told.append(
        say("Its figures are true of {people} people or homes there.", people=people)
        if reached.is_counted
        else say("{people} residents live there; nobody counts whom it concerns.", people=people)
    )
    if count > len(reached.first):
        told.append(
            say(
                "The first {first} areas reach {share} of them.",
                first=write_number(len(reached.first)),
                share=say_share(reached.share_of(reached.first)),
            )
        )
    return " ".join(told)


def tell_selected(reached: Reached, areas: Sequence[str]) -> str:
    """Return how far the selected areas reach, and how many of them the action does not fit."""
    if not areas:
        return ""
    fitting = set(reached.areas)
    others = sum(area not in fitting for area in areas)
    told = say_counted(
        "The selected area reaches {share} of them.",
        "The {count} selected areas reach {share} of them.",
        len(areas),
        share=say_share(reached.share_of(areas)),
    )
    if others:
        told += " " + say_counted(
            "For {count} of them no figure suggests it.",
            "For {count} of them no figure suggests it.",
            others,
        )
    return told


def say_share(share: float) -> str:
    r"""Return a part of people, from 0 to 1, as people say it.

    Examples
    --------
    >>> say_share(0.608), say_share(0.042)
    ('61\u202f%', '4.2\u202f%')
    """
    return say_value(100 * share, "percent")
