"""Show how far a build is, stop and continue it, and say what came of it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html
from atlas.permission import is_read_only
from atlas.text import format_number, say, say_counted
from atlas.ui.building import REFUSED, find_builder, start_build, stop_build
from atlas.ui.components.add_place import link_to
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.ui.building import Job, Step

EVERY = 1.0


def draw_progress() -> None:
    """Draw the running build, or the result of the last one."""
    draw_faults(st.session_state.pop(REFUSED, []))
    job = find_builder().job
    if job is None:
        return
    with st.container(key="atlas_job"):
        if job.is_running:
            st.fragment(_follow, run_every=EVERY)()
            if not is_read_only():
                st.button(say("Stop"), key="atlas_job_stop", on_click=stop_build)
        else:
            _draw_end(job)


def _follow() -> None:
    """Redraw a running build repeatedly; when it ends, redraw the page with its result."""
    job = find_builder().job
    if job is None or not job.is_running:
        st.rerun()
    draw_markup(describe_progress(job, time.monotonic()))


def describe_progress(job: Job, now: float) -> Markup:
    """Return a running build as HTML: name, share, time left and step."""
    percent = round(100 * job.step.done)
    left = format_left(job.seconds_left(now))
    return fill_html(
        '<div class="at-job"><p><b>{}</b> {}</p><div class="at-progress" '
        'role="progressbar" aria-label="{}" aria-valuemin="0" aria-valuemax="100" '
        'aria-valuenow="{}"><i style="width: {}%"></i></div><p class="ap-small">{}'
        '</p><p class="ap-small">{}</p></div>',
        _describe_phase(job),
        say("{percent} % done, {left}.", percent=percent, left=left),
        say("Build of {place}", place=job.name),
        percent,
        percent,
        _describe_step(job.step),
        link_to(job.code, job.name)
        if job.is_ready
        else say("You can leave this page; the build continues."),
    )


def _describe_phase(job: Job) -> str:
    if job.step.phase == "fetch":
        return say("The files for {place} are being fetched.", place=job.name)
    if job.step.phase == "lists" and job.is_ready:
        return say(
            "{place} is ready. Its lists of points are being fetched and added.", place=job.name
        )
    return say("{place} is being built.", place=job.name)


def _describe_step(step: Step) -> str:
    """Return the file that is fetched or read, or the step, with its size."""
    size = f" ({say('{size} MB', size=format_number(step.size / 1e6, 1))})" if step.size else ""
    if not step.number:
        return f"{say(step.text)}{size}" if step.text else say("Starting")
    if step.received and step.size:
        received, whole = (format_number(one / 1e6, 1) for one in (step.received, step.size))
        size = f" ({say('{received} of {size} MB', received=received, size=whole)})"
    return say(
        "File {number} of {count}, from {server}: {file}",
        number=step.number,
        count=step.count,
        server=step.host,
        file=f"{step.text}{size}",
    )


def format_left(seconds: float | None) -> str:
    """Return the time left as people say it.

    Examples
    --------
    >>> format_left(None), format_left(3)
    ('time left not known yet', 'a few seconds left')
    >>> format_left(42), format_left(130)
    ('about 40 seconds left', 'about 2 minutes left')
    """
    if seconds is None:
        return say("time left not known yet")
    if seconds < 8:
        return say("a few seconds left")
    if seconds < 90:
        return say("about {count} seconds left", count=f"{max(10, round(seconds, -1)):.0f}")
    return say_counted(
        "about {count} minute left", "about {count} minutes left", round(seconds / 60)
    )


def _draw_end(job: Job) -> None:
    """Draw what came of a build, and what can be done next."""
    seconds = round((job.ended or job.started) - job.started)
    if job.is_ready:
        took = say_counted("Built in {count} second", "Built in {count} seconds", seconds)
        ready = say("{place} is ready.", place=job.name)
        if job.is_stopped:
            ready = say("{place} is ready, without some of its lists of points.", place=job.name)
        draw_html(
            '<p class="ap-now"><span>{}</span>{} {}</p>', took, ready, link_to(job.code, job.name)
        )
    elif job.is_stopped:
        told = say(
            "{place} was stopped before it was built. Files that have arrived are kept, and "
            "one that was begun is continued.",
            place=job.name,
        )
        draw_html('<p class="ap-now">{}</p>', told)
    else:
        draw_html('<p class="ap-now">{}</p>', say("{place} was not built.", place=job.name))
    if job.missing:
        told = say(
            "These optional files could not be had; what is counted from them is a gap. Build it "
            "again to try once more."
        )
        draw_html('<p class="ap-small">{}</p>', told)
    draw_faults([*job.faults, *job.missing])
    with st.container(key="atlas_job_next", horizontal=True):
        if job.is_stopped or (job.faults and not job.is_ready):
            st.button(
                say("Continue") if job.is_stopped else say("Try again"),
                key="atlas_job_continue",
                on_click=start_build,
                args=(job.code, job.name, job.folder, replace(job.step, done=0.0)),
            )
        st.button(say("Close this message"), key="atlas_job_close", on_click=find_builder().forget)
