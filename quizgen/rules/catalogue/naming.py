"""Rules for names: each stands in its standard form, with its own letters."""

from collections.abc import Iterator

from quizgen.bank.entries import Entry, Person
from quizgen.bank.fields import TextField
from quizgen.bank.names import Mention
from quizgen.base.problem import Severity
from quizgen.rules.engine.bank_text import FieldSpan, field_finding
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding
from quizgen.rules.engine.rule import rule

LITTLE = 2
"""Letters up to which a word of a name is an initial or a particle: our own judgement."""


@rule(
    "Q703",
    "name-in-a-strange-form",
    Severity.ERROR,
    reason="A student who learns a garbled or differently transliterated name finds the person nowhere else.",
    words=("titles",),
)
def strange_form(context: RuleContext) -> Iterator[Finding]:
    """A form that is not the standard one, without the standard one in the same question, gist or entry."""
    strange = _strange(context)
    for hit, mention in context.cached(_prose_mentions):
        form = context.corpus.normal.words[mention.first : mention.after]
        lacks = next((strange[bare] for bare in _bare_forms(context, form) if bare in strange), "")
        if lacks and hit.piece.owner is not mention.entry and not _is_carried(context, lacks, hit.piece):
            name = mention.entry.name
            hint = f"Write {name}; where a reader must find it, “{name} (in the text: {hit.words})”."
            yield field_finding(hit, f"“{hit.words}” is {name}", hint)


def _is_carried(context: RuleContext, word: str, piece: TextField) -> bool:
    """Return whether *word* is in the prose of the same question, or of the same passage or entry."""
    forms = {word, *(word + ending for ending in context.vocabulary.name_endings)}
    return any(
        not forms.isdisjoint(context.words(field.text)) for field in context.corpus.beside(piece) if field.is_prose
    )


def _bare_forms(context: RuleContext, form: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a folded form, and the same without each ending that a name takes in a sentence."""
    *before, last = form
    for ending in ("", *context.vocabulary.name_endings):
        if last.endswith(ending):
            yield (*before, last.removesuffix(ending))


def _prose_mentions(context: RuleContext) -> tuple[tuple[FieldSpan, Mention], ...]:
    """Return every mention of a person or a term in prose that must use the standard form."""
    hits = ((context.corpus.said(mention.first, mention.after), mention) for mention in context.mentioned)
    return tuple(
        (hit, mention) for hit, mention in hits if hit.piece.is_prose and hit.piece.name not in ("sources", "note")
    )


def _strange(context: RuleContext) -> dict[tuple[str, ...], str]:
    """Return the folded forms that are not the standard name, with the word of this name that each form lacks.

    Initials, titles, parts of the standard name and its inflected forms are not strange. For a term only forms that are
    no answers are.
    """
    strange = {}
    titles, endings = context.vocabulary.titles, context.vocabulary.name_endings
    for entry in context.bank.entries.values():
        own = context.words(entry.name)
        for variant in entry.variants:
            words = context.words(variant.form)
            stems = {word.removesuffix(ending) for word in words for ending in ("", *endings)}
            foreign = [
                word
                for word in words
                if len(word) > LITTLE
                and word not in titles
                and not any(word.removesuffix(ending) in own for ending in ("", *endings))
            ]
            lacks = [word for word in own if len(word) > LITTLE and word not in stems]
            if lacks and foreign and (isinstance(entry, Person) or not variant.accept):
                strange[words] = lacks[-1]
    return strange


@rule(
    "Q704",
    "name-without-its-letters",
    Severity.WARNING,
    reason="A name keeps its own letters: Holmström is not Holmstrom, and a student looks it up as it is printed.",
)
def without_letters(context: RuleContext) -> Iterator[Finding]:
    """A name that is the standard one but for its marks."""
    for hit, mention in context.cached(_prose_mentions):
        entry = mention.entry
        if hit.words.isascii() and not entry.name.isascii():
            own = _own_letters(context, entry, context.corpus.normal.words[mention.first : mention.after])
            if not own.isascii() and _letters(hit.words) != _letters(own):
                yield field_finding(hit, f"“{hit.words}” is written {own}", f"Write {own}.")


def _own_letters(context: RuleContext, entry: Entry, words: tuple[str, ...]) -> str:
    """Return the part of the standard name that folds to *words*, with its own letters, or an empty string."""
    normal = context.normal(entry.name)
    for first in range(len(normal.words) - len(words) + 1):
        if normal.words[first : first + len(words)] == words:
            start, end = normal.raw_span(first, first + len(words) - 1)
            return entry.name[start:end]
    return ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
