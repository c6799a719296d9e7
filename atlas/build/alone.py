"""Lock a place's packs while they are built; a second build waits."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from atlas.errors import BuildError, Fault
from atlas.pack.bring_back import LOCK
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from atlas.build.steps import Report

# A build of the whole country takes minutes; one that takes longer than this is stuck.
LONGEST_WAIT = 3600.0


@contextmanager
def build_alone(target: Path, report: Report, *, longest: float = LONGEST_WAIT) -> Iterator[None]:
    """Hold the lock on a place's packs for the duration of a build.

    The lock belongs to the process: a build that is killed releases it, although the empty
    lock file beside the pack stays.

    Parameters
    ----------
    target
        Path of the pack to build; those of other levels are beside it.
    report
        Called with a message while it waits.
    longest
        Longest wait in seconds.

    Raises
    ------
    BuildError
        If the other build does not end, or the folder cannot be written.
    """
    where = str(target)
    lock = FileLock(target.with_name(LOCK.format(target.name)))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            report(say("Waiting for another build of this place"))
            lock.acquire(timeout=longest)
    except Timeout as error:
        what = "Another build of this place has not finished."
        remedy = "Try again later, or stop the other one; nothing was changed."
        raise BuildError([Fault(where, what, remedy=remedy)]) from error
    except OSError as error:
        what = f"The folder of packs cannot be written to: {error.strerror or error}."
        remedy = "Free up space, or name another folder with --out."
        raise BuildError([Fault(where, what, remedy=remedy)]) from error
    try:
        yield
    finally:
        lock.release()
