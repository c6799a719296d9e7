"""Ask the publishers' servers for the size of each file, without fetching any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpx

from atlas.sources.client import Patience, open_client
from atlas.sources.dated import SLOT, find_today, name_days
from atlas.sources.download import ABSENT, find_total, is_page
from atlas.sources.failures import (
    AUTHENTICATE,
    ask_to_sign_in,
    describe_failure,
    find_proxy,
    name_server,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from atlas.definitions.published_file import Fetched

# Failures are told at once: whoever asks can ask again.
QUICK = Patience(connect=10.0, read=20.0, attempts=1)
NOT_FOUND = "The file has moved: see the publisher's page."
# A request for the head alone is refused by some servers that do send the file.
HEADERS = {"Accept-Encoding": "identity", "Range": "bytes=0-0"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said of one file.

    Parameters
    ----------
    described
        The file.
    server
        Host and port of its address; empty where it has none.
    passed
        Hosts and ports that the server sent the request on to.
    is_here
        Whether the file is in the folder already.
    answered
        Whether the server answered at all.
    can_be_fetched
        Whether it would send the file.
    size
        Bytes to download, as the server says; None where it does not.
    said
        What the server said, or why none answered, as a sentence.
    remedy
        What to do; empty where nothing need be done.
    """

    described: Fetched
    server: str
    passed: tuple[str, ...] = ()
    is_here: bool = False
    answered: bool = True
    can_be_fetched: bool = False
    size: int | None = None
    said: str = ""
    remedy: str = ""


def probe_files(
    files: Sequence[Fetched],
    folder: Path,
    *,
    patience: Patience = QUICK,
    report: Callable[[str], None] = lambda _file: None,
) -> Iterator[Answer]:
    """Ask for the first byte of each file, one after another, and yield each answer.

    An address that several files are taken from is asked once, and a server that gave no answer
    is not asked again.

    Parameters
    ----------
    files
        The files, as from `list_files`.
    folder
        Where they are, or would be, fetched to.
    patience
        Time-outs.
    report
        Called with each file's path before its server is asked.
    """
    known: dict[str, Answer] = {}
    silent: dict[str, Answer] = {}
    with open_client(patience) as client:
        for described in files:
            here = (folder / described.file).is_file()
            if not described.download:
                said, page = "It has no fixed address.", f"Download it from {described.page}"
                yield Answer(described, "", is_here=here, said=said, remedy=page)
                continue
            address, server = described.download, name_server(described.download)
            if address not in known and server not in silent:
                report(described.file)
                known[address] = _ask(described, client, patience)
                if not known[address].answered:
                    silent[server] = known[address]
            found = known.get(address) or silent[server]
            yield replace(found, described=described, is_here=here)


def _ask(described: Fetched, client: httpx.Client, patience: Patience) -> Answer:
    """Ask for one file; of one that is named after its date, for the newest."""
    address = described.download
    dated = name_days(address, find_today()) if SLOT in address else [address]
    answer = Answer(described, name_server(address))
    for one in dated:
        try:
            with client.stream("GET", one, headers=HEADERS) as response:
                answer = _read_head(described, response)
                if response.status_code not in ABSENT:
                    break
        except httpx.RequestError as error:
            failure = describe_failure(error, one, patience)
            said = f"No answer: {failure.what}."
            return replace(answer, answered=False, said=said, remedy=failure.remedy)
        except httpx.InvalidURL as error:
            return replace(answer, said=f"It is not an address: {error}.", remedy="Correct it.")
    return answer


def _read_head(described: Fetched, response: httpx.Response) -> Answer:
    """Return what the head of a response says of a file."""
    code = response.status_code
    servers = [name_server(str(one.url)) for one in (*response.history, response)]
    passed = tuple(dict.fromkeys(one for one in servers if one != servers[0]))
    answer = Answer(described, servers[0], passed)
    if code == httpx.codes.ACCEPTED:
        said = "It can be fetched; the server makes the file when it is asked for."
        return replace(answer, can_be_fetched=True, said=said)
    if code in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        if is_page(response):
            said = "It answers with a web page, not with the file."
            remedy = "Check whether this network asks for a sign-in, and the publisher's page."
            return replace(answer, said=said, remedy=remedy)
        size = None if described.in_pages else find_total(response)
        said = "It can be fetched, page by page." if described.in_pages else "It can be fetched."
        return replace(answer, can_be_fetched=True, size=size, said=said)
    if code == AUTHENTICATE:
        failure = ask_to_sign_in(find_proxy(str(response.url)))
        said = f"No answer: {failure.what}."
        return replace(answer, answered=False, said=said, remedy=failure.remedy)
    said = f"It answers {code} {response.reason_phrase}".rstrip() + "."
    return replace(answer, said=said, remedy=_find_remedy(response))


def _find_remedy(response: httpx.Response) -> str:
    """Return what to do about a status that is not the file."""
    code, server = response.status_code, name_server(str(response.url))
    if code in ABSENT:
        return NOT_FOUND
    if code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return f"Ask whether this network blocks {server}, and see the publisher's page."
    if code >= httpx.codes.INTERNAL_SERVER_ERROR or code == httpx.codes.TOO_MANY_REQUESTS:
        return "Ask again later."
    return "See the publisher's page."
