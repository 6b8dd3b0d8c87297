"""Write gdcore/digits.npz from a comma-separated file of the UCI digits.

Each row of the file holds 64 pixels (0 to 16) and then the label:

    .venv/bin/python -m tools.pack_digits optdigits.tes        (or scikit-learn's digits.csv.gz)

Needed only to repeat how the file was made.
"""

import sys
from pathlib import Path

import numpy as np

table = np.loadtxt(sys.argv[1], delimiter=",").astype(np.uint8)
target = Path(__file__).parent.parent / "gdcore" / "digits.npz"
np.savez_compressed(target, images=table[:, :64], labels=table[:, 64])
print(f"{len(table)} digits, {target.stat().st_size / 1024:.0f} KiB: {target}")
