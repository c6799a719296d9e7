"""Show the progress of this server's build to every visitor."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html
from atlas.text import format_number, say, say_counted
from atlas.ui.building import REFUSED, find_builder
from atlas.ui.components.add_place import link_to
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.ui.building import Job

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
    percent = round(100 * job.done)
    left = format_left(job.seconds_left(now))
    size = f" ({say('{size} MB', size=format_number(job.size / 1e6, 1))})" if job.size else ""
    name = job.name
    return fill_html(
        '<div class="at-job"><p><b>{}</b> {}</p><div class="at-progress" '
        'role="progressbar" aria-label="{}" aria-valuemin="0" aria-valuemax="100" '
        'aria-valuenow="{}"><i style="width: {}%"></i></div><p class="ap-small">{}{}'
        '</p><p class="ap-small">{}</p></div>',
        say("{place} is being built.", place=name),
        say("{percent} % done, {left}.", percent=percent, left=left),
        say("Build of {place}", place=name),
        percent,
        percent,
        say(job.step),
        size,
        say("You can leave this page; the build goes on."),
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
    if job.faults:
        draw_html('<p class="ap-now">{}</p>', say("{place} was not built.", place=job.name))
        draw_faults(job.faults)
    else:
        seconds = round((job.ended or job.started) - job.started)
        took = say_counted("Built in {count} second", "Built in {count} seconds", seconds)
        draw_html(
            '<p class="ap-now"><span>{}</span>{} {}</p>',
            took,
            say("{place} is here.", place=job.name),
            link_to(job.code, job.name),
        )
    st.button(say("Close this message"), key="atlas_job_close", on_click=find_builder().forget)
