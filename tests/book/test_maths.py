"""Formulas keep their punctuation, and no other text loses its own."""

from docutils import nodes
from docutils.utils import new_document

from book._ext.course.maths import keep_brackets_whole, keep_punctuation_with_maths


def test_a_full_stop_after_a_formula_becomes_part_of_it_and_one_after_a_citation_stays():
    document = new_document("page")
    document += nodes.paragraph(
        "", "", nodes.Text("See "), nodes.inline("", "Polyak (1964)"), nodes.Text("."), nodes.math("", "x"),
        nodes.Text("."),
    )  # fmt: skip
    keep_punctuation_with_maths(None, document)
    assert document[0].astext() == "See Polyak (1964).x\\text{.}"
    assert document[0][-2].astext() == "x\\text{.}"


def test_no_line_ends_between_the_brackets_of_a_formula_in_the_text():
    document = new_document("page")
    written = [r"(\kappa-1)/(\kappa+1)", "f(w)", r"\bigl(1-\beta\bigr)"]
    document += nodes.paragraph("", "", *(nodes.math("", formula) for formula in written))
    keep_brackets_whole(None, document)
    whole = [r"({\kappa-1})/({\kappa+1})", *written[1:]]
    assert [formula.astext() for formula in document[0]] == whole
