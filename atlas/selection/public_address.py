"""Find the address at which others can open this atlas, for links and QR codes."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from atlas.settings import find_settings, name_setting
from atlas.text import say

SETTING = name_setting("public_address")
# Host names of the loopback interface.
OWN_NAMES = re.compile(r"(^|\.)localhost(\.localdomain)?$|^ip6-(localhost|loopback)$")
# Abbreviated IP addresses that old resolvers accept, such as 127.1.
NUMBER = re.compile(r"^[0-9a-fx.]*\d[0-9a-fx.]*$")


def is_public(address: str) -> bool:
    """Return whether an address can be opened from another machine.

    Examples
    --------
    >>> is_public("https://atlas.example/?place=luton"), is_public("http://192.0.2.7:8501/")
    (True, True)
    >>> is_public("http://localhost:8501/"), is_public("http://[::1]/"), is_public("?place=luton")
    (False, False, False)
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or OWN_NAMES.search(host):
        return False
    return not _means_itself(host)


def _means_itself(host: str) -> bool:
    """Return whether an IP address is loopback, unspecified or link-local."""
    try:
        number = ip_address(socket.inet_aton(host) if NUMBER.match(host) else host)
    except (OSError, ValueError):
        # A host name.
        return False
    if isinstance(number, IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    return number.is_loopback or number.is_unspecified or number.is_link_local


def set_address() -> str:
    """Return the address that the operator has set, or ""."""
    return find_settings().public_address.strip()


def find_public(*known: str) -> str:
    """Return the first public address, or "" for none.

    Examples
    --------
    >>> find_public("", "http://127.0.0.1:8501/", "https://atlas.example/")
    'https://atlas.example/'
    """
    return next((address.strip() for address in known if is_public(address)), "")


def keep_portable(link: str) -> str:
    """Return an address for use in files: without the host unless it is public.

    Examples
    --------
    >>> keep_portable("http://127.0.0.1:8501/?place=luton"), keep_portable("http://localhost/")
    ('?place=luton', '')
    """
    if is_public(link):
        return link
    _, mark, asked = link.partition("?")
    return mark + asked


def describe_none() -> str:
    """Return why there is no link and no QR code."""
    return say(
        "There is no link or QR code: the address at which others open this atlas is not known. "
        "The address it was opened at works only on this computer."
    )
