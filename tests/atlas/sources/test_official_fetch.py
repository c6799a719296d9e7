"""All that a national build reads arrives from a server as the publishers' own files."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import zipfile

import pytest

from atlas.published import list_files
from atlas.sources.fetch import fetch_files

pytestmark = pytest.mark.official


def plain(path):
    """Return a file's bytes, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_a_nation_is_fetched_checked_and_the_same(luton, official, publisher, tmp_path, hurried):
    files = []
    for one in list_files(luton.definitions, "england-wales"):
        if not one.download:
            (tmp_path / one.file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(official / one.file, tmp_path / one.file)
            files.append(one)
            continue
        body = plain(official / one.file)
        if one.in_pages:
            rows = list(csv.DictReader(io.StringIO(body.decode())))
            body = json.dumps({"features": [{"attributes": row} for row in rows]}).encode()
        if one.member:
            content = io.BytesIO()
            with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(one.member, body)
            body = content.getvalue()
        # Several addresses end alike, and one file is served under several names.
        page = "&resultOffset=0" if one.in_pages else ""
        address = publisher.put(f"{one.id}/{one.download.rsplit('/', 1)[1]}{page}", body)
        publisher.plans[address.removeprefix(publisher.address)] = [f"drop {len(body) // 2}"]
        files.append(one.model_copy(update={"download": address.removesuffix(page)}))
    fetch_files(luton.definitions, files, into=tmp_path, patience=hurried)
    known = luton.definitions.covering("lsoa_2021")
    named = {path for one in known.geographies.values() for path in one.files.values()}
    looked_up = [one for one in known.files.values() if one.file in named]
    assert len(files) == len(known.sources) + len(looked_up)
    for one in files:
        assert plain(tmp_path / one.file) == plain(official / one.file), one.file
    whole = sum(len(body) for body in publisher.files.values())
    assert sum(asked.sent for asked in publisher.asked) == whole


def test_a_folder_filled_by_hand_is_enough(luton, official, tmp_path):
    files = list_files(luton.definitions, "england-wales")
    for one in files:
        (tmp_path / one.file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(official / one.file, tmp_path / one.file)
    fetch_files(luton.definitions, files, into=tmp_path)
    for one in files:
        assert plain(tmp_path / one.file) == plain(official / one.file), one.file
