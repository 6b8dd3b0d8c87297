"""What the tests of grading share. What is no fixture stands in course.py, assignment.py and classroom.py."""

import pytest

from .assignment import assignment
from .course import CourseFolder


@pytest.fixture(scope="session")
def new_course(tmp_path_factory):
    return lambda source=None: CourseFolder(tmp_path_factory.mktemp("course"), source or assignment())
