"""Seconds per step (forward, backward, Adam) against the size of the batch, measured with nothing beside."""

import time
from statistics import median

import torch

from .network import Transformer, loss_of
from .rules import optimizers
from .text import batch


def throughput(data, sizes, width, depth, context, steps=15):
    """One row for each format and size of the batch: the median of `steps` steps, the first left out."""
    return [
        row(data[0], precision, size, width, depth, context, steps)
        for precision in ("fp32", "bf16")
        for size in sizes
    ]


def row(learned, precision, size, width, depth, context, steps):
    device = learned.device
    torch.manual_seed(0)
    torch.backends.cuda.matmul.allow_tf32 = True
    model = Transformer(width, depth, context).to(device)
    generator = torch.Generator(device).manual_seed(0)
    [optimizer] = optimizers(model, "adam", 1e-3)
    times = []
    for _ in range(steps + 1):
        x, y = batch(learned, size, context, generator)
        start = now(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=precision == "bf16"):
            loss = loss_of(model, x, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        times.append(now(device) - start)
    seconds = median(times[1:])
    return dict(precision=precision, size=size, seconds=seconds, examples_per_second=size / seconds)


def now(device):
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter()
