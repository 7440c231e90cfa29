"""What a reading handout tells before it asks: the glossary and the timeline."""

from collections.abc import Iterable, Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Sequence, Step
from quizgen.bank.model import Directions, Entry, Person
from quizgen.bank.names import NameIndex, has_surname
from quizgen.text.dates import Date, calendar
from quizgen.text.inline import plain
from quizgen.text.normalise import folded
from quizgen.worksheet.form.model import Gloss, Moment


def glossary(bank: Bank, items: Iterable[Item]) -> tuple[Gloss, ...]:
    """The people and terms that matter in the passages, or that gists, summaries and questions name, by name.

    Left out is whoever or whatever is itself the answer to a question, unless a summary or a stem has the name anyway.
    """
    listed = tuple(items)
    passages = {at: bank.passages[at] for item in listed for at in item.at}
    stems = [plain(item.prompt) for item in listed]
    options = [plain(option) for item in listed for option in item.options]
    gists = [plain(each) for passage in passages.values() for each in (passage.label, passage.gist)]
    sections = dict.fromkeys(passage.section for passage in passages.values())
    summaries = [plain(bank.sections[section].summary) for section in sections]
    found = {entry.id: entry for entry in bank.names.mentioned(*stems, *options, *gists, *summaries)}
    found |= {entry.id: entry for entry in bank.entries.values() if not passages.keys().isdisjoint(entry.at)}
    for entry in {*_answers(bank.names, listed)}.difference(bank.names.mentioned(*stems, *summaries)):
        found.pop(entry.id, None)
    texts: set[str] = {bank.text_of(passage).id for passage in passages.values()}
    # A voice, of which no card asks, may be a term as well: the glossary tells it once, as the term.
    voices_first = sorted(found.values(), key=lambda entry: entry.cards is not Directions.NONE)
    by_name = {folded(entry.name): entry for entry in voices_first}
    return tuple(_gloss(entry, texts) for entry in sorted(by_name.values(), key=_place))


def _answers(index: NameIndex, items: Iterable[Item]) -> Iterator[Entry]:
    """The entries that are the whole of an answer."""
    for words in (folded(plain(answer)) for item in items for answer in item.answers):
        yield from (mention.entry for mention in index.mentions(words) if mention.after - mention.first == len(words))


def _place(entry: Entry) -> tuple[str, ...]:
    """What the glossary sorts by: the surname of a person who has one, else the whole name; marks do not count."""
    words = folded(entry.name)
    return (*words[-1:], *words) if has_surname(entry) else words


def _gloss(entry: Entry, texts: set[str]) -> Gloss:
    return Gloss(
        name=entry.name,
        gloss=entry.gloss_,
        dates=entry.dates if isinstance(entry, Person) else "",
        forms=tuple(each.form for each in entry.variants if not each.accept and not texts.isdisjoint(each.in_)),
    )


def timed(item: Item) -> bool:
    """Whether a question tells the dates of its events, so that a timeline can show them."""
    return any(step.when for step in _steps(item))


def timeline(bank: Bank, asked: Iterable[Item], citations: Mapping[str, Citation]) -> tuple[Moment, ...]:
    """The dated events of the sections that are *asked* about, the earliest first, but none that is itself asked."""
    taken = {item.id for item in asked}
    sections = {bank.passages[at].section for name in taken for at in bank.items[name].at}
    dates = calendar(bank.head.language)
    moments = []
    for item in bank.items.values():
        if item.id in taken or not sections.issuperset(bank.passages[at].section for at in item.at):
            continue
        places = tuple(citations[at].place for at in item.at if citations[at].place)
        last: Date = (0, 0, 0)
        for step in _steps(item):
            if step.when:
                # Within a question the curator's order holds where the dates as written leave it open.
                last = max(last, dates.begins(step.when))
                moments.append((last, Moment(when=step.when, text=step.text, at=places)))
    return tuple(moment for _, moment in sorted(moments, key=lambda pair: pair[0]))


def _steps(item: Item) -> tuple[Step, ...]:
    block = item.paper().block
    return block.steps if isinstance(block, Sequence) else ()
