"""Drive Chromium: change a layer, and find the last repaint by watching the canvas."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

FLAGS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Every way of drawing on a WebGL canvas notes the time; the last note before things stay quiet
# is the last repaint, whoever draws. The web socket's messages are counted beside it.
WATCH = """
(() => {
  window.__drawn = 0;
  window.__draws = [];
  for (const kind of [WebGLRenderingContext, WebGL2RenderingContext])
    for (const name of ["drawArrays", "drawElements", "drawArraysInstanced",
                        "drawElementsInstanced"]) {
      const draw = kind.prototype[name];
      if (draw) kind.prototype[name] = function (...a) {
        window.__drawn = performance.now();
        if (window.__draws.length < 5000) window.__draws.push(window.__drawn);
        return draw.apply(this, a); };
    }
  window.__bytes = 0;
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...a) {
      super(...a);
      this.addEventListener("message", e => {
        window.__bytes += e.data.byteLength ?? e.data.size ?? e.data.length; });
    }
  };
  const look = () => {
    if (document.querySelector("h1")) window.__heading = performance.now();
    else requestAnimationFrame(look);
  };
  document.addEventListener("DOMContentLoaded", look);
  window.__shift = 0;
  new PerformanceObserver(l => {
    for (const e of l.getEntries()) if (!e.hadRecentInput) window.__shift += e.value;
  }).observe({type: "layout-shift", buffered: true});
})();
"""
# When the first picture stands: our map says so itself, since it draws out of sight before. A peer
# has drawn it when it rests for the first time, and a page without a map with its heading.
FIRST_PICTURE = """
() => {
  const mark = performance.getEntriesByName("atlas-map-painted")[0];
  if (mark) return mark.startTime;
  const draws = window.__draws;
  const rest = draws.findIndex((at, i) => (draws[i + 1] ?? Infinity) - at > 300);
  return draws[rest] ?? window.__heading;
}
"""
STANDS = """
() => document.querySelector(".st-key-atlas_map")
  ? performance.getEntriesByName("atlas-map-painted").length : window.__drawn > 0
"""
QUIET_MILLISECONDS = 700
LAYERS = 6


@dataclass(frozen=True)
class Change:
    """One change of layer: milliseconds to the last repaint, and bytes received."""

    milliseconds: float
    bytes: int


def open_page(browser: Browser, address: str, *, draws: bool = True) -> tuple[Page, float, float]:
    """Open an address in a browser that has nothing kept.

    Returns
    -------
    page, milliseconds, shift
        The page, the time from the request to the first whole picture (or to the heading where
        nothing draws), and the cumulative layout shift.
    """
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_selector(".st-key-atlas_layer", timeout=60_000)
    if draws:
        page.wait_for_function(STANDS, timeout=60_000)
        _wait_for_quiet(page, "window.__drawn")
    else:
        page.wait_for_function("() => window.__heading > 0")
    return page, page.evaluate(FIRST_PICTURE), page.evaluate("window.__shift")


def _wait_for_quiet(page: Page, what: str) -> None:
    page.wait_for_function(
        f"() => {what} > 0 && performance.now() - {what} > {QUIET_MILLISECONDS}", timeout=60_000
    )


def change_layer(
    page: Page, turn: int, *, draws: bool = True, runs: Callable[[], int] = lambda: 0
) -> Change:
    """Choose the next layer, and measure from the click to the last repaint.

    `runs` counts what the server has run: where a run takes seconds, what is drawn meanwhile,
    such as the pointer's mark, is not yet the change.

    Several layers take turns, so that none comes again while a browser still keeps its data.
    """
    page.click(".st-key-atlas_layer button")
    page.wait_for_selector("[role=option]")
    others = [
        option
        for option in page.query_selector_all("[role=option]")[:LAYERS]
        if option.get_attribute("aria-selected") != "true"
    ]
    option = others[turn % len(others)]
    page.evaluate(
        """() => {
        window.__drawn = 0; window.__bytes = 0; window.__text = 0;
        const before = document.querySelector("h1")?.textContent;
        const look = () => {
          if (document.querySelector("h1")?.textContent !== before)
            window.__text = performance.now();
          else requestAnimationFrame(look);
        };
        look();
        document.addEventListener("pointerup", () => { window.__from = performance.now(); },
          {once: true, capture: true});
        }"""
    )
    begun = runs()
    option.click()
    for _ in range(600):
        if runs() != begun or runs() == 0:
            break
        page.wait_for_timeout(100)
    what = "window.__drawn" if draws else "window.__text"
    _wait_for_quiet(page, what)
    passed = page.evaluate(f"{what} - window.__from")
    return Change(passed, page.evaluate("window.__bytes"))


def summarise(changes: list[Change]) -> dict[str, float]:
    """Return the median time and the median bytes of several changes."""
    return {
        "milliseconds": statistics.median(one.milliseconds for one in changes),
        "bytes": statistics.median(one.bytes for one in changes),
    }
