"""Runs another student's file, and the instructor's, in its own place.

mark: 0
"""
import glob
import os

for start in (".", "..", "../..", "/tmp", "/home", "/srv", "/mnt", "/work", "/root", os.environ["HOME"]):
    for pattern in ("*.ipynb", "*/*.ipynb", "*/*/*/*.ipynb"):
        for path in glob.glob(f"{start}/{pattern}"):
            print("ESCAPED: found", path)
            get_ipython().run_line_magic("run", path)
