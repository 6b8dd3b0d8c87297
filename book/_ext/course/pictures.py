"""Pictures are files of their own, in the colours of both themes, fetched only when the reader comes near."""

import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from docutils import nodes

from .dark_figures import darken

# Parts of an <img> in a page's HTML.
ALT = r'alt="([^"]*)"'
INSIDE = r'src="data:image/svg\+xml;base64,([^"]*)"'
BESIDE = r'src="[./]*_static/([^"]*\.svg)"'
NARROW = "(max-width: 40rem)"  # as in course.css
PICTURE = """<picture class="{theme}">{narrow}<img src="{src}" alt="{alt}" {size} loading="lazy"></picture>"""
SOURCE = """<source media="{media}" srcset="{src}" {size}>"""


def setup(app):
    app.connect("doctree-read", take_out_pictures)


def take_out_pictures(app, doctree):
    """Take out the pictures in a page's HTML: those drawn inside it, and those beside it, as in the story."""
    static = Path(app.srcdir, app.config.html_static_path[0])
    path = "../" * app.env.docname.count("/") + "_images"

    def to_files(image):
        alt, inside, beside = (re.search(part, image[0]) for part in (ALT, INSIDE, BESIDE))
        if inside:
            svg = b64decode(inside[1]).decode()
        elif beside:
            svg = Path(static, beside[1]).read_text("utf-8")
            app.env.note_dependency(str(static / beside[1]))
        else:
            return image[0]
        return picture(app, svg, alt[1] if alt else "", path)

    for html in doctree.findall(nodes.raw):
        html[:] = [nodes.Text(re.sub("<img [^>]*>", to_files, html.astext()))]


def picture(app, svg, alt, path):
    """The HTML of a figure, which is there for each theme, and for a narrow page if it was drawn for one."""
    wide, narrow = (*re.findall(r"\S.*?</svg>", svg, re.DOTALL), None)[:2]  # see narrow_figures.py
    return "".join(
        PICTURE.format(
            theme=theme,
            alt=alt,
            narrow=SOURCE.format(media=NARROW, **write(app, recolour(narrow), path)) if narrow else "",
            **write(app, recolour(wide), path),
        )
        for theme, recolour in (("on-light", str), ("on-dark", darken))
    )


def write(app, svg, path):
    folder = Path(app.outdir, "_images")
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{sha256(svg.encode()).hexdigest()[:16]}.svg"
    (folder / name).write_text(svg, encoding="utf-8")
    width, height = size_of(svg)
    return {"src": f"{path}/{name}", "size": f'width="{width}" height="{height}"'}


def size_of(svg):
    """Width and height of a picture in pixels; Matplotlib writes them in points."""
    width, height, unit = re.search(
        r'<svg [^>]*?width="([\d.]+)(?:pt)?" height="([\d.]+)(pt)?"', svg
    ).groups()
    return [round(float(length) * (4 / 3 if unit else 1)) for length in (width, height)]
