"""Shares of the residents of larger areas by the type of the small area they live in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.definitions import SharedTypology
from atlas.typology.assign import (
    NO_DATA,
    UNCLEAR,
    Assignment,
    Reading,
    assign_types,
    compare_profiles,
    make_unclaimed,
)
from atlas.typology.claims import find_allowed
from atlas.typology.profiles import ProfileMatrix, memberships
from atlas.typology.robustness import named_indicators

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.definitions import Typology
    from atlas.indicators.measures import Measures

HALF = 0.5
COLUMNS = ["typology", "basis", "area", "type", "residents"]
# The fields of a typology, its types and its indicators that decide the types of small areas.
RULES = {"id", "method", "power", "minimum_weight", "unclear_distance", "least_membership"}
TYPE_RULES = {"id", "profile", "core", "all", "indicator"}
FIGURE_RULES = {"method", "inputs", "base_under"}


@dataclass(frozen=True)
class Shares(Assignment):
    """Types of the small areas inside larger areas, as shares of residents.

    `types` holds the type that most residents of each area live in, which may be
    `no_clear_type`; `membership` the share of residents by type. `standing` is "clear" where
    that type has more than half of them, else "nearest". There are no claims and no reasons: a
    larger area has no type of its own.

    Parameters
    ----------
    residents
        Residents, areas by types; the last two columns are for areas without a type.
    is_known
        Whether the pack holds them for the types as they are defined now.
    """

    residents: pd.DataFrame
    is_known: bool


def name_rules(typology: Typology, measures: Measures) -> str:
    """Return a hash of all definitions that the types of small areas depend on."""
    rules = typology.model_dump(include=RULES, mode="json")
    rules["types"] = [one.model_dump(include=TYPE_RULES, mode="json") for one in typology.types]
    core = {name for one in typology.types for name in one.core}
    rules["core"] = [
        claim.model_dump(include={"id", "when"}, mode="json")
        for claim in typology.claims
        if claim.id in core
    ]
    names = dict.fromkeys(
        [
            *named_indicators(typology),
            *(condition.indicator for one in typology.types for condition in one.all),
            *(one.indicator for one in typology.types if one.indicator),
        ]
    )
    figures = [
        measures.definitions.indicators[name].model_dump(include=FIGURE_RULES, mode="json")
        for name in names
    ]
    text = json.dumps([rules, figures], sort_keys=True)
    return sha256(text.encode()).hexdigest()[:16]


def tabulate_types(typologies: Iterable[Typology], measures: Measures) -> pd.DataFrame:
    """Return type and residents of all small areas under every typology with shares.

    Returns
    -------
    pandas.DataFrame
        Columns typology, basis, area, type and residents.
    """
    tables = [pd.DataFrame(columns=COLUMNS)]
    for typology in typologies:
        if typology.larger is None:
            continue
        # Robustness affects how well a type fits, never which type it is.
        types = assign_types(typology.model_copy(update={"robustness": None}), measures).types
        table = pd.DataFrame(
            {
                "area": types.index,
                "type": types.to_numpy(dtype=str),
                "residents": measures.residents.to_numpy(dtype="int64"),
            }
        )
        basis = name_rules(typology, measures)
        tables.append(table.assign(typology=typology.id, basis=basis)[COLUMNS])
    return pd.concat(tables[1:] or tables, ignore_index=True)


def sum_types(small: pd.DataFrame, within: str) -> pd.DataFrame:
    """Return residents of larger areas by type: the pack table `type_shares`.

    Parameters
    ----------
    small
        As `tabulate_types` returns it, with a column for the larger area of every small area.
    within
        The name of that column.
    """
    larger = small.assign(area=small[within])
    return larger.groupby(COLUMNS[:-1])["residents"].sum().reset_index()


def sort_areas(typology: Typology, measures: Measures, *, reading: Reading = "") -> Assignment:
    """Return the types of small areas, or the shares of residents by type for larger ones.

    The parameters are those of `assign_types`; shares have one reading, the pack's reference.
    """
    if isinstance(typology, SharedTypology):
        return assign_shares(typology, measures)
    return assign_types(typology, measures, reading=reading)


def assign_shares(typology: Typology, measures: Measures) -> Shares:
    """Return the shares of residents by type for all areas of a place."""
    store, areas = measures.store, measures.areas
    names = [one.id for one in typology.types]
    columns = [*names, UNCLEAR, NO_DATA]
    # `typology` asks for shares; the rules of its types are in the definition for small areas.
    basis = name_rules(measures.definitions.typologies[typology.id], measures)
    table = store.find_type_shares(typology.id, basis)
    if table is None:
        residents = pd.DataFrame(0, areas, columns)
        residents[NO_DATA] = measures.residents
    else:
        wide = table.pivot_table(index="area", columns="type", values="residents", aggfunc="sum")
        residents = wide.reindex(index=areas, columns=columns).fillna(0)
    counts = residents.to_numpy(dtype=float)
    shares = np.nan_to_num(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))
    rows = np.arange(len(areas))
    first = np.where(shares.any(axis=1), shares.argmax(axis=1), len(names) + 1)
    order = np.argsort(-shares[:, : len(names)], axis=1, kind="stable")
    nearest, second = order[:, 0], order[:, 1]
    has_next = shares[rows, second] > 0
    standing = np.where(shares[rows, first] > HALF, "clear", "nearest").astype(object)
    standing[first == len(names)] = "unclear"
    standing[first == len(names) + 1] = "no_data"
    told, membership = np.array(columns), pd.DataFrame(shares[:, : len(names)], areas, names)
    return Shares(
        typology=typology.id,
        reading=store.reference,
        types=pd.Series(told[first].astype(object), areas, name=typology.id),
        nearest=pd.Series(told[nearest].astype(object), areas),
        runner_up=pd.Series(np.where(has_next, told[second], "").astype(object), areas),
        standing=pd.Series(standing, areas),
        membership=membership,
        distance=pd.DataFrame(np.nan, areas, names),
        lead=pd.Series(shares[rows, nearest] - shares[rows, second], areas),
        percentiles=pd.DataFrame(index=areas),
        **make_unclaimed(areas, names),
        residents=residents,
        is_known=table is not None,
    )


def find_belonging(typology: Typology, measures: Measures) -> pd.DataFrame:
    """Return memberships, areas by types; 0 where the type's core claims do not hold.

    They equal those of `sort_areas`, without the robustness that takes most of a minute for a
    country and that no action uses.
    """
    if isinstance(typology, SharedTypology):
        return assign_shares(typology, measures).membership
    if typology.method != "profiles":
        return assign_types(typology, measures).membership
    matrix = ProfileMatrix.of(typology)
    _, distances = compare_profiles(typology, measures, matrix, measures.store.reference)
    shares = memberships(distances, power=typology.power)
    allowed = find_allowed(typology, measures.find_figures, areas=len(measures.areas))
    borne_out = pd.DataFrame(shares, measures.areas, list(matrix.types))
    return borne_out.where(allowed, 0.0).fillna(0.0)


def count_residents(
    assignment: Assignment, residents: pd.Series, areas: Sequence[str]
) -> pd.Series:
    """Return the residents of some areas by the type of their small area, most first.

    Small areas and the larger areas that they make up give the same numbers.

    Parameters
    ----------
    assignment
        Types of small areas, or shares of larger ones.
    residents
        Residents by area.
    areas
        Codes of areas.
    """
    if isinstance(assignment, Shares):
        sums = assignment.residents.loc[list(areas)].sum()
        sums = sums[sums > 0]
    else:
        sums = residents.loc[list(areas)].groupby(assignment.types.loc[list(areas)]).sum()
    return sums.sort_index().sort_values(ascending=False, kind="stable")
