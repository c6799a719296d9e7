"""Say why an area has its type: what brings it close, and what argues against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from atlas.definitions import Typology
    from atlas.indicators.measures import Measures
    from atlas.typology.assign import Assignment

REASONS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One figure that speaks for or against a type.

    Parameters
    ----------
    indicator
        Identity of the indicator.
    speaks
        "for" or "against".
    value
        The area's value.
    percentile
        Its percentile in the reading's reference; NaN for rules and largest on values.
    target
        What the type's profile asks for: a percentile, or a bound.
    gain
        How much nearer this indicator brings the area to its type than to the runner-up, in
        squared percentile points; for the reason against, how much it adds to the distance.
    scale
        What `percentile` and `target` are measured on.
    """

    indicator: str
    speaks: str
    value: float
    percentile: float
    target: float
    gain: float
    scale: str


def explain_type(
    typology: Typology, assignment: Assignment, measures: Measures, *, area: str
) -> list[Reason]:
    """Return the reasons for an area's nearest type, strongest first, then the one against.

    For profiles: the three indicators that bring the area closest to its type relative to
    the runner-up, and the one of its own profile that lies furthest off. For rules: the
    conditions of the type. For largest: the largest share and the next.
    """
    match typology.method:
        case "profiles":
            return _explain_profile(typology, assignment, measures, area)
        case "rules":
            return _explain_rules(typology, assignment, measures, area)
        case _:
            return _explain_largest(typology, assignment, measures, area)


def _explain_profile(
    typology: Typology, assignment: Assignment, measures: Measures, area: str
) -> list[Reason]:
    profiles = {one.id: one.profile for one in typology.types}
    own = profiles[assignment.nearest[area]]
    other = profiles[assignment.runner_up[area]]
    positions = pd.Series(assignment.percentiles.loc[area]).dropna()

    def cost(profile: object, name: str) -> float:
        """Return what one indicator adds to the squared distance."""
        targets = {key: one for key, one in profile.items() if key in positions}  # type: ignore[attr-defined]
        if name not in targets:
            return 0.0
        whole = sum(one.weight for one in targets.values())
        return float(
            targets[name].weight * (positions[name] - targets[name].percentile) ** 2 / whole
        )

    gains = {name: cost(other, name) - cost(own, name) for name in {**own, **other}}
    best = sorted(
        (name for name in gains if name in positions and gains[name] > 0),
        key=lambda name: (-gains[name], name),
    )[:REASONS]
    against = max(
        (name for name in own if name in positions and name not in best),
        key=lambda name: (cost(own, name), name),
        default=None,
    )
    listed = [(name, "for", gains[name]) for name in best]
    if against is not None:
        listed.append((against, "against", cost(own, against)))
    return [
        Reason(
            indicator=name,
            speaks=speaks,
            value=float(measures.values(name)[area]),
            percentile=float(positions[name]),
            target=own[name].percentile if name in own else other[name].percentile,
            gain=gain,
            scale=assignment.reading if name in own else f"not_{assignment.reading}",
        )
        for name, speaks, gain in listed
    ]


def _explain_rules(
    typology: Typology, assignment: Assignment, measures: Measures, area: str
) -> list[Reason]:
    wanted = assignment.nearest[area]
    conditions = next(one.all for one in typology.types if one.id == wanted)
    if not conditions:
        # The last type takes the rest: what it failed to meet is the reason.
        conditions = typology.types[0].all
    reasons = []
    for condition in conditions:
        met = bool(measures.meets(condition)[area])
        bound = condition.at_least if condition.at_least is not None else condition.at_most
        scale = "town" if condition.scale == "value" else condition.scale
        reasons.append(
            Reason(
                indicator=condition.indicator,
                speaks="for",
                value=float(measures.values(condition.indicator)[area]),
                percentile=float(measures.percentiles(condition.indicator, scale=scale)[area]),
                target=float(bound if bound is not None else np.nan),
                gain=1.0 if met else 0.0,
                scale=condition.scale,
            )
        )
    return reasons


def _explain_largest(
    typology: Typology, assignment: Assignment, measures: Measures, area: str
) -> list[Reason]:
    indicators = {one.id: one.indicator for one in typology.types}
    listed = (
        (indicators[assignment.nearest[area]], "for"),
        (indicators[assignment.runner_up[area]], "against"),
    )
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
        for name, speaks in listed
    ]


def hand_sheet(typology: Typology, assignment: Assignment, measures: Measures) -> pd.DataFrame:
    """Return one row per area, type and indicator: all that is needed to repeat the types.

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
