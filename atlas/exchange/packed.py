"""Open an Office file that somebody sent, or refuse it in plain words."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from atlas.exchange.copy_of_plan import refuse_file
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Callable

# A few megabytes of ZIP can hold as many gigabytes.
LARGEST = 300_000_000


def open_packed(content: bytes, opener: Callable[[io.BytesIO], Any], *, kind: str) -> Any:  # noqa: ANN401 - a workbook or a document
    """Return what a library makes of a file.

    Parameters
    ----------
    content
        The file.
    opener
        What opens it.
    kind
        What the file should be, with its ending, such as "Excel workbook (.xlsx)".

    Raises
    ------
    PlanError
        If it is not whole, not of this kind, or far too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
            whole = size <= LARGEST and packed.testzip() is None
        opened = opener(io.BytesIO(content)) if whole else None
    except Exception:  # noqa: BLE001 - neither library has errors of its own for damaged files
        opened, size = None, 0
    if size > LARGEST:
        raise refuse_file(say("This file is far larger than a plan."))
    if opened is None:
        what = say("This file is no {kind}, or it is damaged.", kind=kind)
        raise refuse_file(what, say("Save it as {kind}.", kind=kind))
    return opened
