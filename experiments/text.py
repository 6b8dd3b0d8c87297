"""The sources of Python's standard library, as bytes to learn from and bytes to judge by."""

import sysconfig
from pathlib import Path

import torch

VOCABULARY = 128  # bytes below this; others, in a few comments, are left out
# Tests and tables are not what one reads, and installed packages differ from machine to machine.
LEFT_OUT = {
    *("site-packages", "dist-packages", "test", "tests", "idlelib", "lib2to3", "ensurepip", "encodings"),
    *("pydoc_data", "__pycache__"),
}


def corpus(device="cpu"):
    """Bytes to learn from and bytes to judge by, from different files: every twentieth is for judging."""
    root = Path(sysconfig.get_paths()["stdlib"])
    files = sorted(path for path in root.rglob("*.py") if not LEFT_OUT & set(path.relative_to(root).parts))
    texts = [bytes(byte for byte in path.read_bytes() if byte < VOCABULARY) for path in files]
    judged = texts[7::20]
    learned = [text for i, text in enumerate(texts) if i % 20 != 7]
    return [tensor(b"".join(part)).to(device) for part in (learned, judged)]


def tensor(text):
    return torch.frombuffer(bytearray(text), dtype=torch.uint8)


def batch(data, size, context, generator):
    """`size` stretches of the text from random places, and at each place the byte that comes next."""
    starts = torch.randint(len(data) - context - 1, (size, 1), generator=generator, device=data.device)
    rows = data[starts + torch.arange(context + 1, device=data.device)].long()
    return rows[:, :-1], rows[:, 1:]
