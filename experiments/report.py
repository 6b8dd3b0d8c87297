"""Tables and pictures of the results, for the book's page."""

import json
from pathlib import Path

import numpy as np
from IPython.display import Markdown

RESULTS = Path(__file__).parent / "results"


def load(name, small=False):
    folder = RESULTS / "small" if small else RESULTS
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def about(name, small=False):
    """A sentence on what it was measured with."""
    given = load(name, small)["about"]
    date = f" on {given['date']}" if "date" in given else ""
    learned, judged = (f"{size / 1e6:.2f}" for size in given["bytes"])
    return Markdown(
        f"Measured{date} with PyTorch {given['torch']}: {given['device']}, {given['workers']} runs "
        f"at a time, {learned} million bytes to learn from and {judged} million to judge by."
    )


def best_of(name, group, small=False):
    """The runs with each value of some settings: how many, and the best mean over seeds with its rate."""
    groups = {}
    for run in load(name, small)["runs"]:
        groups.setdefault(tuple(run["settings"].get(key) for key in group), []).append(run)
    rows = []
    for values, chosen in groups.items():
        means = {
            lr: mean([run["final"] for run in chosen if run["settings"]["lr"] == lr])
            for lr in rates_of(chosen)
        }
        rate = min(means, key=means.get)
        lost = sum(run["final"] is None for run in chosen)
        rows.append([*values, len(chosen), lost, f"{rate:.2g}", f"{means[rate]:.2f}"])
    rows.sort(key=lambda row: row[-1] if len(group) == 1 else row[: len(group)])
    return markdown([*group, "runs", "of them diverged", "best rate", "loss at it"], rows)


def rates_of(runs):
    return sorted({run["settings"]["lr"] for run in runs})


def mean(losses):
    return np.inf if None in losses else np.mean(losses)


def curves(ax, name, keep, label, small=False):
    """The training losses of the runs that `keep` chooses, each a mean over a stretch of steps."""
    for run in filter(keep, load(name, small)["runs"]):
        losses = np.array([np.nan if loss is None else loss for loss in run["loss"]], dtype=float)
        every = max(1, run["settings"]["steps"] // 60)
        ax.plot(every * (np.arange(len(losses)) + 0.5), losses, label=label(run), linewidth=1.2)
    ax.set(xlabel="step", ylabel="training loss")


def formats(small=False):
    runs = sorted(
        load("precision", small)["runs"],
        key=lambda run: (run["settings"]["precision"], run["settings"].get("scale", 1)),
    )
    rows = [
        [
            run["settings"]["precision"],
            f"2^{int(np.log2(run['settings'].get('scale', 1)))}".replace("-", "−"),
            "–" if run.get("zero_share_of_gradient") is None else f"{run['zero_share_of_gradient']:.1%}",
            "diverged" if run["final"] is None else f"{run['final']:.2f}",
        ]
        for run in runs
    ]
    return markdown(["format", "loss scale", "zeros in the gradient, step 20", "loss"], rows)


def markdown(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return Markdown("\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines))
