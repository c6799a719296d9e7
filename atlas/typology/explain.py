"""Find the figures for and against an area's type, and what it lacks to be clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.typology.by_shares import Shares
from atlas.typology.claims import HOLDS, UNKNOWN

if TYPE_CHECKING:
    from atlas.definitions import Typology
    from atlas.indicators.measures import Measures
    from atlas.typology.assign import Assignment

REASONS = 3
# The percentiles that a target near 50 asks for.
MIDDLE_HALF = (25.0, 75.0)


@dataclass(frozen=True, slots=True)
class Reason:
    """One figure that speaks for or against a type.

    Parameters
    ----------
    indicator
        Id of the indicator.
    speaks
        "for" or "against".
    value
        The area's value.
    percentile
        Its percentile in the reading's reference; NaN where there is none.
    target
        The percentile that the type's profile asks for, or the bound of a rule.
    gain
        How much the figure counts. For the type: its weight times its points from the middle,
        on the profile's side and at most as far as the target. Against it: how much it adds to
        the squared distance.
    scale
        The scale of `percentile` and `target`.
    """

    indicator: str
    speaks: str
    value: float
    percentile: float
    target: float
    gain: float
    scale: str


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a type lacks to be clear in an area.

    Parameters
    ----------
    kind
        "nearer": the profile of `other` is nearer, but its core claims do not hold; "claim": a
        claim does not hold, or has no figure; "membership", "distance": the bound is missed;
        "steady": too few repeats give the same type.
    other
        The type whose profile is nearer, else empty.
    claim
        The claim, else empty.
    figure, bound
        The figure, and the bound it misses; NaN where there is none.
    """

    kind: str
    other: str = ""
    claim: str = ""
    figure: float = float("nan")
    bound: float = float("nan")


def is_on_side(percentile: float, target: float, *, middle: float) -> bool:
    """Return whether a figure lies on the side of the middle that a profile's target asks for.

    Parameters
    ----------
    percentile, target
        0 to 100.
    middle
        A target within this many points of 50 asks for a figure in the middle half.

    Examples
    --------
    >>> is_on_side(83, 95, middle=10), is_on_side(20, 70, middle=10), is_on_side(60, 55, middle=10)
    (True, False, True)
    """
    if target >= 50 + middle:
        return percentile > 50
    if target <= 50 - middle:
        return percentile < 50
    return MIDDLE_HALF[0] <= percentile <= MIDDLE_HALF[1]


def find_reasons(
    typology: Typology, assignment: Assignment, measures: Measures, *, area: str
) -> list[Reason]:
    """Return the reasons for an area's nearest type, strongest first, then those against.

    For `profiles`: up to three of the type's figures on the profile's side, then up to three
    on the other. For `rules`: the conditions of the type; for the last type, which takes the
    rest, the conditions of the first, those that are met counting against it. For `largest`:
    the largest share and the next.
    """
    if isinstance(assignment, Shares):
        # The figures of a larger area do not explain the types of its small areas.
        return []
    match typology.method:
        case "profiles":
            return _describe_profile(typology, assignment, measures, area)
        case "rules":
            return _describe_rules(typology, assignment, measures, area)
        case _:
            return _describe_largest(typology, assignment, measures, area)


def _describe_profile(
    typology: Typology, assignment: Assignment, measures: Measures, area: str
) -> list[Reason]:
    nearest = str(assignment.nearest[area])
    profile = next(one.profile for one in typology.types if one.id == nearest)
    positions = pd.Series(assignment.percentiles.loc[area]).dropna()
    found = []
    for name, target in profile.items():
        if name not in positions:
            continue
        position = float(positions[name])
        is_for = is_on_side(position, target.percentile, middle=typology.middle)
        reach = min(abs(position - 50), abs(target.percentile - 50))
        reason = Reason(
            indicator=name,
            speaks="for" if is_for else "against",
            value=float(measures.values(name)[area]),
            percentile=position,
            target=target.percentile,
            gain=target.weight * (reach if is_for else (position - target.percentile) ** 2),
            scale=assignment.reading,
        )
        found.append(reason)
    ranked = sorted(found, key=lambda one: (-one.gain, one.indicator))
    each = ([one for one in ranked if one.speaks == speaks] for speaks in ("for", "against"))
    return [one for listed in each for one in listed[:REASONS]]


def find_shortfalls(typology: Typology, assignment: Assignment, *, area: str) -> list[Shortfall]:
    """Return what the nearest type of an area lacks to be clear, most important first.

    Only the method `profiles` has any. Too small a lead over the next type is not listed: the
    standing is then "borderline".
    """
    if typology.method != "profiles" or assignment.standing[area] in ("unclear", "no_data"):
        return []
    nearest = str(assignment.nearest[area])
    membership = pd.Series(assignment.membership.loc[area])
    found = []
    best = str(membership.idxmax())
    if best != nearest:
        found.append(Shortfall("nearer", other=best))
    if nearest in assignment.claims:
        known = pd.Series(assignment.claims[nearest].loc[area])
        found += [Shortfall("claim", claim=str(claim)) for claim in known.index[known != HOLDS]]
    share, distance = float(membership[nearest]), float(assignment.distance[nearest][area])
    if share < typology.clear_membership:
        found.append(Shortfall("membership", figure=share, bound=typology.clear_membership))
    if distance > typology.clear_distance:
        found.append(Shortfall("distance", figure=distance, bound=typology.clear_distance))
    rules, robustness = typology.robustness, float(assignment.robustness[area])
    if rules is not None and robustness < rules.borderline_under:
        found.append(Shortfall("steady", figure=robustness, bound=rules.borderline_under))
    return found


def _describe_rules(
    typology: Typology, assignment: Assignment, measures: Measures, area: str
) -> list[Reason]:
    wanted = assignment.nearest[area]
    conditions = next(one.all for one in typology.types if one.id == wanted)
    is_rest = not conditions
    if is_rest:
        # The last type takes the rest: the conditions that the area does not meet are the reason.
        conditions = typology.types[0].all
    reasons = []
    for condition in conditions:
        met = bool(measures.meets(condition)[area])
        bound = condition.at_least if condition.at_least is not None else condition.at_most
        scale = "town" if condition.scale == "value" else condition.scale
        reasons.append(
            Reason(
                indicator=condition.indicator,
                speaks="against" if is_rest and met else "for",
                value=float(measures.values(condition.indicator)[area]),
                percentile=float(measures.percentiles(condition.indicator, scale=scale)[area]),
                target=float(bound if bound is not None else np.nan),
                gain=1.0 if met else 0.0,
                scale=condition.scale,
            )
        )
    return sorted(reasons, key=lambda one: one.speaks == "against")


def _describe_largest(
    typology: Typology, assignment: Assignment, measures: Measures, area: str
) -> list[Reason]:
    indicators = {one.id: one.indicator for one in typology.types}
    nearest, runner_up = assignment.nearest[area], assignment.runner_up[area]
    return [
        Reason(
            indicator=name,
            speaks=speaks,
            value=float(measures.values(name)[area]),
            percentile=float(measures.percentiles(name, scale="town")[area]),
            target=float("nan"),
            gain=float(assignment.lead[area]),
            scale="value",
        )
        for name, speaks in ((indicators[nearest], "for"), (indicators[runner_up], "against"))
    ]


def hand_sheet(typology: Typology, assignment: Assignment, measures: Measures) -> pd.DataFrame:
    """Return one row per area, type and indicator: all that is needed to rework the types by hand.

    Columns: area, type, indicator, value, percentile, target, weight, contribution
    (weight times the squared difference). The sum of contributions over the sum of weights is
    the squared distance. Where an area lacks a figure, weight and contribution are gaps too,
    so that both sums leave it out.
    """
    rows = []
    for one in typology.types:
        for name, target in one.profile.items():
            positions = assignment.percentiles[name]
            weights = np.where(positions.isna(), np.nan, target.weight)
            rows.append(
                pd.DataFrame(
                    {
                        "area": positions.index,
                        "type": one.id,
                        "indicator": name,
                        "value": measures.values(name).to_numpy(),
                        "percentile": positions.to_numpy(),
                        "target": target.percentile,
                        "weight": weights,
                        "contribution": weights * (positions.to_numpy() - target.percentile) ** 2,
                    }
                )
            )
    return pd.concat(rows, ignore_index=True).sort_values(["area", "type"], kind="stable")


def list_claims(typology: Typology, assignment: Assignment, measures: Measures) -> pd.DataFrame:
    """Return one row per area, type and claim, with whether the area's own figure bears it out.

    Columns: area, type, claim, core, indicator, scale, at_least, at_most, figure (on the
    scale), holds. A gap in the figure is a gap in `holds`.
    """
    columns = ["area", "type", "claim", "core", "indicator", "scale", "at_least", "at_most"]
    tables = [pd.DataFrame(columns=[*columns, "figure", "holds"])]
    for one in typology.types:
        if one.id not in assignment.claims:
            continue
        for claim in typology.claims_of(one):
            known = assignment.claims[one.id][claim.id]
            tables.append(
                pd.DataFrame(
                    {
                        "area": known.index,
                        "type": one.id,
                        "claim": claim.id,
                        "core": claim.id in one.core,
                        **claim.when.model_dump(),
                        "figure": measures.find_figures(claim.when).to_numpy(),
                        "holds": (known == HOLDS).where(known != UNKNOWN).to_numpy(),
                    }
                )
            )
    listed = [table for table in tables if len(table)]
    return pd.concat(listed or tables, ignore_index=True)
