"""`python -m grading ASSIGNMENT`."""

import sys

if __name__ == "__main__":  # workers import this file as well
    from grading.command import main

    sys.exit(main())
