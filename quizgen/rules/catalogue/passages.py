"""Rules for passages: each is asked or waived, and its gist says what it says."""

from collections.abc import Iterator

from quizgen.bank.model import Passage
from quizgen.base.problem import Severity
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.facts import Facts, lacking
from quizgen.rules.engine.finding import (
    Finding,
)
from quizgen.rules.engine.rule import (
    rule,
)
from quizgen.text.inline import plain
from quizgen.text.normalise import letters


@rule(
    "P201",
    "passage-not-asked",
    Severity.WARNING,
    reason="A passage without a question is forgotten; where nothing need be asked, the reason should stand there.",
    whole=True,
)
def not_asked(study: RuleContext) -> Iterator[Finding]:
    """A passage that no question cites, without ``waive:``."""
    for passage, asked in study.on_passage():
        if not asked and not passage.waive:
            yield Finding(
                at=passage,
                message=f"no question cites {passage.id}",
                hint="Ask something of it, or say under waive: why nothing need be asked.",
            )


@rule(
    "P202",
    "waived-and-asked",
    Severity.WARNING,
    reason="A reason why nothing is asked, where something is, was left behind.",
)
def waived_and_asked(study: RuleContext) -> Iterator[Finding]:
    """A passage with ``waive:`` that a question cites."""
    for passage, asked in study.on_passage():
        if asked and passage.waive:
            message = f"{passage.id} is waived, and “{asked[0].item.id}” cites it"
            yield Finding(at=passage, name="waive", message=message, hint="Take waive: out.")


@rule(
    "P203",
    "same-opening",
    Severity.WARNING,
    reason="Two passages that open with the same words are told apart by their fingerprints alone.",
)
def same_opening(study: RuleContext) -> Iterator[Finding]:
    """Two passages of one text with the same opening words."""
    seen: dict[tuple[str, str], Passage] = {}
    for passage in study.bank.passages.values():
        opening = (study.bank.text_of(passage).id, letters(passage.from_))
        other = seen.setdefault(opening, passage)
        if other is not passage:
            message = f"{other.id} opens with the same words, in {other.place('from')}"
            yield Finding(at=passage, name="from", message=message, hint="Take in one word more, five at most.")


def _beyond(study: RuleContext) -> tuple[tuple[Passage, Facts], ...]:
    """What each gist states that neither its passage nor another of its section holds: a gist may say when it was."""
    of_section: dict[str, list[Facts]] = {}
    for passage in study.bank.passages.values():
        if source := study.source(passage.id):
            of_section.setdefault(passage.section, []).append(source.facts)
    return tuple(
        (passage, found)
        for passage in study.bank.passages.values()
        if study.source(passage.id)
        and (found := lacking(study.facts(plain(passage.gist)), *of_section[passage.section]))
    )


@rule(
    "P204",
    "gist-figure-unsupported",
    Severity.WARNING,
    reason="A student without the text has the gist alone: its figures and dates must be the text’s.",
    texts=True,
)
def gist_figure(study: RuleContext) -> Iterator[Finding]:
    """A figure or date of the gist that no passage of its section holds."""
    for passage, found in study.once(_beyond):
        for words in found.figures:
            yield _unsupported(passage, words)


@rule(
    "P205",
    "gist-name-unsupported",
    Severity.WARNING,
    reason="A person in a gist whom the text does not name there is a slip, or belongs to another section.",
    texts=True,
)
def gist_name(study: RuleContext) -> Iterator[Finding]:
    """A person of the gist, neither author nor voice, whom no passage of its section names."""
    for passage, found in study.once(_beyond):
        speakers = {*passage.voices, *study.authors([passage])}
        for name, words in found.entries.items():
            if name in study.bank.people and name not in speakers:
                yield _unsupported(passage, words)


def _unsupported(passage: Passage, words: str) -> Finding:
    message = f"“{words}” is in the gist of {passage.id}, not in its section"
    return Finding(
        at=passage, name="gist", words=words, message=message, hint="Mend the gist, or the passage’s extent."
    )
