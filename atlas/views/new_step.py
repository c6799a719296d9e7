"""Turn what is on screen into a step of a story, with words to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from atlas.address import format_selection
from atlas.definitions import Step
from atlas.stories.compare import stamp_step
from atlas.views.choropleth import make_layer
from atlas.views.panel import make_subject
from atlas.views.slides import SELECTED

if TYPE_CHECKING:
    from atlas.address import Selection
    from atlas.facade import Atlas


def make_step(atlas: Atlas, selection: Selection) -> Step:
    """Return a step that shows this selection: its question, its figure and its caution."""
    layer = make_layer(atlas, selection)
    subject = make_subject(atlas, selection.areas)
    sentence = layer.subtitle
    if not layer.is_typology:
        whose = f"@{SELECTED}" if selection.areas else ""
        text = atlas.definitions.indicators[layer.identity].text.sentence
        slot = f"{{value:{layer.identity}{whose}}}"
        sentence = text.replace("{place}", subject.name).replace("{value}", slot)
    step = Step(
        address=urlencode(format_selection(selection, whole=True), safe=",~.-"),
        title=layer.title[:200],
        sentence=sentence[:600],
        note=layer.caution,
        what="chart" if selection.show == "chart" else "map",
    )
    return stamp_step(atlas, step)
