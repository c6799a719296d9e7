"""Describe why a server could not be reached, so that whoever runs the network can act on it."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.sources.client import Patience

PORTS = {"https": 443, "http": 80}
AUTHENTICATE = httpx.codes.PROXY_AUTHENTICATION_REQUIRED
# Variables that name a proxy, with a password in them if need be.
PROXY = "HTTPS_PROXY=USER:PASSWORD@PROXY:PORT"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no answer came.

    Parameters
    ----------
    what
        What happened, without the address: the end of a sentence.
    remedy
        What to do, as a sentence; empty where trying again is all there is.
    lasting
        Whether another attempt would end in the same way.
    reached
        Whether the server, or one on the way to it, answered.
    """

    what: str
    remedy: str = ""
    lasting: bool = False
    reached: bool = False


def name_server(address: str) -> str:
    """Return the host and port of an address, as a firewall has them.

    Examples
    --------
    >>> name_server("https://www.example.org/a?b"), name_server("http://127.0.0.1:8080/")
    ('www.example.org:443', '127.0.0.1:8080')
    """
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port or PORTS.get(parts.scheme, PORTS['https'])}"


def find_proxy(address: str) -> str:
    """Return the host and port of the proxy that an address is asked through; empty for none.

    It is the one that the environment names (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, not for hosts in
    NO_PROXY), or else the system's own settings on Windows and macOS. Names and passwords are
    left out.
    """
    parts = urlsplit(address)
    proxies = getproxies()
    named = proxies.get(parts.scheme) or proxies.get("all") or ""
    if not named or proxy_bypass(parts.netloc):
        return ""
    found = urlsplit(named if "://" in named else f"http://{named}")
    try:
        port = found.port or PORTS.get(found.scheme, PORTS["http"])
    except ValueError:
        # A password with a mark in it that ends a host's name.
        return ""
    return f"{found.hostname}:{port}"


def describe_failure(error: httpx.RequestError, address: str, patience: Patience) -> Failure:
    """Return why a request failed, and what can be done about it.

    Parameters
    ----------
    error
        As httpx raised it; its causes are looked through.
    address
        The address that was asked for.
    patience
        The time-outs that held.
    """
    server, proxy = name_server(address), find_proxy(address)
    asked = proxy or server
    if isinstance(error, httpx.ProxyError):
        return _describe_proxy(str(error), server, proxy)
    for cause in _list_causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return _describe_certificate(cause, server)
            case ssl.SSLError():
                what = f"the encrypted connection to {server} failed ({cause.reason or cause})"
                return Failure(what, f"Let {server} through without changing it.", reached=True)
            case socket.gaierror():
                return _describe_name(asked, proxy)
            case ConnectionRefusedError():
                what = f"there was no connection: {asked} refused it"
                return Failure(what, _ask_to_open(server, proxy))
            case _:
                pass
    return _describe_silence(error, patience, server, proxy)


def _list_causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _describe_proxy(said: str, server: str, proxy: str) -> Failure:
    """Return what a proxy that did not pass a request on said."""
    if said.startswith(str(int(AUTHENTICATE))):
        return ask_to_sign_in(proxy)
    what = f"the proxy {proxy} does not let {server} through ({said})"
    return Failure(what, f"Let {server} through at the proxy.", lasting=True)


def ask_to_sign_in(proxy: str) -> Failure:
    """Return what to do where a proxy asks for a name and a password."""
    what = f"the proxy {proxy} asks for a name and a password"
    return Failure(what, f"Put both into the environment: {PROXY}.", lasting=True)


def _describe_certificate(error: ssl.SSLCertVerificationError, server: str) -> Failure:
    what = f"the certificate of {server} is not trusted here ({error.verify_message})"
    remedy = (
        "If this network inspects encrypted connections, add its certificate to those of the "
        "operating system, or name its file in SSL_CERT_FILE."
    )
    return Failure(what, remedy, lasting=True)


def _describe_name(asked: str, proxy: str) -> Failure:
    what = f"the name {asked.rpartition(':')[0]} is not known here (DNS)"
    remedy = (
        "Correct the proxy in HTTPS_PROXY."
        if proxy
        else f"Check the network. If it has a proxy, name it in the environment: {PROXY}."
    )
    return Failure(what, remedy)


def _ask_to_open(server: str, proxy: str) -> str:
    if proxy:
        return "Check that the proxy in HTTPS_PROXY is right, and that it is running."
    return f"Open outgoing connections to {server}, or name a proxy: {PROXY}."


def _describe_silence(
    error: httpx.RequestError, patience: Patience, server: str, proxy: str
) -> Failure:
    """Return what to do where a connection was not made, or broke off."""
    asked = proxy or server
    match error:
        case httpx.ConnectTimeout():
            what = f"there was no answer from {asked} within {patience.connect:g} seconds"
            return Failure(what, _ask_to_open(server, proxy))
        case httpx.TimeoutException():
            return Failure(f"nothing arrived for {patience.read:g} seconds", reached=True)
        case httpx.ConnectError():
            return Failure(f"there was no connection to {asked}", _ask_to_open(server, proxy))
        case httpx.RemoteProtocolError() | httpx.ReadError():
            return Failure("the connection was lost", reached=True)
        case _:
            return Failure(str(error) or type(error).__name__, reached=True)
