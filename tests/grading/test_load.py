"""A thousand submissions through a Dask cluster into a PostgreSQL of its own."""

import pytest

from .classroom import Classroom, dask_cluster
from .course import NAME
from .postgresql import needs_postgresql, postgresql

pytestmark = [pytest.mark.slow, needs_postgresql]


def test_a_thousand_submissions(new_course, tmp_path):
    course = new_course()
    with postgresql() as server, dask_cluster(tmp_path) as (address, _):
        course.nbgrader("generate_assignment", NAME, "--force", "--db", server.database)
        classroom = Classroom(course, 1000, server.database)
        classroom.grade("--scheduler", address, "--no-feedback")
        assert classroom.marks() == classroom.expected
