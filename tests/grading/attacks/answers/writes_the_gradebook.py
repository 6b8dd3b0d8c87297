"""Gives itself 150 points, and the others none, in the database.

mark: 0
"""
import glob
import os
import sqlite3

candidates = ["gradebook.db", *("../" * i + "gradebook.db" for i in range(8)), *glob.glob("/*/gradebook.db"), *glob.glob("/*/*/gradebook.db")]
for path in candidates:
    if os.path.exists(path):
        print("ESCAPED: found", path)
        sqlite3.connect(path).execute("update grade set auto_score = 150")
for name in ("JUPYTERHUB_API_TOKEN", "PGPASSWORD", "DATABASE_URL", "GRADING_SECRET"):
    if name in os.environ:
        print("ESCAPED: the environment has", name)
