"""Restore packs from builds that were interrupted while replacing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from pathlib import Path

FORMER, LOCK = ".{}.former", ".{}.lock"


def bring_back(packs: Path) -> None:
    """Restore the names of packs whose build was interrupted between two renames.

    Parameters
    ----------
    packs
        The folder of packs. A pack that is being written, whose lock is held, is left alone; so
        is a folder that is not writable.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     packs = Path(name)
    ...     (packs / ".luton.former").mkdir()
    ...     bring_back(packs)
    ...     (packs / "luton").is_dir()
    True
    """
    before, after = FORMER.split("{}")
    for former in packs.glob(FORMER.format("*")):
        name = former.name.removeprefix(before).removesuffix(after)
        # The packs of all levels of a place share one lock.
        lock = FileLock(packs / LOCK.format(name.partition(".")[0]))
        if (packs / name).exists():
            continue
        try:
            with lock.acquire(timeout=0):
                if not (packs / name).exists():
                    former.rename(packs / name)
        except (Timeout, OSError):
            continue
