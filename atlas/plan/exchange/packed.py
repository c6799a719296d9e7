"""Open an Office file that somebody sent, or refuse it in plain words."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, TypeVar

from atlas.errors import PlanError
from atlas.plan.exchange.copy_of_plan import refuse_file
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
# A few megabytes of ZIP can hold as many gigabytes.
LARGEST = 100_000_000
STEP = 1 << 20


def open_packed(
    content: bytes, opener: Callable[[io.BytesIO], T], *, kind: str, most_tags: int
) -> T:
    """Return what a library makes of a file.

    Parameters
    ----------
    content
        The file.
    opener
        What opens it, and takes from it all that is read: neither library tells of a damage
        before it meets it.
    kind
        What the file should be, with its ending, such as "Excel workbook (.xlsx)".
    most_tags
        How many tags its parts may have: what a part takes once it is read goes by them, and
        a million that are alike are packed into a few kilobytes.

    Raises
    ------
    PlanError
        If it is not whole, not of this kind, or far too large.
    """
    try:
        _check_size(content, most_tags)
        return opener(io.BytesIO(content))
    except PlanError:
        raise
    except Exception:  # noqa: BLE001 - neither library has errors of its own for damaged files
        what = say("This file is no {kind}, or it is damaged.", kind=kind)
        raise refuse_file(what, say("Save it as {kind}.", kind=kind)) from None


def _check_size(content: bytes, most_tags: int) -> None:
    """Refuse a file that holds far more than a plan; every part is read, and none is kept."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > LARGEST:
            _refuse_larger()
        for part in parts:
            with packed.open(part) as unpacked:
                while piece := unpacked.read(STEP):
                    if part.filename.endswith((".xml", ".rels")):
                        most_tags -= piece.count(b"<")
                    if most_tags < 0:
                        _refuse_larger()


def _refuse_larger() -> None:
    raise refuse_file(say("This file is far larger than a plan."))
