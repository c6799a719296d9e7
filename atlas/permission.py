"""Whether this atlas takes changes that others see: the one place that refuses them."""

from __future__ import annotations

import logging
import os

from atlas.errors import AtlasError, Fault
from atlas.text import say

SETTING = "COHESION_ATLAS_READ_ONLY"
LOG = logging.getLogger("atlas")


class RefusedError(AtlasError):
    """A change that an atlas which only shows things does not take."""


def is_read_only() -> bool:
    """Return whether this atlas only shows things, as one that is open to the public should.

    There are no accounts: who can open an atlas that takes changes can change what all others
    see.

    Examples
    --------
    >>> is_read_only()
    False
    """
    return os.environ.get(SETTING, "").strip() not in ("", "0")


def refuse_changes(what: str) -> None:
    """Raise an error where this atlas takes no changes, and log what was tried.

    Parameters
    ----------
    what
        What somebody tried, for the log of whoever runs the atlas; not shown to visitors.

    Raises
    ------
    RefusedError
        If the atlas only shows things.
    """
    if not is_read_only():
        LOG.info("Changing: %s", what)
        return
    log_refused(what)
    told = say("This atlas only shows things and takes no changes.")
    remedy = say("Ask whoever runs it.")
    raise RefusedError([Fault(SETTING, told, remedy=remedy)])


def log_refused(what: str) -> None:
    """Tell whoever runs this atlas that a change was tried and refused."""
    LOG.warning("Refused, since %s is set: %s", SETTING, what)
