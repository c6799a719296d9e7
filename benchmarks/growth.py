"""Draw how a change of layer grows with the number of areas, from the benchmark's own output.

``python -m benchmarks.growth FIGURES.json docs/images/growth.svg``
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

NAMES = {
    "atlas": ("this atlas", "#0B6E6E", "o"),
    "plotly_chart": ("st.plotly_chart", "#8C5A00", "s"),
    "pydeck_chart": ("st.pydeck_chart", "#55626A", "^"),
}


def draw(figures: dict[str, dict], target: Path) -> None:
    """Write the figure: milliseconds from the click to the last repaint, both axes logarithmic."""
    mpl.rcParams.update({"svg.hashsalt": "growth", "font.size": 11})
    canvas, axes = plt.subplots(figsize=(7.2, 4.2), layout="constrained")
    for page, (name, colour, mark) in NAMES.items():
        points = [
            (scale["areas"], scale["pages"][page]["milliseconds"])
            for scale in figures.values()
            if page in scale["pages"]
        ]
        if not points:
            continue
        areas, times = zip(*sorted(points), strict=True)
        axes.plot(areas, times, color=colour, marker=mark, linewidth=2, label=name)
        axes.annotate(
            f"{times[-1]:,.0f} ms",
            (areas[-1], times[-1]),
            xytext=(6, 4),
            textcoords="offset points",
            color=colour,
        )
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="Areas on the map",
        ylabel="Milliseconds to a new layer",
    )
    axes.set_xticks([scale["areas"] for scale in figures.values()])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.xaxis.set_minor_locator(mpl.ticker.NullLocator())
    axes.margins(x=0.12, y=0.1)
    axes.grid(color="#D8D4CB", linewidth=0.6)
    axes.legend(frameon=False, loc="upper left")
    canvas.savefig(target, metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
