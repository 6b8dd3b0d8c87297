"""Many runs, in worker processes that share the machine, and their results as JSON."""

import json

import torch
import torch.multiprocessing as multiprocessing

from . import text
from .train import train


def run_all(queue, about, device, workers, folder):
    """Train with all (name, settings) of the queue, several at a time; results are written as they come."""
    context = multiprocessing.get_context("spawn")
    runs = {}
    with context.Pool(workers, initializer=prepare, initargs=(device,)) as pool:
        for name, settings, result in pool.imap_unordered(one, queue):
            runs.setdefault(name, []).append(dict(settings=settings, **rounded(result)))
            write(folder / f"{name}.json", about, runs=in_order(runs[name]))
            told = {key: value for key, value in settings.items() if key not in ("steps", "judged_by")}
            print(f"{name}: {result.get('final')} {told}", flush=True)


def prepare(device):
    """What a worker needs once: a core of its own, and the text."""
    global DATA
    torch.set_num_threads(1)
    DATA = text.corpus(device)


def one(task):
    name, settings = task
    try:
        return name, settings, train(DATA, **settings)
    except RuntimeError as error:  # out of memory, say: the other runs go on
        return name, settings, dict(final=None, error=f"{type(error).__name__}: {error}"[:300])


def in_order(runs):
    return sorted(runs, key=lambda run: json.dumps(run["settings"], sort_keys=True))


def rounded(value):
    """Four decimals are enough for a loss, and JSON knows no infinity."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(part) for part in value]
    if isinstance(value, float):
        return round(value, 4) if abs(value) < float("inf") else None
    return value


def write(path, about, **parts):
    """One run or row a line, so that a new measurement reads as one in a diff."""
    [(name, lines)] = parts.items()
    body = ",\n  ".join(json.dumps(line) for line in lines)
    path.write_text(f'{{"about": {json.dumps(about)},\n "{name}": [\n  {body}\n]}}\n', "utf-8")
