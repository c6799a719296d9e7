"""Files are brought whole, once, and as described; whatever else comes is told and not kept."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import socket
import threading
import zipfile
from dataclasses import replace

import pytest

from atlas.build.named import build_nation
from atlas.errors import FetchError
from atlas.places.published import list_files
from atlas.sources import fetch as fetching
from atlas.sources.fetch import fetch_files


def make_zip(members):
    """Return a ZIP of these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return content.getvalue()


def test_a_file_stands_where_a_build_looks_with_its_receipt(
    publisher, source, bring, homes, on_its_way
):
    one = source(download=publisher.put("homes.csv", homes), file="census/homes.csv")
    folder = bring(one)
    assert (folder / "census/homes.csv").read_bytes() == homes
    receipt = json.loads((folder / "census/homes.csv.fetched.json").read_text())
    assert receipt["sha256"] == hashlib.sha256(homes).hexdigest()
    assert receipt["etag"] == publisher.etag("/homes.csv")
    assert receipt["address"] == one.download
    assert receipt["fetched"].endswith("+00:00")
    assert on_its_way() == 0


def test_what_is_here_is_not_asked_for_again(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    bring(one)
    bring(one)
    assert len(publisher.asked) == 1


def test_a_packed_file_holds_the_publishers_bytes(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes), file="homes.csv.gz")
    packed = (bring(one) / "homes.csv.gz").read_bytes()
    assert gzip.decompress(packed) == homes
    one = source(download=publisher.put("homes.csv.gz", packed), file="again.csv.gz")
    assert (bring(one) / "again.csv.gz").read_bytes() == packed


def test_a_member_is_taken_out_of_its_zip(publisher, source, bring, homes, lying_about):
    address = publisher.put("homes.zip", make_zip({"a/homes-lsoa.csv": homes, "note.txt": b"x"}))
    known = hashlib.sha256(homes).hexdigest()
    one = source(download=address, member="a/homes-lsoa.csv", file="homes.csv.gz", sha256=known)
    folder = bring(one)
    assert gzip.decompress((folder / "homes.csv.gz").read_bytes()) == homes
    assert lying_about() == ["homes.csv.gz", "homes.csv.gz.fetched.json"]


def test_a_member_that_is_not_there_is_told_with_those_that_are(
    publisher, source, homes, only_fault
):
    address = publisher.put("homes.zip", make_zip({"homes-lsoa.csv": homes}))
    fault = only_fault(source(download=address, member="homes-msoa.csv"))
    assert fault.where == "layers/sources/homes.toml, member"
    assert fault.closest == ("homes-lsoa.csv",)


def test_a_damaged_zip_is_refused_and_fetched_anew(
    publisher, source, bring, homes, only_fault, lying_about
):
    whole = make_zip({"homes.csv": homes})
    spoiled = whole[:60] + bytes([whole[60] ^ 255]) + whole[61:]
    one = source(download=publisher.put("homes.zip", spoiled), member="homes.csv")
    assert "not a complete ZIP" in only_fault(one).what
    assert lying_about() == []
    publisher.put("homes.zip", whole)
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert publisher.asked[-1].range is None


def test_an_end_nobody_announced_shows_by_the_number_of_areas(
    publisher, source, bring, homes, only_fault, lying_about
):
    one = source(download=publisher.put("homes.csv", homes), areas=34)
    cut = homes.index(b"\n", 300) + 1
    publisher.plans["/homes.csv"] = [f"open_end {cut}"]
    fault = only_fault(one)
    assert fault.where == "layers/sources/homes.toml, areas"
    assert fault.expected == "34"
    assert lying_about() == []
    assert (bring(one) / "homes.csv").read_bytes() == homes
    assert publisher.asked[-1].range is None


def test_a_column_of_another_name_is_told_with_the_closest(
    publisher, source, only_fault, lying_about
):
    changed = b"code,All,Owned,Privately,Social\nE01990001,40,30,5,5\n"
    fault = only_fault(source(download=publisher.put("homes.csv", changed)))
    assert fault.where == "layers/sources/homes.toml, columns.homes_private"
    assert fault.closest == ("Privately",)
    assert lying_about() == []


def test_another_checksum_than_the_one_described_is_refused(
    publisher, source, homes, only_fault, lying_about
):
    one = source(download=publisher.put("homes.csv", homes), sha256="0" * 64)
    fault = only_fault(one)
    assert fault.where == "layers/sources/homes.toml, sha256"
    assert hashlib.sha256(homes).hexdigest() in fault.what
    assert fault.expected == "0" * 64
    assert one.page in fault.remedy
    assert lying_about() == []


def test_asked_again_an_unchanged_file_is_not_sent(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    bring(one)
    bring(one, again=True)
    assert [asked.sent for asked in publisher.asked] == [len(homes), 0]


def test_a_file_the_publisher_changed_is_told_and_not_taken(
    publisher, source, bring, homes, only_fault
):
    one = source(download=publisher.put("homes.csv", homes))
    folder = bring(one)
    before = (folder / "homes.csv.fetched.json").read_text()
    publisher.put("homes.csv", homes.replace(b"E01990001,40,30", b"E01990001,41,31"))
    fault = only_fault(one, again=True)
    assert "The publisher has changed homes.csv since 20" in fault.what
    assert "delete" in fault.remedy
    assert (folder / "homes.csv").read_bytes() == homes
    assert (folder / "homes.csv.fetched.json").read_text() == before
    (folder / "homes.csv").unlink()
    assert "The publisher has changed" in only_fault(one).what
    (folder / "homes.csv.fetched.json").unlink()
    assert b"E01990001,41,31" in (bring(one) / "homes.csv").read_bytes()


def test_a_file_changed_here_is_told(publisher, source, bring, homes, only_fault):
    one = source(download=publisher.put("homes.csv", homes))
    folder = bring(one)
    (folder / "homes.csv").write_bytes(homes + b"\n")
    fault = only_fault(one)
    assert "it was changed here" in fault.what
    assert fault.where == "layers/sources/homes.toml, file"


def test_without_an_address_the_page_and_the_place_are_told(source, tmp_path, only_fault):
    fault = only_fault(source())
    assert fault.where == "layers/sources/homes.toml, download"
    target = tmp_path / "files" / "homes.csv"
    assert fault.remedy == f"Download it from https://example.org/homes and save it as {target}."


def test_a_file_put_there_by_hand_is_read_before_it_is_taken(source, bring, homes, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "homes.csv").write_bytes(b"code,All\nE01990001,1\n")
    with pytest.raises(FetchError) as caught:
        bring(source())
    assert len(caught.value.faults) == 3
    (folder / "homes.csv").write_bytes(homes)
    bring(source(areas=34))
    assert json.loads((folder / "homes.csv.fetched.json").read_text())["address"] == ""


@pytest.mark.parametrize("name", ["homes.csv", "homes.csv.gz"])
def test_a_member_put_there_by_hand_is_taken_as_it_is(
    publisher, source, bring, homes, tmp_path, name
):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / name).write_bytes(gzip.compress(homes) if name.endswith(".gz") else homes)
    address = publisher.put("homes.zip", make_zip({"homes.csv": homes}))
    bring(source(download=address, member="homes.csv", file="homes.csv.gz"))
    assert gzip.decompress((folder / "homes.csv.gz").read_bytes()) == homes
    assert publisher.asked == []


def test_a_run_stopped_before_its_receipt_needs_nothing_more(
    publisher, source, bring, homes, monkeypatch
):
    address = publisher.put("homes.zip", make_zip({"homes.csv": homes}))
    one = source(download=address, member="homes.csv", file="homes.csv.gz")

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "write_receipt", stop)
        with pytest.raises(KeyboardInterrupt):
            bring(one)
    folder = bring(one)
    assert gzip.decompress((folder / "homes.csv.gz").read_bytes()) == homes
    assert len(publisher.asked) == 1


def test_all_that_can_be_brought_is_brought_and_all_faults_are_told(
    publisher, source, tiny_definitions, bring, homes
):
    groups = tiny_definitions.sources["groups"].model_copy(
        update={"download": publisher.put("groups.csv", b"x")}
    )
    publisher.plans["/groups.csv"] = ["status 404"]
    with pytest.raises(FetchError) as caught:
        bring(source(), groups, source(download=publisher.put("h", homes), file="h.csv"))
    assert [fault.where.split(",")[0] for fault in caught.value.faults] == [
        "layers/sources/homes.toml",
        "layers/sources/groups.toml",
    ]
    assert publisher.asked[-1].sent == len(homes)


def test_two_runs_into_one_folder_do_not_spoil_it(publisher, source, bring, homes):
    one = source(download=publisher.put("homes.csv", homes))
    publisher.plans["/homes.csv"] = ["trickle"]
    told = []
    runs = [
        threading.Thread(target=bring, args=(one,), kwargs={"report": lambda *a: told.append(a)})
        for _ in range(2)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join(20)
    assert len(publisher.asked) == 1
    assert "Waiting for another download into the same folder" in {step for step, _, _ in told}


def test_a_folder_that_cannot_be_written_is_told(tiny_definitions, source, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(FetchError, match="cannot be written"):
        fetch_files(tiny_definitions, [source()], into=tmp_path / "taken")


def test_an_atlas_is_built_from_what_was_fetched(
    publisher, tiny, tiny_definitions, tmp_path, hurried, monkeypatch
):
    files = [
        one.model_copy(
            update={
                "download": publisher.put(one.file, (tiny / "official" / one.file).read_bytes())
            }
        )
        for one in list_files(tiny_definitions, "tiny")
    ]
    folder = fetch_files(tiny_definitions, files, into=tmp_path / "files", patience=hurried)

    def refuse(*_, **__):
        raise AssertionError("a build from a folder asked the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    target = tmp_path / "england-wales"
    told = build_nation("england-wales", tiny_definitions, folder, target=target, report=len)
    assert told["counts"]["areas"] == 34


def test_every_table_look_up_and_outline_of_a_place_is_listed(tiny_definitions, tiny):
    listed = [one.file for one in list_files(tiny_definitions, "tiny")]
    # A build does without a list of places, so that nobody has to fetch one.
    lists = {one.file for one in tiny_definitions.overlays.values()}
    held = {path.name for path in (tiny / "official").iterdir()}
    assert sorted(listed) == sorted(held - lists)
    assert listed == [one.file for one in list_files(tiny_definitions)]


def test_an_unknown_place_is_told_with_the_closest(tiny_definitions):
    with pytest.raises(FetchError) as caught:
        list_files(tiny_definitions, "tyny")
    assert caught.value.faults[0].closest == ("tiny",)


def test_a_file_that_nobody_describes_is_told(tiny_definitions):
    definitions = replace(tiny_definitions, files={})
    with pytest.raises(FetchError) as caught:
        list_files(definitions)
    assert len(caught.value.faults) == 7
    assert caught.value.faults[0].where == "layers/geographies/lsoa_2021.toml, change_file"


@pytest.mark.parametrize("name", ["change.csv", "change.csv.gz"])
def test_a_look_up_with_the_publishers_headings_can_be_used(
    tiny, tiny_definitions, bring, tmp_path, name
):
    """Saved by hand, unpacked, as it is on the publisher's page."""
    ours = (tiny / "official" / "change.csv").read_bytes()
    theirs = ours.replace(b"lsoa11_code,lsoa21_code,change_code", b"F_LSOA11CD,LSOA21CD,CHGIND")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "change.csv").write_bytes(b"\xef\xbb\xbf" + theirs)
    names = {"lsoa11_code": "F_LSOA11CD", "lsoa21_code": "LSOA21CD", "change_code": "CHGIND"}
    one = tiny_definitions.files["change"].model_copy(update={"headings": names, "file": name})
    bring(one)
    kept = (folder / name).read_bytes()
    assert (gzip.decompress(kept) if name.endswith(".gz") else kept) == ours
    bring(one)
    assert (folder / name).read_bytes() == kept


@pytest.mark.parametrize("heading", [b"F_LSOA11CD", b"LSOA11CD"])
def test_a_heading_may_differ_from_edition_to_edition(
    publisher, tiny, tiny_definitions, bring, heading
):
    ours = (tiny / "official" / "change.csv").read_bytes()
    address = publisher.put("c.csv?layers=0", ours.replace(b"lsoa11_code", heading, 1))
    names = {"lsoa11_code": ["LSOA11CD", "F_LSOA11CD"]}
    one = tiny_definitions.files["change"].model_copy(
        update={"download": address, "headings": names}
    )
    assert (bring(one) / "change.csv").read_bytes() == ours


def test_a_file_that_is_still_being_made_is_waited_for(publisher, source, bring, homes):
    address = publisher.put("homes.csv", homes)
    publisher.plans["/homes.csv"] = ["status 202", "status 202"]
    folder = bring(source(download=address, file="homes.csv"))
    assert (folder / "homes.csv").read_bytes() == homes
    assert len(publisher.asked) == 3


def test_outlines_with_the_publishers_property_can_be_used(
    publisher, tiny, tiny_definitions, bring
):
    ours = (tiny / "official" / "outlines.geojson").read_bytes()
    address = publisher.put("o.geojson", ours.replace(b'"lsoa21_code"', b'"LSOA21CD"'))
    one = tiny_definitions.files["outlines"].model_copy(
        update={"download": address, "headings": {"lsoa21_code": "LSOA21CD"}}
    )
    assert (bring(one) / "outlines.geojson").read_bytes() == ours


def test_a_packed_file_that_is_cut_off_is_refused(source, bring, only_fault, homes, tmp_path):
    (tmp_path / "files").mkdir()
    packed = gzip.compress(homes)
    for damaged in (packed[: len(packed) // 2], packed[:40] + b"\xff" * 40, packed[:-8] + b"x" * 8):
        (tmp_path / "files" / "homes.csv.gz").write_bytes(damaged)
        assert "is damaged or incomplete" in only_fault(source(file="homes.csv.gz")).what


def test_two_files_out_of_one_zip_are_fetched_once(
    publisher, source, tiny, tiny_definitions, bring
):
    names = ("homes", "groups")
    bodies = {f"{name}.csv": (tiny / "official" / f"{name}.csv").read_bytes() for name in names}
    address = publisher.put("all.zip", make_zip(bodies))
    files = [
        tiny_definitions.sources[name].model_copy(
            update={"download": address, "member": f"{name}.csv", "file": f"{name}.csv"}
        )
        for name in names
    ]
    folder = bring(*files)
    assert {name: (folder / name).read_bytes() for name in bodies} == bodies
    assert len(publisher.asked) == 1
    assert not list((folder / ".arriving").glob("*.part*"))
