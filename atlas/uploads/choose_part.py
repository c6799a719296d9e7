"""Choose the sheet or layer of a file that has codes of areas, whatever stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import UploadError
from atlas.tables.read_file import read_file
from atlas.uploads.fill_down import fill_down
from atlas.uploads.meaning import has_numbers
from atlas.uploads.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.tables.table import Upload
    from atlas.uploads.key import Key
    from atlas.uploads.matching_areas import MatchingAreas

# Most sheets that are read before a person is asked.
MOST_TRIED = 20


def read_part(name: str, content: bytes, part: str, ground: MatchingAreas) -> Upload:
    """Return the table of one part, with the area in every row that it is meant for.

    Parameters
    ----------
    name, content
        Name and bytes of the file.
    part
        Its sheet or layer; empty for a text table.
    ground
        The areas it may be about.
    """
    return fill_down(read_file(name, content, part=part), ground)


def choose_part(
    name: str, content: bytes, parts: Sequence[str], ground: MatchingAreas
) -> tuple[str, dict[str, Upload]]:
    """Return the first part with figures by codes of the place, and the parts read to find it.

    Without one, it is the first part that has such codes, then the first that can place its
    rows at all, and then the first that can be read.

    Parameters
    ----------
    name, content
        Name and bytes of the file.
    parts
        Its sheets or layers; empty for a text table.
    ground
        The areas it may be about.

    Raises
    ------
    UploadError
        What is wrong with the first part, where none can be read.
    """
    read: dict[str, Upload] = {}
    coded: list[str] = []
    placing: list[str] = []
    wrong: UploadError | None = None
    for part in [*parts[:MOST_TRIED]] or [""]:
        try:
            read[part] = read_part(name, content, part, ground)
        except UploadError as error:
            wrong = wrong or error
            continue
        if len(parts) < 2:
            return part, read
        keys = recognise(read[part], ground)
        if keys and keys[0].way == "codes" and not keys[0].strays:
            if _tells(read[part], keys[0]):
                return part, read
            # A look-up, or a summary of the whole place, stands before the figures.
            coded.append(part)
        placing += [part] if keys else []
    if not read and wrong is not None:
        raise wrong
    return next(iter([*coded, *placing, *read])), read


def _tells(upload: Upload, key: Key) -> bool:
    """Return whether a part has figures beside its codes, of more areas than one."""
    named = [name for name in upload.columns if name not in key.columns]
    several = all(upload.cells[name].nunique() > 1 for name in key.columns)
    return several and any(has_numbers(upload, upload.cells[name]) for name in named)
