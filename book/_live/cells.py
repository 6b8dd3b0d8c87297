"""Runs the cells of a page, in the browser's own Python: what IPython does for a notebook, as far as a page
needs it.

`worker.js` calls `start`, once, and then `run` for each cell. Whatever a cell shows goes to the page as it
comes, by `show(kind, data)`:

    text    what was printed, and the value of the last line
    warning what came by way of the error stream
    figure  a figure of Matplotlib, as SVG in the colours of each theme
    html    what a value shows of itself; a demo is its element, with the number by which Python knows it
    demo    a parameter of a demo that Python has changed
    error   what stopped the cell, and in which of its lines
"""

import ast
import json
import linecache
import pprint
import sys
import time
import tokenize
import traceback
import types
import weakref
from io import StringIO

LONGEST = 200_000  # characters that one cell may print
OFTEN = 0.1  # seconds: what is printed within them goes to the page together

show = None  # the page's function of a kind and a text
is_narrow = False  # whether the page is that of a telephone
demos = weakref.WeakValueDictionary()  # those on the page, by their numbers


def start(to_page):
    """Get ready: output goes to the page, figures are kept until their cell ends, demos need no notebook."""
    global show
    show = to_page
    sys.stdout, sys.stderr = Stream("text"), Stream("warning")
    sys.modules["anywidget"] = anywidget = types.ModuleType("anywidget")
    anywidget.AnyWidget = widget_base()
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    plt.show = lambda *_, **__: show_figures()


def run(code, name, on_narrow_page):
    """Run a cell, show what it shows, and say whether it came to its end."""
    global is_narrow
    is_narrow = on_narrow_page
    for stream in (sys.stdout, sys.stderr):
        stream.begin()
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    try:
        execute(code, name, vars(sys.modules["__main__"]))
    except BaseException as error:  # a cell may raise KeyboardInterrupt or SystemExit as well
        flush()
        close_figures()
        show("error", json.dumps(described(error, name)))
        return False
    flush()
    show_figures()
    return True


def execute(code, name, names):
    """Run the cell; the value of a last line that is an expression is shown, unless a semicolon ends it."""
    tree = ast.parse(code, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    if last:
        value = eval(compile(ast.Expression(last.value), name, "eval"), names)
        if value is not None and not ends_in_semicolon(code):
            show_value(value)


def ends_in_semicolon(code):
    meaningless = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER)
    tokens = tokenize.generate_tokens(StringIO(code).readline)
    return [token.string for token in tokens if token.type not in meaningless][-1:] == [";"]


# ---- what a cell shows ----


def show_value(value):
    """As HTML if the value knows how, otherwise as text."""
    from matplotlib.figure import Figure

    flush()
    if isinstance(value, Figure):
        return  # shown when the cell ends, with all others
    if is_demo(value):
        return show("html", demo_html(value))
    if html := getattr(value, "_repr_html_", lambda: None)():
        return show("html", html)
    is_container = type(value) in (dict, list, set, tuple)
    show("text", (pprint.pformat(value, sort_dicts=False) if is_container else repr(value)) + "\n")


def show_figures():
    """Show all open figures, as the page needs them, and close them."""
    import matplotlib.pyplot as plt
    from dark_figures import darken
    from narrow_figures import is_too_wide, make_narrow

    flush()
    for figure in map(plt.figure, plt.get_fignums()):
        if is_narrow and is_too_wide(figure):
            make_narrow(figure)
        file = StringIO()
        figure.savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None})
        svg = file.getvalue()
        show("figure", json.dumps({"light": svg, "dark": darken(svg)}))
    close_figures()


def close_figures():
    import matplotlib.pyplot as plt

    plt.close("all")


class Stream:
    """What is printed, handed on to the page in pieces."""

    def __init__(self, kind):
        self.kind, self.pieces = kind, []
        self.begin()

    def begin(self):
        self.left, self.last = LONGEST, 0.0

    def write(self, text):
        if self.left <= 0:
            return
        if len(text) > self.left:
            text = text[: self.left] + f"\n… (the rest of more than {LONGEST:,} characters is left out)\n"
        self.left -= len(text)
        self.pieces.append(text)
        if time.monotonic() - self.last > OFTEN:
            self.flush()

    def flush(self):
        if self.pieces:
            show(self.kind, "".join(self.pieces))
        self.pieces, self.last = [], time.monotonic()

    def isatty(self):
        return False


def flush():
    sys.stdout.flush()
    sys.stderr.flush()


# ---- demos ----


def widget_base():
    """What the demos ask of anywidget, for a page on which the element is the widget's view."""
    import traitlets

    class AnyWidget(traitlets.HasTraits):
        def _repr_mimebundle_(self, **_):
            return {}, {}

        def set_state(self, state):
            with self.hold_trait_notifications():
                for name, value in state.items():
                    setattr(self, name, value)

    return AnyWidget


def is_demo(value):
    return isinstance(value, sys.modules["anywidget"].AnyWidget)


def demo_html(demo):
    """The demo's element with its parameters, which from now on agree with those of the Python object."""
    number = id(demo)
    if number not in demos:
        demos[number] = demo
        demo.observe(lambda change: tell_page(demo, number, change), list(demo.parameters))
    data, _ = demo._repr_mimebundle_()
    return data["text/html"].replace(">", f' data-demo="{number}">', 1)


def tell_page(demo, number, change):
    if not demo._is_following_the_page:
        show("demo", json.dumps({"number": number, "name": change["name"], "value": change["new"]}))


def follow(number, state):
    """Take over what a reader has changed on a demo."""
    if demo := demos.get(int(number)):
        demo.set_state({name: value for name, value in json.loads(state).items() if name in demo.parameters})


# ---- errors ----


def described(error, name):
    """An error in short: what it is, the line of the cell, and all of the traceback below the cell."""
    if isinstance(error, SyntaxError) and error.filename == name:
        return {"what": f"{type(error).__name__}: {error.msg}", "line": error.lineno, "trace": ""}
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename != name:
        frames = frames.tb_next  # those of this module
    lines = [frame.lineno for frame in traceback.extract_tb(frames) if frame.filename == name]
    what = ": ".join(filter(None, [type(error).__name__, str(error)]))
    trace = "".join(traceback.format_tb(frames)) if frames and frames.tb_next else ""
    return {"what": what, "line": lines[-1] if lines else None, "trace": trace}
