"""Refuse changes that others would see, where the atlas is read-only."""

from __future__ import annotations

import logging

from atlas.errors import AtlasError, Fault
from atlas.settings import find_settings, name_setting
from atlas.text import say

SETTING = name_setting("read_only")
LOG = logging.getLogger("atlas")


class RefusedError(AtlasError):
    """A change was refused because the atlas is read-only."""


def is_read_only() -> bool:
    """Return whether this atlas is read-only, as one open to the public should be.

    There are no accounts: anyone who can open a writable atlas can change what all others see.

    Examples
    --------
    >>> is_read_only()
    False
    """
    return find_settings().read_only


def refuse_changes(what: str) -> None:
    """Raise an error if this atlas is read-only, and log the attempt.

    Parameters
    ----------
    what
        The attempted change, for the operator's log; not shown to visitors.

    Raises
    ------
    RefusedError
        If the atlas is read-only.
    """
    if not is_read_only():
        LOG.info("Changing: %s", what)
        return
    log_refused(what)
    told = say("This atlas is read-only.")
    remedy = say("Ask whoever runs it to make the change.")
    raise RefusedError([Fault(SETTING, told, remedy=remedy)])


def log_refused(what: str) -> None:
    """Log for the operator that a change was refused."""
    LOG.warning("Refused, since %s is set: %s", SETTING, what)
