"""The student's page as one self-contained HTML file, for a phone as for a desk."""

from quizgen.inline import Prose
from quizgen.outputs.anki.markup import prose
from quizgen.outputs.student.guide import Guide


def render(guide: Guide) -> str:
    """The page, style and all."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def marked(text: Prose) -> Markup:
        return Markup(prose(text))  # every character of the text is escaped

    environment = Environment(
        loader=PackageLoader("quizgen.outputs.student", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["prose"] = marked
    return environment.get_template("page.html").render(guide=guide, first=guide.packages[0])
