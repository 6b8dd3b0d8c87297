"""The base of the demos in Python: a widget in a notebook, a custom element on a static page."""

import json
import re
from base64 import b64encode
from html import escape
from io import StringIO
from typing import Any

import anywidget
import traitlets

from gdcore.formula import FormulaError, parse

from ._script import widget_module
from .settings import SETTINGS

# The names of all demos' parameters.
PARAMETERS = sorted({name for settings in SETTINGS.values() for name in settings["parameters"]})


class Demo(anywidget.AnyWidget):
    """A demo whose parameters are traits, which agree with what is on screen at every moment.

    Where a choice among functions, views or examples changes, parameters that depend on it take the new
    one's defaults, as they do on the page.
    """

    _esm = widget_module()
    tag = traitlets.Unicode().tag(sync=True)
    # What the reader is to bring about, "loss <= 0.01, steps <= 30" for example; "" for nothing.
    goal = traitlets.Unicode("").tag(sync=True)
    _is_following_the_page = False

    def __init__(self, **parameters: Any) -> None:
        if unknown := parameters.keys() - self.parameters.keys() - {"goal"}:
            names = ", ".join(sorted(unknown))
            raise TypeError(f"{type(self).__name__} has no {names}; it has {', '.join(self.parameters)}")
        if self._chooser:
            parameters = self._defaults_of(parameters[self._chooser]) | parameters
        super().__init__(**parameters)
        if self._chooser:
            self.observe(self._apply_defaults, self._chooser)

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters on screen, by name."""
        return {name: getattr(self, name) for name in SETTINGS[self.tag]["parameters"]}

    def domain(self, name: str) -> dict[str, Any]:
        """What a parameter may be in the present state: see settings.py."""
        own = self._domains_of(getattr(self, self._chooser)) if self._chooser else {}
        return SETTINGS[self.tag]["parameters"][name] | own.get(name, {})

    @property
    def _chooser(self):
        """The name of the parameter on which domains depend, if there is one."""
        return SETTINGS[self.tag].get("varies", {}).get("chooser")

    def _domains_of(self, choice):
        """The domains that belong to a choice; none if there is no such choice."""
        settings = SETTINGS[self.tag]
        return settings[settings["varies"]["table"]].get(choice, {}).get("parameters", {})

    def _defaults_of(self, choice):
        return {name: domain["default"] for name, domain in self._domains_of(choice).items()}

    def _apply_defaults(self, change):
        if self._is_following_the_page:
            return  # which has applied them already
        for name, value in self._defaults_of(change["new"]).items():
            setattr(self, name, value)

    def set_state(self, sync_data):
        """Called with what a reader has changed on the page."""
        self._is_following_the_page = True
        try:
            super().set_state(sync_data)
        finally:
            self._is_following_the_page = False

    @traitlets.validate(*PARAMETERS)
    def _within_domain(self, proposal):
        """Checked when all parameters of a change are set, because a domain may depend on the others."""
        name, value = proposal["trait"].name, proposal["value"]
        domain = self.domain(name)
        if "min" in domain and not domain["min"] <= value <= domain["max"]:
            raise traitlets.TraitError(
                f"{name} must be from {domain['min']} to {domain['max']}, got {value!r}"
            )
        if "pattern" in domain and not re.fullmatch(domain["pattern"], value):
            raise traitlets.TraitError(f"{name} must be {domain['means']}, got {value!r}")
        if "formula" in domain:
            try:
                parse(value, tuple(domain["formula"]))
            except FormulaError as error:
                raise traitlets.TraitError(f"{name} must be a formula: {error}") from None
        if "subset" in domain and (wrong := set(value.split()) - set(domain["subset"])):
            raise traitlets.TraitError(
                f"{name} must be some of {', '.join(domain['subset'])}, got {' '.join(sorted(wrong))}"
            )
        return value

    @traitlets.validate("goal")
    def _a_goal(self, proposal):
        goal = proposal["value"]
        condition = r"\w+ (<=|>=|<|>) [-\d.e]+"
        if goal and not re.fullmatch(rf"(.+: )?{condition}(, {condition})*", goal):
            raise traitlets.TraitError(
                'goal must be like "loss <= 0.01, steps <= 30", or with words before that, '
                f'"arrive soon: loss <= 0.01, steps <= 30", got {goal!r}'
            )
        return goal

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        given = self.parameters | ({"goal": self.goal} if self.goal else {})
        attributes = "".join(f' {name}="{escape(_text(value))}"' for name, value in given.items())
        return data | {"text/html": f"<{self.tag}{attributes}>{self._figure()}</{self.tag}>"}, metadata

    def __repr__(self):
        parameters = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{type(self).__name__}({parameters})"

    def _figure(self):
        """The picture for a page without JavaScript, an <img> with its SVG; words without matplotlib."""
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
    """The trait for a parameter of settings.py."""
    domain = SETTINGS[tag]["parameters"][name]
    if "choices" in domain:
        trait = traitlets.Enum(domain["choices"], domain["default"])
    elif domain.keys() & {"subset", "pattern", "formula"}:
        trait = traitlets.Unicode(domain["default"])
    elif domain.get("whole"):
        trait = traitlets.Int(domain["default"])
    else:
        trait = traitlets.Float(domain.get("default", 0.0))  # if none, a choice brings it
    return trait.tag(sync=True)


def _text(value):
    """The value as JavaScript writes it: true, 0.5, a name."""
    return value if isinstance(value, str) else json.dumps(value)
