"""What the book needs from Sphinx beyond its configuration, one file for each subject.

execution    chapters run in parallel, and again when the engine changes
maths        formulas are typeset during the build
pictures     pictures become files of their own, in the colours of both themes
explanations what a term means and a mark stands for, shown where it is pointed at
reader       what the reader does: predictions have their answers, figures their captions, pages their time
html         HTML that differs from Sphinx's own
layout       what the templates in book/_theme are given
slides       a deck for each chapter, made of what is marked in its text
search       the sections of the book with their words, for the search
notebooks    chapters and problem sets as downloads
live         Python in the page
problem_sets the whole of a set on its page
teaching     what the plan for teaching says of other pages
language     the book in another language
publishing   the address of the site and of its source, and the sitemap
"""

from . import (
    execution,
    explanations,
    html,
    language,
    layout,
    live,
    maths,
    notebooks,
    pictures,
    problem_sets,
    publishing,
    reader,
    search,
    slides,
    teaching,
)

SUBJECTS = (
    *(execution, maths, pictures, explanations, reader, html, layout, search, notebooks, live),
    *(problem_sets, teaching, slides, language, publishing),
)


def setup(app):
    for subject in SUBJECTS:
        subject.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
