"""A table that comes page by page is whole, or is told not to be."""

from __future__ import annotations

import csv
import io
import json

import pytest


@pytest.fixture
def paged(publisher, tiny, tiny_definitions):
    """Return the look-up as a feature service of so many rows a page, and its rows."""
    text = (tiny / "official" / "change.csv").read_text()
    rows = list(csv.DictReader(io.StringIO(text)))

    def make(size):
        for start in range(0, len(rows) + 1, size):
            page = [{"attributes": row} for row in rows[start : start + size]]
            content = {"features": page}
            if start + size < len(rows):
                content["exceededTransferLimit"] = True
            publisher.put(f"query?f=json&resultOffset={start}", json.dumps(content).encode())
        address = f"{publisher.address}/query?f=json"
        return tiny_definitions.files["change"].model_copy(
            update={"download": address, "in_pages": True}
        )

    return make, rows


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_pages_are_put_together(paged, bring, size):
    make, rows = paged
    folder = bring(make(size))
    with (folder / "change.csv").open(newline="") as file:
        assert list(csv.DictReader(file)) == rows


def test_a_page_that_breaks_off_is_asked_for_again(paged, publisher, bring, on_its_way):
    make, rows = paged
    one = make(3)
    publisher.plans["/query?f=json&resultOffset=3"] = ["drop 20", "status 503"]
    folder = bring(one)
    with (folder / "change.csv").open(newline="") as file:
        assert list(csv.DictReader(file)) == rows
    assert on_its_way() == 0


def test_a_refusal_with_status_200_is_told(publisher, tiny_definitions, only_fault):
    publisher.put("query?f=json&resultOffset=0", b'{"error": {"code": 400, "message": "no"}}')
    one = tiny_definitions.files["change"].model_copy(
        update={"download": f"{publisher.address}/query?f=json", "in_pages": True}
    )
    fault = only_fault(one)
    assert "did not answer with rows" in fault.what
    assert '"message": "no"' in fault.what


def test_rows_that_end_too_soon_show_by_the_number_of_areas(paged, publisher, only_fault):
    make, _ = paged
    one = make(3)
    page = json.loads(publisher.files["/query?f=json&resultOffset=0"])
    page.pop("exceededTransferLimit")
    publisher.put("query?f=json&resultOffset=0", json.dumps(page).encode())
    assert "describes" in only_fault(one.model_copy(update={"areas": 12})).what
