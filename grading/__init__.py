"""The marker: runs what was handed in where it can do no harm, and tests it where it cannot reach.

    grade_notebook(source, submitted, files, limits, sandboxed) -> Graded(notebook, report)

of notebook.py is the boundary. It grades one notebook: `source` is the instructor's file with solutions and hidden
tests, `submitted` the file that was handed in, both as bytes, `files` the assignment's data files. The notebook that
comes back is run; nbgrader's `determine_grade` tells the marks from the outputs of its test cells, as ever. The report
says in sentences what had to be put right and what went wrong. What was handed in raises nothing: it may be anything.

nbgrader calls it through preprocessors.py, cell after cell of one submission after the other. It can be called in
several processes at once; each has a warm parent of its own, started when first needed. Arguments and result can be
pickled. It touches no database, and writes nothing but temporary files.

What runs where, and what may be trusted:

    supervise.py   in the process that calls: keeps time and memory, sees outputs only       trusted
    warm.py        a process that has imported NumPy and the rest, and forks                 trusted, sees set-up cells only
    examiner.py    a fork: runs set-up and test cells                                        trusted, never runs a student's code
    student.py     a fork in a sandbox: runs set-up cells and the student's                  not trusted
    shell.py       IPython, as both run it
    outputs.py     what of a student's outputs is taken over
    sandbox.py     what the student's process can reach: as good as nothing
    wire.py        what crosses between examiner and student: plain data, in bounded frames
    peer.py        how it crosses: calls, call-backs, exceptions, changes in place
    source.py      what the instructor's notebook says about how to run it
    restore.py     the notebook that is run: the instructor's, with the student's answers

What stands around it:

    preprocessors.py  nbgrader's own commands call it by this
    __main__.py       the command that grades all that was handed in: command.py, driver.py, course.py, record.py
    collect.py        in: the zip files of learning management systems
    feedback.py       out: what students see of their graded notebooks, and how it is kept harmless
    export.py         out: marks as files for learning management systems
    report.py         out: a page on how the class has done
"""
