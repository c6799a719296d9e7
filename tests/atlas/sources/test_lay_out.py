"""A table in its publisher's own form is laid out as the copy that a build reads."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pytest

from atlas.errors import BuildError, FetchError
from atlas.sources.inspect_file import inspect_file
from atlas.sources.lay_out import lay_out
from atlas.sources.read_source import read_source


def nomis_2011(table, columns, *, areas):
    """Return a table of Census 2011 as Nomis lays it out: areas of all levels, numbered columns."""
    numbers = range(1, columns + 1)
    codes = ["K04000001", "E00000001", *areas, "E02000001"]
    rows = [[code, *(number * 10 for number in numbers)] for code in codes]
    names = [f"{table}{number:04d}" for number in numbers]
    return pd.DataFrame(rows, columns=["GeographyCode", *names]).to_csv(index=False).encode()


def zipped(name, content):
    """Return a ZIP with one file in a folder of its release."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"release_1.2.3/{name}", content)
        archive.writestr("release_1.2.3/CODE0.CSV", b"notes")
    return packed.getvalue()


AREAS = ["E01000001", "E01000002", "W01000001"]


@pytest.mark.parametrize(
    ("source", "table", "columns"),
    [
        ("census2011_ethnic_group", "KS201EW", 19),
        ("census2011_household_deprivation", "QS119EW", 6),
    ],
)
def test_tables_of_2011_come_from_nomis(publisher, luton, bring, source, table, columns):
    content = zipped(f"{table}DATA.CSV", nomis_2011(table, columns, areas=AREAS))
    address = publisher.put(f"{table}.zip", content)
    wanted = luton.definitions.sources[source].model_copy(
        update={"download": address, "areas": len(AREAS)}
    )
    found = read_source(wanted, bring(wanted))
    assert sorted(found.index) == AREAS
    if table == "QS119EW":
        assert found.loc["E01000002"].tolist() == [20, 30, 40, 50, 60]
    else:
        first = found.loc["W01000001"]
        assert first["eth2011_persons"] == 10
        assert first["eth2011_otherwhite"] == 40 + 50
        assert first["eth2011_mixed"] == 60 + 70 + 80 + 90
        assert first["eth2011_other"] == 190
        assert found["eth2011_arab"].tolist() == [180] * 3


def file_7(definitions):
    """Return a table with every heading of File 7 of the indices of 2025, and what each holds."""
    forms = [
        definitions.sources[name].own_form for name in ("iod2025_domains", "iod2025_subdomains")
    ]
    headings = [heading for form in forms for heading in form.columns.values()]
    table = pd.DataFrame(
        {heading: [place, place + 0.5] for place, heading in enumerate(headings)},
        index=pd.Index(AREAS[:2], name="LSOA code (2021)"),
    )
    return table.assign(name="Hill 001A").to_csv().encode("utf-8-sig"), headings


@pytest.mark.parametrize("source", ["iod2025_domains", "iod2025_subdomains"])
def test_the_indices_of_2025_come_from_file_7(publisher, luton, bring, source):
    content, headings = file_7(luton.definitions)
    described = luton.definitions.sources[source]
    wanted = described.model_copy(
        update={"download": publisher.put("File_7.csv", content), "areas": 2}
    )
    found = read_source(wanted, bring(wanted))
    for variable, ours in described.columns.items():
        theirs = headings.index(described.own_form.columns[ours])
        assert found[variable].tolist() == [theirs, theirs + 0.5], variable


def test_every_domain_and_sub_domain_has_its_own_column(luton):
    for name in ("iod2025_domains", "iod2025_subdomains"):
        described = luton.definitions.sources[name]
        assert set(described.own_form.columns) == set(described.columns.values())
        assert len(set(described.own_form.columns.values())) == len(described.columns)


def test_sheets_of_file_8_are_told_by_their_letters(publisher, luton, bring):
    described = luton.definitions.sources["iod2025_indicators"]
    theirs = {
        "theft_rate_per_1_000_at_risk_population": "Theft, rate per 1,000 'at-risk population'",
        "core_homelessness_rate_percent_of_households": "Core homelessness rate (% of households)",
        "patient_to_gp_ratio": "Patient-to-GP Ratio",
    }
    ours = list(described.columns.values())
    book = io.BytesIO()
    with pd.ExcelWriter(book) as writer:
        for sheet, part in (("IoD25 One", ours[:14]), ("IoD25 Other", ours[14:])):
            columns = {
                theirs.get(one, one.replace("_", " ").title()): [len(one), 0] for one in part
            }
            index = pd.Index(AREAS[:2], name="LSOA code (2021)")
            pd.DataFrame(columns, index=index).to_excel(writer, sheet_name=sheet)
    wanted = described.model_copy(
        update={"download": publisher.put("File_8.xlsx", book.getvalue()), "areas": 2}
    )
    found = read_source(wanted, bring(wanted))
    assert found.loc[AREAS[0]].tolist() == [len(one) for one in ours]


def test_a_copy_of_the_known_form_stays_as_it_is(luton, tmp_path):
    described = luton.definitions.sources["iod2025_subdomains"]
    copy = pd.DataFrame({key: [1] for key in described.columns.values()})
    path = tmp_path / "copy.csv"
    copy.assign(lsoa21_code="E01000001").to_csv(path, index=False)
    before = path.read_bytes()
    lay_out(path, described)
    assert path.read_bytes() == before


def test_a_table_of_neither_form_is_told_with_the_closest(publisher, luton, bring):
    content, _ = file_7(luton.definitions)
    changed = content.replace(b"LSOA code (2021)", b"LSOA code (2031)")
    described = luton.definitions.sources["iod2025_domains"]
    wanted = described.model_copy(update={"download": publisher.put("File_7.csv", changed)})
    with pytest.raises(FetchError) as caught:
        bring(wanted)
    (fault,) = caught.value.faults
    assert 'neither a column "lsoa21_code" nor "LSOA code (2021)"' in fault.what
    assert "LSOA code (2031)" in fault.closest


def test_a_column_that_the_publisher_renamed_is_told(luton, tmp_path):
    content, _ = file_7(luton.definitions)
    path = tmp_path / "File_7.csv"
    path.write_bytes(content.replace(b"Crime Score", b"Crime Points"))
    with pytest.raises(BuildError, match='no column "Crime Score"'):
        lay_out(path, luton.definitions.sources["iod2025_domains"])


def test_a_table_without_the_wanted_areas_is_refused(luton, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(nomis_2011("QS119EW", 6, areas=[]))
    with pytest.raises(BuildError, match="no area with a code like"):
        lay_out(path, luton.definitions.sources["census2011_household_deprivation"])


def test_centroids_in_degrees_are_refused(luton, tmp_path):
    """Another export of the same portal gives longitude and latitude under the same headings."""
    described = luton.definitions.sources["centroids_2021"].model_copy(update={"areas": 1})
    path = tmp_path / described.file.removesuffix(".gz")
    path.parent.mkdir()
    path.write_text("FID,LSOA21CD,x,y\n1,E01000001,-0.42,51.88\n")
    with pytest.raises(BuildError, match=r"-0\.42 is out of range"):
        inspect_file(described.model_copy(update={"file": described.file[:-3]}), tmp_path)
