"""The demos' JavaScript as one script: for a static page, and for a notebook's widget.

The modules in js/ are written as ES modules and joined here, so that a page opened from a
disk, which may not load modules, can run them, and no bundler is needed.
"""

import json
import re
from importlib.resources import files

from .settings import SETTINGS

MODULES = (
    *("engine.js", "random.js", "line.js", "curves.js"),
    *("draw.js", "element.js", "controls.js"),
    "learning-rate.js",
    "landscape.js",
    "batching.js",
    "schedules.js",
    "drill.js",
    "momentum.js",
    "adam.js",
    "quiz.js",
    "story.js",
)


def page_script():
    """A classic script that registers every demo as a custom element."""
    return f'(() => {{\n"use strict";\n{joined(MODULES)}\n}})();\n'


def widget_module():
    """The same as an ES module that an anywidget renders."""
    return f"{joined(MODULES + ('notebook.js',))}\nexport default {{ render }};\n"


def joined(modules):
    constants = {"SETTINGS": SETTINGS, "STYLE": _without(r"/\*[\s\S]*?\*/", _read("style.css"))}
    constants = (
        f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in constants.items()
    )
    return "\n".join([*constants, *map(_module, modules)])


def _module(name):
    """A module as part of a script in which every exported name is in reach, and no other."""
    source = re.sub(r"^import [^;]*;\n", "", _without("^ *//.*$", _read(name)), flags=re.M)
    exporting = re.sub(r"^export (?=function|class|const)", "", source, flags=re.M)
    return exporting if exporting != source else f"{{\n{source}}}"


def _read(name):
    return (files("gdcore.demos") / "js" / name).read_text("utf-8")


def _without(comments, source):
    """The source without comments, empty lines and indentation, which no reader of a page needs."""
    return re.sub(r"^\s+", "", re.sub(comments, "", source, flags=re.M), flags=re.M)
