"""Evenness of the mix of groups: Shannon entropy, scaled to 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("entropy", ("groups",), ("index",))


def scaled_entropy(groups: pd.DataFrame) -> pd.Series:
    """Return Shannon entropy divided by its maximum, times 100.

    ``E = -100 * sum(p * ln p) / ln(k)`` for the shares `p` of `k` groups. Theil (1972),
    *Statistical decomposition analysis*; as a diversity score in Reardon and Firebaugh
    (2002), *Measures of multigroup segregation*, Sociological Methodology 32.

    Parameters
    ----------
    groups
        Counts, one column per group, indexed by area.

    Returns
    -------
    pandas.Series
        0 where everyone is in one group, 100 where all groups are equal; same index. A gap
        in any group is a gap; so is an area with nobody in it.

    Examples
    --------
    >>> scaled_entropy(pd.DataFrame({"a": [50, 10], "b": [50, 0]})).round(1).abs().tolist()
    [100.0, 0.0]
    """
    counts = groups.to_numpy(dtype=float)
    whole = counts.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / np.where(whole > 0, whole, np.nan)
        terms = np.where(shares == 0, 0.0, shares * np.log(shares))
    # Adding 0.0 turns the -0.0 of a single group into 0.0.
    scaled = -100 * terms.sum(axis=1) / np.log(groups.shape[1]) + 0.0
    return pd.Series(scaled, index=groups.index)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the scaled entropy of the groups.

    Parameters
    ----------
    inputs
        `groups`: counts, one column per group, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        0 to 100, same index. Gaps as in `scaled_entropy`.

    Examples
    --------
    >>> compute({"groups": pd.DataFrame({"a": [50], "b": [50]})}, Setting()).tolist()
    [100.0]
    """
    return scaled_entropy(inputs["groups"])
