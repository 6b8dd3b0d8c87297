"""Settings of nbgrader on the hub; those of the course are in its own nbgrader_config.py."""

import os

c = get_config()  # noqa: F821, nbgrader puts the name there

c.Exchange.root = os.environ["EXCHANGE"]
if "COURSE" in os.environ:
    c.CourseDirectory.root = os.environ["COURSE"]
else:
    c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]

# Without accounts of their own all students' files have the same owner. With them, delete this line:
# whoever hands in as somebody else is then reported.
c.ExchangeCollect.check_owner = False
