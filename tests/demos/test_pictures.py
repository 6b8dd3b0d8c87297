"""The demos look as they did: a sheet of pictures for each, some states from top to bottom, light and dark.

The sheets are committed, so that a change in a picture is seen in a diff; `make pictures` accepts a change
that is meant. All texts are set in a font that comes with matplotlib, so that the fonts of the machine do
not matter. The sheets have half the resolution of the screen and are compared with a tolerance, because
antialiasing may differ from machine to machine.
"""

import os
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from PIL import Image

from gdcore.demos.samples import SAMPLES

FOLDER = Path(__file__).parent / "pictures"
ACCEPT = bool(os.environ.get("ACCEPT_PICTURES"))

# The states: for every demo its defaults and its sample, and then, for those that have one here:
MORE_STATES = {
    "learning-rate": {"objective": "double-well", "lr": 0.95},
    "landscape": {"objective": "plateau", "rules": "GradientDescent Nesterov AdaGrad RMSProp", "noise": 0.1},
    "batching": {"batch": 64, "lr": 1.0, "clock": "epochs", "steps": 20},
    "schedules": {"shape": "linear", "warmup": 0, "level": 0, "peak": 0.05, "seed": 8},
    "drill": {"seed": 3},
    "momentum": {"view": "bump", "lr": 0.03, "beta": 0.9, "start": 1.8},
    "adam": {"example": "reddi"},
    "slice": {"lr": 2, "steps": 180, "directions": "sharpest"},
}

# Two pixels differ if a channel, 0 to 255, does by more than this, of which 25 are lost when a sheet is
# saved; two sheets differ if more pixels do than this.
CHANNEL_TOLERANCE = 64
PIXEL_TOLERANCE = 12

FONT = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf")
FONT_URL = f"data:font/ttf;base64,{b64encode(FONT.read_bytes()).decode()}"
FACE = f"@font-face {{ font-family: Sheet; src: url({FONT_URL}); }}"
SET_IN_FONT = """async (demo, face) => {
    document.head.append(Object.assign(document.createElement("style"), { textContent: face }));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`*, :host {
        font-family: Sheet !important;
        text-rendering: geometricPrecision !important;
    }`);
    document.adoptedStyleSheets = [sheet];
    demo.shadowRoot.adoptedStyleSheets = [...demo.shadowRoot.adoptedStyleSheets, sheet];
    await document.fonts.load("16px Sheet");
}"""


@pytest.fixture
def show(page, address):
    """Open a demo in a state, ready for its picture."""
    page.set_viewport_size({"width": 600, "height": 900})
    page.emulate_media(reduced_motion="reduce")

    def open_page(name, state):
        page.goto("about:blank")
        page.goto(address(f"gd-{name}", state))
        demo = page.locator(f"gd-{name}")
        demo.evaluate(SET_IN_FONT, FACE)
        # What a demo computes once the hand rests is there, and what it puts off beyond the first frame.
        page.wait_for_function(
            "demo => !demo.root.textContent.includes('…') && demo.hasArrived !== false",
            arg=demo.element_handle(),
        )
        page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done)))")
        return demo

    return open_page


def picture(demo, theme="light"):
    """The demo as it is on screen, at half the resolution: `(height, width, 3)`."""
    demo.page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    screen = np.asarray(Image.open(BytesIO(demo.screenshot(animations="disabled"))).convert("RGB"), float)
    height, width = (length // 2 for length in screen.shape[:2])
    return screen[: 2 * height, : 2 * width].reshape(height, 2, width, 2, 3).mean((1, 3))


def contact_sheet(rows):
    """Pictures side by side in rows, each from its upper left corner."""
    height = max(picture.shape[0] for row in rows for picture in row)
    width = max(picture.shape[1] for row in rows for picture in row)
    sheet = np.full((len(rows) * height, len(rows[0]) * width, 3), 128.0)
    for i, row in enumerate(rows):
        for j, picture in enumerate(row):
            place = sheet[i * height :, j * width :]
            place[: picture.shape[0], : picture.shape[1]] = picture
    return sheet


def differing(found, expected):
    """Where two pictures differ, `(height, width)`; everywhere if they have not even one size."""
    if found.shape != expected.shape:
        return np.ones(found.shape[:2], bool)
    return np.abs(found - expected).max(axis=-1) > CHANNEL_TOLERANCE


def load(path):
    return np.asarray(Image.open(path).convert("RGB"), float)


def save(pixels, path):
    """In six shades a channel, which keeps the file small."""
    image = Image.fromarray((51 * np.round(pixels / 51)).astype(np.uint8))
    image.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_demo_looks_as_it_did(show, name, tmp_path):
    states = [{}, SAMPLES[name]().attributes, *filter(None, [MORE_STATES.get(name)])]
    rows = []
    for state in states:
        demo = show(name, state)
        rows.append([picture(demo, theme) for theme in ("light", "dark")])
    sheet, kept = contact_sheet(rows), FOLDER / f"{name}.png"
    if kept.exists():
        differs = differing(sheet, load(kept))
        if differs.sum() <= PIXEL_TOLERANCE:
            return
        save(np.where(differs[..., np.newaxis], [255, 0, 0], 0.5 * sheet), tmp_path / "difference.png")
    if ACCEPT:
        FOLDER.mkdir(exist_ok=True)
        save(sheet, kept)
        return
    save(sheet, tmp_path / "found.png")
    pytest.fail(
        f"gd-{name} does not look as in {kept}: see found.png, and in difference.png the red, in\n"
        f"{tmp_path}\nIf that is as it should be, accept it: make pictures",
        pytrace=False,
    )


@pytest.mark.parametrize(
    ("style", "is_another"),
    {
        "": False,
        "svg { transform: translate(0.1px, 0.1px); }": False,  # other antialiasing
        ".graph { transform: translate(0, 3px); }": True,  # a line that has moved
        ".axes text:last-child { display: none; }": True,  # a label that is lost
        ".place { visibility: hidden; }": True,
        ".losses { stroke: #1a9467; }": True,  # another colour
        ".losses { stroke-dasharray: 9 3; }": True,
        ".jumps path { stroke-width: 5px; }": True,
    }.items(),
)
def test_what_counts_as_another_picture(show, style, is_another, tmp_path):
    demo = show("learning-rate", {"lr": 1.5})
    save(picture(demo), tmp_path / "before.png")
    demo.evaluate(
        """(demo, style) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(style);
            demo.shadowRoot.adoptedStyleSheets = [...demo.shadowRoot.adoptedStyleSheets, sheet];
        }""",
        style,
    )
    differs = differing(picture(demo), load(tmp_path / "before.png"))
    assert (differs.sum() > PIXEL_TOLERANCE) == is_another
