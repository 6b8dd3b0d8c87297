"""Measure everything, each benchmark in a fresh process, and write results.json: `make bench`."""

import json
import os
import platform
import subprocess
import sys
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

BENCHMARKS = ("train", "update", "sweep", "path", "growth")
PEERS = ("numpy", "torch", "scikit-learn", "jax", "optax")


def processor():
    info = Path("/proc/cpuinfo")
    names = (
        [
            line.split(":")[1].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        if info.exists()
        else []
    )
    return names[0] if names else platform.processor()


def measure_all():
    results = {
        "date": date.today().isoformat(),
        "machine": f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        "versions": {"Python": platform.python_version()}
        | {name: version(name).split("+")[0] for name in PEERS},
    }
    for name in BENCHMARKS:
        print(f"{name} ...", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks", name], stdout=subprocess.PIPE, text=True, check=True
        )
        results[name] = json.loads(done.stdout)
    # One row a line, so that a new measurement reads as one in a diff.
    text = json.dumps(results, separators=(",", ":"))
    Path(__file__).with_name("results.json").write_text(
        text.replace('},{"', '},\n{"').replace(":[{", ":[\n{") + "\n"
    )


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(json.dumps(import_module(f"benchmarks.{sys.argv[1]}").measure()))
    else:
        measure_all()
