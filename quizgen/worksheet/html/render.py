"""A form as one self-contained HTML page: for phones and screen readers, and for a browser's printer."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.text.inline import Span, parse
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition, Leaf
from quizgen.worksheet.view.glyphs import printable
from quizgen.worksheet.view.view import NO_EXCERPTS, Excerpts, View

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


def render(
    form: Form, *, leaf: Leaf = Leaf.SHEET, edition: Edition | None = None, excerpts: Excerpts = NO_EXCERPTS
) -> str:
    """The HTML page of a form's sheet, key or teacher's edition, style and all in one file.

    The sheet holds its answers too, folded away and never printed; a test's sheet does not.
    """
    view = View(form=form, leaf=leaf, excerpts=excerpts)
    told = {question.item: view.told(question) for question in form.questions}
    return _template().render(
        view=view, form=form, say=view.say, leaf=leaf.value, told=told, edition=edition or Edition(paper=form.paper)
    )


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("quizgen.worksheet.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = lambda prose: _markup(parse(prose))
    environment.filters["markup"] = _markup
    environment.filters["printable"] = printable
    return environment.get_template("sheet.html")


def _markup(spans: Iterable[Span]) -> "Markup":
    """Runs of text as HTML, everything in them escaped."""
    from markupsafe import Markup

    made = Markup()
    for span in spans:
        text = Markup.escape(printable(span.text))
        for tag in ("code",) * span.code + ("em",) * span.em + ("strong",) * span.strong:
            text = Markup("<{0}>{1}</{0}>").format(Markup(tag), text)
        made += text
    return made
