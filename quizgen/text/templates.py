"""HTML pages drawn from templates: one Jinja configuration for all of them, and inline Markdown as safe HTML."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from quizgen.text.inline import Span, parse
from quizgen.text.printable import printable

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


@cache
def template(package: str, name: str) -> "Template":
    """Return the template file *name* of *package* (its dotted name), which may include other files of that package.

    Autoescape is on, and an undefined name is an error. There are three filters: ``prose`` (inline Markdown to HTML),
    ``markup`` (spans to HTML) and ``printable``. Jinja is imported here, so that commands that draw no page do not
    load it.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(package, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = prose_markup
    environment.filters["markup"] = markup
    environment.filters["printable"] = printable
    return environment.get_template(name)


def prose_markup(prose: str) -> "Markup":
    """Return *prose*, which may have inline Markdown, as HTML."""
    return markup(parse(prose))


def markup(spans: Iterable[Span]) -> "Markup":
    """Return *spans* as HTML, every character in them escaped or, where HTML cannot contain it, shown by its number."""
    from markupsafe import Markup

    html = Markup()
    for span in spans:
        span_html = Markup.escape(printable(span.text))
        if span.code:
            span_html = Markup("<code>{}</code>").format(span_html)
        if span.em:
            span_html = Markup("<em>{}</em>").format(span_html)
        if span.strong:
            span_html = Markup("<strong>{}</strong>").format(span_html)
        html += span_html
    return html
