"""The ids of a bank as an editor offers them: by the kind of thing, each with a word on what it is."""

from collections.abc import Iterable, Mapping
from itertools import chain

from quizgen.bank.bank import Bank
from quizgen.bank.entries import Entry
from quizgen.bank.items import KINDS, Item
from quizgen.text.inline import plain

KnownIds = Mapping[str, Mapping[str, str]]
"""By the words for a kind of thing, such as “passage”: what each id of that kind is, by the id."""


def known_ids(bank: Bank) -> KnownIds:
    """Return the ids of *bank*, by the words with which fields name the kinds of things."""
    questions = {id_: plain(item.prompt) for id_, item in bank.questions.items()}
    entries = {id_: _entry(entry) for id_, entry in bank.entries.items()}
    decks = {id_: deck.name for id_, deck in bank.decks.items()}
    return {
        "person": {id_: entries[id_] for id_ in bank.people},
        "section": {id_: plain(section.title) for id_, section in bank.sections.items()},
        "passage": {id_: plain(passage.label) for id_, passage in bank.passages.items()},
        "text": {id_: f"{text.author}, {plain(text.title)}" for id_, text in bank.texts.items()},
        "home deck": {id_: name for id_, name in decks.items() if not bank.decks[id_].bundle},
        "deck": decks,
        "worksheet": {id_: plain(sheet.title) for id_, sheet in bank.worksheets.items()},
        "question": questions,
        "question, person or term": {**questions, **entries},
        "kind": {kind.kind: " ".join((kind.__doc__ or "").split()) for kind in KINDS},
        "tag": _tags(chain(bank.questions.values(), bank.people.values(), bank.terms.values())),
    }


def _entry(entry: Entry) -> str:
    return f"{entry.name}: {plain(entry.gloss_)}"


def _tags(tagged: Iterable[Item | Entry]) -> dict[str, str]:
    """Return how often each tag is written, in words, by the tag."""
    counts: dict[str, int] = {}
    for thing in tagged:
        for tag in thing.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return {tag: f"written {count} time{'s' if count > 1 else ''}" for tag, count in sorted(counts.items())}
