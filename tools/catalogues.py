"""Collect what can be translated: `make gettext`, and `make gettext TO=de` for a translation into German.

`_build/gettext` gets a catalogue for each page, such as `book/05_adam.pot`, and sphinx.pot with what the site
says itself. With a language, the translation in `locale/LANGUAGE/LC_MESSAGES` is begun or brought up to date:
what has been translated stays, and a message whose English has changed is marked as fuzzy, and shown in
English until somebody has looked at it. CONTRIBUTING.md says how to translate.
"""

import sys
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from jupyter_book.sphinx import build_sphinx

from book._ext.course.language import in_scripts

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "_build/gettext"
# Where the site's own words stand, apart from its scripts.
TEMPLATES_AND_EXTENSION = [("_theme/**.html", "jinja2"), ("_ext/**.py", "python")]


def main(language=None):
    collect(ROOT, FOLDER)
    print(f"The catalogues are in {FOLDER}.")
    if language:
        translated, all_messages = bring_up_to_date(FOLDER, ROOT / "locale", language)
        print(f"locale/{language}: {translated} of {all_messages} messages are translated.")


def collect(source, folder, **settings):
    """Write the catalogues of a book into a folder; what cells have drawn, with its captions, is cached."""
    settings |= {
        "nb_execution_cache_path": str(ROOT / "_build/.jupyter_cache"),
        "latex_individualpages": False,
        "gettext_compact": False,
    }
    failed = build_sphinx(
        source,
        folder,
        path_config=source / "_config.yml",
        noconfig=True,
        confoverrides=settings,
        doctreedir=folder / ".doctrees",
        builder="gettext",
        quiet=True,
    )
    if failed:
        sys.exit("The catalogues could not be made: see above.")
    site = Catalog(project="Gradient descent", charset="utf-8")
    for path, line, message, comments, _context in extract_from_dir(
        source / "book", TEMPLATES_AND_EXTENSION, keywords={"_": None}, directory_filter=lambda _folder: True
    ):
        site.add(message, locations=[(f"book/{path}", line)], auto_comments=comments)
    for path, line, message in in_scripts(source / "book"):
        site.add(message, locations=[(path.relative_to(source).as_posix(), line)])
    write(folder / "sphinx.pot", site)


def bring_up_to_date(folder, locale, language):
    """Begin a translation, or add to it what is new; how many messages it has translated, and of how many."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        sys.exit(f"{language!r} is no language: give its code, such as de or pt_BR.")
    translated = total = 0
    for template in sorted(folder.rglob("*.pot")):
        messages = read(template)
        file = locale / language / "LC_MESSAGES" / template.relative_to(folder).with_suffix(".po")
        if file.exists():
            catalogue = read(file, language)
            catalogue.update(messages)
        else:
            catalogue = messages
            catalogue.locale = language
        write(file, catalogue)
        own = [message for message in catalogue if message.id]
        total += len(own)
        translated += sum(bool(message.string) and not message.fuzzy for message in own)
    return translated, total


def read(path, language=None):
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(path, catalogue):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue)


if __name__ == "__main__":
    main(*sys.argv[1:])
