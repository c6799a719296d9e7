"""Open a client that goes through the network's proxy and trusts the system's certificates."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from pathlib import Path

import certifi
import httpx
import truststore

from atlas.errors import Fault, FetchError

AGENT = "cohesion-atlas"
# File and folder of further certificates, as OpenSSL and most programs know them.
FILE, FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"


@dataclass(frozen=True, slots=True)
class Patience:
    """Timeouts in seconds, and the number of attempts.

    Parameters
    ----------
    connect
        Timeout for a connection.
    read
        Timeout for the next bytes.
    attempt
        Timeout for one attempt; the bytes received are kept, and the next attempt resumes.
    attempts
        Number of attempts.
    knocks
        Number of attempts where no connection can be made.
    pause
        Pause after the first failed attempt; each further pause is twice as long.
    longest_pause
        Upper limit of a pause.
    making
        Pause where the server is still generating the file.
    """

    connect: float = 10.0
    read: float = 30.0
    attempt: float = 300.0
    attempts: int = 5
    knocks: int = 2
    pause: float = 1.0
    longest_pause: float = 30.0
    making: float = 30.0


def open_client(patience: Patience) -> httpx.Client:
    """Return a client with the time-outs of `patience`.

    The proxy is the one that HTTPS_PROXY, ALL_PROXY and NO_PROXY name, or else the system's on
    Windows and macOS.

    Raises
    ------
    FetchError
        If SSL_CERT_FILE names a file that is not there, or that holds no certificates, or the
        proxy's address cannot be read.
    """
    limits = httpx.Timeout(patience.read, connect=patience.connect)
    context = make_context()
    try:
        return httpx.Client(
            timeout=limits,
            follow_redirects=True,
            headers={"User-Agent": AGENT},
            verify=context,
        )
    except (httpx.InvalidURL, ValueError, ImportError):
        # Its own message would show a part of the password.
        what = "The address of the proxy cannot be read."
        expected = "http://HOST:PORT, or http://NAME:PASSWORD@HOST:PORT"
        remedy = "Correct it; in a name or password write # as %23, / as %2F and @ as %40."
        raise FetchError([Fault("HTTPS_PROXY or ALL_PROXY", what, expected, remedy)]) from None


def make_context() -> ssl.SSLContext:
    """Return the certificates to trust: the system's, those named by the environment, Mozilla's.

    A network that inspects encrypted connections has its own certificate in the system's store.
    Mozilla's are for a system without any, such as a bare container.

    Raises
    ------
    FetchError
        If SSL_CERT_FILE names a file that is not there, or that holds no certificates.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=certifi.where())
    named = os.environ.get(FILE, "")
    if named:
        try:
            context.load_verify_locations(cafile=named)
        except (OSError, ssl.SSLError) as error:
            missing = not Path(named).is_file()
            what = "There is no such file." if missing else f"It holds no certificates: {error}."
            remedy = f"Correct {FILE}, or remove it: the system's own certificates are used then."
            raise FetchError([Fault(f"{FILE}={named}", what, remedy=remedy)]) from error
    if folder := os.environ.get(FOLDER, ""):
        context.load_verify_locations(capath=folder)
    return context
