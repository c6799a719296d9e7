"""Figures coded as bytes come back within half a step, in the same order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from atlas.neighbours.coded import STEPS, decode, encode, find_position

LIMIT = 3.0
FIGURES = arrays(float, st.integers(1, 40), elements=st.floats(-LIMIT, LIMIT) | st.just(np.nan))


@given(FIGURES)
def test_a_figure_comes_back_within_half_a_step(figures):
    coded = encode(figures, limit=LIMIT)
    back = decode(coded, limit=LIMIT)
    assert coded.dtype == np.uint8
    assert (np.isnan(back) == np.isnan(figures)).all()
    apart = np.abs(back - figures)[~np.isnan(figures)]
    assert (apart <= LIMIT / STEPS + 1e-9).all()
    # Coding twice changes nothing more.
    assert (encode(back, limit=LIMIT) == coded).all()


@given(FIGURES)
def test_positions_follow_the_figures(figures):
    known = np.sort(figures[~np.isnan(figures)])
    positions = [find_position(figures, one) for one in known]
    assert positions == sorted(positions)
    assert all(0 < one < 100 for one in positions)
