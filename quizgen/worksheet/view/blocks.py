"""Parts of a sheet: their headings, and what most questions of a block of a test have in common, said once."""

from collections import Counter
from collections.abc import Iterable

from quizgen.bank.paper import Style
from quizgen.languages.labels import Labels
from quizgen.text.inline import Prose, escape
from quizgen.worksheet.form.model import Form, Part, PrintedQuestion


def questions_in(part: Part) -> tuple[PrintedQuestion, ...]:
    """Return the questions of a part, in printed order."""
    return tuple(question for group in part.groups for question in group.questions)


def most_common(words: Iterable[str]) -> str:
    """Return which of some *words* occurs most often, of several the one that comes first."""
    return Counter(words).most_common(1)[0][0]


def part_title(part: Part, form: Form, labels: Labels) -> Prose:
    """Return the heading over the questions of a part."""
    if part.block:
        return escape(labels.block(part.block))
    if not part.title:
        return escape(labels.across if form.sources else labels.questions)
    if form.style is Style.READING:
        return Prose(f"{escape(labels.questions)}: {part.title}")
    return part.title
