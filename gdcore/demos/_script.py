"""The demos' JavaScript as one script: for a static page, and for a notebook's widget.

The modules in js/ are written as ES modules and joined here, so that a page opened from a
disk, which may not load modules, can run them, and no bundler is needed.
"""

import json
import re
from importlib.resources import files

from .settings import SETTINGS

MODULES = ("engine.js", "draw.js", "element.js", "learning-rate.js", "story.js")


def page_script():
    """A classic script that registers every demo as a custom element."""
    return f"(() => {{\n{_joined(MODULES)}\n}})();\n"


def widget_module():
    """The same as an ES module that an anywidget renders."""
    return f"{_joined(MODULES + ('notebook.js',))}\nexport default {{ render }};\n"


def _joined(modules):
    folder = files("gdcore.demos") / "js"
    style = (folder / "style.css").read_text("utf-8")
    constants = f"const SETTINGS = {json.dumps(SETTINGS, ensure_ascii=False)};\nconst STYLE = {json.dumps(style, ensure_ascii=False)};\n"
    sources = [(folder / name).read_text("utf-8") for name in modules]
    # In one script every name is in reach: imports go, exports become plain declarations.
    return constants + re.sub(r"^import .*;\n|^export (?=function|class|const)", "", "\n".join(sources), flags=re.M)
