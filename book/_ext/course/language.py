"""The book in another language: what Sphinx's translation leaves out of a page, and the words of the scripts.

Sphinx takes the text of a page apart into messages and looks each up in `locale/LANGUAGE/LC_MESSAGES/`, in
the file of the page. It leaves out HTML that stands in a page, such as the choices of a question, and the
contents in _toc.yml; here both are translated too. What the site says itself is in one file, sphinx.po: the
templates and this extension say it as _("…"), the scripts as tr("…"), and `make gettext` collects it all.
"""

import json
import re
from functools import cache
from html import unescape
from pathlib import Path

from babel.messages.extract import extract_from_file
from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _, init
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import docname_to_domain

SCRIPTS = ("_static", "_live")  # folders of the book; the demos of gdcore speak English
# Tags that stand inside a sentence; all others end a message.
INLINE = "a|abbr|b|br|code|em|i|kbd|small|span|strong|sub|sup"
TAG = re.compile(rf"(</?(?!(?:{INLINE})\b)[a-z][^>]*>)")
WORDS_IN_TAG = re.compile(r'(\b(?:alt|aria-label)=")([^"]*)(")')


def setup(app):
    app.add_transform(TakeHtmlApart)
    app.add_transform(PutHtmlTogether)
    app.connect("doctree-read", translate_contents)
    app.connect("builder-inited", write_words)
    app.connect("html-page-context", ask_for_words)


# ---- HTML in a page ----


class HtmlInWords(nodes.raw, addnodes.translatable):
    """HTML of which Sphinx translates the sentences, and no tag."""

    def preserve_original_messages(self):
        self["messages"] = messages_in(self.astext())

    def extract_original_messages(self):
        return self["messages"]

    def apply_translated_message(self, original_message, translated_message):
        self[:] = [nodes.Text(with_message(self.astext(), original_message, translated_message))]


class TakeHtmlApart(SphinxTransform):
    """Before Sphinx translates: HTML that the page's author wrote, not what a cell has shown."""

    default_priority = 9

    def apply(self):
        for html in list(self.document.findall(nodes.raw)):
            if html.get("format") == "html" and messages_in(html.astext()) and not is_shown_by_cell(html):
                in_words = HtmlInWords("", html.astext(), **html.attributes)
                in_words.source, in_words.line = html.source, html.line
                in_words.preserve_original_messages()
                html.replace_self(in_words)


class PutHtmlTogether(SphinxTransform):
    """After it; where catalogues are made, the messages are still needed."""

    default_priority = 30

    def apply(self):
        for html in list(self.document.findall(HtmlInWords)):
            if self.app.builder.name != "gettext":
                html.replace_self(nodes.raw("", html.astext(), format="html"))


def is_shown_by_cell(node):
    while node := node.parent:
        if node.get("nb_element") == "cell_code_output":
            return True
    return False


def parts_of(html):
    """HTML as pairs: a piece, and whether it is a message.

    >>> parts_of('<p><b>Fog.</b> She sees <em>nothing</em>.</p>')
    [('<p>', False), ('<b>Fog.</b> She sees <em>nothing</em>.', True), ('</p>', False)]
    >>> parts_of('<img alt="A hill."> ')
    [('<img alt="', False), ('A hill.', True), ('">', False), (' ', False)]
    """
    pieces = [piece for part in TAG.split(html) for piece in in_tag_or_text(part)]
    return [(piece, is_words) for piece, is_words in pieces if piece]


def in_tag_or_text(part):
    if TAG.fullmatch(part):
        before, *rest = WORDS_IN_TAG.split(part)
        found = [(before, False)]
        for opening, value, quote, after in zip(*[iter(rest)] * 4):
            found[-1] = (found[-1][0] + opening, False)
            found += [(value, has_letters(value)), (quote + after, False)]
        return found
    text = part.strip()
    if not has_letters(re.sub("<[^>]*>", "", text)):
        return [(part, False)]
    start = part.index(text)
    return [(part[:start], False), (text, True), (part[start + len(text) :], False)]


def has_letters(text):
    return any(letter.isalpha() for letter in unescape(text))


def messages_in(html):
    return [" ".join(piece.split()) for piece, is_message in parts_of(html) if is_message]


def with_message(html, original, translated):
    """The same HTML with one message in other words.

    >>> with_message("<details>\\n<summary>a hill</summary>", "a hill", "ein Hügel")
    '<details>\\n<summary>ein Hügel</summary>'
    """
    return "".join(
        translated if is_message and " ".join(piece.split()) == original else piece
        for piece, is_message in parts_of(html)
    )


# ---- the contents ----


def translate_contents(app, doctree):
    """Titles and captions of _toc.yml: they come into the first page after Sphinx has translated it."""
    domain = docname_to_domain(app.env.docname, app.config.gettext_compact)
    folders = [Path(app.srcdir, folder) for folder in app.config.locale_dirs]
    catalogue, exists = init(folders, app.config.language, domain)
    for tree in doctree.findall(addnodes.toctree):
        tree.preserve_original_messages()
        for message in tree.extract_original_messages() if exists else ():
            tree.apply_translated_message(message, catalogue.gettext(message))


# ---- the scripts ----


@cache
def words(app):
    """What the scripts say in the language of the book, where that differs from the English."""
    said = {text: _(text) for _path, _line, text in in_scripts(Path(app.srcdir, "book"))}
    return {text: translated for text, translated in said.items() if translated != text}


def write_words(app):
    if words(app) and app.builder.format == "html":
        script = Path(app.outdir, "_static/words.js")
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(f"courseWords = {json.dumps(words(app), ensure_ascii=False)};\n", encoding="utf-8")


def in_scripts(book):
    """All that stands in tr("…") in the scripts of the site: where, and what."""
    for script in sorted(path for folder in SCRIPTS for path in (book / folder).glob("*.js")):
        for line, message, *_rest in extract_from_file("javascript", script, keywords={"tr": None}):
            yield script, line, message


def ask_for_words(app, pagename, templatename, context, doctree):
    context["words"] = bool(words(app))
