"""Pictures are files of their own, fetched only when the reader comes near."""

import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from docutils import nodes


def setup(app):
    app.connect("doctree-read", take_out_pictures)


def take_out_pictures(app, doctree):
    """Write the pictures inside a cell's HTML, such as a demo's static figure, to files."""
    folder = Path(app.outdir, "_images")
    folder.mkdir(parents=True, exist_ok=True)
    depth = "../" * app.env.docname.count("/")

    def to_file(match):
        data = b64decode(match[1])
        name = f"{sha256(data).hexdigest()[:16]}.svg"
        (folder / name).write_bytes(data)
        size = size_of(data.decode())
        return f'src="{depth}_images/{name}" width="{size[0]}" height="{size[1]}" loading="lazy"'

    for html in doctree.findall(nodes.raw):
        html[:] = [nodes.Text(re.sub(r'src="data:image/svg\+xml;base64,([^"]*)"', to_file, html.astext()))]


def size_of(svg):
    """Width and height of a picture in pixels; Matplotlib writes them in points."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return [round(float(points) * 4 / 3) for points in box.groups()]
