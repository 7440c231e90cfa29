"""Rules for texts: whether the user's copy is the bank's text, and where it begins and ends."""

from collections.abc import Iterator

from quizgen.bank.model import Text
from quizgen.base.problem import Severity
from quizgen.passages.anchor.anchor import Status
from quizgen.passages.anchor.document import Document, Edge
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import rule


def _documents(context: RuleContext) -> Iterator[tuple[Text, Document]]:
    for name, document in context.copies.documents.items() if context.copies else ():
        yield context.bank.texts[name], document


def _not_found(text: Text, name: str, edge: Edge, consequence: str) -> Iterator[Finding]:
    """Yield that no block opens with the words under the key *name*, and the *consequence*, where that is so."""
    if not edge.is_found:
        message = f"no paragraph of {text.file} opens with “{edge.words}”{consequence}"
        hint = f"Mend {name}:, or look whether the copy is complete."
        yield Finding(owner=text, name=name, message=message, hint=hint)


@rule(
    "P110",
    "wrong-text",
    Severity.ERROR,
    reason="Another text under the right name would otherwise be reported passage by passage.",
    needs_texts=True,
)
def wrong_text(context: RuleContext) -> Iterator[Finding]:
    """A file that is another text, or another edition, than the bank's."""
    matches = context.copies.matches if context.copies else {}
    unfound = [context.bank.passages[name] for name, match in matches.items() if match.status is Status.WRONG_TEXT]
    for text in {text.id: text for text in map(context.bank.text_of, unfound)}.values():
        message = f"{text.file} is another text than “{text.title}”: hardly a passage is in it"
        yield Finding(owner=text, name="file", message=message, hint=f"Get this edition: {text.published}.")


@rule(
    "P112",
    "first-paragraph-not-found",
    Severity.WARNING,
    reason="¶ 1 is where the author begins; where it is not found, every number in a citation may be off.",
    needs_texts=True,
)
def not_begun(context: RuleContext) -> Iterator[Finding]:
    """A copy in which no block opens with the words under ``begins:``."""
    for text, document in _documents(context):
        yield from _not_found(text, "begins", document.start, ": its first one is counted as ¶ 1")


@rule(
    "P113",
    "text-not-there",
    Severity.INFO,
    reason="What is not there is not checked, and silence would look like approval.",
    needs_texts=True,
)
def not_there(context: RuleContext) -> Iterator[Finding]:
    """A text of the bank that the user's folder does not hold."""
    for text in context.bank.texts.values():
        if context.copies and text.id not in context.copies.documents:
            message = f"{text.file} is not there: its passages were not checked"
            hint = "Put the file into the folder of texts, if you have it."
            yield Finding(owner=text, name="file", message=message, hint=hint)


@rule(
    "P115",
    "end-not-found",
    Severity.WARNING,
    reason="What follows the text, an appendix or a licence, counts as a part of it, and its words as uncovered.",
    needs_texts=True,
)
def not_ended(context: RuleContext) -> Iterator[Finding]:
    """A copy in which no block behind ¶ 1 opens with the words under ``ends:``."""
    for text, document in _documents(context):
        yield from _not_found(text, "ends", document.end, " behind ¶ 1: it ends with the file")


@rule(
    "P116",
    "edge-repeated",
    Severity.INFO,
    reason="The first of several decides where the text begins or ends, and a table of contents may have it too.",
    needs_texts=True,
)
def edge_repeated(context: RuleContext) -> Iterator[Finding]:
    """A copy in which several blocks open as under ``begins:``, or several behind ¶ 1 as under ``ends:``."""
    for text, document in _documents(context):
        for name, verb, edge in (("begins", "begins with", document.start), ("ends", "ends before", document.end)):
            if len(edge.lines) > 1:
                message = f"{len(edge.lines)} paragraphs of {text.file} open with “{edge.words}”"
                line = f" in line {edge.lines[0]}" if edge.lines[0] else ""
                hint = f"The text {verb} the first of them{line}; if it does not, take other words, five at most."
                yield Finding(owner=text, name=name, message=message, hint=hint)


@rule(
    "P117",
    "place-not-marked",
    Severity.WARNING,
    reason="A citation by page or article helps a reader only where the copy says what page or article it is.",
    needs_texts=True,
)
def not_marked(context: RuleContext) -> Iterator[Finding]:
    """A passage that is cited by its ¶ because the copy has no mark of what ``cite:`` names before it."""
    bank, copies = context.bank, context.copies
    for name, places in copies.places.items() if copies else ():
        text, matches = bank.texts[name], copies.matches if copies else {}
        spans = (match.span for passage, match in matches.items() if bank.text_of(bank.passages[passage]) is text)
        unmarked = sum(span is not None and not places.of(span) for span in spans)
        if unmarked:
            where = f"before {unmarked} of its passages" if places.offsets else "at all"
            message = f"{text.file} has no {text.cite} number {where}: they are cited by ¶"
            hint = "Say under marks: how the file marks them, or cite: it otherwise."
            yield Finding(owner=text, name="cite", message=message, hint=hint)
