"""Lists of points and postcodes are fetched in their publishers' forms, or told not to be."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from datetime import date

import pandas as pd
import pytest

from atlas.errors import FetchError
from atlas.places.published import list_further
from atlas.points.read import read_known_postcodes, read_points
from atlas.sources import dated

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let it be one day, whenever the tests run."""
    monkeypatch.setattr(dated, "find_today", lambda: TODAY)


@pytest.fixture
def described(luton):
    """Return a list or file as it is described, with what a test says of it."""
    known = luton.definitions.overlays | luton.definitions.files

    def make(name, **changes):
        return known[name].model_copy(update=changes)

    return make


def as_csv(rows, *, heading=None):
    """Return rows as a CSV in the encoding of spreadsheets on Windows."""
    text = io.StringIO()
    csv.writer(text).writerows(([heading] if heading else []) + rows)
    return text.getvalue().encode("cp1252")


SCHOOLS = [
    "URN",
    "LA (name)",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
    "Postcode",
    "Easting",
    "Northing",
    "LSOA (code)",
]


AREA = "E01015720"


def a_school(name, status="Open", east="508586", north="221031"):
    """Return a row of an invented school as its publisher would write it."""
    return ["1", "Hill", name, "Community school", status, "Primary", "ZZ1 1AA", east, north, AREA]


SOME = [
    a_school("École Hill"),
    a_school("Mill School", "Open, but proposed to close"),
    a_school("Old School", "Closed"),
    a_school("New School", "Proposed to open"),
    a_school("Nowhere School", east="0", north="0"),
    a_school("Unplaced School", east="", north=""),
]


def publish_days(publisher, content, *days):
    """Publish a list under the names of these days; return the address with its slot."""
    for day in days:
        publisher.put(f"edubasealldata{day}.csv", content)
    return f"{publisher.address}/edubasealldata{{day}}.csv"


def refuse_other_days(publisher, *days):
    """Let the server say 404 for these days."""
    for day in days:
        publisher.plans[f"/edubasealldata{day}.csv"] = ["status 404"]


def test_the_newest_day_that_is_there_is_taken(publisher, described, bring):
    address = publish_days(publisher, as_csv(SOME, heading=SCHOOLS), "20260228", "20260227")
    refuse_other_days(publisher, "20260302", "20260301")
    one = described("schools", download=address, rows=(1, 9))
    folder = bring(one)
    days = [asked.path.removesuffix(".csv")[-8:] for asked in publisher.asked]
    assert days == ["20260302", "20260301", "20260228"]
    receipt = json.loads((folder / f"{one.file}.fetched.json").read_text())
    assert receipt["address"].endswith("edubasealldata20260228.csv")
    points, unplaced = read_points(folder / one.file, one.points)
    assert points["name"].tolist() == ["École Hill", "Mill School"]
    assert set(points["kind"]) == {"Primary"}
    assert set(points["given"]) == {AREA}
    assert points.loc[0, ["longitude", "latitude"]].tolist() == pytest.approx(
        [-0.42399, 51.87728], abs=1e-4
    )
    assert unplaced == 2
    bring(one)
    assert len(publisher.asked) == 3


def test_a_day_that_broke_off_is_gone_on_from(publisher, described, bring, on_its_way, hurried):
    content = as_csv(SOME * 200, heading=SCHOOLS)
    address = publish_days(publisher, content, "20260301")
    one = described("schools", download=address, rows=(1, 9999))
    refuse_other_days(publisher, "20260302")
    cut = len(content) // 2
    publisher.plans["/edubasealldata20260301.csv"] = [f"drop {cut}"] + ["status 503"] * (
        hurried.attempts - 1
    )
    with pytest.raises(FetchError, match="attempts"):
        bring(one)
    assert on_its_way() == cut
    refuse_other_days(publisher, "20260302")
    bring(one)
    assert publisher.asked[-1].range == f"bytes={cut}-"
    assert on_its_way() == 0


def test_without_any_day_the_page_is_named(publisher, described, only_fault, lying_about):
    days = [address[-8:] for address in dated.name_days("{day}", TODAY)]
    refuse_other_days(publisher, *days)
    fault = only_fault(described("schools", download=publish_days(publisher, b"")))
    assert "no file for today or the 10 days before" in fault.what
    assert len(publisher.asked) == 11
    assert lying_about() == []


def test_a_page_for_people_is_no_list(publisher, described, only_fault, lying_about):
    address = publish_days(publisher, b"", "20260302")
    publisher.plans["/edubasealldata20260302.csv"] = ["html text/csv"]
    assert "web page" in only_fault(described("schools", download=address)).what
    assert lying_about() == []


@pytest.mark.parametrize(
    ("changed", "where", "said"),
    [
        (lambda text: text.replace(b"Easting", b"East"), "own_form.columns", "no column"),
        (lambda text: text.replace(b"(name),Pha", b"(nom),Pha"), "own_form.columns", "no column"),
        (lambda text: text.replace(b"508586", b"-0.4"), "bounds.easting", 'first "-0.4"'),
        (lambda text: text.replace(b"221031", b"north"), "bounds.northing", 'first "north"'),
        (lambda text: text.split(b"\r\n")[0] + b"\r\n", "rows", "0 rows"),
        (lambda _: b"", "own_form", "not a comma-separated table"),
    ],
)
def test_a_list_that_is_not_the_one_described_is_refused(
    publisher, described, only_fault, lying_about, changed, where, said
):
    content = changed(as_csv(SOME, heading=SCHOOLS)) or b"\n"
    address = publish_days(publisher, content, "20260302")
    fault = only_fault(described("schools", download=address, rows=(1, 9)))
    assert fault.where == f"layers/overlays/schools.toml, {where}"
    assert said in fault.what
    assert lying_about() == []


def a_practice(name, status, role, postcode="ZZ1 1AA"):
    """Return an invented practice in the 27 columns of epraccur."""
    row = [""] * 27
    row[0], row[1], row[9], row[12], row[25] = "A1", name, postcode, status, role
    return row


def test_practices_are_told_by_status_and_role(publisher, described, bring):
    rows = [
        a_practice("Hill Surgery", "ACTIVE", "RO76"),
        a_practice("Mill Surgery", "ACTIVE", "RO80|RO76"),
        a_practice("Walk-in", "ACTIVE", "RO87"),
        a_practice("Old Surgery", "INACTIVE", "RO76"),
    ]
    one = described("gp_practices", download=publisher.put("e?r=x", as_csv(rows)), rows=(2, 2))
    folder = bring(one)
    (folder / "assets" / "codepoint_open.csv.gz").write_bytes(
        gzip.compress(b'"ZZ1 1AA",10,508586,221031\n')
    )
    points, _ = read_points(folder / one.file, one.points, folder=folder)
    assert points["name"].tolist() == ["Hill Surgery", "Mill Surgery"]


def test_a_list_of_the_known_form_stays_byte_for_byte(described, bring, tmp_path):
    one = described("gp_practices", rows=(1, 1))
    path = tmp_path / "files" / one.file
    path.parent.mkdir(parents=True)
    given = as_csv([a_practice("Hill Surgery", "A", "4"), a_practice("Old", "C", "4")])
    path.with_suffix("").write_bytes(given)
    bring(one)
    assert gzip.decompress(path.read_bytes()) == given


def test_a_list_whose_columns_were_shifted_is_refused(publisher, described, only_fault):
    rows = [["", *a_practice("Hill", "ACTIVE", "RO76")[:-1]] for _ in range(3)]
    rows = [[*row[:12], "ACTIVE", *row[13:25], "RO76", *row[26:]] for row in rows]
    one = described("gp_practices", download=publisher.put("e", as_csv(rows)), rows=(1, 9))
    assert "is not a postcode" in only_fault(one).what


def test_libraries_are_read_by_their_own_headings(publisher, described, bring):
    heading = ["Reporting service", "Name", "Type", "Postcode", "Year closed", "Easting"]
    rows = [
        ["Hill", "Central", "Static Library", "ZZ1 1AA", "", "1"],
        ["Hill", "Old", "Static Library", "ZZ1 1AB", "2014", "1"],
        ["Hill", "Bus", "Mobile Library", "ZZ1 1AB", "", "1"],
    ]
    content = as_csv(rows, heading=heading)
    one = described("libraries", download=publisher.put("l.csv", content), rows=(1, 1))
    kept = pd.read_csv(bring(one) / one.file)
    assert kept.columns.tolist() == ["name", "type", "postcode", "closed"]
    assert len(kept) == 3


def a_zip(members):
    """Return a ZIP of these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return content.getvalue()


AREAS = {
    "Doc/Code-Point_Open_Column_Headers.csv": b"PC,PQ,EA,NO\n",
    "Data/CSV/yy.csv": b'"YY1 1AA",10,400000,300000,"E92000001","","","","",""',
    "Data/CSV/zz.csv": b'"ZZ1 1AA",10,508586,221031,"E92000001","","","","",""\n'
    b'"ZZ1 1AB",90,0,0,"W92000004","","","","",""\n',
}


def test_postcodes_of_all_areas_are_one_table(publisher, described, bring):
    one = described("postcodes", download=publisher.put("code.zip", a_zip(AREAS)), rows=(3, 3))
    folder = bring(one)
    with gzip.open(folder / one.file, "rt") as file:
        assert [row[0] for row in csv.reader(file)] == ["YY1 1AA", "ZZ1 1AA", "ZZ1 1AB"]
    known = read_known_postcodes(described("libraries").points, folder)
    assert known.to_dict("index") == {
        "YY11AA": {"x": 400000, "y": 300000, "area": ""},
        "ZZ11AA": {"x": 508586, "y": 221031, "area": ""},
    }


@pytest.mark.parametrize(
    ("members", "where", "said"),
    [
        ({"Data/ab.csv": b"x"}, "member", 'no file "Data/CSV/*.csv"'),
        ({**AREAS, "Data/CSV/xx.csv": b'"XX1 1AA",10,51.8,-0.4\n'}, "bounds.4", 'first "-0.4"'),
        ({"Data/CSV/zz.csv": AREAS["Data/CSV/zz.csv"]}, "rows", "2 rows"),
        ({"Data/CSV/zz.csv": b'"ZZ1 1AA",10,5\n' * 3}, "columns", 'no column "4"'),
        ({"Data/CSV/zz.csv": b'10,"ZZ1 1AA",1,1\n' * 3}, "columns", '"10" is not a postcode'),
    ],
)
def test_postcodes_that_are_not_those_described_are_refused(
    publisher, described, only_fault, lying_about, members, where, said
):
    address = publisher.put("code.zip", a_zip(members))
    fault = only_fault(described("postcodes", download=address, rows=(3, 4)))
    assert fault.where == f"layers/files/postcodes.toml, {where}"
    assert said in fault.what
    assert lying_about() == []


def as_page(rows, *names):
    """Return rows as an answer of a feature service."""
    features = [{"attributes": dict(zip(names, row, strict=True))} for row in rows]
    return json.dumps({"features": features}).encode()


def test_a_look_up_without_kinds_of_change_is_refused(publisher, described, bring, only_fault):
    names = ("MSOA11CD", "CHNGIND", "MSOA21CD")
    rows = [("E02000001", "U", "E02000001"), ("E02000002", None, "E02000003")]
    publisher.put("msoa?f=json&resultOffset=0", as_page(rows, *names))
    one = described("msoa_2011_to_msoa_2021", download=f"{publisher.address}/msoa?f=json", areas=2)
    assert 'nothing in "CHNGIND"' in only_fault(one).what
    publisher.put(
        "msoa?f=json&resultOffset=0", as_page([rows[0], (*rows[1][:1], "X", "E")], *names)
    )
    bring(one)


def test_a_look_up_of_wards_comes_as_a_workbook(publisher, described, bring, only_fault):
    book = io.BytesIO()
    rows = [("E01000001", "E05000001"), ("E01000002", "E05000001")]
    pd.DataFrame(rows, columns=["LSOA11CD", "WD21CD"]).to_excel(book, index=False)
    address = publisher.put("items/x/data", book.getvalue())
    one = described("lsoa_2011_to_ward_2021", download=address, areas=2)
    bring(one)
    pd.DataFrame(rows, columns=["LSOA11CD", "WD21"]).to_excel(changed := io.BytesIO(), index=False)
    other = publisher.put("items/y/data", changed.getvalue())
    fault = only_fault(described("lsoa_2011_to_ward_2021", download=other, areas=2, file="o.xlsx"))
    assert "does not have the columns" in fault.what


def test_all_that_a_build_can_do_without_has_an_address(luton):
    further = {one.id for one in list_further(luton.definitions, "england-wales")}
    assert further == {
        *("schools", "gp_practices", "libraries", "postcodes", "authority_2022_names"),
        *("msoa_2011_to_msoa_2021", "lsoa_2021_to_ward_2022", "lsoa_2011_to_ward_2021"),
        "statistical_neighbours_2026",
    }
    assert list_further(luton.definitions, "berlin") == []
