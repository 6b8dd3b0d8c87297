"""Tables and pictures of results.json, for the page in the book."""

import json
from pathlib import Path

import numpy as np
from IPython.display import Markdown

from gdcore import plotting

RESULTS = json.loads(Path(__file__).with_name("results.json").read_text())
COLOURS = {
    "gdcore": plotting.BLUE,
    "by hand": plotting.SKY,
    "optax, jit": plotting.GREEN,
    "scikit-learn": plotting.ORANGE,
    "PyTorch": plotting.VERMILION,
    "PyTorch, tuned": plotting.PURPLE,
}
UNITS = {"µs": 1e-6, "ms": 1e-3, "s": 1.0}


def machine():
    versions = ", ".join(f"{name} {version}" for name, version in RESULTS["versions"].items())
    return Markdown(f"Measured on {RESULTS['date']}: {RESULTS['machine']}; {versions}.")


def training(dtype):
    rows = [row for row in RESULTS["train"] if row["dtype"] == dtype]
    return table({"rule": lambda row: row["rule"], "batch": lambda row: row["batch"]}, rows, "µs")


def updates():
    """One row for each rule; for each d the time of a step and how many times the limit that is."""
    sizes = sorted({row["d"] for row in RESULTS["update"]})
    lines = {}
    for row in RESULTS["update"]:
        ours, limit = row["seconds"]["gdcore"], row["seconds"]["limit"]
        lines.setdefault(row["rule"], []).append(f"{duration(np.median(ours))}, {ratio(ours, limit)}")
    return markdown(
        ["rule", *(f"d = {d:,}" for d in sizes)], [[rule, *cells] for rule, cells in lines.items()]
    )


def sweeps():
    return table({"rates": lambda row: f"{row['runs']:,}"}, RESULTS["sweep"], "ms")


def paths():
    return table({"rule": lambda row: row["rule"]}, RESULTS["path"], "ms")


def growth():
    """One row for each quantity: its range, and the exponents of time and memory over its upper half."""
    lines = []
    for what, rows in by(RESULTS["growth"], "what").items():
        sizes = np.array([row["size"] for row in rows])
        seconds, memory = (
            np.array([np.median(row["seconds"]["gdcore"]) for row in rows]),
            np.array([row["bytes"] for row in rows]),
        )
        lines.append(
            [
                what,
                f"{sizes[0]:,} to {sizes[-1]:,}",
                f"{duration(seconds[0])} to {duration(seconds[-1])}",
                f"{exponent(sizes, seconds):.2f}",
                f"{memory[-1] / 1e6:,.1f} MB",
                f"{exponent(sizes, memory):.2f}",
            ]
        )
    return markdown(["what grows", "range", "time", "exponent", "peak memory", "exponent"], lines)


def losses():
    """Who is faster than gdcore: in how many cases of each benchmark, and by how much at most."""
    lines = []
    for name, title in (("train", "a training step"), ("sweep", "a sweep"), ("path", "one run")):
        for peer in others(RESULTS[name]):
            rows = [row for row in RESULTS[name] if peer in row["seconds"]]
            factors = [np.median(row["seconds"]["gdcore"]) / np.median(row["seconds"][peer]) for row in rows]
            faster = sum(factor > 1.05 for factor in factors)
            if faster:
                worst = rows[np.argmax(factors)]
                case = ", ".join(
                    str(value) if key in ("dtype", "rule") else f"{key} {value}"
                    for key, value in worst.items()
                    if key != "seconds"
                )
                lines.append([title, peer, f"{faster} of {len(rows)}", f"{digits(max(factors))}× ({case})"])
    return markdown(["benchmark", "who is faster", "in cases", "at most"], lines)


def plot_training(axes, dtype="float32"):
    for ax, (rule, rows) in zip(
        axes, by([row for row in RESULTS["train"] if row["dtype"] == dtype], "rule").items()
    ):
        for name, colour in COLOURS.items():
            times = 1e6 * np.array([np.quantile(row["seconds"][name], [0.25, 0.5, 0.75]) for row in rows])
            batch = [row["batch"] for row in rows]
            ax.plot(batch, times[:, 1], "o-", color=colour, label=name)
            ax.fill_between(batch, times[:, 0], times[:, 2], color=colour, alpha=0.2, linewidth=0)
        ax.set(xscale="log", yscale="log", xlabel="batch size", title=rule)
    axes[0].set_ylabel("µs a step")


def plot_growth(axes):
    for ax, (what, rows) in zip(axes, by(RESULTS["growth"], "what").items()):
        sizes = [row["size"] for row in rows]
        ax.plot(
            sizes,
            [1e3 * np.median(row["seconds"]["gdcore"]) for row in rows],
            "o-",
            color=plotting.BLUE,
            label="time, ms",
        )
        ax.plot(
            sizes,
            [row["bytes"] / 1e6 for row in rows],
            "s--",
            color=plotting.VERMILION,
            label="peak memory, MB",
        )
        ax.set(xscale="log", yscale="log", xlabel=what)


def by(rows, key):
    groups = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def exponent(sizes, costs):
    upper = len(sizes) // 2
    return np.polyfit(np.log(sizes[upper:]), np.log(costs[upper:]), 1)[0]


def duration(seconds):
    unit = next((name for name, size in UNITS.items() if seconds < 1000 * size), "s")
    return f"{seconds / UNITS[unit]:.3g} {unit}"


def ratio(seconds, reference):
    """Median and quartiles of the ratios, formed round by round where the two took turns."""
    if len(seconds) == len(reference):
        return spread(np.divide(seconds, reference), "×")
    return f"{digits(np.median(seconds) / np.median(reference))}×"


def spread(values, unit=""):
    """The median, and below it, small, the quartiles."""
    low, middle, high = map(digits, np.quantile(values, [0.25, 0.5, 0.75]))
    return f"{middle}{unit}<br><small>{low}\u2060–\u2060{high}</small>"  # in one line


def digits(value):
    """Two significant digits, or all digits before the point if there are more."""
    return f"{value:.2g}" if value < 10 else f"{value:,.0f}"


def table(keys, rows, unit):
    """The time of gdcore with its quartiles, and how many times as long each of the others takes."""
    peers, lines = others(rows), []
    for row in rows:
        ours = np.array(row["seconds"]["gdcore"])
        cells = [ratio(row["seconds"][name], ours) if name in row["seconds"] else "" for name in peers]
        lines.append([*(key(row) for key in keys.values()), spread(ours / UNITS[unit]), *cells])
    return markdown([*keys, f"gdcore, {unit}", *peers], lines)


def others(rows):
    return list(dict.fromkeys(name for row in rows for name in row["seconds"] if name != "gdcore"))


def markdown(header, lines):
    rows = [header, ["---"] * len(header), *lines]
    return Markdown("\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows))
