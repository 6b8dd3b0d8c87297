"""`python -m grading ASSIGNMENT`."""

import multiprocessing.forkserver
import sys

if __name__ == "__main__":  # workers import this file as well
    # The process that forks the workers imports what they need while we import nbgrader.
    multiprocessing.set_forkserver_preload(["grading.driver"])
    multiprocessing.forkserver.ensure_running()

    from grading.command import main

    sys.exit(main())
