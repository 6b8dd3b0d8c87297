"""Pack the built book as an EPUB 3, gradient-descent.epub beside its pages, with a headless Chromium.

The browser reads each page without running its scripts and writes its text as XML: a computed figure stands
in place of each demo, what is folded is open, and formulas are MathML. Test pages stay on the site.
"""

import re
import sys
import uuid
import zipfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from urllib.parse import unquote

import yaml
from playwright.sync_api import sync_playwright

from tools.browsers import require_browser
from tools.pdf import SITE, pages_in_order

ROOT = Path(__file__).parent.parent
# What a page's text becomes, and the addresses of its pictures.
TO_XML = """([pages, site]) => {
    const article = document.querySelector("article");
    const all = (selector) => [...article.querySelectorAll(selector)];
    const take = (element) => element.remove();
    all("script, noscript, style, button, input, form, .headerlink, .tools").forEach(take);
    all(".explanation, .katex-html, .on-dark, .begin, .try, .checked, details.hide").forEach(take);
    all("gd-quiz details.right summary").forEach((summary) => summary.append(" ✓"));
    all("annotation").forEach((source) => source.closest("math").setAttribute("alttext", source.textContent));
    const rename = (element, tag, classes) => {
        const other = document.createElement(tag);
        if (element.id) other.id = element.id;
        if (classes) other.className = classes;
        other.append(...element.childNodes);
        element.replaceWith(other);
    };
    all("picture").forEach((picture) => picture.replaceWith(picture.querySelector("img")));
    all("summary").forEach((summary) => rename(summary, "p", "summary"));
    all("details").forEach((details) => rename(details, "div", `folded ${details.className}`));
    all("*").filter(({ localName }) => localName.startsWith("gd-")).forEach((demo) => rename(demo, "div"));
    all("annotation").forEach((source) => source.remove());
    all("table, td, th, col").forEach((cell) => cell.removeAttribute("align"));
    all("a[href]").forEach((link) => {
        const { origin, pathname, hash } = new URL(link.href);
        const name = pathname.split("/").pop().replace(/\\.html$/, "");
        if (origin !== location.origin || link.protocol !== location.protocol) return;
        const place = hash.startsWith("#gd-") ? "" : hash; // the state of a demo, which is a picture here
        if (pages.includes(name)) link.setAttribute("href", `${name}.xhtml${place}`);
        else if (site) link.href = new URL(link.getAttribute("href"), `${site}book/`);
        else link.removeAttribute("href");
    });
    const pictures = all("img").map((img) => {
        const name = img.src.split("/").pop();
        const found = [name, new URL(img.src).pathname];
        img.setAttribute("src", `images/${name}`);
        img.removeAttribute("loading");
        return found;
    });
    all("*").forEach((element) => [...element.attributes].forEach(({ name }) => {
        if (/^(data-|aria-|on|role$|tabindex$|translate$|popover)/.test(name)) element.removeAttribute(name);
    }));
    const title = document.querySelector("h1").textContent.trim();
    return { title, pictures, xml: new XMLSerializer().serializeToString(article) };
}"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>{body}</body>
</html>
"""
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{id}</dc:identifier><dc:title>{title}</dc:title><dc:language>en</dc:language>
<dc:creator>{author}</dc:creator><dc:rights>CC BY 4.0</dc:rights>
<meta property="dcterms:modified">{now}</meta>
</metadata>
<manifest>{manifest}</manifest>
<spine>{spine}</spine>
</package>
"""
STYLE = """
body { line-height: 1.45; }
pre, code { font-family: monospace; font-size: 0.85em; }
pre { white-space: pre-wrap; }
img { max-width: 100%; height: auto; }
figure { margin: 1em 0; break-inside: avoid; }
figcaption { font-size: 0.9em; }
table { border-collapse: collapse; }
td, th { padding: 0.2em 0.6em 0.2em 0; border-bottom: 1px solid #999; text-align: left; vertical-align: top; }
.folded { margin: 0.8em 0; padding-left: 0.8em; border-left: 3px solid #999; }
.summary, .caption-number { font-weight: bold; }
.checked { font-size: 0.7em; text-decoration: none; }
"""
KINDS = {
    ".xhtml": "application/xhtml+xml",
    ".svg": "image/svg+xml",
    ".css": "text/css",
    ".webp": "image/webp",
    ".png": "image/png",
}
ITEM = '<item id="{id}" href="{name}" media-type="{kind}"{properties}/>'


def main(html=ROOT / "_build/html"):
    if not html.exists():
        sys.exit("There is no built book: run `make book` first.")
    target = html / "gradient-descent.epub"
    files, titles = read_pages(html, require_browser("An EPUB"))
    files["style.css"] = STYLE
    files["nav.xhtml"] = contents(titles)
    pack(target, files, titles)
    print(f"The book as an EPUB is at {target}")


def read_pages(html, browser):
    """Each file of the book by its name, and the title of each page in their order."""
    files, titles, pages = {}, {}, pages_in_order()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_context(java_script_enabled=False).new_page()
        for name in pages:
            page.goto((html / f"book/{name}.html").as_uri())
            found = page.evaluate(TO_XML, [pages, SITE])
            titles[name] = found["title"]
            files[f"{name}.xhtml"] = PAGE.format(title=escape(found["title"]), body=found["xml"])
            for picture, path in found["pictures"]:
                files[f"images/{picture}"] = Path(unquote(path)).read_bytes()
        chromium.close()
    return files, titles


def contents(titles):
    links = "".join(f'<li><a href="{name}.xhtml">{escape(title)}</a></li>' for name, title in titles.items())
    return PAGE.format(title="Contents", body=f'<nav epub:type="toc"><h1>Contents</h1><ol>{links}</ol></nav>')


def pack(target, files, titles):
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    ids = {name: f"f{i}" for i, name in enumerate(sorted(files))}
    manifest = "".join(
        ITEM.format(
            id=ids[name], name=name, kind=KINDS[Path(name).suffix], properties=properties(name, files)
        )
        for name in ids
    )
    package = PACKAGE.format(
        id=uuid.uuid5(uuid.NAMESPACE_URL, config["title"]),
        title=escape(config["title"]),
        author=escape(config["author"]),
        now=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        manifest=manifest,
        spine="".join(f'<itemref idref="{ids[f"{name}.xhtml"]}"/>' for name in titles),
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        # First, and as it is: this is how a reader knows what the file is.
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book/content.opf", package)
        for name, content in files.items():
            book.writestr(f"book/{name}", content)


def properties(name, files):
    if name == "nav.xhtml":
        return ' properties="nav"'
    return ' properties="mathml"' if name.endswith(".xhtml") and re.search("<math[ >]", files[name]) else ""


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
