"""The demos' JavaScript as one script: what a static page needs, or all of it for a notebook's widget.

The files in js/ are ES modules, which editors and linters understand. A page opened from a disk may not
load modules, so they are joined here. No bundler is needed, because every module keeps four rules:

1. Imports stand at the top, each as `import { names } from "./file.js";`, over one line or several.
   A module imports from its own folder and from the folders before it in FOLDERS.
2. A name is exported where it is declared: `export function`, `export class` or `export const`.
3. A template string ends on the line on which it begins.
4. What is imported from the same folder is not used before all modules have run, that is, only inside
   functions: the modules of a folder are joined in alphabetical order.
"""

import json
import posixpath
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from .settings import SETTINGS

JS = files("gdcore.demos") / "js"
FOLDERS = ("engine", "kit", "network", "elements")
MODULES = tuple(
    f"{folder}/{name}"
    for folder in FOLDERS
    for name in sorted(file.name for file in (JS / folder).iterdir())
    if name.endswith(".js")
)

DEFINE = re.compile(r'^define\("([\w-]+)"', re.M)
IMPORT = r'import \{\s*\w+(?:,\s*\w+)*,?\s*\} from "[\w./-]+";'
EXPORT = r"^export (?=(?:function\*?|class|const) (\w+))"


def page_script(tags: Iterable[str] | None = None) -> str:
    """A classic script that registers the demos of these tags, or every demo, as custom elements.

    Raises ValueError for a tag that no demo has.
    """
    modules, settings = MODULES, SETTINGS
    if tags is not None:
        modules = needed_for(tags)
        settings = {tag: settings for tag, settings in SETTINGS.items() if tag in tags}
    return f'(() => {{\n"use strict";\n{joined(modules, settings)}\n}})();\n'


def widget_module() -> str:
    """All demos as an ES module that an anywidget renders."""
    return f"{joined(MODULES + ('notebook.js',))}\nexport default {{ render }};\n"


def needed_for(tags):
    """The modules that define these tags, and all that they import, in the order of MODULES."""
    defined_in = {tag: name for name in MODULES for tag in DEFINE.findall(_read(name))}
    if unknown := set(tags) - defined_in.keys():
        raise ValueError(f"no demo is called {', '.join(sorted(unknown))}; there are {', '.join(defined_in)}")
    needed, waiting = set(), [defined_in[tag] for tag in tags]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            paths = re.findall(r'^(?:import .*|\}) from "(.*)";$', _read(name), re.M)
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in paths]
    return tuple(name for name in MODULES if name in needed)


def joined(modules, settings=SETTINGS):
    """The modules of these names as one script, behind the constants that Python gives them."""
    constants = {"SETTINGS": settings, "STYLE": _style(modules)}
    return "\n".join(
        [f"const {name} = {_json(value)};" for name, value in constants.items()]
        + [as_statement(name, _read(name)) for name in modules]
    )


def as_statement(name, source):
    """A module as one statement, after which the names that it exports are in reach, and no others.

    Raises ValueError, with the module and the line, where it breaks one of the rules above.

    >>> print(as_statement("kit/half.js", '''import {
    ...   two,
    ... } from "./two.js";
    ...
    ... // Half of a number.
    ... export const half = (x) => x / two;
    ... '''))
    const { half } = (() => {
    const half = (x) => x / two;
    return { half };
    })();
    """
    source = "\n".join(map(_without_comment, source.split("\n")))  # as many lines: errors count them
    imports = re.match(rf"(?:\s*{IMPORT})*\s*", source)[0]
    body = source.removeprefix(imports)
    for number, line in enumerate(body.split("\n"), start=1 + imports.count("\n")):
        if problem := _problem(line):
            raise ValueError(f"js/{name}, line {number}: {problem}: {line}")
    names = ", ".join(re.findall(EXPORT, body, flags=re.M))
    code = _without_indentation(re.sub(EXPORT, "", body, flags=re.M)).rstrip()
    if not names:
        return f"{{\n{code}\n}}"
    return f"const {{ {names} }} = (() => {{\n{code}\nreturn {{ {names} }};\n}})();"


def _style(modules):
    """The kit's style sheets and those of the elements among the modules, which lie beside them."""
    own = [name.replace(".js", ".css") for name in modules]
    own = [name for name in own if JS.joinpath(*name.split("/")).is_file()]
    sheets = ["kit/style.css", *own, "kit/print.css"]
    return _without_indentation(re.sub(r"/\*.*?\*/", "", "".join(map(_read, sheets)), flags=re.S))


def _without_comment(line):
    if line.lstrip().startswith("//"):
        return ""
    code = line.partition(" // ")[0]
    is_in_a_string = any(code.count(quote) % 2 for quote in "\"'`")
    return line if is_in_a_string else code


def _problem(line):
    """Which rule a line of code breaks, if any."""
    if re.match(r"import\b", line):
        return 'imports stand at the top, as import { names } from "./file.js";'
    if re.match(r"export\b", line) and not re.match(EXPORT, line):
        return "what is exported is an `export function`, `export class` or `export const`"
    if line.count("`") % 2:
        return "a template string ends on the line on which it begins"


def _json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _read(name):
    return JS.joinpath(*name.split("/")).read_text("utf-8")


def _without_indentation(source):
    """Without empty lines too: no reader of a page needs them."""
    return re.sub(r"^\s+", "", source, flags=re.M)
