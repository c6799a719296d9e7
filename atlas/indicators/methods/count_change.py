"""Growth of a count between two dates, in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("count_change", ("count", "count_before"), ("percent",), turns=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the change of a count as a percentage of the earlier count.

    Parameters
    ----------
    inputs
        `count` and `count_before`: signed counts, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Percent, below 0 where the count fell; same index. A gap at either date is a gap; so
        is an earlier count of 0.

    Examples
    --------
    >>> now, then = pd.DataFrame({"a": [110]}), pd.DataFrame({"b": [100]})
    >>> compute({"count": now, "count_before": then}, Setting()).round(1).tolist()
    [10.0]
    """
    now = inputs["count"].sum(axis=1, skipna=False)
    then = inputs["count_before"].sum(axis=1, skipna=False)
    return 100 * (now - then) / then.where(then > 0)
