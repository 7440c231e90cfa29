"""Rules for passages: each is asked or waived, and its gist says what it says."""

from collections.abc import Iterator

from quizgen.bank.model import Passage
from quizgen.base.problem import Severity
from quizgen.passages.facts import Facts, lacking
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import rule
from quizgen.text.inline import plain
from quizgen.text.normalise import letters


@rule(
    "P201",
    "passage-not-asked",
    Severity.WARNING,
    reason="A passage without a question is forgotten; where nothing need be asked, the reason should stand there.",
    needs_whole_bank=True,
)
def not_asked(context: RuleContext) -> Iterator[Finding]:
    """A passage that no question cites, without ``waive:``."""
    for passage, questions in context.on_passage():
        if not questions and not passage.waive:
            yield Finding(
                owner=passage,
                message=f"no question cites {passage.id}",
                hint="Ask something of it, or say under waive: why nothing need be asked.",
            )


@rule(
    "P202",
    "waived-and-asked",
    Severity.WARNING,
    reason="A reason why nothing is asked, where something is, was left behind.",
)
def waived_and_asked(context: RuleContext) -> Iterator[Finding]:
    """A passage with ``waive:`` that a question cites."""
    for passage, questions in context.on_passage():
        if questions and passage.waive:
            message = f"{passage.id} is waived, and “{questions[0].item.id}” cites it"
            yield Finding(owner=passage, name="waive", message=message, hint="Take waive: out.")


@rule(
    "P203",
    "same-opening",
    Severity.WARNING,
    reason="Two passages that open with the same words are told apart by their fingerprints alone.",
)
def same_opening(context: RuleContext) -> Iterator[Finding]:
    """Two passages of one text with the same opening words, which neither ``under:`` nor ``nth:`` tells apart."""
    seen: dict[tuple[str, str, str, int], Passage] = {}
    for passage in context.bank.passages.values():
        opening = (context.bank.text_of(passage).id, letters(passage.from_), letters(passage.under), passage.nth)
        other = seen.setdefault(opening, passage)
        if other is not passage:
            message = f"{other.id} opens with the same words, in {other.place('from')}"
            hint = "Take in one word more, five at most, or say under: or nth: of both."
            yield Finding(owner=passage, name="from", message=message, hint=hint)


def _beyond(context: RuleContext) -> tuple[tuple[Passage, Facts], ...]:
    """Return the facts of each gist that no passage of its section has. A gist may date what another passage dates."""
    of_section: dict[str, list[Facts]] = {}
    for passage in context.bank.passages.values():
        if source := context.source(passage.id):
            of_section.setdefault(passage.section, []).append(source.facts)
    return tuple(
        (passage, facts)
        for passage in context.bank.passages.values()
        if context.source(passage.id)
        and (facts := lacking(context.facts(plain(passage.gist)), *of_section[passage.section]))
    )


@rule(
    "P204",
    "gist-figure-unsupported",
    Severity.WARNING,
    reason="A student without the text has the gist alone: its figures and dates must be the text’s.",
    needs_texts=True,
    words=("small_numbers", "months"),
)
def gist_figure(context: RuleContext) -> Iterator[Finding]:
    """A figure or date of the gist that no passage of its section holds."""
    for passage, facts in context.cached(_beyond):
        for words in facts.figures:
            yield _unsupported(passage, words)


@rule(
    "P205",
    "gist-name-unsupported",
    Severity.WARNING,
    reason="A person in a gist whom the text does not name there is a slip, or belongs to another section.",
    needs_texts=True,
    words=("titles",),
)
def gist_name(context: RuleContext) -> Iterator[Finding]:
    """A person of the gist, neither author nor voice, whom no passage of its section names."""
    for passage, facts in context.cached(_beyond):
        speakers = {*passage.voices, *context.authors([passage])}
        for name, words in facts.entries.items():
            is_comparable = not context.is_other_language(context.bank.text_of(passage))
            if is_comparable and name in context.bank.people and name not in speakers:
                yield _unsupported(passage, words)


def _unsupported(passage: Passage, words: str) -> Finding:
    message = f"“{words}” is in the gist of {passage.id}, not in its section"
    return Finding(
        owner=passage, name="gist", words=words, message=message, hint="Mend the gist, or the passage’s extent."
    )
