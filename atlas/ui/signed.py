"""Recognise what this server itself put into an address."""

from __future__ import annotations

import hmac
import secrets

# A restarted server signs anew: signatures need only last until a button is next pressed.
SECRET = secrets.token_bytes(32)


def sign(text: str) -> str:
    """Return a signature that proves this server put a text into an address.

    Examples
    --------
    >>> is_signed("https://atlas.example/", sign("https://atlas.example/"))
    True
    >>> is_signed("https://other.example/", sign("https://atlas.example/"))
    False
    """
    return hmac.new(SECRET, text.encode(), "sha256").hexdigest()[:32]


def is_signed(text: str, key: str) -> bool:
    """Return whether this server put a text into an address."""
    return hmac.compare_digest(sign(text).encode(), key.encode())
