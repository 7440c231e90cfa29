"""The glossary of a reading handout: the people and terms that its reader has to look up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.claim import speakers_in, stands_above
from quizgen.bank.entries import Directions, Entry, Person
from quizgen.bank.items.blocks import Options, Pairs, Sequence
from quizgen.bank.names import NameIndex, has_surname
from quizgen.text.inline import kernel, plain
from quizgen.text.normalise import folded
from quizgen.worksheet.form.grouping import SelectedGroup, SelectedQuestion
from quizgen.worksheet.form.model import Gloss
from quizgen.worksheet.form.reading import printed_passages, summaries


def glossary(bank: Bank, groups: tuple[SelectedGroup, ...], citations: Mapping[str, Citation]) -> tuple[Gloss, ...]:
    """Return the people and terms that a reader of a sheet of *groups* has to look up, by name.

    All that a summary names is among them, since nothing comes before it. What one passage names is explained there,
    and what one question names, in its passages: so of these only what comes back is among them, in a second passage or
    question, and what a question names but none of its passages, as the sheet prints them. What only passages of other
    sections name, which a question joins to those of the sheet, is not.

    What is the whole of an answer, or of something to choose from, is not, unless a summary or a stem names it; nor is
    an entry in any case whose gloss answers a question about it, or about what its bearer says.
    """
    index = bank.name_index
    names_of = {}
    for citation in printed_passages(groups, citations):
        names_of[citation.passage] = _named(index, *citation.printed_words)
    named_anyway = _named(index, *map(plain, summaries(bank, groups)))
    sections = {group.section for group in groups}
    own = [names for passage, names in names_of.items() if bank.passages[passage].section in sections]
    needed = named_anyway | _repeated(names_of.values()).intersection(chain.from_iterable(own))
    secret: set[str] = set()
    answered: set[str] = set()
    names_of_questions = []
    for selected in chain.from_iterable(group.selected for group in groups):
        stem = _named(index, plain(selected.item.prompt))
        about = stem | _witnesses(bank, selected)
        in_question = about | _named(index, *_choices(selected))
        names_of_questions.append(in_question)
        needed |= in_question.difference(*(names_of[passage] for passage in selected.item.at))
        named_anyway |= stem
        secret.update(_answers(index, selected))
        answered |= {entry_id for entry_id in about if _answers_with_gloss(bank.entries[entry_id], selected)}
    needed |= _repeated(names_of_questions)
    texts: set[str] = {bank.text_of(bank.passages[passage]).id for passage in names_of}
    needed -= (secret - named_anyway) | answered
    # A voice about whom no card asks may be a term as well: the glossary has it once, as the term.
    voices_first = sorted(bank.entries.values(), key=lambda entry: entry.cards is not Directions.NONE)
    by_name = {folded(entry.name): entry for entry in voices_first}
    names = {folded(bank.entries[entry_id].name) for entry_id in needed}
    entries = [entry for name, entry in by_name.items() if name in names]
    return tuple(_gloss(entry, texts) for entry in sorted(entries, key=_sort_key))


def _named(index: NameIndex, *texts: str) -> set[str]:
    """Return the IDs of the entries that plain *texts* name."""
    return {entry.id for entry in index.mentioned(*texts)}


def _repeated(names: Iterable[set[str]]) -> set[str]:
    """Return what is in more than one of several sets."""
    counts = Counter(chain.from_iterable(names))
    return {name for name, count in counts.items() if count > 1}


def _choices(selected: SelectedQuestion) -> Iterator[str]:
    """Yield what a student chooses from, joins or puts in order."""
    match selected.question.block:
        case Options(options=options):
            yield from (plain(option.text) for option in options)
        case Pairs(pairs=pairs, surplus=surplus):
            for pair in pairs:
                yield plain(pair.left)
                yield plain(pair.right)
            yield from map(plain, surplus)
        case Sequence(steps=steps):
            yield from (plain(step.text) for step in steps)


def _witnesses(bank: Bank, selected: SelectedQuestion) -> set[str]:
    """Return the IDs of the people whom the line above a question names."""
    return {*speakers_in(selected.item)} & bank.people.keys() if stands_above(bank, selected.item) else set()


def _answers(index: NameIndex, selected: SelectedQuestion) -> Iterator[str]:
    """Yield the IDs of the entries that are the whole of an answer, or of something to choose from."""
    for answer in (*map(plain, selected.item.answers), *_choices(selected)):
        words = folded(answer)
        for mention in index.mentions(words):
            if mention.after - mention.first == len(words):
                yield mention.entry.id


def _answers_with_gloss(entry: Entry, selected: SelectedQuestion) -> bool:
    """Return whether the words of an answer, or what is strong in it, stand in the gloss of *entry*."""
    gloss = " ".join(folded(plain(entry.gloss_)))
    keys = (" ".join(folded(kernel(answer) or plain(answer))) for answer in selected.item.answers)
    return any(f" {key} " in f" {gloss} " for key in keys if key)


_ALIKE = 4
"""Letters that a word and another form of it begin with: our own judgement, by the inflections of the shipped bank."""


def _sort_key(entry: Entry) -> tuple[str, ...]:
    """Return what the glossary is sorted by: the surname of a person who has one, then the name, without accents."""
    words = folded(entry.name)
    return (*words[-1:], *words) if has_surname(entry) else words


def _gloss(entry: Entry, texts: set[str]) -> Gloss:
    """Return an entry of the glossary, with the forms by which a reader of these *texts* (IDs) may miss the name."""
    forms = []
    for variant in entry.variants:
        if not texts.isdisjoint(variant.in_) and not _is_recognised(variant.form, entry.name):
            forms.append(variant.form)
    return Gloss(
        name=entry.name,
        gloss=entry.gloss_,
        dates=entry.dates if isinstance(entry, Person) else "",
        forms=tuple(forms),
    )


def _is_recognised(form: str, name: str) -> bool:
    """Return whether a reader who knows *name* recognises *form*: its last word, but for initials, begins alike."""
    words = [word for word in folded(form) if len(word) > 1]
    return not words or any(word.startswith(words[-1][:_ALIKE]) for word in folded(name))
