"""Run one build at a time in a process of its own, for all visitors of this server."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from functools import cache, partial
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas import paths
from atlas.errors import Fault
from atlas.opening.places import has_all_files
from atlas.permission import RefusedError, refuse_changes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOG = logging.getLogger("atlas")
# Why a build that this visitor asked for was not started.
REFUSED = "atlas_build_refused"
# Below this share it is too early to estimate the time left.
ENOUGH = 0.04
# Seconds that a build has to end after it was stopped, before it is ended.
GRACE = 5.0


@dataclass(frozen=True)
class Step:
    """What a build is doing.

    Parameters
    ----------
    phase
        "fetch" while required files are fetched, "build", or "lists" while optional files are
        fetched and added to a place that can be opened already.
    text
        The file, or the step.
    done
        Share of the phase.
    size
        Bytes of the file that is fetched or read; 0 where it is not known, or none is.
    number, count
        Which of how many files is fetched; 0 where none is.
    host, received
        The server it is fetched from, and the bytes received.
    """

    phase: str = "build"
    text: str = ""
    done: float = 0.0
    size: int = 0
    number: int = 0
    count: int = 0
    host: str = ""
    received: int = 0


@dataclass(frozen=True)
class Job:
    """One build and its progress.

    Parameters
    ----------
    code, name
        The place; until the build has identified it, the code is the text typed.
    started, ended
        Seconds of the monotonic clock; `ended` is None while it runs.
    folder
        The folder of the publishers' files; None to fetch what this server's own lacks.
    step
        The current step.
    began, stepped
        When the phase and the step began.
    is_ready
        Whether the place can be opened, whatever else follows.
    is_stopped
        Whether somebody stopped it.
    faults
        What went wrong.
    missing
        Faults of optional files, without which the place was built.
    """

    code: str
    name: str
    started: float
    folder: Path | None = None
    step: Step = Step()
    began: float = 0.0
    stepped: float = 0.0
    ended: float | None = None
    is_ready: bool = False
    is_stopped: bool = False
    faults: tuple[Fault, ...] = field(default=())
    missing: tuple[Fault, ...] = field(default=())

    @property
    def is_running(self) -> bool:
        """Return whether it has not ended yet."""
        return self.ended is None

    def seconds_left(self, now: float) -> float | None:
        """Return roughly how many seconds of the phase are left; None where it is too early.

        Examples
        --------
        >>> Job("x", "X", started=0, step=Step(done=0.25), began=2, stepped=7).seconds_left(now=8)
        14.0
        >>> Job("x", "X", started=0, step=Step(done=0.01), stepped=1).seconds_left(now=1) is None
        True
        """
        if self.step.done < ENOUGH:
            return None
        whole = (self.stepped - self.began) / self.step.done
        return max(0.0, whole - (now - self.began))

    def follow(self, told: dict[str, Any], now: float) -> Job:
        """Return the job after a message of the build, as the command describes them."""
        job = self
        if "step" in told:
            step = Step(
                phase=str(told.get("phase", "build")),
                text=str(told["step"]),
                done=float(told.get("done", 0)),
                size=int(told.get("bytes", 0)),
                number=int(told.get("number", 0)),
                count=int(told.get("count", 0)),
                host=str(told.get("host", "")),
                received=int(told.get("received", 0)),
            )
            # A phase begins anew where its share falls: names are fetched before the rest.
            is_same = (step.phase, bool(step.number)) == (job.step.phase, bool(job.step.number))
            is_same = is_same and step.done >= job.step.done
            job = replace(job, step=step, stepped=now, began=job.began if is_same else now)
        if "place" in told:
            # A place known only by name has a code once its look-ups are read.
            name = str(told.get("name", job.name))
            job = replace(job, code=str(told["place"]), name=name, is_ready=True)
        faults = tuple(_read_fault(fault) for fault in told.get("faults", ()))
        missing = tuple(_read_fault(fault) for fault in told.get("missing", ()))
        return replace(job, faults=job.faults + faults, missing=job.missing + missing)


class Builder:
    """The builds of a server: at most one runs, and the last one is remembered.

    Parameters
    ----------
    command
        Returns the command that builds a place, given its code and the folder of files.
    """

    def __init__(self, command: Callable[[str, Path | None], list[str]] | None = None) -> None:
        self._command = command or make_command
        self._lock = Lock()
        self._job: Job | None = None
        self._process: subprocess.Popen[str] | None = None

    @property
    def job(self) -> Job | None:
        """The running build, else the last one; None where there was none."""
        return self._job

    @property
    def is_busy(self) -> bool:
        """Whether a build is running."""
        return self._job is not None and self._job.is_running

    def start(
        self, code: str, name: str, folder: Path | None = None, first: Step | None = None
    ) -> bool:
        """Start a build unless one is running; return whether it was started.

        Parameters
        ----------
        code, name
            The place, or what was typed.
        folder
            The folder of the publishers' files; None to fetch what this server's own lacks.
        first
            What it begins with, told until it tells of itself.

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
            job = Job(code, name, now, folder, first or Step(), began=now, stepped=now)
            self._job = job
        Thread(target=self._run, args=(job,), name=f"build {code}", daemon=True).start()
        return True

    def stop(self) -> None:
        """Stop the running build; files that arrived, and parts of files, are kept.

        Raises
        ------
        RefusedError
            If this atlas is read-only.
        """
        refuse_changes("stop a build")
        with self._lock:
            if self._job is None or not self.is_busy:
                return
            self._job = replace(self._job, is_stopped=True)
            process = self._process
        if process is not None:
            _end(process)

    def forget(self) -> None:
        """Forget the last build once it has ended."""
        with self._lock:
            if not self.is_busy:
                self._job = None

    def _run(self, job: Job) -> None:
        ended_well = False
        try:
            with subprocess.Popen(  # noqa: S603 - our own command, with a code we know
                self._command(job.code, job.folder),
                cwd=paths.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            ) as process:
                _give_way(process.pid)
                with self._lock:
                    self._process = process
                if self._job is not None and self._job.is_stopped:
                    _end(process)
                for line in process.stdout or ():
                    self._change(partial(_follow_line, line=line))
            ended_well = process.returncode == 0
        except OSError:
            LOG.exception("The build of %s could not be started", job.code)
        self._change(partial(_end_job, ended_well=ended_well))

    def _change(self, change: Callable[[Job], Job]) -> None:
        with self._lock:
            if self._job is not None:
                self._job = change(self._job)


def _follow_line(job: Job, line: str) -> Job:
    return job.follow(_read_line(line), time.monotonic())


def _end_job(job: Job, *, ended_well: bool) -> Job:
    """Return the job after its process has ended."""
    faults = job.faults
    if not ended_well and not faults and not job.is_stopped:
        what = (
            "The build stopped before it was finished. Nothing that was there before has changed."
        )
        faults = (Fault(f'build "{job.code}"', what, remedy="Build it again."),)
    # One that was finished before it could be stopped is finished.
    return replace(
        job, ended=time.monotonic(), faults=faults, is_stopped=job.is_stopped and not ended_well
    )


def _end(process: subprocess.Popen[str]) -> None:
    """End a process: ask it first, and end it where it does not follow."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()


def make_command(code: str, folder: Path | None = None) -> list[str]:
    """Return the command that builds a place: the one a person would type.

    With no folder, what this server's own lacks is fetched, if it lacks anything.
    """
    folder = folder or (paths.FILES if has_all_files() else None)
    source = ["--from", str(folder)] if folder else []
    return [sys.executable, "-m", "atlas", "build", "--json", *source, "--", code]


@cache
def find_builder() -> Builder:
    """Return the builder shared by all visitors of this server."""
    return Builder()


def start_build(
    code: str, name: str, folder: Path | None = None, first: Step | None = None
) -> None:
    """Start a build unless one is running, whoever requested it."""
    try:
        find_builder().start(code, name, folder, first)
    except RefusedError as error:
        st.session_state[REFUSED] = error.faults


def stop_build() -> None:
    """Stop the running build, whoever started it."""
    try:
        find_builder().stop()
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
