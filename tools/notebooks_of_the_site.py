"""Let the notebooks of the built site install the engine from the site itself, whose wheel lies beside them.

The committed notebooks install it from the clone that they stand in. Those of the site are opened elsewhere,
on Colab for one, where there is no clone, and a name in a public registry may be anybody's. The same
notebooks go to _build/notebooks, which publish.yml makes a branch: Colab opens them from a repository.
"""

import shutil
import sys
from pathlib import Path

from tools.wheel import build_wheel

ROOT = Path(__file__).parent.parent
# In the first cell of each notebook, whose folder is the clone's book/.
FROM_THE_CLONE = '"..[plots,widgets]"'


def main(site, html=ROOT / "_build/html"):
    wheel = build_wheel(html)
    from_the_site = f'"gdcore[plots,widgets] @ {site}{wheel.name}"'
    branch = html.parent / "notebooks"
    shutil.rmtree(branch, ignore_errors=True)
    (branch / "book").mkdir(parents=True)
    for notebook in sorted(html.glob("_sources/book/*.ipynb*")):  # and the script beside each
        install_from(notebook, from_the_site)
        if notebook.suffix == ".ipynb":
            shutil.copy(notebook, branch / "book")
    print(f"The notebooks of the site install {wheel.name} from {site}")


def install_from(notebook, source):
    """Change where the first cell of a notebook installs the engine from."""
    text = notebook.read_text("utf-8")
    here, there = (name.replace('"', '\\"') for name in (FROM_THE_CLONE, source))
    if here not in text:
        sys.exit(f"{notebook} has no cell that installs the engine with {FROM_THE_CLONE}")
    notebook.write_text(text.replace(here, there), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
