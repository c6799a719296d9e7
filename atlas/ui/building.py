"""Run one build at a time in a process of its own, for all visitors of this server."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas import paths
from atlas.errors import Fault
from atlas.opening.places import has_files
from atlas.permission import RefusedError, refuse_changes

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = logging.getLogger("atlas")
# Why a build that this visitor asked for was not started.
REFUSED = "atlas_build_refused"
# Below this share it is too early to estimate the time left.
ENOUGH = 0.04


@dataclass(frozen=True)
class Job:
    """One build and its progress.

    Parameters
    ----------
    code, name
        The place; until the build has identified it, the code is the text typed.
    started, ended
        Seconds of the monotonic clock; `ended` is None while it runs.
    step
        The current step.
    done
        Share of the usual build time before this step.
    stepped
        When the step began.
    size
        Bytes of the file that the step reads; 0 where it reads none.
    faults
        What went wrong.
    """

    code: str
    name: str
    started: float
    step: str = "Starting"
    done: float = 0.0
    stepped: float = 0.0
    size: int = 0
    ended: float | None = None
    faults: tuple[Fault, ...] = field(default=())

    @property
    def is_running(self) -> bool:
        """Return whether it has not ended yet."""
        return self.ended is None

    def seconds_left(self, now: float) -> float | None:
        """Return roughly how many seconds are left; None where it is too early to say.

        Examples
        --------
        >>> Job("x", "X", started=0, done=0.25, stepped=5).seconds_left(now=6)
        14.0
        >>> Job("x", "X", started=0, done=0.01, stepped=1).seconds_left(now=1) is None
        True
        """
        if self.done < ENOUGH:
            return None
        whole = (self.stepped - self.started) / self.done
        return max(0.0, whole - (now - self.started))


class Builder:
    """The builds of a server: at most one runs, and the last one is remembered.

    Parameters
    ----------
    command
        Returns the command that builds a place, given its code.
    """

    def __init__(self, command: Callable[[str], list[str]] | None = None) -> None:
        self._command = command or make_command
        self._lock = Lock()
        self._job: Job | None = None

    @property
    def job(self) -> Job | None:
        """The running build, else the last one; None where there was none."""
        return self._job

    @property
    def is_busy(self) -> bool:
        """Whether a build is running."""
        return self._job is not None and self._job.is_running

    def start(self, code: str, name: str) -> bool:
        """Start a build unless one is running; return whether it was started.

        Raises
        ------
        RefusedError
            If this atlas is read-only.
        """
        refuse_changes(f"build {code!r}")
        with self._lock:
            if self.is_busy:
                return False
            now = time.monotonic()
            self._job = Job(code, name, started=now, stepped=now)
        Thread(target=self._run, args=(code,), name=f"build {code}", daemon=True).start()
        return True

    def forget(self) -> None:
        """Forget the last build once it has ended."""
        with self._lock:
            if not self.is_busy:
                self._job = None

    def _run(self, code: str) -> None:
        faults: tuple[Fault, ...] = ()
        ended_well = False
        try:
            with subprocess.Popen(  # noqa: S603 - our own command, with a code we know
                self._command(code),
                cwd=paths.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            ) as process:
                _give_way(process.pid)
                for line in process.stdout or ():
                    told = _read_line(line)
                    if "step" in told:
                        self._change(
                            step=str(told["step"]),
                            done=float(told.get("done", 0)),
                            size=int(told.get("bytes", 0)),
                            stepped=time.monotonic(),
                        )
                    if "place" in told:
                        # A place known only by name has a code once its look-ups are read.
                        self._change(code=str(told["place"]), name=str(told.get("name", code)))
                    faults += tuple(_read_fault(fault) for fault in told.get("faults", ()))
            ended_well = process.returncode == 0
        except OSError:
            LOG.exception("The build of %s could not be started", code)
        if not ended_well and not faults:
            what = (
                "The build stopped before it was finished. Nothing that was there before "
                "has changed."
            )
            faults = (Fault(f'build "{code}"', what, remedy="Build it again."),)
        self._change(ended=time.monotonic(), faults=faults)

    def _change(self, **changes: object) -> None:
        with self._lock:
            if self._job is not None:
                self._job = replace(self._job, **changes)  # type: ignore[arg-type]  # a job's fields


def make_command(code: str) -> list[str]:
    """Return the command that builds a place: the one a person would type."""
    source = ["--from", str(paths.FILES)] if has_files() else []
    return [sys.executable, "-m", "atlas", "build", "--json", *source, "--", code]


@cache
def find_builder() -> Builder:
    """Return the builder shared by all visitors of this server."""
    return Builder()


def start_build(code: str, name: str) -> None:
    """Start a build unless one is running, whoever requested it."""
    try:
        find_builder().start(code, name)
    except RefusedError as error:
        st.session_state[REFUSED] = error.faults


def _give_way(process: int) -> None:
    """Give visitors' maps priority over a build; not every system can."""
    if hasattr(os, "setpriority"):
        try:
            os.setpriority(os.PRIO_PROCESS, process, 10)
        except OSError:
            LOG.info("The build runs as fast as everything else.")


def _read_line(line: str) -> dict[str, Any]:
    """Return the message of a line of the build; anything but JSON goes to the log."""
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        LOG.warning("build: %s", line.rstrip())
        return {}
    return told


def _read_fault(told: dict[str, Any]) -> Fault:
    return Fault(
        str(told.get("where", "")),
        str(told.get("what", "")),
        expected=str(told.get("expected", "")),
        remedy=str(told.get("remedy", "")),
        closest=tuple(told.get("closest", ())),
    )
