"""The interactive map in one file."""

import re
from dataclasses import replace

import pytest
from markupsafe import escape

from atlas.export import write_export
from atlas.export.make_extract import make_extract
from atlas.selection.address import Selection


@pytest.fixture(scope="module")
def page(filtered):
    """Write the page as text."""
    return write_export(filtered, "html").decode()


def test_page_loads_nothing_from_elsewhere(page):
    head, _, rest = page.partition("<script")
    tags = re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", head + "<script" + rest[-400_000:])
    assert not [tag for tag in tags if "src=" in tag or "href=" in tag]
    assert "Content-Security-Policy" in head
    assert "default-src 'none'" in head


def test_page_tells_question_legend_filter_caution_and_sources(page, filtered):
    layer = filtered.layer
    for expected in (
        layer.texts.title,
        layer.texts.summary,
        layer.texts.date,
        layer.texts.caution,
        filtered.link,
    ):
        assert expected in page
    for label in layer.classing.labels:
        assert label in page
    assert "Uni-diverse district (leaves" in page
    assert "Census 2021 (TS019)" in page


def test_table_lists_only_the_areas_that_meet_the_filter(page, filtered):
    codes = re.findall(r"<tr><td>(E01\d+)</td>", page)
    assert codes == list(filtered.areas.index)


def test_names_cannot_become_markup(hostile):
    page = write_export(hostile, "html").decode()
    assert "<script>alert(1)" not in page
    assert "&lt;/script&gt;" in page


def test_points_that_are_on_the_map_are_shown_and_told(filtered, luton):
    schools = luton.shipped_lists["schools"]
    page = write_export(replace(filtered, places=(schools,)), "html").decode()
    assert '"id": "places schools"' in page
    assert "IconLayer" in page
    assert "<h2>On the map</h2>" in page
    assert escape(schools.caution) in page
    assert "<summary>Schools as a table</summary>" in page
    names = [escape(name) for name in schools.points["name"]]
    assert all(f"<td>{name}</td>" in page for name in names)
    sources = re.findall(r'<img src="([^"]{20})', page)
    assert sources == ["data:image/svg+xml;b"]


def test_without_points_nothing_is_said_of_them(page):
    assert "On the map" not in page


def test_a_point_s_name_cannot_become_markup(filtered, luton):
    schools = luton.shipped_lists["schools"]
    points = schools.points.head(1).assign(name="</script><script>alert(1)</script>")
    wicked = replace(schools, points=points)
    page = write_export(replace(filtered, places=(wicked,)), "html").decode()
    assert "<script>alert(1)" not in page


def test_link_of_another_kind_is_not_followed(filtered):
    page = write_export(replace(filtered, link="javascript:alert(1)"), "html").decode()
    assert 'href="javascript' not in page


@pytest.mark.parametrize("layer", ["mig_moved_1yr", "cohesion_types"])
def test_page_with_all_of_luton_is_small_enough_to_send(luton, layer):
    extract = make_extract(luton, Selection(layer=layer), link="https://atlas.example/")

    assert len(write_export(extract, "html")) < 8_000_000
