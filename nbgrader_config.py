"""Settings of nbgrader, which reads this file when it is called in this folder."""

import os
import sys
from pathlib import Path

import grading

c = get_config()  # noqa: F821, nbgrader puts the name there

# nbgrader calls alembic by its name. It lies beside this Python, whether or not the environment is activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])

c.CourseDirectory.course_id = "gradient_descent"
c.CourseDirectory.source_directory = "solutions"  # its notebooks are made by `make exercises`
c.CourseDirectory.release_directory = "exercises"
# The text sources stay here: they hold the solutions.
c.CourseDirectory.ignore.append("*.md")

# Nothing is raised by an answer that is left open: the tests say so, and the cells after it still run.
c.ClearSolutions.code_stub = {"python": "# YOUR ANSWER HERE"}
c.ClearSolutions.text_stub = "*YOUR ANSWER HERE, in words: double-click this line, and write in its place.*"

# The tests run out of reach of the code that they test (grading/).
c.Autograde.pre_convert_hook = "grading.preprocessors.remove_special_files"
c.Autograde.exporter_class = "grading.preprocessors.Exporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "grading.preprocessors.IsolatedExecute",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "grading.preprocessors.SaveAtOnce",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# Notebooks come back with the kernel names of the students' machines.
c.ExecutePreprocessor.kernel_name = "python3"
c.ExecutePreprocessor.timeout = 60  # seconds for one cell

# What was handed in is shown, but does nothing (grading/feedback.py): in the feedback and in the formgrader.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.template_file = str(Path(grading.__file__).parent / "templates" / "formgrader.html.j2")
c.HTMLExporter.filters = {
    "markdown2html": "grading.feedback.markdown",
    "clean_html": "grading.feedback.clean",
}
c.GenerateFeedback.exporter_class = "grading.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = [
    "grading.feedback.GetGrades",
    "grading.feedback.LeaveOutMarking",
    "grading.feedback.HideHiddenTests",
    "grading.feedback.NameTasks",
]

# Links in the exchange are not followed (grading/exchange.py).
c.ExchangeFactory.collect = "grading.exchange.Collect"

# Zip files of learning management systems, whose contents are the students' (grading/collect.py).
c.ZipCollectApp.extractor_plugin = "grading.collect.Extractor"
c.ZipCollectApp.collector_plugin = "grading.collect.Collector"
