"""Pages are drawn one after another, and one that takes long holds nobody up."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas.ui.turns import Turns


def test_pages_are_drawn_one_after_another():
    turns, now, most = Turns(long=60), [], []

    def draw(number):
        with turns.take():
            now.append(number)
            most.append(len(now))
            threading.Event().wait(0.001)
            now.remove(number)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(draw, range(200)))
    assert len(most) == 200
    assert max(most) == 1


def test_a_page_that_takes_long_does_not_hold_back_the_next():
    turns, begun, end = Turns(long=0.01), threading.Event(), threading.Event()

    def wait_for_a_database():
        with turns.take():
            begun.set()
            assert end.wait(30)

    with ThreadPoolExecutor(1) as pool:
        stuck = pool.submit(wait_for_a_database)
        assert begun.wait(30)
        with turns.take():
            assert not stuck.done()
        end.set()
        stuck.result(30)


def test_a_page_that_fails_gives_its_turn_back():
    turns = Turns(long=60)
    with pytest.raises(ArithmeticError), turns.take():
        raise ArithmeticError
    with turns.take():
        pass
