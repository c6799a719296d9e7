"""Print what the publishers' servers said, in words that a network's administrator can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.cli.output import SCREEN
from atlas.quantities import format_number_of
from atlas.sources.failures import find_proxy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from atlas.sources.probe import Answer

KILO, TEN = 1000, 10


def print_answers(answers: Iterable[Answer], count: int) -> bool:
    """Print each answer as it comes, then what to open; return whether nothing is missing.

    Parameters
    ----------
    answers
        From `probe_files`.
    count
        Number of files.

    Returns
    -------
    bool
        Whether every file is here or can be fetched.
    """
    told: list[Answer] = []
    for answer in answers:
        is_new = all(one.server != answer.server or one.said != answer.said for one in told)
        told.append(answer)
        SCREEN.print(f"{len(told)} of {count}: {_describe(answer, in_full=is_new)}")
    SCREEN.print(f"\n{_sum_up(told)}")
    if servers := _list_servers(told):
        SCREEN.print("\nServers, to be open for outgoing connections:")
        for server, state in servers.items():
            SCREEN.print(f"  {server}: {state}")
    missing = [answer for answer in told if not answer.can_be_fetched and not answer.is_here]
    remedies: dict[str, list[str]] = {}
    for answer in missing:
        remedies.setdefault(answer.remedy, []).append(answer.server or answer.described.file)
    if remedies:
        SCREEN.print("\nWhat to do:")
        for remedy, where in remedies.items():
            SCREEN.print(f"  {remedy}\n    ({', '.join(dict.fromkeys(where))})")
    return not missing


def _describe(answer: Answer, *, in_full: bool) -> str:
    """Return one file: its path, its size, the server, and what was said of it."""
    parts = [f"{answer.described.file}: {_format_size(answer)}"]
    if answer.server:
        parts.append(f"from {answer.server}")
    said = answer.said if in_full or answer.can_be_fetched else "As above."
    here = " It is here already." if answer.is_here else ""
    return f"{', '.join(parts)}. {said}{here}"


def _format_size(answer: Answer) -> str:
    if answer.size is not None:
        return format_bytes(answer.size)
    if answer.described.size:
        return f"about {format_bytes(answer.described.size)}"
    return "size not known"


def format_bytes(size: int) -> str:
    """Return a number of bytes in the unit that people read.

    Examples
    --------
    >>> format_bytes(1_870_128), format_bytes(13_304), format_bytes(16_900_000)
    ('1.9 MB', '13 kB', '17 MB')
    """
    if size < KILO * KILO / 10:
        return f"{max(1, round(size / KILO))} kB"
    mega = size / KILO / KILO
    return f"{mega:.1f} MB" if mega < TEN else f"{mega:.0f} MB"


def _sum_up(told: list[Answer]) -> str:
    """Return how many files can be fetched, how many are here, and how much there is to fetch."""
    sizes = {
        answer.described.download: answer.size or answer.described.size or 0
        for answer in told
        if answer.can_be_fetched and not answer.is_here
    }
    fetched = sum(answer.can_be_fetched for answer in told)
    here = sum(answer.is_here for answer in told)
    parts = [f"{fetched} of {format_number_of(len(told), 'file', 'files')} can be fetched"]
    if here:
        parts.append(f"{here} are here already")
    if lost := sum(not answer.can_be_fetched and not answer.is_here for answer in told):
        parts.append(f"{lost} are missing and cannot be fetched")
    much = f" About {format_bytes(sum(sizes.values()))} would be fetched." if sizes else ""
    return f"{'; '.join(parts)}.{much}"


def _list_servers(told: list[Answer]) -> Mapping[str, str]:
    """Return every host and port, those sent on to as well, with whether it answered."""
    servers: dict[str, str] = {}
    for answer in told:
        if answer.server:
            proxy = find_proxy(answer.described.download)
            through = f", through the proxy {proxy}" if proxy else ""
            state = "answers" if answer.answered else "no answer"
            servers.setdefault(answer.server, f"{state}{through}")
        for server in answer.passed:
            servers.setdefault(server, f"answers; {answer.server} sends on to it")
    return servers
