"""Say a text in the language of the moment."""

from __future__ import annotations


def say(english: str, /, **slots: object) -> str:
    """Return a text with its slots filled.

    Parameters
    ----------
    english
        The text, written out where it is used, with slots in curly brackets. It is its own
        identity: another language names the same English text and gives its own.
    slots
        What goes into the slots.

    Examples
    --------
    >>> say("{areas} areas are selected", areas=3)
    '3 areas are selected'
    """
    return english.format(**slots) if slots else english
