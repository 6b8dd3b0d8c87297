"""Write book/_live/editor.js: the editor for the code of a page, as one module.

The editor is prism-code-editor, a text area with colours behind it, so that keyboards, telephones and screen
readers find what they know. package.json names its version, and that of esbuild, which makes one file of it.
"""

import json
import subprocess
import sys
from pathlib import Path

from book._ext.course.node import NODE

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "book/_live/editor.js"
PACKAGE = ROOT / "node_modules/prism-code-editor"
ENTRY = """
import "prism-code-editor/prism/languages/python";
export { createEditor } from "prism-code-editor";
export { defaultCommands, editHistory } from "prism-code-editor/commands";
export { default as layout } from "prism-code-editor/layout.css";
"""
BUNDLE = """
const { outputFiles } = require("esbuild").buildSync({
  stdin: { contents: process.argv[1], resolveDir: "." },
  bundle: true, minify: true, format: "esm", charset: "utf8", loader: { ".css": "text" }, write: false,
});
process.stdout.write(outputFiles[0].text);
"""


def main():
    TARGET.write_text(bundle(), encoding="utf-8")


def bundle():
    """The module, below its licence."""
    if not PACKAGE.exists():
        sys.exit("The npm packages are missing: run `make node_modules/installed` first.")
    version = json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"]
    licence = (PACKAGE / "LICENSE").read_text("utf-8")
    command = [NODE, "--eval", BUNDLE, ENTRY]
    script = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    return f"/* prism-code-editor {version}, made by tools/editor_script.py\n\n{licence}*/\n{script}"


if __name__ == "__main__":
    main()
