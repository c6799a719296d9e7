"""A damaged pack is a place that cannot be opened, and nothing more."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest
from starlette.applications import Starlette

from atlas import paths
from atlas.opening import candidates, places
from atlas.pack.manifest import checksum
from atlas.ui import building, cache
from atlas.ui.serve import MIDDLEWARE, ROUTES, head_lines
from atlas.ui.shell import find_pages
from tests.pages.test_serve import ask

FORGET = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
FORGET += [candidates.open_stamped, building.find_builder]
LEVELS = {"": "area", ".neighbourhood": "neighbourhood", ".authority": "authority"}


def forget():
    """Forget what is open, as a server that is started again."""
    for cached in FORGET:
        cached.cache_clear()
    cache._open_stamped.clear()


def flip_byte(folder):
    path = folder / "areas.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def lose_file(folder):
    (folder / "figures.parquet").unlink()


def cut_manifest(folder):
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:40])


DAMAGES = {"byte": flip_byte, "file": lose_file, "manifest": cut_manifest}


@pytest.fixture
def country(tmp_path, monkeypatch):
    """The folder of packs on a machine where a country was built: it is Luton three times."""
    packs = tmp_path / "packs"
    monkeypatch.setattr(paths, "USER_PACKS", packs)
    for end, level in LEVELS.items():
        folder = shutil.copytree(paths.PACKS / "luton", packs / f"england-wales{end}")
        areas = pd.read_parquet(folder / "areas.parquet")
        areas.assign(region_code="E12000006", region="East").to_parquet(folder / "areas.parquet")
        path = folder / "manifest.json"
        told = json.loads(path.read_text()) | {"place": "england-wales", "level": level}
        told["tables"]["areas"]["checksum"] = checksum((folder / "areas.parquet").read_bytes())
        path.write_text(json.dumps(told))
    forget()
    yield packs
    forget()


@pytest.fixture(params=DAMAGES)
def damage(request):
    """A function that damages a pack in one of the ways there are."""
    return DAMAGES[request.param]


@pytest.mark.parametrize("end", LEVELS)
def test_luton_and_every_page_of_it_are_whole(draw, country, damage, end):
    whole = {word: draw(word).words() for word in ("explore", "plan", "data")}
    damage(country / f"england-wales{end}")

    for word in find_pages():
        page = draw(word)
        told = [one for one in page.notices() if "damaged" not in one or word != "places"]
        assert [one for one in page.test.error if word != "places"] == []
        assert not any("problem with the atlas" in one for one in told)
        if word in whole:
            assert page.words() == whole[word]
    assert draw().test.error == []
    assert head_lines({"path": "/", "query_string": b""})[0]


@pytest.mark.parametrize("end", LEVELS)
def test_the_page_of_places_tells_it_and_offers_the_repair(draw, country, damage, end):
    assert "damaged" not in " ".join(draw("places").notices())
    damage(country / f"england-wales{end}")

    page = draw("places")

    told = " ".join(page.notices())
    assert "Its files are damaged, so it cannot be opened" in told
    assert str(country) not in told
    assert page.control("button", "atlas_rebuild_england-wales").label.startswith("Rebuild England")


@pytest.mark.parametrize("end", ["", ".authority"])
@pytest.mark.parametrize("place", ["england-wales", "E06000055"])
def test_a_place_of_a_damaged_country_opens_the_usual_one(draw, country, damage, end, place):
    damage(country / f"england-wales{end}")

    view = "-1,52,6" if end else "-1,52,13"
    page = draw(place=place, view=view)

    assert "are damaged, so Luton is shown" in " ".join(page.notices())
    assert "<span>Luton</span>" in page.words()
    asked = f"place={place}&view={view}".encode()
    assert "/luton/" in head_lines({"path": "/", "query_string": asked})[0]


def test_health_tells_what_cannot_be_opened(country, damage):
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    status, _, body = ask(app, "/atlas/health")
    assert (status, json.loads(body)) == (200, {"ready": True, "damaged": []})

    damage(country / "england-wales.authority")
    forget()

    status, headers, body = ask(app, "/atlas/health")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert json.loads(body) == {"ready": True, "damaged": ["england-wales.authority"]}
    outlines = "/atlas/outlines/england-wales/authority/x.json"
    assert ask(app, outlines)[0] == 404
    assert ask(app, "/atlas/points/england-wales/authority/x/schools.json")[0] == 404


def test_health_is_bad_where_the_usual_place_cannot_be_opened(tmp_path, monkeypatch, damage):
    shutil.copytree(paths.PACKS / "luton", tmp_path / "luton")
    monkeypatch.setattr(paths, "PACKS", tmp_path)
    damage(tmp_path / "luton")
    forget()

    status, _, body = ask(Starlette(routes=ROUTES), "/atlas/health")

    assert (status, json.loads(body)) == (503, {"ready": False, "damaged": ["luton"]})


def test_a_head_that_fails_leaves_the_page(monkeypatch, caplog):
    def fail(_):
        raise OSError(36, "File name too long")

    monkeypatch.setattr("atlas.ui.serve.open_asked", fail)

    first, last = head_lines({"path": "/", "query_string": b""})

    assert first == ""
    assert "atlas.css" in last
    assert "File name too long" in caplog.text
