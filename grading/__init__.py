"""The marker. It runs what was handed in where that can do no harm, and tests it where it cannot reach.

The wall is isolation/, a package of its own. This is what stands around it:

    preprocessors.py  how nbgrader's own commands come to use the marker
    __main__.py       `python -m grading`, which grades all that was handed in
    command.py        its command line, its progress and its table
    watch.py          its other way: what arrives is graded, until it is stopped
    driver.py         spreads the work over processes
    course.py         reads the course folder
    files.py          reads the files of an assignment and of a submission
    by_hand.py        answers in words, which somebody marks by hand
    personal.py       what differs from student to student: random inputs, curves drawn from an id
    record.py         writes the gradebook and the feedback
    collect.py        in: the zip files of learning management systems
    exchange.py       in: what students have put into the exchange of nbgrader
    feedback.py       out: what students see of their graded notebooks, made harmless
    export.py         out: marks as files for learning management systems
    report.py         out: a page about how the class has done
    templates/        the pages that feedback.py and report.py fill in

Imports point one way: nothing in isolation/ knows of what stands around it.
"""
