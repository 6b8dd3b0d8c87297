"""Pictures of a descent: functions of a Trace that draw into a matplotlib axes and return it.

Blue and green are those of the demos, the others come from Okabe and Ito: they can be told apart by the
colour-blind, and seen on a light and on a dark page. The ground is transparent. A page that is dark only
needs another INK, FAINT and GRID.

>>> import matplotlib; matplotlib.use("agg")
>>> from gdcore import GradientDescent, Quadratic, run
>>> bowl = Quadratic([1.0])
>>> ax = plot_descent(run(bowl, [4.0], GradientDescent(), lr=0.5, steps=5), bowl)
>>> ax.get_xlabel()
'w'
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.rcsetup import cycler

from ._types import Array
from .loop import Trace
from .objectives import Objective

BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY = "#3b86dd", "#d55e00", "#1a9467", "#cc79a7", "#b98a00", "#3f9db8"
INK, FAINT, GRID = "#24211d", "#9a9a99", "#d9d6cf"

# From little to much, as in the demos' maps from blue; both ends can be seen on a light and on a dark page.
mpl.colormaps.register(
    LinearSegmentedColormap.from_list("course", ["#2b62c0", "#8aa4c8", "#efe3b0", "#f0c419"]), force=True
)

STYLE: Any = {
    "axes.edgecolor": FAINT,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.prop_cycle": cycler(color=[BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY]),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": "medium",
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "figure.figsize": (6.8, 3.2),
    "font.family": ["Course Sans", "DejaVu Sans"],  # the second for signs that the first lacks
    "font.size": 11,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "image.cmap": "course",
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "lines.markersize": 4.5,
    "svg.hashsalt": "gdcore",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


font_manager.fontManager.addfont(Path(__file__).with_name("course-sans.ttf"))
# There is no bold face: asked for one, Matplotlib would complain and then take this one all the same.
font_manager.fontManager.ttflist.append(replace(font_manager.fontManager.ttflist[-1], weight=700))


def use_style() -> None:
    """Draw all further figures in the course's style, in a notebook as SVG and as PNG.

    A notebook that was run on another machine is not trusted, and JupyterLab then shows no SVG.
    """
    mpl.rcParams.update(STYLE)
    try:
        from IPython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:
        return
    if get_ipython() is not None:
        set_matplotlib_formats("svg", "png")


def plot_loss(
    trace: Trace, ax: Axes | None = None, label: str | Sequence[str] | None = None, log: bool = True
) -> Axes:
    """Loss against the step, on a log axis unless log=False; one line per run."""
    ax = ax or plt.gca()
    loss = trace.loss.reshape(len(trace.loss), -1)
    ax.plot(loss, label=label)
    if log:
        ax.set_yscale("log")
    ax.set(xlabel="step t", ylabel="loss")
    return ax


def plot_descent(
    trace: Trace,
    objective: Objective,
    ax: Axes | None = None,
    label: str | None = None,
    color: str = VERMILION,
    span: tuple[float, float] | None = None,
) -> Axes:
    """The graph of a 1-D objective with the points of one run on it, joined in the order of the steps.

    span  (left, right) of the picture; by default it holds all points that are not absurdly far away
    """
    ax = ax or plt.gca()
    w = trace.w[:, 0]
    left, right = span or _span(w, objective)
    grid = np.linspace(left, right, 400)
    if not ax.lines:
        ax.plot(grid, objective.value(grid[:, np.newaxis]), color=FAINT, zorder=1)
    inside = (w >= left) & (w <= right)
    last = len(w) if inside.all() else inside.argmin()
    ax.plot(w[:last], trace.loss[:last], "o-", color=color, linewidth=0.9, label=label, zorder=2)
    ax.set(xlabel="w", ylabel="loss", xlim=(left, right))
    return ax


def _span(w: Array, objective: Objective) -> tuple[float, float]:
    centre = 0.0 if objective.minimum is None else float(np.mean(objective.minimum))
    reach = 2.5 * max(abs(w[0] - centre), 1.0)
    near = w[np.abs(w - centre) <= reach]
    left, right = min(near.min(), centre), max(near.max(), centre)
    margin = 0.15 * (right - left)
    return left - margin, right + margin


def plot_contours(
    objective: Objective,
    ax: Axes | None = None,
    x: tuple[float, float] = (-2.0, 2.0),
    y: tuple[float, float] = (-2.0, 2.0),
    levels: int = 18,
) -> Axes:
    """Level lines of a 2-D objective, closer together near its floor; a cross at each minimum.

    Where the objective has no value there are no lines.
    """
    ax = ax or plt.gca()
    grid = np.stack(np.meshgrid(np.linspace(*x, 241), np.linspace(*y, 241)), axis=-1)
    height = np.ma.masked_invalid(objective.value(grid))
    if height.count() and height.max() > height.min():
        # Equal steps of the square root give a quadratic bowl evenly spaced rings.
        steps = np.linspace(0, np.sqrt(height.max() - height.min()), levels) ** 2 + height.min()
        ax.contour(grid[..., 0], grid[..., 1], height, levels=steps, colors=FAINT, linewidths=0.7)
    if objective.minimum is not None:
        ax.plot(*np.atleast_2d(objective.minimum).T, "+", color=INK, markersize=9)
    ax.set(xlabel="w₁", ylabel="w₂", xlim=x, ylim=y)
    ax.grid(False)
    return ax


def plot_path(
    trace: Trace, ax: Axes | None = None, label: str | None = None, color: str | None = None
) -> Axes:
    """The path of one 2-D run, a dot for each step, over contours drawn before."""
    ax = ax or plt.gca()
    finite = np.isfinite(trace.w).all(axis=-1)
    (line,) = ax.plot(*trace.w[finite].T, "o-", linewidth=1.1, markersize=3, label=label, color=color)
    ax.plot(*trace.w[0], "o", color=line.get_color(), markersize=6)
    return ax


def plot_rate_map(trace: Trace, ax: Axes | None = None) -> Axes:
    """Loss as colour over learning rate (across) and step (down), on a log scale.

    trace  of runs `(rates,)` whose rates are evenly spaced
    """
    ax = ax or plt.gca()
    floor, ceiling = 1e-6, 1e3  # beyond these it has arrived, or will not
    loss = np.nan_to_num(trace.loss / trace.loss[0], nan=ceiling)
    rates = trace.lr[0]
    image = ax.imshow(
        np.log10(np.clip(loss, floor, ceiling)),
        aspect="auto",
        interpolation="nearest",
        extent=(rates[0], rates[-1], len(loss) - 0.5, -0.5),
    )
    ax.set(xlabel="learning rate η", ylabel="step t")
    ax.grid(False)
    ax.figure.colorbar(image, ax=ax, label="log₁₀ (loss / first loss)")
    return ax
