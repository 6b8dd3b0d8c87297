"""Figures as a telephone gets them."""

import sys
import warnings
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from gdcore import plotting

matplotlib.use("agg")
sys.path.append(str(Path(__file__).parent.parent.parent / "book/_ext"))  # where the kernels find it
import narrow_figures  # noqa: E402


@pytest.fixture(autouse=True)
def in_the_courses_style():
    with plt.rc_context():
        plotting.use_style()
        yield
    plt.close("all")


def narrow(figure):
    narrow_figures.make_narrow(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a layout that does not work out
        figure.canvas.draw()
    assert figure.get_figwidth() == narrow_figures.WIDTH


def columns_and_rows(axes):
    boxes = [ax.get_position() for ax in axes]
    return len({round(box.x0, 2) for box in boxes}), len({round(box.y0, 2) for box in boxes})


def test_panels_that_do_not_fit_stand_below_one_another_and_each_says_its_axis():
    figure, axes = plt.subplots(1, 3, sharey=True)
    for ax in axes:
        ax.plot([1, 2])
        ax.set(xlabel="step")
    axes[0].set_ylabel("loss")
    narrow(figure)
    assert columns_and_rows(axes) == (1, 3)
    assert [ax.get_ylabel() for ax in axes] == ["loss"] * 3
    assert all(ax.yaxis.get_tick_params()["labelleft"] for ax in axes)


def test_panels_that_fit_stay_beside_one_another():
    figure, axes = plt.subplots(2, 2, sharex=True, sharey=True)
    for ax in axes.flat:
        ax.plot([1, 2])
    narrow(figure)
    assert columns_and_rows(axes.flat) == (2, 2)


def test_pictures_share_a_row_below_their_plot():
    figure = plt.figure(figsize=(6.8, 2.6))
    plot, *pictures = figure.subplots(1, 5)
    plot.plot([1, 2])
    for ax in pictures:
        ax.imshow(np.eye(8))
        ax.set(xticks=[], yticks=[])
    narrow(figure)
    assert columns_and_rows(pictures) == (4, 1)
    assert plot.get_position().y0 > pictures[0].get_position().y1


def test_a_scale_that_panels_share_stays_beside_all_of_them():
    figure, axes = plt.subplots(1, 3, sharey=True)
    for ax in axes:
        image = ax.imshow(np.eye(40), aspect="auto")
    scale = figure.colorbar(image, ax=axes).ax
    narrow(figure)
    assert columns_and_rows(axes) == (1, 3)
    assert scale.get_position().x0 > axes[0].get_position().x1
    assert scale.get_position().height > 2 * axes[0].get_position().height


def test_the_only_legend_stands_below_the_figure():
    figure, ax = plt.subplots()
    ax.plot([1, 2], label="gradient descent at a large rate")
    ax.plot([2, 1], label="momentum")
    ax.legend(ncols=2)
    narrow(figure)
    (legend,) = figure.legends
    assert ax.get_legend() is None
    box = legend.get_window_extent()
    assert box.y1 <= ax.get_tightbbox().y0 and box.x1 <= figure.bbox.x1
