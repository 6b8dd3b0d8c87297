"""An IPython extension, loaded where the book runs its chapters: each figure is drawn twice.

The second drawing is for a telephone. It is as wide as the screen of one, its letters have the same size as
in the first, and panels that do not fit beside one another stand below one another. It follows the first
in the same output, and course/pictures.py takes the two apart. A page that runs Python (_live/cells.py)
draws its figures once, as the page needs them.
"""

from functools import partial
from itertools import groupby

from matplotlib.gridspec import GridSpec

# All in inches. A telephone that is 360 pixels wide has a column of 331 for text.
WIDTH = 3.45
PANEL, PANEL_WITHOUT, PICTURE = 2.0, 1.3, 0.55  # with numbers up its left side, without, with none at all
HEIGHT, HEIGHT_OF_SEVERAL = 2.7, 2.1  # of a panel at most
LINE = 0.28  # of a legend


def load_ipython_extension(shell):
    from IPython.core import pylabtools  # not at the top, because the Python of a page is without

    pylabtools.print_figure = partial(draw_twice, pylabtools.print_figure)


def draw_twice(draw, figure, fmt="png", **options):
    wide = draw(figure, fmt, **options)
    if fmt != "svg" or not wide or not is_too_wide(figure):
        return wide
    make_narrow(figure)
    return f"{wide}{draw(figure, fmt, **options)}"


def is_too_wide(figure):
    return figure.get_figwidth() > WIDTH and panels_of(figure)


def make_narrow(figure):
    """Give the figure the width of a telephone, and its panels the rows that they need."""
    panels = panels_of(figure)
    for line in (line for ax in panels for line in ax.lines):
        line.set_in_layout(len(line.get_xdata()) > 0)  # one without points would count as the figure's corner
    grid = panels[0].get_gridspec()
    ratios = grid.get_height_ratios()
    rows, heights = [], []
    for row, beside in groupby(panels, key=row_of):
        height = figure.get_figheight() * ratios[row] / sum(ratios)
        parts = break_row(list(beside))
        rows += parts
        heights += [height_of(part, height, figure.get_figwidth(), len(parts)) for part in parts]
    figure.set_size_inches(WIDTH, sum(heights))
    if len(rows) > len(set(map(row_of, panels))):
        place(figure, rows, heights)
    move_legend(figure, panels)


def panels_of(figure):
    return [ax for ax in figure.axes if ax.get_subplotspec() and not hasattr(ax, "_colorbar")]


def row_of(ax):
    return ax.get_subplotspec().rowspan.start


def height_of(part, height, width, parts):
    if is_picture(part[0]):
        return height * WIDTH / width
    if part[0].get_aspect() == 1.0:
        return min(height, WIDTH)
    return min(height, HEIGHT if parts == 1 else HEIGHT_OF_SEVERAL)


def break_row(panels):
    """The panels of one row, in as many as they need: pictures side by side, plots one below the other."""
    needs = [PICTURE if is_picture(ax) else PANEL if has_numbers(ax) else PANEL_WITHOUT for ax in panels]
    if sum(needs) <= WIDTH:
        return [panels]
    plots = [[ax] for ax in panels if not is_picture(ax)]
    pictures = [ax for ax in panels if is_picture(ax)]
    beside = int(WIDTH / PICTURE)
    return plots + [pictures[i : i + beside] for i in range(0, len(pictures), beside)]


def has_numbers(ax):
    return ax.yaxis.get_tick_params()["labelleft"]


def is_picture(ax):
    return not ax.axison or not (len(ax.get_xticks()) or len(ax.get_yticks()))


def place(figure, rows, heights):
    """Panels in rows; what they had in common with the first beside them, each now says itself."""
    grid = GridSpec(len(rows), 1, figure=figure, height_ratios=heights)
    for row, place in zip(rows, grid):
        # A panel alone has the row itself: a scale that several of them share must have them in one grid.
        cells = place.subgridspec(1, len(row)) if len(row) > 1 else [place]
        for ax, cell in zip(row, cells):
            ax.set_subplotspec(cell)
        first = row[0]
        if not is_picture(first):
            first.tick_params(labelleft=True)
            shared = [ax for ax in first.get_shared_y_axes().get_siblings(first) if ax.get_ylabel()]
            if shared and not first.get_ylabel():
                first.set_ylabel(shared[0].get_ylabel())


def move_legend(figure, panels):
    """The only legend stands below the figure, where it covers nothing; several, where they cover least."""
    inside = [ax.get_legend() for ax in panels if ax.get_legend()]
    if len(inside) + len(figure.legends) != 1:
        for legend in inside:
            legend.set_loc("best")
        return
    [legend] = inside + figure.legends
    labels = [text.get_text() for text in legend.get_texts()]
    longest = 0.5 + 0.08 * max(map(len, labels))
    columns = max(1, min(len(labels), int(WIDTH / longest)))
    lines = -(-len(labels) // columns) + bool(legend.get_title().get_text())
    figure.legend(legend.legend_handles, labels, loc="outside lower left", ncols=columns,
                  title=legend.get_title().get_text() or None)  # fmt: skip
    legend.remove()
    figure.set_figheight(figure.get_figheight() + LINE * lines)
