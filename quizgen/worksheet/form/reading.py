"""What a reading handout has before its questions: the glossary and the timeline."""

from collections.abc import Iterable, Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Sequence, Step
from quizgen.bank.model import Directions, Entry, Passage, Person
from quizgen.bank.names import NameIndex, has_surname
from quizgen.text.dates import Date, calendar
from quizgen.text.inline import plain
from quizgen.text.normalise import folded
from quizgen.worksheet.form.model import Gloss, Moment


def glossary(bank: Bank, items: Iterable[Item]) -> tuple[Gloss, ...]:
    """Return the people and terms of the passages of *items*, or named in gists, summaries and questions, by name.

    An entry that is itself the answer to a question is left out, unless a summary or a stem names it anyway.
    """
    questions = tuple(items)
    passages: dict[str, Passage] = {passage: bank.passages[passage] for item in questions for passage in item.at}
    texts: set[str] = {bank.text_of(passage).id for passage in passages.values()}
    entries = _relevant(bank, questions, passages)
    # A voice about whom no card asks may be a term as well: the glossary has it once, as the term.
    voices_first = sorted(entries, key=lambda entry: entry.cards is not Directions.NONE)
    by_name = {folded(entry.name): entry for entry in voices_first}
    return tuple(_gloss(entry, texts) for entry in sorted(by_name.values(), key=_sort_key))


def _relevant(bank: Bank, items: tuple[Item, ...], passages: Mapping[str, Passage]) -> list[Entry]:
    """Return the entries that the glossary of a sheet with these questions and passages needs, and may give away."""
    stems = [plain(item.prompt) for item in items]
    options = [plain(option) for item in items for option in item.options]
    gists = [plain(prose) for passage in passages.values() for prose in (passage.label, passage.gist)]
    sections = dict.fromkeys(passage.section for passage in passages.values())
    summaries = [plain(bank.sections[section].summary) for section in sections]
    index = bank.name_index
    relevant = {entry.id: entry for entry in index.mentioned(*stems, *options, *gists, *summaries)}
    for entry in bank.entries.values():
        if not passages.keys().isdisjoint(entry.at):
            relevant[entry.id] = entry
    named_anyway = {entry.id for entry in index.mentioned(*stems, *summaries)}
    for entry in _answers(index, items):
        if entry.id not in named_anyway:
            relevant.pop(entry.id, None)
    return list(relevant.values())


def _answers(index: NameIndex, items: Iterable[Item]) -> Iterator[Entry]:
    """Yield the entries that are the whole of an answer."""
    for item in items:
        for answer in item.answers:
            words = folded(plain(answer))
            for mention in index.mentions(words):
                if mention.after - mention.first == len(words):
                    yield mention.entry


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


def timed(item: Item) -> bool:
    """Return whether a question has dates for its events, so that a timeline can show them."""
    return any(step.when for step in _steps(item))


def timeline(bank: Bank, items: Iterable[Item], citations: Mapping[str, Citation]) -> tuple[Moment, ...]:
    """Return the dated events of the sections that *items* ask about, the earliest first.

    They come from all other questions of these sections: an event that is asked about is not given away.
    """
    asked = {item.id for item in items}
    sections = {bank.passages[passage].section for item_id in asked for passage in bank.items[item_id].at}
    dates = calendar(bank.head.language)
    moments: list[tuple[Date, Moment]] = []
    for item in bank.items.values():
        if item.id in asked or not sections.issuperset(bank.passages[passage].section for passage in item.at):
            continue
        places = tuple(citations[passage].place for passage in item.at if citations[passage].place)
        latest: Date = (0, 0, 0)
        for step in _steps(item):
            if step.when:
                # Within a question the curator's order decides where the dates as written do not.
                latest = max(latest, dates.begins(step.when))
                moments.append((latest, Moment(when=step.when, text=step.text, at=places)))
    moments.sort(key=lambda dated: dated[0])
    return tuple(moment for _, moment in moments)


def _steps(item: Item) -> tuple[Step, ...]:
    block = item.paper().block
    return block.steps if isinstance(block, Sequence) else ()
