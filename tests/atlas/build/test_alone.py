"""Two builds of one place at the same time do not disturb one another."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from atlas import paths
from atlas.build.alone import build_alone
from atlas.errors import BuildError

HOLD = """
import sys, time
from pathlib import Path
from atlas.build.alone import build_alone
with build_alone(Path(sys.argv[1]), print):
    print("inside", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    """A build of the same place in a process of its own, which does not end by itself."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "place")],
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "inside\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_build_is_refused_in_plain_words(other, tmp_path):
    told = []
    with (
        pytest.raises(BuildError, match="Another build of this place has not finished"),
        build_alone(tmp_path / "place", told.append, longest=0.1),
    ):
        pytest.fail("both were inside")
    assert told == ["Waiting for another build of this place"]


def test_a_build_that_is_killed_leaves_no_lock(other, tmp_path):
    other.kill()
    other.wait()
    told = []
    with build_alone(tmp_path / "place", told.append, longest=0):
        assert told == []


def test_another_place_need_not_wait(other, tmp_path):
    told = []
    with build_alone(tmp_path / "elsewhere", told.append, longest=0):
        assert told == []


def test_one_waits_for_the_other(tmp_path):
    order = []

    def build(name):
        with build_alone(tmp_path / "place", lambda _: order.append("waits")):
            order.append(name)
            time.sleep(0.2)
            order.append(name)

    threads = [threading.Thread(target=build, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    order.remove("waits")
    assert "".join(order) in ("aabb", "bbaa")


def test_what_fails_inside_lets_go(tmp_path):
    with pytest.raises(ZeroDivisionError), build_alone(tmp_path / "place", print):
        _ = 1 / 0
    with build_alone(tmp_path / "place", print, longest=0):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "packs").write_text("a file")
    with (
        pytest.raises(BuildError, match="cannot be written"),
        build_alone(tmp_path / "packs" / "place", print),
    ):
        pass
