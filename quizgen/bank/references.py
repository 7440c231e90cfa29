"""The references within a bank: every id that is named must be defined, and fit where it is named."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, TypeVar

from quizgen.bank.bank import Bank
from quizgen.bank.entries import Entry, Person
from quizgen.bank.format.schema import BankObject, YamlField, yaml_fields
from quizgen.bank.items import NARRATOR, Item
from quizgen.bank.model import DeckSpec, Passage, Section, Text, Worksheet
from quizgen.base.annotations import Many, Record, cached
from quizgen.base.problem import Problem, did_you_mean

_T = TypeVar("_T")
_MOST_GUESSES = 100
"""References to nothing whose hints look for the nearest name, which compares all names: so the time is bounded."""


class References(NamedTuple):
    """The ids that a field of an object names."""

    owner: BankObject
    field: YamlField
    ids: tuple[str, ...]


class _Kind(NamedTuple):
    """A kind of thing that references name."""

    classes: tuple[type[BankObject], ...]
    ids: Collection[str]
    """The ids that are defined."""
    offered: Collection[str]
    """The ids that a hint offers."""


def check(bank: Bank, declared: Mapping[type, Set[str]], elsewhere: Set[str]) -> Iterator[Problem]:
    """Every reference to nothing, or to something that may not be named there.

    An id that is *declared* for something of its class belongs to an object that was reported already, and one that may
    be defined *elsewhere*, in a file that cannot be read, belongs to something unknown: neither is a second fault.
    """
    yield from _undefined(bank, declared, elsewhere)
    yield from _passages_without_section(bank)
    yield from _strange_voices(bank)
    yield from _bundles_of_bundles(bank)
    yield from _returned_ids(bank)


def references_in(owner: BankObject) -> Iterator[References]:
    """The references of *owner* and of the objects that it holds."""
    for field in _referring_fields(type(owner)):
        value = getattr(owner, field.attribute)
        if not value:
            continue
        values = value if type(value) is tuple else (value,)
        if field.names:
            yield References(owner, field, values)
        else:
            for inner in values:
                yield from references_in(inner)


@cached
def _referring_fields(cls: type[BankObject]) -> tuple[YamlField, ...]:
    """The fields of *cls* that hold references, or objects that may hold some."""
    return tuple(field for field in yaml_fields(cls) if field.names or _may_refer(field))


def _may_refer(field: YamlField) -> bool:
    inner = field.shape.inner if isinstance(field.shape, Many) else field.shape
    return isinstance(inner, Record) and bool(_referring_fields(inner.cls))


def _undefined(bank: Bank, declared: Mapping[type, Set[str]], elsewhere: Set[str]) -> Iterator[Problem]:
    """References to ids that are not defined as what the reference names."""
    kinds = _kinds(bank)
    guesses = _MOST_GUESSES
    owners: Iterable[BankObject] = chain(
        bank.texts.values(),
        bank.passages.values(),
        bank.items.values(),
        bank.entries.values(),
        bank.decks.values(),
        bank.worksheets.values(),
        bank.sessions.values(),
    )
    for owner in owners:
        for references in references_in(owner):
            kind = kinds[references.field.names]
            for id_ in references.ids:
                if id_ in kind.ids or id_ == references.field.or_word or id_ in elsewhere:
                    continue
                if not any(id_ in ids for cls, ids in declared.items() if issubclass(cls, kind.classes)):
                    hint = f"Name a {references.field.names} that the bank defines."
                    if guesses:
                        hint = did_you_mean(id_, kind.offered)
                        guesses -= 1
                    yield _no_such_thing(bank, references, id_, hint)


def _no_such_thing(bank: Bank, references: References, id_: str, hint: str) -> Problem:
    thing = _thing_with_id(bank, id_)
    other = f": it is a {thing}" if thing else ""
    return Problem(
        place=references.owner.place(references.field.key),
        code="B301",
        message=f"there is no {references.field.names} “{id_}”{other}",
        hint=hint,
    )


def _kinds(bank: Bank) -> dict[str, _Kind]:
    """The kinds of things, by the words that fields name them with."""
    studied = {**bank.items, **bank.entries}
    home_decks = {deck.id for deck in bank.decks.values() if not deck.bundle}
    return {
        "person": _Kind((Person,), bank.people, bank.people),
        "section": _Kind((Section,), bank.sections, bank.sections),
        "passage": _Kind((Passage,), bank.passages, bank.passages),
        "text": _Kind((Text,), bank.texts, bank.texts),
        "home deck": _Kind((DeckSpec,), bank.decks, home_decks),  # a bundle of a bundle has a message of its own
        "deck": _Kind((DeckSpec,), bank.decks, bank.decks),
        "worksheet": _Kind((Worksheet,), bank.worksheets, bank.worksheets),
        "question": _Kind((Item,), bank.items, bank.items),
        "question, person or term": _Kind((Item, Entry), studied, studied),
    }


def _thing_with_id(bank: Bank, id_: str) -> str:
    """What the bank defines under an id, in a word; empty where it defines nothing."""
    things: tuple[tuple[str, Collection[str]], ...] = (
        ("text", bank.texts),
        ("section", bank.sections),
        ("passage", bank.passages),
        ("person", bank.people),
        ("term", bank.terms),
        ("question", bank.items),
        ("worksheet", bank.worksheets),
        ("deck", bank.decks),
        ("session", bank.sessions),
    )
    return next((thing for thing, ids in things if id_ in ids), "")


def sound(bank: Bank) -> Bank:
    """The bank without passages whose section, and questions whose passages, are not defined.

    A question that names no passage is sound where there are no texts, or as a draft.
    """
    nowhere = {name for name, passage in bank.passages.items() if passage.section not in bank.sections}
    passages = _without(bank.passages, nowhere)
    lost = {name for name, item in bank.questions.items() if not passages.keys() >= {*item.at}}
    lost |= {name for name, item in bank.items.items() if bank.texts and not item.at}
    return replace(bank, passages=passages, items=_without(bank.items, lost), drafts=_without(bank.drafts, lost))


def _without(by_id: Mapping[str, _T], ids: Set[str]) -> Mapping[str, _T]:
    return {id_: thing for id_, thing in by_id.items() if id_ not in ids} if ids else by_id


def _passages_without_section(bank: Bank) -> Iterator[Problem]:
    """Passages for which neither they nor their file name a section."""
    for passage in bank.passages.values():
        if not passage.section:
            hint = "Write section: here, or once at the top of the file."
            yield Problem(place=passage.place(), code="B306", message=f"{passage.id} has no section", hint=hint)


def _voices(bank: Bank, passage: Passage) -> set[str]:
    """The ids of those who may claim something in a passage."""
    always = bank.text_of(passage).always if passage.section in bank.sections else None
    return {*passage.voices, always} if always else {NARRATOR, *passage.voices}


def _strange_voices(bank: Bank) -> Iterator[Problem]:
    """Claims of someone who does not speak in the passages that the question cites."""
    for item in bank.items.values():
        passages = [bank.passages[id_] for id_ in item.at if id_ in bank.passages]
        if not passages or len(passages) < len(item.at):  # what no passage supports, anybody may have said
            continue
        voices: set[str] = set().union(*(_voices(bank, passage) for passage in passages))
        for part in (item, *item.parts):
            named = [("says", id_) for id_ in part.says]
            named += [("reported-by", part.reported_by)] if part.reported_by else []
            for key, id_ in named:
                if id_ not in voices and (id_ in bank.people or id_ == NARRATOR):
                    message = f"“{id_}” does not speak in {', '.join(item.at)}"
                    hint = f"Voices there: {', '.join(sorted(voices))}. Mend {key}:, or add to the passage’s voices:."
                    yield Problem(place=part.place(key), code="B307", message=message, hint=hint)


def _bundles_of_bundles(bank: Bank) -> Iterator[Problem]:
    """Bundles that name a bundle: only home decks can be packed."""
    for deck in bank.decks.values():
        for id_ in deck.bundle:
            if id_ in bank.decks and bank.decks[id_].bundle:
                message, hint = f"“{id_}” is a bundle itself", "Name the home decks that it bundles."
                yield Problem(place=deck.place("bundle"), code="B301", message=message, hint=hint)


def _returned_ids(bank: Bank) -> Iterator[Problem]:
    """Earlier ids that are in use again: they would give two questions one history."""
    owners: dict[str, str] = {}
    entries = bank.entries
    objects: tuple[Item | Entry, ...] = (*bank.items.values(), *entries.values())
    for owner in objects:
        ids: Collection[str] = bank.items if isinstance(owner, Item) else entries
        for old in owner.was:
            if old in ids or old in owners:
                message = f"the earlier id “{old}” belongs to “{owners.get(old, old)}”"
                hint = "An id never returns for another question: give the other one a new id."
                yield Problem(place=owner.place("was"), code="B308", message=message, hint=hint)
            owners[old] = owner.id
