"""Change in the evenness of a mix of groups between two dates, in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.methods.entropy import scaled_entropy
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("entropy_change", ("groups", "rest", "groups_before"), ("points",), turns=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the later scaled entropy minus the earlier one, on a common list of groups.

    Parameters
    ----------
    inputs
        `groups`: later counts that match an earlier group one to one; `rest`: signed later
        counts that make up one more group; `groups_before`: the earlier counts.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Points of the 0 to 100 scale of `scaled_entropy`, same index. A gap at either date is
        a gap.

    Raises
    ------
    ValueError
        If the two dates do not have the same number of groups.

    Examples
    --------
    >>> groups, rest = pd.DataFrame({"a": [50]}), pd.DataFrame({"all": [100], "a": [-50]})
    >>> before = pd.DataFrame({"a11": [100], "b11": [0]})
    >>> compute({"groups": groups, "rest": rest, "groups_before": before}, Setting()).tolist()
    [100.0]
    """
    # Perturbation can leave a remainder one or two below zero.
    rest = inputs["rest"].sum(axis=1, skipna=False).clip(lower=0)
    now = inputs["groups"].assign(rest=rest)
    before = inputs["groups_before"]
    if now.shape[1] != before.shape[1]:
        message = f"{now.shape[1]} groups now and {before.shape[1]} before cannot be compared"
        raise ValueError(message)
    return scaled_entropy(now) - scaled_entropy(before)
