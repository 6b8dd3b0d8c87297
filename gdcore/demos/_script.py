"""The demos' JavaScript as one script: for a static page, and for a notebook's widget.

The modules in js/ are written as ES modules and joined here, so that a page opened from a
disk, which may not load modules, can run them, and no bundler is needed.
"""

import json
import re
from importlib.resources import files

from .settings import SETTINGS

MODULES = (
    *("engine.js", "random.js", "schedules.js", "line.js", "curves.js"),
    *("draw.js", "element.js", "controls.js"),
    "learning-rate.js",
    "drill.js",
    "momentum.js",
    "adam.js",
    "quiz.js",
    "story.js",
)


def page_script():
    """A classic script that registers every demo as a custom element."""
    return f"(() => {{\n{joined(MODULES)}\n}})();\n"


def widget_module():
    """The same as an ES module that an anywidget renders."""
    return f"{joined(MODULES + ('notebook.js',))}\nexport default {{ render }};\n"


def joined(modules):
    style = _without(r"/\*[\s\S]*?\*/", _read("style.css"))
    constants = {"SETTINGS": SETTINGS, "STYLE": style}
    source = "\n".join(_without("^ *//.*$", _read(name)) for name in modules)
    # In one script every name is in reach: imports go, exports become plain declarations.
    source = re.sub(r"^import .*;\n|^export (?=function|class|const)", "", source, flags=re.M)
    return "".join(f"const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in constants.items()) + source


def _read(name):
    return (files("gdcore.demos") / "js" / name).read_text("utf-8")


def _without(comments, source):
    """The source without comments, empty lines and indentation, which no reader of a page needs."""
    return re.sub(r"^\s+", "", re.sub(comments, "", source, flags=re.M), flags=re.M)
