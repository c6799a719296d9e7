"""Fields of a published file: its path, its origin, and how to verify it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from atlas.definitions.model import Definition, LicenceId, Text, Translated

Address = Annotated[str, StringConstraints(pattern=r"^(https://\S+)?$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]


class Fetched(Definition):
    """What is needed to download a publisher's file and to verify it.

    `download` is left out where no stable address is known; `page` is then where a person finds
    the file. ``{day}`` in an address stands for a date, as in 20250524; the newest available is
    taken. `size` is about how many bytes are downloaded, left out where nobody has told;
    `looked_up` the day on which the address was last compared with what public code and the
    publisher's own pages say of it. `member` names the file inside a ZIP; one with a ``*``
    matches several, which are concatenated. `sha256` is the checksum of the publisher's own
    bytes, unpacked; it is left out where the file is not the publisher's own or is revised.
    `in_pages` marks an address that queries a feature service page by page. `areas` is the
    number of areas it describes; `rows` the fewest and most rows, where that varies between
    editions. `bounds` is the lowest and highest possible value, by variable, or by column in
    look-ups and lists; it also catches coordinates in another system.
    """

    title: Translated
    publisher: Text
    page: Text
    licence: LicenceId
    file: Text
    download: Address = ""
    size: int | None = Field(default=None, ge=1)
    looked_up: date | None = None
    member: str = ""
    in_pages: bool = False
    sha256: Sha256 = ""
    areas: int | None = Field(default=None, ge=1)
    rows: tuple[int, int] | None = None
    bounds: dict[str, tuple[float, float]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check_looked_up(self) -> Self:
        if self.download and self.looked_up is None:
            message = "looked_up: the day on which the address in download was looked up"
            raise ValueError(message)
        if not self.download and (self.looked_up or self.size):
            message = "an address in download, which looked_up and size describe"
            raise ValueError(message)
        return self


class PublishedFile(Fetched):
    """A look-up or a file of outlines that a geography names by its path.

    `headings` maps the build's column names to the publisher's, where the two differ, so that
    the published file can be used as it is; several are given where editions differ. A file
    without a header line has ``header = false``, and its columns are numbered from "1". Rows with
    a gap in a column of `filled` are ignored.
    """

    attribution: Text
    describes: Translated
    columns: list[Text] = Field(min_length=1)
    headings: dict[str, Text | list[Text]] = Field(default_factory=dict)
    header: bool = True
    filled: list[Text] = Field(default_factory=list)
