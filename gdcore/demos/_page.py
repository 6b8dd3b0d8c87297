"""One demo on a page of its own: for tests that need no book, and for `make demo`."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{tag}</title>
  <link rel="stylesheet" href="{style}">
  <script>
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  </script>
  <script src="{script}"></script>
</head>
<body>
<main><article>
<h1>{tag}</h1>
{demo}
<p style="height: 100vh">What stands below the demo, to scroll to.</p>
</article></main>
</body>
</html>
"""


def small_page(demo, style, script):
    """The page as HTML, dressed as the book is.

    demo           a Demo, in the state to begin with
    style, script  the addresses of the book's style sheet and of the demos' script
    """
    html = demo._repr_mimebundle_()[0]["text/html"]
    return PAGE.format(tag=demo.tag, demo=html, style=style, script=script)
