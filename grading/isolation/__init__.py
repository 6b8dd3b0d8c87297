"""Behind the wall: one notebook is run and tested, and the tests never share a process with the answers.

`grade_notebook` in notebook.py is the door. Nothing that was handed in makes it raise an exception. It
touches no database, writes nothing but temporary files, and may be called in several processes at once.

    handed_in.py  what was handed in is read and copied, without following a link; slim.py drops outputs
    notebook.py   from the submitted file to the graded notebook
    limits.py     how much time and memory it may use; usage.py and cgroups.py count that, log.py can show it
    source.py     what the instructor's notebook says about how to run it
    restore.py    the notebook that is run: the instructor's, with the student's answers in their places
    supervise.py  the calling process: limits time and memory, sees outputs   trusted
    warm.py       a process that has imported NumPy and the rest, and forks   trusted, sees set-up cells only
    examiner.py   a fork: runs set-up and test cells                          trusted, runs no student's code
    student.py    a fork in a sandbox: runs set-up cells and the student's    not trusted
    shell.py      IPython, as examiner and student both run it
    sandbox.py    what the student's process can reach: as good as nothing
    wire.py       what may cross between examiner and student: plain data in bounded frames
    codecs.py     how values become plain data, and values again
    peer.py       how it crosses: calls, callbacks, exceptions, changes in place
    arguments.py  what an answer writes into its arguments changes copies of them
    outputs.py    which of the student's outputs are taken over, and in what form
"""
