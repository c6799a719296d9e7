"""Audit the statements on the types of all areas against their figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions import SharedTypology
from atlas.prose.types.statements import describe_claims
from atlas.typology.explain import find_reasons, is_on_side

if TYPE_CHECKING:
    from atlas.definitions import Claim, Typology
    from atlas.facade import Atlas
    from atlas.typology.assign import Assignment

# Standings in which an area has a type, or a nearest one.
OF_A_TYPE = ("clear", "nearest", "borderline")


@dataclass
class ClaimCount:
    """How often one claim of one type is made, and how often that is wrong.

    Parameters
    ----------
    typology, type_id, claim
        Ids of the claim, its type and its typology.
    core
        Whether it is a core claim.
    made, denied, unknown
        Numbers of areas of the type for which the claim is stated, for which its denial is
        stated, and without a figure.
    fails
        Number of areas for which the statement contradicts the condition.
    """

    typology: str
    type_id: str
    claim: str
    core: bool
    made: int = 0
    denied: int = 0
    unknown: int = 0
    fails: int = 0

    @property
    def share(self) -> float:
        """Share of the areas with such a figure for which the claim holds; NaN without any."""
        known = self.made + self.denied
        return self.made / known if known else float("nan")


@dataclass
class Audit:
    """Counts of statements on types, and of those that are wrong.

    Parameters
    ----------
    claims
        One count per type and claim.
    areas
        Number of areas.
    reasons, wrong_side
        Numbers of reasons for a type, and of those not on its profile's side.
    clear, not_clear
        Numbers of areas called clear, and of those that miss a bound or a claim.
    unusual
        Claims that hold for too few of a type's areas; checked only for a whole country.
    """

    claims: list[ClaimCount] = field(default_factory=list)
    areas: int = 0
    reasons: int = 0
    wrong_side: int = 0
    clear: int = 0
    not_clear: int = 0
    unusual: list[ClaimCount] = field(default_factory=list)

    @property
    def is_true(self) -> bool:
        """Whether no statement contradicts a figure."""
        fails = sum(one.fails for one in self.claims)
        return not (fails or self.wrong_side or self.not_clear or self.unusual)


def audit_claims(atlas: Atlas) -> Audit:
    """Return the audit of the statements on the types of all areas of a place.

    Statements come from the functions that pages and exports use; figures are compared with
    the bounds again here, independently of them.
    """
    audit = Audit(areas=len(atlas.measures.areas))
    whole_country = atlas.place is not None and atlas.place.nation
    for typology in atlas.definitions.typologies.values():
        # Larger areas have shares of types, and no claims.
        if not typology.claims or isinstance(typology, SharedTypology):
            continue
        assignment = atlas.types(typology.id)
        counts = _count_claims(atlas, typology, assignment)
        audit.claims += counts
        if whole_country:
            audit.unusual += [one for one in counts if one.share < typology.usual_share]
        _count_reasons(atlas, typology, assignment, audit)
        _count_clear(atlas, typology, assignment, audit)
    return audit


def _holds(atlas: Atlas, claim: Claim) -> pd.Series:
    """Return whether areas meet a claim's condition, without `judge_figures`; NA for a gap."""
    when = claim.when
    measures = atlas.measures
    figures = (
        measures.values(when.indicator)
        if when.scale == "value"
        else measures.percentiles(when.indicator, scale=when.scale)
    )
    met = pd.Series(data=True, index=figures.index)
    if when.at_least is not None:
        met &= figures.ge(when.at_least)
    if when.at_most is not None:
        met &= figures.le(when.at_most)
    return met.astype("boolean").mask(figures.isna())


def _count_claims(atlas: Atlas, typology: Typology, assignment: Assignment) -> list[ClaimCount]:
    counts = {
        (one.id, claim.id): ClaimCount(typology.id, one.id, claim.id, core=claim.id in one.core)
        for one in typology.types
        for claim in typology.claims_of(one)
    }
    truth = {claim.id: _holds(atlas, claim).to_dict() for claim in typology.claims}
    taken = assignment.standing.isin(OF_A_TYPE)
    for area, name in assignment.nearest[taken].items():
        told = describe_claims(atlas, typology, assignment, str(area))
        said = {one.claim: one.fits for one in told}
        for claim in typology.claims_of(typology.type_of(str(name))):
            count, holds = counts[str(name), claim.id], truth[claim.id][area]
            if claim.id not in said:
                count.unknown += 1
                count.fails += not pd.isna(holds)
                continue
            count.made += said[claim.id]
            count.denied += not said[claim.id]
            count.fails += pd.isna(holds) or bool(holds) != said[claim.id]
    return list(counts.values())


def _count_reasons(atlas: Atlas, typology: Typology, assignment: Assignment, audit: Audit) -> None:
    for area in assignment.standing.index[assignment.standing.isin(OF_A_TYPE)]:
        for reason in find_reasons(typology, assignment, atlas.measures, area=str(area)):
            if reason.speaks == "for":
                audit.reasons += 1
                audit.wrong_side += not is_on_side(
                    reason.percentile, reason.target, middle=typology.middle
                )


def _count_clear(atlas: Atlas, typology: Typology, assignment: Assignment, audit: Audit) -> None:
    clear = assignment.standing == "clear"
    nearest = assignment.nearest[clear]
    audit.clear += len(nearest)
    truth = {claim.id: _holds(atlas, claim).fillna(value=False) for claim in typology.claims}
    for name, areas in nearest.groupby(nearest).groups.items():
        one = typology.type_of(str(name))
        good = assignment.membership.loc[areas, one.id] >= typology.clear_membership
        good &= assignment.distance.loc[areas, one.id] <= typology.clear_distance
        for claim in typology.claims_of(one):
            good &= truth[claim.id][areas]
        if typology.robustness is not None:
            good &= assignment.robustness[areas] >= typology.robustness.borderline_under
        audit.not_clear += int((~good).sum())
