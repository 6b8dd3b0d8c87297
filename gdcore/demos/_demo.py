"""The base of the demos in Python: a widget in a notebook, a custom element on a static page."""

import json
from base64 import b64encode
from html import escape
from io import StringIO

import anywidget
import traitlets

from ._script import widget_module
from .settings import SETTINGS


class Demo(anywidget.AnyWidget):
    """A demo whose parameters are traits, the same here and on screen at every moment."""

    _esm = widget_module()
    tag = traitlets.Unicode().tag(sync=True)

    def __init__(self, **parameters):
        if unknown := parameters.keys() - self.parameters.keys():
            raise TypeError(
                f"{type(self).__name__} has no {', '.join(sorted(unknown))}; it has {', '.join(self.parameters)}"
            )
        super().__init__(**parameters)

    @property
    def parameters(self):
        """The parameters on screen, by name."""
        return {name: getattr(self, name) for name in SETTINGS[self.tag]["parameters"]}

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        attributes = "".join(f' {name}="{escape(_text(value))}"' for name, value in self.parameters.items())
        return data | {"text/html": f"<{self.tag}{attributes}>{self._figure()}</{self.tag}>"}, metadata

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.parameters.items())})"

    def _figure(self):
        """The picture for a page without JavaScript, an <img> that carries its SVG; words without matplotlib."""
        try:
            import matplotlib as mpl
            from matplotlib.figure import Figure

            from gdcore.plotting import STYLE
        except ImportError:
            return f"<p>{escape(self._describe())}</p>"
        with mpl.rc_context(STYLE | {"svg.fonttype": "none"}):
            figure = Figure()
            self._draw(figure)
            svg = StringIO()
            figure.savefig(svg, format="svg", metadata={"Date": None})
        source = b64encode(svg.getvalue().encode()).decode()
        return f'<img alt="{escape(self._describe())}" src="data:image/svg+xml;base64,{source}">'

    def _draw(self, figure):
        """Draw the state into a matplotlib figure."""
        raise NotImplementedError

    def _describe(self):
        """The state in a sentence or two."""
        raise NotImplementedError


def parameter(tag, name):
    """The trait for a parameter of settings.py: its default, and nothing that is outside its domain."""
    domain = SETTINGS[tag]["parameters"][name]
    default = domain["default"]
    if "choices" in domain:
        return traitlets.Enum(domain["choices"], default).tag(sync=True)
    if "subset" in domain:
        return _Subset(default).tag(sync=True)
    return (_WholeNumber if domain.get("whole") else _Number)(default).tag(sync=True)


def require_within(name, value, domain):
    """The value, if its domain has it; else TraitError."""
    if not domain["min"] <= value <= domain["max"]:
        raise traitlets.TraitError(f"{name} must be from {domain['min']} to {domain['max']}, got {value!r}")
    return value


class _Within:
    def validate(self, demo, value):
        return require_within(
            self.name, super().validate(demo, value), SETTINGS[demo.tag]["parameters"][self.name]
        )


class _Number(_Within, traitlets.Float):
    pass


class _WholeNumber(_Within, traitlets.Int):
    pass


class _Subset(traitlets.Unicode):
    """Names with spaces between them."""

    def validate(self, demo, value):
        names = SETTINGS[demo.tag]["parameters"][self.name]["subset"]
        if wrong := set(super().validate(demo, value).split()) - set(names):
            raise traitlets.TraitError(
                f"{self.name} must be some of {', '.join(names)}, got {' '.join(sorted(wrong))}"
            )
        return value


def _text(value):
    """The value as JavaScript writes it: true, 0.5, a name."""
    return value if isinstance(value, str) else json.dumps(value)
