"""Fetch the Python that pages run: `python -m tools.pyodide FOLDER`, and then `make book LIVE=FOLDER`.

The release, its host, and the length and checksum of each file are those of book/_live/pyodide.json; a file
that is there already, and whole, is not fetched again.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from urllib.request import urlopen

from tqdm import tqdm

PINNED = Path(__file__).parent.parent / "book/_live/pyodide.json"


def main(folder, address=None):
    """Fetch the files into a folder, from Pyodide's own host or from a copy at another address."""
    pinned = json.loads(PINNED.read_text())
    address = address or f"https://{pinned['host']}/pyodide/v{pinned['version']}/full"
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in tqdm(pinned["files"].items(), desc=f"Pyodide {pinned['version']}", unit="file"):
        path = folder / name
        if path.exists() and is_whole(path.read_bytes(), file):
            continue
        with urlopen(f"{address}/{name}", timeout=60) as response:
            content = response.read()
        if not is_whole(content, file):
            sys.exit(f"{address}/{name} is not the file that {PINNED.name} names.")
        path.write_bytes(content)


def is_whole(content, file):
    return (len(content), sha256(content).hexdigest()) == (file["bytes"], file["sha256"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
