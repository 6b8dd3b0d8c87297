"""Run experiments and write one JSON file for each: `python -m experiments [--small]`."""

import argparse
import os
import platform
from datetime import date
from pathlib import Path

import torch

from . import text
from .grids import THROUGHPUT, experiments
from .runs import run_all, write
from .throughput import throughput


def main(arguments=None, grids_for=experiments):
    """Run the grids that `grids_for(small)` returns, as the arguments of the command say."""
    parser = argparse.ArgumentParser(prog="python -m experiments", description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="smaller grids of a smaller network, for two cores"
    )
    parser.add_argument("--only", default="", help="names of experiments, with commas between them")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=min(8, os.cpu_count()), help="runs at a time")
    parser.add_argument("--out", type=Path, default=Path("_build/experiments"), help="folder for the results")
    given = parser.parse_args(arguments)
    grids = grids_for(given.small)
    known = ["throughput", *grids]
    chosen = [name for name in given.only.split(",") if name] or known
    if unknown := set(chosen) - set(known):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if given.device == "cpu" and not given.small:
        parser.error("without a GPU these grids would take days: use --small, or name one with --device")
    given.out.mkdir(parents=True, exist_ok=True)
    about = provenance(given)
    if "throughput" in chosen:
        rows = throughput(text.corpus(given.device), **THROUGHPUT[given.small])
        write(given.out / "throughput.json", about, rows=rows)
        print("throughput: done", flush=True)
    queue = [(name, run) for name in chosen if name in grids for run in grids[name]]
    run_all(queue, about, given.device, given.workers, given.out)


def provenance(given):
    """What the results depend on besides their settings."""
    is_gpu = given.device.startswith("cuda")
    return dict(
        date=date.today().isoformat(),
        torch=torch.__version__,
        python=platform.python_version(),
        device=torch.cuda.get_device_name(given.device) if is_gpu else f"{os.cpu_count()} cores",
        workers=given.workers,
        small=given.small,
        bytes=[len(part) for part in text.corpus()],
    )


if __name__ == "__main__":
    main()
