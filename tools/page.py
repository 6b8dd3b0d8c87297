"""Build one page of the book, without the others: `make page PAGE=05_adam`.

Cells that have not changed come from the cache that `make book` uses. Links to other pages lead nowhere,
which is not an error here; any other warning is one, as it is for the book.
"""

import sys
from pathlib import Path

import yaml
from jupyter_book.sphinx import build_sphinx

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "_build/page"
# The first page, because a book needs one; the references and the glossary, because every page leads there.
ALWAYS = ("index", "references", "glossary")
ABSENT = ["myst.xref_missing", "ref.doc", "ref.ref", "ref.numref"]


def main(page):
    FOLDER.mkdir(parents=True, exist_ok=True)
    first, *others = (f"book/{name}" for name in dict.fromkeys([*ALWAYS, page]))
    contents = {"format": "jb-book", "root": first, "chapters": [{"file": file} for file in others]}
    (FOLDER / "_toc.yml").write_text(yaml.safe_dump(contents))
    failed = build_sphinx(
        ROOT,
        FOLDER / "html",
        path_config=ROOT / "_config.yml",
        noconfig=True,
        confoverrides={
            "external_toc_path": str(FOLDER / "_toc.yml"),
            "nb_execution_cache_path": str(ROOT / "_build/.jupyter_cache"),
            "suppress_warnings": ABSENT,
            "latex_individualpages": False,
        },
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    if failed:
        sys.exit("The page has the warnings above.")
    print(f"The page is at {FOLDER}/html/book/{page}.html")


if __name__ == "__main__":
    main(sys.argv[1])
