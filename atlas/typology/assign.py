"""Assign each area a type under one typology, with its fit and its robustness."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.typology.claims import check_claims, find_allowed
from atlas.typology.profiles import (
    ProfileMatrix,
    find_standing,
    memberships,
    nearest_types,
    profile_distances,
    rank_types,
)
from atlas.typology.robustness import leave_one_out, named_indicators, perturb_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from atlas.definitions import Condition, Typology
    from atlas.indicators.measures import Measures

# "town", or the reference that percentiles are measured in, such as "england".
Reading = str
UNCLEAR = "no_clear_type"
NO_DATA = "not_enough_data"
STANDINGS = ("clear", "nearest", "borderline", "unclear", "no_data")
TOWN = "town"
# The fields of a typology that decide the robustness of its types: see `name_basis`.
RULES = {"id", "method", "minimum_weight", "robustness"}


@dataclass(frozen=True)
class Assignment:
    """The types of all areas under one typology.

    Parameters
    ----------
    typology
        Id of the typology.
    reading
        What percentiles are measured against.
    types
        Type by area, `no_clear_type` or `not_enough_data`.
    nearest
        The nearest type by area, even where it is not clear.
    runner_up
        The second nearest type, by area.
    standing
        How well the type fits, by area: "clear"; "nearest", where it is the nearest but falls
        short of clear; "borderline", between two types; "unclear", near none; "no_data".
    membership, distance
        Areas by types; for rules and largest, membership is 1 or 0 and distance is the
        margin to the bounds.
    allowed
        Areas by types: whether the area's own figures bear out the type's core claims.
    claims
        By type, whether its claims hold in every area: see `check_claims`.
    lead
        Lead of the nearest type's membership over the runner-up's, by area.
    robustness
        Share of repeats that give the same type, by area; NaN where there are no repeats.
    repeats
        Number of repeats behind `robustness`.
    percentiles
        The percentiles the profiles were compared with, areas by indicators.
    """

    typology: str
    reading: Reading
    types: pd.Series
    nearest: pd.Series
    runner_up: pd.Series
    standing: pd.Series
    membership: pd.DataFrame
    distance: pd.DataFrame
    allowed: pd.DataFrame
    claims: Mapping[str, pd.DataFrame]
    lead: pd.Series
    robustness: pd.Series
    repeats: int
    percentiles: pd.DataFrame

    @property
    def doubts(self) -> tuple[str, ...]:
        """The standings that are drawn with a pattern: not clear, or near another type.

        Within a town types are relative and none is clear, so only borderline ones are.
        """
        return ("borderline",) if self.reading == TOWN else ("nearest", "borderline")

    @cached_property
    def doubtful(self) -> pd.Series:
        """Which areas are drawn with a pattern."""
        return self.standing.isin(self.doubts)

    @cached_property
    def own_membership(self) -> pd.Series:
        """Membership of each area in its nearest type."""
        columns = self.membership.columns.get_indexer(pd.Index(self.nearest))
        shares = self.membership.to_numpy()[np.arange(len(columns)), columns]
        return pd.Series(shares, self.membership.index)

    @cached_property
    def codes(self) -> np.ndarray:
        """Index of every area's type in the typology; the number of types where it has none."""
        names = list(self.membership.columns)
        index = {name: number for number, name in enumerate(names)}
        return np.array([index.get(name, len(names)) for name in self.types])


def assign_types(typology: Typology, measures: Measures, *, reading: Reading = "") -> Assignment:
    """Return the types of all areas of the place.

    Parameters
    ----------
    typology
        Types and rules.
    measures
        The place's indicators.
    reading
        A reference such as "england" assigns types by percentiles in that country and does not
        depend on which areas are loaded; "town" finds the relatively most typical areas of the
        place. Only the method `profiles` has two readings. The default is the pack's reference.
    """
    reading = reading or measures.store.reference
    match typology.method:
        case "profiles":
            return _by_profiles(typology, measures, reading)
        case "rules":
            return _by_rules(typology, measures)
        case _:
            return _by_largest(typology, measures)


def _by_profiles(typology: Typology, measures: Measures, reading: Reading) -> Assignment:
    matrix = ProfileMatrix.of(typology)
    areas = measures.areas
    percentiles, distances = compare_profiles(typology, measures, matrix, reading)
    positions = percentiles.to_numpy(dtype=float)
    running = (~np.isnan(distances)).sum(axis=1)
    known = running >= max(2, len(matrix.types) / 2)
    # Claims are about percentiles in the country, so the reading within a town has none.
    claims = check_claims(typology, measures) if reading != TOWN else {}
    allowed = np.ones((len(areas), len(typology.types)), dtype=bool)
    if claims:
        allowed = find_allowed(typology, measures.find_figures, areas=len(areas))
    shares = memberships(distances, power=typology.power)
    ranks = rank_types(matrix, areas, shares, distances, allowed)
    robustness, repeats = _try_sureness(typology, measures, matrix, positions, allowed, reading)
    robustness = np.where(known, robustness, np.nan)
    standing = find_standing(typology, ranks, claims, robustness)
    standing[~known] = "no_data"
    types = ranks.nearest.to_numpy(dtype=object, copy=True)
    types[standing == "unclear"] = UNCLEAR
    types[standing == "no_data"] = NO_DATA
    return Assignment(
        typology=typology.id,
        reading=reading,
        types=pd.Series(types, areas, name=typology.id),
        standing=pd.Series(standing, areas),
        claims=claims,
        robustness=pd.Series(robustness, areas),
        repeats=repeats,
        percentiles=percentiles,
        **vars(ranks),
    )


def make_unclaimed(areas: pd.Index, types: list[str]) -> dict[str, Any]:
    """Return the fields of an `Assignment` without claims and robustness."""
    return {
        "allowed": pd.DataFrame(data=True, index=areas, columns=types),
        "claims": {},
        "robustness": pd.Series(np.nan, areas),
        "repeats": 0,
    }


def compare_profiles(
    typology: Typology, measures: Measures, matrix: ProfileMatrix, reading: Reading
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the percentiles of all areas, and their distances from every profile."""
    percentiles = pd.DataFrame(
        {name: measures.percentiles(name, scale=reading) for name in matrix.indicators},
        index=measures.areas,
    )
    distances, present = profile_distances(percentiles.to_numpy(dtype=float), matrix)
    # A type is ruled out where too much of its profile is missing, but the area stays in: a
    # suppressed figure, such as the mix of few minority residents, must not leave it typeless.
    return percentiles, np.where(present < typology.minimum_weight, np.nan, distances)


def _try_sureness(
    typology: Typology,
    measures: Measures,
    matrix: ProfileMatrix,
    positions: np.ndarray,
    allowed: np.ndarray,
    reading: Reading,
) -> tuple[np.ndarray, int]:
    """Return the share of repeats that give the same type, and the number of repeats."""
    if typology.robustness is None:
        return np.full(len(positions), np.nan), 0
    basis = name_basis(typology, measures)
    known = measures.store.find_sureness(typology.id, basis) if reading != TOWN else None
    if known is not None:
        return known["sureness"].to_numpy(), int(known["repeats"].max())
    same = nearest_types(profile_distances(positions, matrix)[0], allowed)
    repeats = leave_one_out(positions, matrix, allowed)
    if reading != TOWN:
        repeats = np.concatenate([repeats, perturb_counts(measures, matrix, typology)])
    return (repeats == same).mean(axis=0), len(repeats)


def name_basis(typology: Typology, measures: Measures) -> str:
    """Return a hash of all definitions that the robustness of types depends on.

    Texts, such as those of claims and indicators, are left out.
    """
    definitions = measures.definitions
    rules = typology.model_dump(include=RULES, mode="json")
    rules["types"] = [
        {
            "id": one.id,
            "profile": one.model_dump(mode="json")["profile"],
            "core": [
                claim.when.model_dump(mode="json")
                for claim in typology.claims_of(one)[: len(one.core)]
            ],
        }
        for one in typology.types
    ]
    figures = [
        definitions.indicators[name].model_dump(include={"method", "inputs", "base_under"})
        for name in named_indicators(typology)
    ]
    parts = [json.dumps(one, sort_keys=True, default=str) for one in (rules, *figures)]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def tabulate_sureness(typologies: Iterable[Typology], measures: Measures) -> pd.DataFrame:
    """Return the robustness of all types that have repeats: the pack table `sureness`."""
    tables = []
    for typology in typologies:
        if typology.method != "profiles" or typology.robustness is None:
            continue
        made = _by_profiles(typology, measures, measures.store.reference)
        basis = name_basis(typology, measures)
        table = pd.DataFrame(
            {"area": made.robustness.index, "sureness": made.robustness.to_numpy()}
        )
        tables.append(table.assign(typology=typology.id, basis=basis, repeats=made.repeats))
    columns = ["typology", "basis", "area", "sureness", "repeats"]
    return pd.concat(tables, ignore_index=True)[columns]


def _by_rules(typology: Typology, measures: Measures) -> Assignment:
    areas = measures.areas
    names = [one.id for one in typology.types]
    # The first type whose conditions all hold; the last takes the rest.
    met = [
        np.logical_and.reduce([measures.meets(condition) for condition in one.all])
        for one in typology.types[:-1]
    ]
    taken = np.argmax([*met, np.ones(len(areas), dtype=bool)], axis=0)
    conditions = [condition for one in typology.types for condition in one.all]
    used = dict.fromkeys(condition.indicator for condition in conditions)
    margins = pd.concat([_margin(one, measures) for one in conditions], axis=1).min(axis=1)
    return _assign_nearest(
        typology,
        taken,
        pd.Series("", areas),
        missing=measures.table(list(used)).isna().any(axis=1),
        borderline=margins < typology.borderline_margin,
        membership=pd.DataFrame(np.eye(len(names))[taken], areas, names),
        distance=pd.DataFrame(dict.fromkeys(names, margins), areas),
        lead=pd.Series(1.0, areas),
        percentiles=pd.DataFrame(
            {name: measures.percentiles(name, scale=TOWN) for name in used}, index=areas
        ),
    )


def _margin(condition: Condition, measures: Measures) -> pd.Series:
    """Return each area's distance from the nearest bound of a condition, in percentile points."""
    positions = measures.percentiles(condition.indicator, scale="town")
    bounds = [bound for bound in (condition.at_least, condition.at_most) if bound is not None]
    if condition.scale == "value":
        values = measures.values(condition.indicator)
        bounds = [100 * float((values < bound).mean()) for bound in bounds]
        if measures.indicator(condition.indicator).higher_is_less:
            bounds = [100 - bound for bound in bounds]
    elif condition.scale != "town":
        positions = measures.percentiles(condition.indicator, scale=condition.scale)
    distances = pd.concat([(positions - bound).abs() for bound in bounds], axis=1)
    return distances.min(axis=1).fillna(np.inf)


def _by_largest(typology: Typology, measures: Measures) -> Assignment:
    areas = measures.areas
    values = pd.DataFrame(
        {one.id: measures.values(one.indicator) for one in typology.types}, index=areas
    )
    filled = values.fillna(-np.inf).to_numpy()
    first, second = np.argsort(-filled, axis=1, kind="stable").T[:2]
    rows = np.arange(len(areas))
    lead = pd.Series(filled[rows, first] - filled[rows, second], areas)
    return _assign_nearest(
        typology,
        first,
        pd.Series(values.columns.to_numpy(dtype=str)[second], areas),
        missing=values.isna().any(axis=1),
        borderline=lead < typology.borderline_margin,
        membership=values.div(values.sum(axis=1), axis=0),
        distance=values,
        lead=lead,
        percentiles=values,
    )


def _assign_nearest(
    typology: Typology,
    taken: np.ndarray,
    runner_up: pd.Series,
    *,
    missing: pd.Series,
    borderline: pd.Series,
    **measured: Any,  # noqa: ANN401 - fields of `Assignment`
) -> Assignment:
    """Return the types of areas by their number in the typology, which is read within the town."""
    names = [one.id for one in typology.types]
    nearest = pd.Series(np.array(names, dtype=object)[taken], missing.index)
    standing = np.where(borderline, "borderline", "clear").astype(object)
    return Assignment(
        typology=typology.id,
        reading=TOWN,
        types=nearest.mask(missing, NO_DATA).rename(typology.id),
        nearest=nearest,
        runner_up=runner_up,
        standing=pd.Series(standing, missing.index).mask(missing, "no_data"),
        **make_unclaimed(missing.index, names),
        **measured,
    )
