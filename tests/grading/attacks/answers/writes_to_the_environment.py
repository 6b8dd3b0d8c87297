"""Changes the Python environment, so that the next submission, or the grader, runs other code.

mark: 0
"""
import os
import sys

for folder in (*sys.path, sys.base_prefix, os.path.dirname(os.__file__), os.path.dirname(np.__file__), "/usr/lib", "/etc", "/"):
    try:
        if folder:
            with open(f"{folder}/sitecustomize.py", "w") as file:
                file.write("print('ESCAPED')")
            print("ESCAPED: wrote into", folder)
    except OSError:
        pass
for executable in (sys.executable, "/proc/self/exe", "/usr/bin/env"):
    try:
        open(executable, "r+b")
        print("ESCAPED: may write", executable)
    except OSError:
        pass
