"""The script that Streamlit runs for every visitor and every change.

It is alone in its folder: Streamlit takes a folder called pages beside its script for its
older way of finding pages.
"""

from atlas.ui.shell import show
from atlas.ui.turns import TURNS

# A change within a page, such as another layer, runs its part alone and waits for nobody.
with TURNS.take():
    show()
