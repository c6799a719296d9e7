"""Keep an answer to each subject among the country's highest figures in the first few actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from atlas.actions.triggers import MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from atlas.actions.evidence import Table
    from atlas.actions.judged import Judged
    from atlas.actions.triggers import Reading

One = TypeVar("One")


def find_pressing(
    judged: Judged, table: Table, read: Callable[[str], Reading]
) -> dict[str, np.ndarray]:
    """Return in which columns of a table each subject presses.

    Only subjects that the definition marks as `first` can press. They do where one of their
    figures is among the highest in the country and true of enough people.
    """
    row_of = {asked: row for row, asked in enumerate(table.asked)}
    found = {}
    for name, asked in judged.askings.by_subject.items():
        if not judged.definitions.subjects[name].first:
            continue
        presses = np.zeros(table.fired.shape[1], dtype=bool)
        for one in asked:
            country = read(one.indicator).country
            seen = MOST - country if one.is_low else country
            presses |= table.fired[row_of[one]] & (seen >= one.or_country)
        found[name] = presses
    return found


def keep_pressing(
    ordered: Sequence[One],
    answers: Callable[[One], Collection[str]],
    pressing: Collection[str],
    few: int,
    spared: One | None = None,
) -> list[One]:
    """Return suggestions with an answer to each pressing subject among the first few.

    The best answer to a subject that has none there moves up, in exchange for the last one
    that no pressing subject needs. Everything else keeps its order.

    Parameters
    ----------
    ordered
        Suggestions, best first.
    answers
        Returns the subjects that a suggestion answers.
    pressing
        Subjects that press.
    few
        How many count as the first.
    spared
        One that makes room only where no other can: the untested one.

    Examples
    --------
    >>> keep_pressing("abcde", lambda one: {"e": ["x"]}.get(one, []), ["x"], 3)
    ['a', 'b', 'e', 'c', 'd']
    """
    first, rest = list(ordered[:few]), list(ordered[few:])
    needed: list[One] = []
    for subject in sorted(pressing):
        best = next((one for one in ordered if subject in answers(one)), None)
        if best is not None and best not in needed:
            needed.append(best)
    for one in needed:
        if one in first:
            continue
        spare = [other for other in first if other not in needed]
        if not spare:
            break
        first.remove(([other for other in spare if other != spared] or spare)[-1])
        first.append(one)
    kept = [one for one in ordered if one in first]
    return [*kept, *(one for one in [*ordered[:few], *rest] if one not in first)]
