"""Pack 200,000 characters of the chapters' prose and code into gdcore/text.npz.

    .venv/bin/python -m tools.pack_text

The text is fixed: later editions of the chapters do not change it, because figures and claims rest on it.
"""

import re
from pathlib import Path

import numpy as np

from gdcore.data import ALPHABET

ROOT = Path(__file__).parent.parent
LENGTH = 200_000
SPELLED = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "“": '"',
        "”": '"',
        "…": "...",
        "·": "*",
        "×": "x",
        "²": "^2",
        "←": "<-",
        "√": "root ",
    }
    | {"η": "eta", "λ": "lambda", "β": "beta", "ε": "eps", "κ": "kappa", "γ": "gamma", "μ": "mu", "µ": "mu"}
)


def chapter(path):
    """Its prose and code, without the header, the settings of cells, and tags."""
    _, _, text = path.read_text("utf-8").split("---\n", 2)
    text = re.sub(
        r"^```\{code-cell\}.*\n(?:---\n(?:.*\n)*?---\n)?|^:tags:.*\n|^```.*\n", "", text, flags=re.M
    )
    text = re.sub(r" ?\{checked\}`\w+`|</?\w[^>\n]*>", "", text)
    text = re.sub(r"\{[\w:]+\}`([^`<]*?)(?: <[^>]*>)?`", r"\1", text).translate(SPELLED)
    return "".join(character for character in text if character in ALPHABET)


text = re.sub(r"\n{3,}", "\n\n", "".join(chapter(path) for path in sorted(ROOT.glob("book/0[1-8]_*.md"))))
text = text[: text.rindex("\n", 0, LENGTH) + 1]
np.savez_compressed(ROOT / "gdcore" / "text.npz", codes=np.frombuffer(text.encode("ascii"), np.uint8))
