"""A choice among functions, views or examples brings its own values along, on a page as in Python."""

import pytest
from traitlets import TraitError

from gdcore.demos import AdamDemo, LandscapeDemo, LearningRateDemo, MomentumDemo, SliceDemo
from gdcore.demos.settings import SETTINGS

# Of each demo in which domains depend on a choice: a state whose other values do not suit every choice.
DEMOS = {
    LearningRateDemo: {"objective": "double-well", "start": 1.5, "lr": 0.7, "steps": 3},
    LandscapeDemo: {
        "objective": "himmelblau",
        "x": 1.0,
        "y": -4.0,
        "noise": 15.0,
        "lr_adam": 0.3,
        "steps": 7,
    },
    MomentumDemo: {"view": "forms", "lr": 3.0, "beta": 0.5, "kappa": 9.0},
    AdamDemo: {"example": "steady", "lr": 0.5, "beta1": 0.7, "steps": 9, "rotation": 20.0},
    SliceDemo: {"rule": "Momentum", "lr": 0.7, "directions": "random", "steps": 7},
}
CHANGES = [
    (kind, choice)
    for kind, state in DEMOS.items()
    for choice in SETTINGS[kind.tag.default_value]["parameters"][next(iter(state))]["choices"]
    if choice != next(iter(state.values()))
]


def domains_of(kind, choice):
    settings = SETTINGS[kind.tag.default_value]
    return settings[settings["varies"]["table"]][choice]["parameters"]


def test_the_choice_is_the_first_parameter():
    for settings in SETTINGS.values():
        if varies := settings.get("varies"):
            assert next(iter(settings["parameters"])) == varies["chooser"]
            assert list(settings[varies["table"]]) == settings["parameters"][varies["chooser"]]["choices"]


@pytest.mark.parametrize(("kind", "choice"), CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_page_and_python_bring_the_same_values(open_demo, kind, choice):
    state = DEMOS[kind]
    chooser = next(iter(state))
    python = kind(**state)
    before = python.parameters
    setattr(python, chooser, choice)
    defaults = {name: domain["default"] for name, domain in domains_of(kind, choice).items()}
    assert python.parameters == before | {chooser: choice} | defaults

    page = open_demo(python.tag, state)
    page.evaluate("(demo, change) => demo.update(change)", {chooser: choice})
    assert page.evaluate("demo => demo.state") == python.parameters
    page = open_demo(python.tag, state)
    page.evaluate("(demo, [name, choice]) => demo.setAttribute(name, choice)", [chooser, choice])
    assert page.evaluate("demo => demo.state") == python.parameters


@pytest.mark.parametrize(("kind", "choice"), CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_page_and_python_have_the_same_domains(open_demo, kind, choice):
    chooser = next(iter(DEMOS[kind]))
    python = kind(**{chooser: choice})
    page = open_demo(python.tag, {chooser: choice})
    for name in python.parameters:
        assert page.evaluate("(demo, name) => demo.domain(name, demo.state)", name) == python.domain(name)


@pytest.mark.parametrize(("kind", "choice"), CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_values_outside_a_choices_own_domain_are_refused_by_name(kind, choice):
    chooser = next(iter(DEMOS[kind]))
    for name, domain in domains_of(kind, choice).items():
        if "max" in domain:
            with pytest.raises(TraitError, match=f"^{name} must be from"):
                kind(**{chooser: choice, name: domain["max"] + 0.1})


def test_given_values_are_kept_in_whatever_order_they_come():
    assert MomentumDemo(lr=0.7, view="bump").lr == 0.7
    demo = LandscapeDemo()
    demo.set_state({"x": -4.5, "objective": "himmelblau"})  # as a page sends it, once all is in its place
    assert (demo.objective, demo.x) == ("himmelblau", -4.5)
