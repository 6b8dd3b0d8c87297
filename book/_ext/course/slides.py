"""A deck of slides for each chapter, made of what is marked in its text.

    <!-- slide: Its title -->     a slide begins, and ends at the next mark of this kind or the next heading
    <!-- show -->                 the slide shows what follows: a sentence of the text, or another block
    <!-- show code -->            the slide shows the code of the cell that follows

A slide on which nothing is marked shows its first figure, demo, question, formula, table, list, quotation or
run of misconceptions. Of a list it shows the first sentence of each item. All of the slide's text is in the
notes of the speaker. A mark is a comment, so neither the page nor the notebook shows it. The decks lie in
slides/, beside book/; where the npm package reveal.js is missing, which `make` installs, there are none.
"""

import re
import subprocess
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from .layout import place
from .node import NODE, ROOT
from .search import plain

SOURCES = ROOT / "book/_slides"
REVEAL = ROOT / "node_modules/reveal.js"
BUNDLE = """
require("esbuild").buildSync({
    entryPoints: ["slides.js", "slides.css"].map((name) => `${process.argv[1]}/${name}`),
    outdir: process.argv[2], bundle: true, minify: true, charset: "utf8", logLevel: "error",
});
"""
COMMENT = re.compile(r"\s*<!--\s*(?:slide:\s*(\S.*?)|show( code)?)\s*-->\s*", re.DOTALL)
SENTENCE_END = re.compile(r"[.?!][”’)]*(?=\s|$)")
ENDS_SENTENCE = re.compile(r"[.?!](\}|[”’)]*)$")  # such as a formula, with the full stop that is kept with it
MISCONCEPTION = '<details class="misconception">'
RIGHT = 'class="right"'
STANDS_OUT = 'class="fragment custom right" data-fragment-index="0"'
CHOICE = re.compile(r"<details([^>]*)>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
LONG = 15  # lines of code, which are set smaller

LOGGER = logging.getLogger(__name__)


class mark(nodes.Element):
    """Where a slide begins (`title`), or what it shows."""


class deck_link(nodes.inline):
    """Where the link to a deck will stand, once all pages have been read."""


class DeckLink(SphinxRole):
    """{slides}`01_update_rule`: the deck of that chapter."""

    def run(self):
        return [deck_link("", "", page=f"book/{self.text}", location=self.get_location())], []


def setup(app):
    app.add_node(mark)
    app.add_node(deck_link)
    app.add_role("slides", DeckLink())
    app.connect("builder-inited", write_script_and_style)
    # Before the others look at the text, for which the marks are not there.
    app.connect("doctree-read", find_marks, priority=100)
    app.connect("doctree-read", check_slides, priority=900)
    app.connect("doctree-resolved", link_to_decks)
    app.connect("doctree-resolved", make_deck, priority=900)
    app.connect("html-page-context", tell_of_deck)
    app.connect("html-collect-pages", pages_of_decks)


def makes_decks(app):
    """Not where only the texts are collected, and not without reveal.js, which `make` installs."""
    return REVEAL.exists() and app.builder.format == "html"


def write_script_and_style(app):
    app.decks = {}
    if makes_decks(app):
        command = [NODE, "--eval", BUNDLE, str(SOURCES), str(Path(app.outdir, "_static/slides"))]
        subprocess.run(command, cwd=ROOT, check=True)


# ---- the marks ----


def find_marks(app, doctree):
    """Each comment of a page is a mark."""
    for comment in list(doctree.findall(nodes.raw)):
        if not comment.astext().lstrip().startswith("<!--"):
            continue
        where, found = (app.env.docname, comment.line), COMMENT.fullmatch(comment.astext())
        if not found:
            LOGGER.warning("a comment that is no mark of slides: %s", comment.astext(), location=where)
            comment.parent.remove(comment)
            continue
        title = found[1] and " ".join(found[1].split())
        comment.replace_self(mark(title=title, code=found[2], place=where))
        if title:
            app.env.metadata[app.env.docname]["slides"] = True


def blocks_of(section):
    """The sections, paragraphs, figures and so on of a chapter, in the order in which they are read."""
    for child in section.children:
        yield child
        if isinstance(child, nodes.section):
            yield from blocks_of(child)


# ---- a chapter's slides ----


def check_slides(app, doctree):
    """Each mark leads somewhere."""
    slides, stray = slides_of(doctree)
    problems = [(one["place"], "`show` before the first slide of its section") for one in stray]
    for slide in slides:
        problems += slide.problems()
    for where, what in problems:
        LOGGER.warning(what, location=tuple(where))


def make_deck(app, doctree, page):
    """Take the marks out of a page, and make slides of what they mark."""
    if has_deck(app, page):
        # The pictures of a page are written for the page that is being written; a deck lies as deep.
        app.builder.imgpath = "../_images"
        app.decks[page] = [slide.html(app) for slide in slides_of(doctree)[0]]
    for done in list(doctree.findall(mark)):
        done.parent.remove(done)


def slides_of(doctree):
    """The slides of a page, and the marks that belong to none."""
    heading, stretches, stray, is_open = "", [], [], False
    for block in blocks_of(doctree.next_node(nodes.section)):
        if isinstance(block, nodes.section):
            heading, is_open = block.next_node(nodes.title).astext(), False
        elif isinstance(block, mark) and block["title"]:
            stretches.append((heading, block, []))
            is_open = True
        elif is_open:
            stretches[-1][2].append(block)
        else:
            stray += block.findall(mark)
    return [Slide(*stretch) for stretch in stretches], stray


class Slide:
    """Groups of blocks, each with what shows it: the mark before it, True where there is no mark, or None."""

    def __init__(self, heading, title, blocks):
        self.heading, self.mark, self.groups, self.waiting = heading, title, [], None
        for group in grouped(blocks):
            if isinstance(group[0], mark):
                self.waiting = group[0]
            else:
                self.groups.append((group, self.waiting))
                self.waiting = None
        if not any(list(block.findall(mark)) for block in blocks):
            first = next((group for group, shown in self.groups if is_seen(group)), None)
            self.groups = [(group, group is first or None) for group, shown in self.groups]

    def problems(self):
        """What is wrong with its marks, each as the place of a mark and words."""
        inside = [
            (group[0], [one for block in group for one in block.findall(mark)])
            for group, shown in self.groups
        ]
        if any(marks and not isinstance(first, nodes.paragraph) for first, marks in inside):
            yield self.mark["place"], "`show` inside what is shown whole: put it before"
        if self.waiting:
            yield self.waiting["place"], "`show` with nothing to show before the slide ends"
        if not any(shown for group, shown in self.groups) and not any(marks for first, marks in inside):
            yield self.mark["place"], f"a slide that shows nothing: {self.mark['title']}"

    def html(self, app):
        parts, notes = [], []
        for group, shown in self.groups:
            first = group[0]
            if isinstance(first, nodes.paragraph):
                begins = [*([None] if shown else []), *first.findall(mark)]
                parts += [f'<p class="words">{html_of(app, [sentence(first, at)])}</p>' for at in begins]
            elif shown:
                parts.append(seen(app, group, code=shown is not True and shown["code"]))
            notes += notes_of(group, shown)
        above = f'<p class="above">{escape(self.heading)}</p>' if self.heading else ""
        spoken = "".join(f"<p>{escape(' '.join(note.split()))}</p>" for note in notes if note.strip())
        return (
            f'<section><div class="slide">{above}<h2>{escape(self.mark["title"])}</h2>'
            f'<div class="parts">{"".join(parts)}</div></div><aside class="notes">{spoken}</aside></section>'
        )


def notes_of(group, shown):
    """What the speaker reads of a group of blocks."""
    first = group[0]
    if is_question(first):
        return answers_in_words(group) if shown else []
    if is_folded(first):
        return [plain(block) for block in group] if shown else []
    if isinstance(first, nodes.paragraph | nodes.bullet_list | nodes.enumerated_list):
        return [plain(first)]
    return [_("What to see: %s") % plain(caption) for caption in first.findall(nodes.caption)]


def grouped(blocks):
    """Blocks, each in a list; a question with its answers is one list, and so is what is folded in a row."""
    group, depth = [], 0
    for block in blocks:
        html = block.astext() if isinstance(block, nodes.raw) else ""
        if not depth and group and not (is_folded(group[0]) and is_folded(block)):
            yield group
            group = []
        group.append(block)
        depth += len(re.findall(r"<(?:gd-quiz|details)\b", html))
        depth -= len(re.findall(r"</(?:gd-quiz|details)>", html))
    if group:
        yield group


def is_question(block):
    return isinstance(block, nodes.raw) and block.astext().lstrip().startswith("<gd-quiz")


def is_folded(block):
    return isinstance(block, nodes.raw) and block.astext().lstrip().startswith("<details")


def is_cell(block):
    return isinstance(block, nodes.container) and block.get("nb_element") == "cell_code"


def is_seen(group):
    """Whether it is something to look at, which a slide shows without being told to."""
    if is_cell(group[0]):
        return bool(list(group[0].findall(nodes.image))) or "<gd-" in group[0].astext()
    if is_folded(group[0]):
        return MISCONCEPTION in group[0].astext()
    kinds = nodes.math_block, nodes.table, nodes.bullet_list, nodes.enumerated_list, nodes.block_quote
    return isinstance(group[0], kinds) or is_question(group[0])


# ---- what a slide shows, as HTML ----


def html_of(app, blocks):
    """Blocks as HTML without links, marks of claims and explanations."""
    whole = nodes.container("", *(block.deepcopy() for block in blocks))
    for link in list(whole.findall(nodes.reference)):
        words = [] if "checked" in link["classes"] else link.children
        link.replace_self(nodes.inline("", "", *words))
    for one in list(whole.findall(mark)):
        one.parent.remove(one)
    for node in whole.findall(nodes.Element):
        node["ids"] = []
    return "".join(app.builder.render_partial(block)["fragment"] for block in list(whole.children))


def sentence(paragraph, after):
    """The sentence that begins after a mark, or else the first one, without the paragraph around it."""
    begin = 0 if after is None else paragraph.index(after) + 1
    words = nodes.inline()
    for child in paragraph.children[begin:]:
        if isinstance(child, nodes.Text):
            text = child.astext()
            if after and not len(words):  # it may be shown without its "So" or its "But"
                text = text.lstrip()[:1].upper() + text.lstrip()[1:]
            end = SENTENCE_END.search(text)
            words += nodes.Text(text[: end.end()] if end else text)
            if end:
                break
        elif not isinstance(child, mark):
            words += child.deepcopy()
            if ENDS_SENTENCE.search(child.astext()) and not isinstance(child, nodes.reference):
                break
    return words


def seen(app, group, code):
    """A figure, a demo, code, a list: whatever is no text."""
    block = group[0].deepcopy()
    if is_question(block):
        return poll(html_of(app, group))
    if is_folded(block):
        claims = re.findall(r"<summary>(.*?)</summary>", source_of(group), re.DOTALL)
        return f"<ul>{''.join(f'<li>{claim}</li>' for claim in claims)}</ul>"
    if is_cell(block):
        return cell(app, block, code)
    if isinstance(block, nodes.bullet_list | nodes.enumerated_list):
        tag = "ul" if isinstance(block, nodes.bullet_list) else "ol"
        items = (html_of(app, [sentence(item[0], None)]) for item in block.children)
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
    for formula in block.findall(nodes.math_block):  # here it ends no sentence
        formula[:] = [nodes.Text(formula.astext().rstrip().rstrip(",.;"))]
    return html_of(app, [block])


def cell(app, block, code):
    """The picture or the demo of a cell, or what it prints; its code, if asked for or if there is no more."""
    source, *printed = block.children
    if code or not printed:
        lines = source.astext().count("\n")
        return f'<div class="{"long" if lines > LONG else "code"}">{html_of(app, [source])}</div>'
    pictures = list(block.findall(nodes.image))
    if pictures:
        return f'<div class="figure">{html_of(app, pictures)}</div>'
    for demo in block.findall(nodes.raw):
        if "<gd-" in demo.astext():
            return f'<div class="demo" data-prevent-swipe>{demo.astext()}</div>'
    return html_of(app, printed)


def poll(html):
    """A question that hides its answer."""
    question = re.sub(r"<gd-quiz[^>]*>|<strong>Your prediction\.</strong> ?|(?<=<strong>)\d+\. ", "", html)
    question = question.partition("<details")[0]
    kind = next(iter(re.findall(r'<gd-quiz[^>]*kind="(\w+)"', html)), "choice")
    answers = CHOICE.findall(html)
    if kind == "order":
        places = re.findall(r'data-place="(\d)"', html)
        in_order = "".join(
            f"<li>{said}</li>" for number, (kind_of, said, why) in sorted(zip(places, answers))
        )
        answer = f'<ol class="fragment answer">{in_order}</ol>'
    else:
        [(said, why)] = [(said, why) for kind_of, said, why in answers if RIGHT in kind_of]
        said = f"<b>{said}</b><br>" if kind == "number" else ""
        answer = f'<p class="fragment answer" data-fragment-index="0">{said}{why.strip()}</p>'
    choices = "".join(
        f"<li{' ' + STANDS_OUT if RIGHT in kind_of else ''}>{said}</li>" for kind_of, said, why in answers
    )
    offered = "" if kind == "number" else f'<ol type="A">{choices}</ol>'
    return f'<div class="poll">{question}{offered}{answer}</div>'


def answers_in_words(group):
    """What each answer means; of an answer that many give, what they believe."""
    for kind_of, said, why in CHOICE.findall(source_of(group)):
        said, why = (plain(nodes.raw("", part)).strip() for part in (said, why))
        yield f"{_('Right:') if RIGHT in kind_of else _('Who says:')} “{said}” {why}"


def source_of(group):
    return "".join(block.astext() for block in group)


# ---- the decks ----


def pages_of_decks(app):
    for page, slides in app.decks.items():
        title, where = app.env.titles[page].astext(), place(app, page)
        context = {"body": "\n".join(slides), "title": title, "place": where, "chapter": page}
        yield deck(page), context, "slides.html"


def deck(page):
    return page.replace("book/", "slides/")


def has_deck(app, page):
    return makes_decks(app) and app.env.metadata.get(page, {}).get("slides")


def tell_of_deck(app, pagename, templatename, context, doctree):
    if doctree and has_deck(app, pagename):
        context["deck"] = context["pathto"](deck(pagename))


def link_to_decks(app, doctree, page):
    for link in list(doctree.findall(deck_link)):
        chapter = link["page"]
        title = app.env.titles[chapter].astext() if chapter in app.env.titles else chapter
        if has_deck(app, chapter):
            address = app.builder.get_relative_uri(page, deck(chapter))
            link.replace_self(nodes.reference("", title, refuri=address))
            continue
        if makes_decks(app):
            # Of the kind of a link that leads nowhere, as where a page is built without the others.
            kind = {"type": "ref", "subtype": "doc"}
            LOGGER.warning("a chapter without slides: %s", chapter, location=link["location"], **kind)
        link.replace_self(nodes.Text(title))
