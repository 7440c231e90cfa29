"""The student's page as one self-contained HTML file, for a phone as for a desk."""

from quizgen.anki.markup import prose
from quizgen.publish.student.guide import Guide
from quizgen.text.inline import Prose


def render(guide: Guide) -> str:
    """The page, style and all."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def marked(text: Prose) -> Markup:
        return Markup(prose(text))  # every character of the text is escaped

    environment = Environment(
        loader=PackageLoader("quizgen.publish.student", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = marked
    return environment.get_template("page.html").render(guide=guide, first=guide.packages[0])
