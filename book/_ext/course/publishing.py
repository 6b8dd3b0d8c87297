"""Where the site will be and where its source is, when it is built to be published there."""

import os
from pathlib import Path

SITE = os.environ.get("SITE_URL", "")  # https://…/, with the slash
REPOSITORY = os.environ.get("GITHUB_REPOSITORY", "")  # owner/name, which GitHub's runners set
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>"""


def setup(app):
    app.connect("config-inited", tell_where)
    app.connect("build-finished", write_sitemap)


def tell_where(app, config):
    """In the configuration, so that pages are written anew when it changes."""
    config.html_baseurl = SITE
    config.html_context["lite"] = bool(SITE or os.environ.get("PYODIDE"))


def write_sitemap(app, exception):
    if SITE and not exception:
        pages = "".join(f"<url><loc>{SITE}{page}.html</loc></url>" for page in sorted(app.env.found_docs))
        Path(app.outdir, "sitemap.xml").write_text(SITEMAP.format(pages=pages))
