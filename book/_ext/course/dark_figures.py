"""The colours of figures on a dark page: for the build, and for those that a page draws itself."""

import re

from gdcore.plotting import FAINT, GRID, INK

# In the dark, ink is light and lines are faint; all other colours are such that they can be seen on both.
LIGHT = "#dcd9d2"
IN_THE_DARK = {INK: LIGHT, "#000000": LIGHT, "#222": LIGHT, FAINT: "#74726d", GRID: "#393d43"}


def darken(svg):
    return re.sub(r"#[0-9a-f]+\b", lambda colour: IN_THE_DARK.get(colour[0], colour[0]), svg)
