"""How a class has done in an assignment, on a page that names nobody: `python -m grading.report ASSIGNMENT`.

It shows how the marks are distributed, in which tests points were lost, and which reasons the checks named.
"""

import argparse
import math
import statistics
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from grading.course import Course, CourseError
from grading.export import mark
from grading.feedback import TEMPLATES

MOST_BARS = 20  # of the histogram
MOST_REASONS = 5  # for one test


@dataclass
class Test:
    """The class's results in one test, or in one part that is marked by hand."""

    name: str
    points: float
    scores: list[float]
    reasons: Counter  # {reason: how many students were told it}
    waiting: int = 0  # answers that are still to be marked by hand

    @property
    def lost(self):
        """The share of its points that the class has lost, as far as it is marked."""
        return 1 - statistics.fmean(self.scores) / self.points if self.points and self.scores else 0.0

    @property
    def missed_by(self):
        return sum(score < self.points for score in self.scores)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m grading.report", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("assignment")
    parser.add_argument("--database", metavar="URL", help="the gradebook (gradebook.db)")
    options = parser.parse_args(arguments)
    try:
        path = write(Course(options.assignment, database=options.database))
    except CourseError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"The report is at {path.resolve()}")
    return 0


def write(course: Course) -> Path:
    """Write the page; its path."""
    with course.gradebook() as gradebook:
        submissions = gradebook.assignment_submissions(course.assignment)
        if not submissions:
            raise CourseError(f"Nothing is graded: run `python -m grading {course.assignment}` first")
        marks = [mark(submission) for submission in submissions]
        tests = tests_of(course, submissions)
        facts = {"students": len(gradebook.students), "out_of": submissions[0].max_score}
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    page = templates.get_template("class_report.html.j2")
    path = Path("reports") / f"{course.assignment}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        page.render(
            assignment=course.assignment,
            marks=marks,
            median=statistics.median(marks),
            bars=histogram(marks, facts["out_of"]),
            tests=sorted(tests, key=lambda test: -test.lost),
            most_reasons=MOST_REASONS,
            **facts,
        ),
        encoding="utf-8",
    )
    return path


def histogram(marks: list[float], out_of: float) -> list[tuple[int, int, int]]:
    """(lowest mark, next bar's lowest mark, how many) of each bar; if whole, full marks have their own bar.

    >>> histogram([0, 1.5, 2, 2], 2)
    [(0, 1, 1), (1, 2, 1), (2, 3, 2)]
    """
    width = max(1, math.ceil(out_of / MOST_BARS))
    counts = Counter(int(mark // width) for mark in marks)
    return [(width * bar, width * (bar + 1), counts[bar]) for bar in range(int(out_of // width) + 1)]


def tests_of(course: Course, submissions: list) -> list[Test]:
    """A Test for everything that gives points; what is not marked yet does not count, but is counted."""
    tests: dict[tuple[str, str], Test] = {}
    reasons: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for submission in submissions:
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                key = notebook.name, grade.name
                test = tests.setdefault(key, Test(grade.name, grade.max_score, [], reasons[key]))
                if grade.needs_manual_grade:
                    test.waiting += 1
                else:
                    test.scores.append(grade.score or 0.0)
            for name, told in course.reasons(submission.student_id, notebook.name).items():
                reasons[notebook.name, name].update(set(told))
    return [test for test in tests.values() if test.points]


if __name__ == "__main__":
    sys.exit(main())
