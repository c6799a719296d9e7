"""All that a national build reads arrives from a server as the publishers' own files."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import zipfile
from datetime import date

import pandas as pd
import pytest

from atlas.build.points import read_overlays
from atlas.places.published import list_files
from atlas.sources import dated
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


def as_publisher(name, table):
    """Return one of the lists in the form that its publisher gives it."""
    if name == "gp_practices":
        table["13"] = table["13"].replace({"A": "ACTIVE", "C": "INACTIVE"})
        table["26"] = table["26"].replace({"4": "RO72|RO76", "0": "RO72"})
        return table.to_csv(index=False, header=False).encode()
    if name == "schools":
        table["EstablishmentStatus (name)"] = "Open"
        closed = table.head(500).assign(**{"EstablishmentStatus (name)": "Closed"})
        table = pd.concat([table, closed])
    return table.to_csv(index=False).encode("cp1252" if name == "schools" else "utf-8")


def test_lists_arrive_as_their_publishers_give_them(
    luton, official, publisher, tmp_path, bring, monkeypatch
):
    monkeypatch.setattr(dated, "find_today", lambda: date(2026, 3, 1))
    lists = []
    for one in luton.definitions.overlays.values():
        header = 0 if one.points.header else None
        table = pd.read_csv(official / one.file, dtype=str, header=header, encoding="utf-8-sig")
        if header is None:
            table.columns = [str(place + 1) for place in range(table.shape[1])]
        given = {ours: theirs for ours, theirs in one.own_form.columns.items() if ours in table}
        content = as_publisher(one.id, table.rename(columns=given))
        publisher.put(f"{one.id}20260301.csv", content)
        address = f"{publisher.address}/{one.id}20260301.csv"
        if one.id == "schools":
            publisher.plans["/schools20260301.csv"] = [f"drop {len(content) // 2}"]
            address = address.replace("20260301", "{day}")
        lists.append(one.model_copy(update={"download": address}))
    codes = luton.definitions.files["postcodes"]
    held = plain(official / "assets" / "codepoint_open_2018-08_lu.csv.gz")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Data/CSV/lu.csv", held)
    address = publisher.put("codepo_gb.zip", content.getvalue())
    whole = codes.model_copy(update={"download": address, "rows": (6000, 7000)})
    folder = bring(*lists, whole)
    assert plain(folder / codes.file) == held
    shapes = luton.store.outlines
    points = read_overlays(lists, folder, shapes, own=False, report=print)
    before = read_overlays(lists, official, shapes, own=False, report=print)
    inside = ["overlay", "name", "kind", "longitude", "latitude", "area"]
    assert (
        points[points["area"].ne("")][inside]
        .reset_index(drop=True)
        .equals(before[before["area"].ne("")][inside].reset_index(drop=True))
    )


def test_a_folder_filled_by_hand_is_enough(luton, official, tmp_path):
    files = list_files(luton.definitions, "england-wales")
    for one in files:
        (tmp_path / one.file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(official / one.file, tmp_path / one.file)
    fetch_files(luton.definitions, files, into=tmp_path)
    for one in files:
        assert plain(tmp_path / one.file) == plain(official / one.file), one.file
