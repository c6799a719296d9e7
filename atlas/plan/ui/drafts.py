"""Keep what is typed until it is saved or given up, wherever its writer goes meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.markup import fill_html
from atlas.text import say
from atlas.ui.html import draw_html, draw_markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markupsafe import Markup

DRAFTS, BEGAN = "atlas_plan_drafts", "atlas_plan_drafts_began"
# Beside what the controls of a draft hold: no control is called so.
SEEN = "(seen)"


def _drafts() -> dict[str, dict[str, Any]]:
    drafts: dict[str, dict[str, Any]] = st.session_state.setdefault(DRAFTS, {})
    return drafts


def drafts_of(prefix: str) -> list[str]:
    """Return what was begun and not saved, by what stands behind a prefix."""
    return [about.removeprefix(prefix) for about in _drafts() if about.startswith(prefix)]


def warn_waiting() -> None:
    """Draw that what was begun waits in a box that is shut."""
    begun = say("Something here was started but is not saved: it is still in its box.")
    draw_html('<p class="ap-now" role="status" data-unsaved>{}</p>', begun)


def drop_draft(about: str) -> None:
    """Forget what was typed: it is saved, or given up."""
    _drafts().pop(about, None)


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed into the controls of one form.

    Streamlit forgets a control once a page without it is drawn, and a form of its own keeps what
    is typed in the browser until it is sent. So each control tells what it holds as soon as it
    is left.

    There is a draft for each thing that a form is `about`, such as a place and a record. The keys
    of its controls begin with `key`. What is kept of it as it is drawn, if anything, is `seen`.
    """

    about: str
    key: str
    seen: Any = None

    def open(self, control: str) -> None:
        """Take up the draft where the form is drawn after its page was left.

        What a control begins with stays the same while it is drawn: else it would be another.
        """
        began = st.session_state.setdefault(BEGAN, {})
        if f"{self.key}_{control}" not in st.session_state or self.key not in began:
            began[self.key] = dict(_drafts().get(self.about, {}))

    def begin(self, control: str, otherwise: Any) -> Any:  # noqa: ANN401 - any control's value
        """Return what a control begins with: what was typed, else what it usually holds."""
        began: Mapping[str, Any] = st.session_state.get(BEGAN, {}).get(self.key, {})
        return began.get(control, otherwise)

    def control(self, control: str) -> dict[str, Any]:
        """Return what a control is given so that what it holds is kept."""
        return {"key": f"{self.key}_{control}", "on_change": partial(self._keep, control)}

    def ask(
        self,
        draw: Callable[..., Any],
        control: str,
        label: str,
        otherwise: Any,  # noqa: ANN401 - any control's value
        **more: Any,  # noqa: ANN401 - what Streamlit takes
    ) -> Any:  # noqa: ANN401 - as above
        """Draw a control of Streamlit that begins with what was typed; return what it holds."""
        return draw(label, self.begin(control, otherwise), **self.control(control), **more)

    def hold(self, control: str, value: object) -> None:
        """Hold what was typed, and what was kept when the typing began."""
        _drafts().setdefault(self.about, {SEEN: self.seen})[control] = value

    def _keep(self, control: str) -> None:
        self.hold(control, st.session_state[f"{self.key}_{control}"])

    @property
    def seen_first(self) -> Any:  # noqa: ANN401 - as it was given
        """What was kept when the typing began: to save over it shows what others saved since."""
        return _drafts().get(self.about, {}).get(SEEN, self.seen)

    @property
    def is_begun(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.about in _drafts()

    def describe(self) -> Markup:
        """Return as HTML whether something is typed that is not saved.

        Where it is, the browser asks before the page is loaded anew.
        """
        if not self.is_begun:
            told = say("The plan does not change until you save.")
            return fill_html('<p class="ap-small" role="status">{}</p>', told)
        told = say(
            "Not saved yet. What you entered stays here while this page is open, even when you "
            "look at other parts of the atlas."
        )
        return fill_html('<p class="ap-small" role="status" data-unsaved>{}</p>', told)

    def warn(self) -> None:
        """Draw that something is typed and not saved, where it is so."""
        if self.is_begun:
            draw_markup(self.describe())

    def drop(self) -> None:
        """Forget what was typed: it is saved, or given up."""
        drop_draft(self.about)
        st.session_state.get(BEGAN, {}).pop(self.key, None)
