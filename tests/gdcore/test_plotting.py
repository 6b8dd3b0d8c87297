"""Pictures hold what the trace holds, in the axes that were given, and survive a run that diverges."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from gdcore import GradientDescent, Himmelblau, Quadratic, run
from gdcore.formula import Formula
from gdcore.plotting import plot_contours, plot_descent, plot_loss, plot_path, plot_rate_map

plt.switch_backend("agg")
LINE, PLANE = Quadratic([1.0]), Quadratic([1.0, 10.0])


@pytest.fixture
def ax():
    _, ax = plt.subplots()
    yield ax
    plt.close("all")


def descent(objective, lr, steps=20):
    return run(objective, [4.0] * objective.dim, GradientDescent(), lr, steps)


@pytest.mark.parametrize(
    "plot",
    [
        lambda **ax: plot_loss(descent(LINE, 0.5), **ax),
        lambda **ax: plot_descent(descent(LINE, 0.5), LINE, **ax),
        lambda **ax: plot_contours(PLANE, **ax),
        lambda **ax: plot_path(descent(PLANE, 0.05), **ax),
        lambda **ax: plot_rate_map(descent(LINE, [0.1, 0.2]), **ax),
    ],
)
def test_drawn_into_the_axes_given_or_the_current_ones(plot, ax):
    _, other = plt.subplots()
    assert plot(ax=ax) is ax and not other.has_data()
    assert plot() is other and other.has_data()


def test_one_loss_curve_for_each_run(ax):
    trace = descent(LINE, [[0.1, 0.5], [0.9, 1.1]])
    curves = [line.get_ydata() for line in plot_loss(trace, ax).lines]
    assert np.array_equal(curves, trace.loss.reshape(21, 4).T)


@pytest.mark.parametrize("lr, shown", [(0.5, 21), (2.5, 3)])
def test_descent_is_drawn_up_to_where_it_leaves_the_picture(lr, shown, ax):
    """From 4 at ηλ = 2.5 the points 4, −6 and 9 are within reach, which is 2.5 · 4 = 10; −13.5 is not."""
    trace = descent(LINE, lr)
    graph, path = plot_descent(trace, LINE, ax).lines
    assert np.array_equal(path.get_xydata(), np.column_stack([trace.w[:shown, 0], trace.loss[:shown]]))
    assert graph.get_ydata() == pytest.approx(0.5 * graph.get_xdata() ** 2)
    plot_descent(trace, LINE, ax)
    assert len(ax.lines) == 3, "a second run shares the graph"


def test_path_leaves_out_what_is_not_finite(ax):
    trace = descent(PLANE, 1.0, steps=400)
    path = plot_path(trace, ax).lines[0].get_xydata()
    assert trace.diverged_at and np.array_equal(path, trace.w[np.isfinite(trace.w).all(axis=1)])


def test_contours_mark_every_minimum(ax):
    (crosses,) = plot_contours(Himmelblau(), ax, x=(-5, 5), y=(-5, 5)).lines
    assert np.array_equal(crosses.get_xydata(), Himmelblau().minimum)


def test_rate_map_is_the_logarithm_of_the_loss_within_limits(ax):
    """½w² at ηλ = 0.9 loses a hundredth of what it has each step, at 1 all, at 30 it diverges."""
    trace = descent(LINE, [0.9, 1.0, 30.0], steps=400)
    image = plot_rate_map(trace, ax).images[0].get_array().data
    assert image[:3, 0] == pytest.approx([0, -2, -4])
    assert image[1:, 1] == pytest.approx(-6)
    assert np.isnan(trace.loss[-1, 2]) and image[2:, 2] == pytest.approx(3)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("text", "has_lines"), [("ln(x) + y^2", True), ("1/x", True), ("ln(-1)", False), ("3", False)]
)
def test_contours_where_a_function_has_no_value_or_one_only(ax, text, has_lines):
    plot_contours(Formula(text, ("x", "y")), ax)
    assert any(path.vertices.size for lines in ax.collections for path in lines.get_paths()) == has_lines


def test_bold_text_is_drawn_without_complaint(ax, caplog):
    ax.set_title("bold", weight="bold", family="Course Sans")
    ax.figure.canvas.draw()
    assert caplog.records == []
