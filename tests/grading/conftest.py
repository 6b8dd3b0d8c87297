"""What the tests of grading share: a new course folder. What is not a fixture stands in course.py and its neighbours."""

import pytest

from .assignment import assignment
from .course import CourseFolder


@pytest.fixture(scope="session")
def new_course(tmp_path_factory):
    return lambda source=None: CourseFolder(tmp_path_factory.mktemp("course"), source or assignment())
