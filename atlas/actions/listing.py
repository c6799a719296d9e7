"""List the suggestions of all areas and authorities in one table, for exports and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.actions.order import find_band, keep_pressing, rate, weigh
from atlas.actions.place_wide import judge_place
from atlas.definitions.certainty import NOT_PROVEN

if TYPE_CHECKING:
    from atlas.actions.evidence import Plan
    from atlas.actions.match import Matcher

COLUMNS = [
    "area", "rank", "action", "kind", "score", "band", "people", "triggers", "sureness",
]  # fmt: skip
JOIN = ";"


def list_all(matcher: Matcher, *, places: bool = True) -> pd.DataFrame:
    """Return one row per area and suggested action, the same as `Matcher.suggest` per area.

    Actions for a whole place have one row per authority, under the authority's code.

    Parameters
    ----------
    matcher
        The matcher of the open place.
    places
        Whether to list actions for whole authorities as well.

    Returns
    -------
    pandas.DataFrame
        Columns area, rank, action, kind, score, band, people, triggers and sureness; areas in
        order, their actions best first. `people` is a gap where no people are counted.
        `sureness` is the strength of the evidence, 1 to 5.
    """
    local = [one for one in matcher.plans.values() if one.action.scope == "area"]
    tables = [_list_one(matcher, plan) for plan in local]
    if places:
        tables += _list_places(matcher)
    found = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)
    actions = matcher.definitions.actions
    found["place"] = found["kind"].eq("place")
    found["rate"] = found["action"].map({name: rate(one) for name, one in actions.items()})
    found["asks"] = found["action"].map({name: weigh(one) for name, one in actions.items()})
    found["order"] = -found["score"].astype(float).round(9)
    found["concerned"] = -found["people"].astype(float).fillna(0)
    posts = sorted(actions, key=lambda name: (actions[name].lead[0], actions[name].name))
    found["post"] = found["action"].map({name: number for number, name in enumerate(posts)})
    found = found.sort_values(
        ["place", "area", "band", "rate", "order", "asks", "concerned", "post"],
        ascending=[True, True, False, False, True, True, True, True],
        ignore_index=True,
    )
    found["rank"] = found.groupby(["place", "area"]).cumcount() + 1
    found = _answer_first(matcher, _keep_untested(found, matcher.definitions.rule.first_few))
    found["score"] = found["score"].astype(float).round(4)
    told = {name: one.evidence.strength for name, one in actions.items() if one.evidence}
    found["sureness"] = found["action"].map(told).astype("Int64")
    return found.assign(people=found["people"].astype("Int64"))[COLUMNS]


def _keep_untested(found: pd.DataFrame, few: int) -> pd.DataFrame:
    """Return the list with one untested action among the first few, if its band allows."""
    each = ["place", "area"]
    untested, first = found["rate"] == NOT_PROVEN, found["rank"] <= few
    has_one = (untested & first).groupby([found[one] for one in each]).transform("any")
    last = found["band"].where(found["rank"] == few).groupby([found[one] for one in each])
    could = untested & ~first & ~has_one & (found["band"] == last.transform("max"))
    moved = found[could].drop_duplicates(each).index
    found = found.astype({"rank": float})
    found.loc[moved, "rank"] = few - 0.5
    found = found.sort_values([*each, "rank"], ignore_index=True)
    return found.assign(rank=found.groupby(each).cumcount() + 1)


def _answer_first(matcher: Matcher, found: pd.DataFrame) -> pd.DataFrame:
    """Return the list with an answer to each pressing subject among an area's first few actions."""
    few, areas = matcher.definitions.rule.first_few, matcher.measures.areas
    local = found[~found["place"]]
    answered = _find_answered(matcher, local)
    moved: set[str] = set()
    for name, presses in matcher.pressing.items():
        answers = answered[name]
        done = local.loc[answers & (local["rank"] <= few), "area"]
        could = local.loc[answers, "area"]
        moved |= (set(areas[presses]) & set(could)) - set(done)
    pressing = {
        str(area): {name for name, here in matcher.pressing.items() if here[row]}
        for row, area in enumerate(areas)
        if area in moved
    }
    for area, rows in local[local["area"].isin(moved)].groupby("area").groups.items():
        subjects = {
            row: {str(name) for name, said in answered.loc[row].items() if said} for row in rows
        }
        spared = next((row for row in rows if local.loc[row, "rate"] == NOT_PROVEN), None)
        ordered = keep_pressing(list(rows), subjects.__getitem__, pressing[str(area)], few, spared)
        found.loc[ordered, "rank"] = range(1, len(ordered) + 1)
    return found.sort_values(["place", "area", "rank"], ignore_index=True)


def _find_answered(matcher: Matcher, local: pd.DataFrame) -> pd.DataFrame:
    """Return the subjects that each row answers, as booleans: those of its fired reasons."""
    pairs = {
        (action, told): {
            matcher.table.asked[row].subject
            for row in matcher.plans[action].reasons
            if matcher.table.asked[row].indicator in told.split(JOIN)
        }
        for action, told in set(zip(local["action"], local["triggers"], strict=True))
    }
    each = [pairs[key] for key in zip(local["action"], local["triggers"], strict=True)]
    return pd.DataFrame(
        {name: [name in subjects for subjects in each] for name in matcher.pressing},
        index=local.index,
    )


def _list_one(matcher: Matcher, plan: Plan) -> pd.DataFrame:
    """Return the rows of one action: the areas it is suggested for."""
    score, here = matcher.find_suggested(plan.action.id)
    rows = np.flatnonzero(here)
    fired = matcher.table.fired[plan.rows][:, rows]
    strength = matcher.table.strength[plan.rows][:, rows]
    return pd.DataFrame(
        {
            "area": matcher.measures.areas.to_numpy(dtype=object)[rows],
            "action": plan.action.id,
            "kind": "area",
            "score": score[rows],
            "band": find_band(score[rows], matcher.definitions.rule.band),
            "people": _count_strongest(matcher, plan, rows, fired, strength),
            "triggers": _name_fired(matcher, plan, fired),
        }
    )


def _count_strongest(
    matcher: Matcher, plan: Plan, rows: np.ndarray, fired: np.ndarray, strength: np.ndarray
) -> np.ndarray:
    """Return the people of the strongest reason that fired and has a count, by area."""
    people = matcher.table.people[plan.rows][:, rows]
    is_reason = np.isin(plan.rows, plan.reasons)
    usable = fired & is_reason[:, None] & ~np.isnan(people)
    if not plan.rows.size or not rows.size:
        return np.full(len(rows), np.nan)
    # Among equals the first by id counts, as in the list of a single area.
    names = [matcher.table.asked[row].indicator for row in plan.rows]
    order = np.argsort(np.array(names), kind="stable")
    best = order[np.where(usable, strength, -1.0)[order].argmax(axis=0)]
    counts = people[best, np.arange(len(rows))]
    return np.where(usable.any(axis=0), np.round(counts), np.nan)


def _name_fired(matcher: Matcher, plan: Plan, fired: np.ndarray) -> np.ndarray:
    """Return the indicators that fired, in the order of the definition, joined by semicolons."""
    names = [matcher.table.asked[row].indicator for row in plan.rows]
    powers = 2 ** np.arange(len(names))
    which = powers @ fired if names else np.zeros(fired.shape[1], dtype=int)
    told = {
        code: JOIN.join(name for name, power in zip(names, powers, strict=True) if code & power)
        for code in np.unique(which).tolist()
    }
    return np.array([told[code] for code in which.tolist()], dtype=object)


def _list_places(matcher: Matcher) -> list[pd.DataFrame]:
    """Return the rows of actions for whole authorities, one table per authority."""
    tables = []
    for code, authority in enumerate(matcher.scale.towns):
        judged = judge_place(matcher, np.flatnonzero(matcher.scale.codes == code))
        found = [matcher.places.suggest_one(plan, judged) for plan in matcher.places.plans]
        rows = [
            (
                str(authority),
                one.action,
                "place",
                one.score,
                one.band,
                np.nan if one.people is None else one.people,
                JOIN.join(trigger.condition.indicator for trigger in one.triggers),
            )
            for one in found
            if one is not None
        ]
        columns = [name for name in COLUMNS if name not in ("rank", "sureness")]
        tables.append(pd.DataFrame(rows, columns=columns))
    return tables
