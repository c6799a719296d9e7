"""Change in an area's decile between two editions of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("decile_change", ("value", "value_before"), ("tenths",), turns=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the later decile minus the earlier one.

    Only ranks are compared, never scores: two editions measure in different ways, so an area
    can change its decile while nothing in it has changed.

    Parameters
    ----------
    inputs
        `value` and `value_before`: one column of deciles each, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Deciles, above 0 where the later decile is the higher number; same index. A gap at
        either date is a gap.

    Examples
    --------
    >>> now, then = pd.DataFrame({"d25": [5, 1]}), pd.DataFrame({"d19": [3, 1]})
    >>> compute({"value": now, "value_before": then}, Setting()).tolist()
    [2.0, 0.0]
    """
    now = inputs["value"].iloc[:, 0].astype(float)
    return now - inputs["value_before"].iloc[:, 0].astype(float)
