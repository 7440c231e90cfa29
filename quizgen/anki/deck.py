"""Anki decks, resolved: every note with its identity, its content and its sources, before any output draws it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.anki.notetypes import notetype_of
from quizgen.anki.siblings import spread
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.claim import Claims, claims_of, stands_above
from quizgen.bank.entries import Directions, Entry, Person
from quizgen.bank.homes import residents
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Block, EntryBlock, Gaps
from quizgen.bank.model import DeckSpec
from quizgen.bank.note_name import NoteName, Owner
from quizgen.bank.sessions import Session
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.value import frozen
from quizgen.languages.card_words import card_words
from quizgen.languages.packs import Pack
from quizgen.passages.citations import supported
from quizgen.text.inline import NO_PROSE, Prose, escape, plain


@frozen
class Related:
    """A person or term that a note names."""

    name: str
    """The standard form of the name."""
    gloss: Prose
    """A line on who or what that is."""


@frozen
class Note:
    """One Anki note before it is drawn."""

    item: str
    """The id of the question, person or term."""
    owner: Owner = Owner.QUESTION
    oldest: str
    """The id that it first had: the note's identity follows it."""
    part: str
    """The part of the question that the note asks for, or empty."""
    stem: Prose
    """The question; empty where the block says it all."""
    block: Block
    why: Prose
    """The rationale."""
    hint: Prose
    """A hint that the student may open before the answer."""
    claims: Claims
    above: bool
    """Whether the line that says who claims it stands above the question."""
    code: str
    """The code by which a student names the question, person or term."""
    citations: tuple[Citation, ...]
    """The passages that support the answer."""
    sources: tuple[Prose, ...]
    """What is known from elsewhere."""
    related: tuple[Related, ...]
    """The people whom the question and its answer name, but for the authors of the cited texts."""
    tags: tuple[str, ...]
    """Anki's tags, but for those of sessions."""
    session_tags: tuple[str, ...]
    """The tag of the session in which it is studied: it rides along."""
    foreign: tuple[tuple[str, str], ...] = ()
    """The short name of each cited text that is in another language than the note, with this language."""
    places: tuple[int, ...] = ()
    """The places of its cards among all new cards of the deck, from 0."""

    @property
    def card_count(self) -> int:
        """The number of cards that Anki makes of the note."""
        match self.block:
            case Gaps():
                return len({gap.number for gap in self.block.gaps})
            case EntryBlock():
                return self.block.ask_name + self.block.ask_description
            case _:
                return 1

    @property
    def name(self) -> NoteName:
        """The note's identity within its bank; the block's shape chooses the note type."""
        return NoteName(owner=self.owner, oldest=self.oldest, notetype=notetype_of(self.block), part=self.part)


@frozen
class Deck:
    """One Anki deck."""

    id: str
    """The id of the deck in the bank."""
    name: str
    """The name by which Anki finds the deck, and which therefore never changes."""
    description: Prose
    language: str
    """The language of the notes, as a BCP 47 tag."""
    pack: Pack
    """The words of that language."""
    notes: tuple[Note, ...]
    """The notes, in the order in which new cards come."""


@no_garbage_collection()
def resolve_decks(bank: Bank, citations: Mapping[str, Citation]) -> tuple[Deck, ...]:
    """The home decks of *bank*; *citations* holds the citation of every passage, by the passage's id."""
    return tuple(_deck(bank, spec, citations) for spec in bank.decks.values() if not spec.bundle)


def _deck(bank: Bank, spec: DeckSpec, citations: Mapping[str, Citation]) -> Deck:
    studied = tuple(residents(bank, spec))
    groups = [notes for one in studied if (notes := tuple(_notes(bank, one, citations)))]
    return Deck(
        id=spec.id,
        name=spec.name,
        description=_description(bank, spec, studied),
        language=bank.head.language,
        pack=bank.pack,
        notes=tuple(sorted(_placed(groups), key=lambda note: note.places)),
    )


def _description(bank: Bank, spec: DeckSpec, studied: Sequence[Item | Entry]) -> Prose:
    """The text above the deck: what it is, on which texts, in which edition, and where to report an error."""
    head = bank.head
    cited = [passage for one in studied for passage in one.at]
    sources = []
    for text_id in dict.fromkeys(bank.text_of(bank.passages[passage]).id for passage in cited):
        text = bank.texts[text_id]
        part = f"{text.part}; " if text.part else ""
        sources.append(f"{escape(text.author)}, *{text.title}*, {part}{text.published}.")
    revision = bank.revision(studied)
    words = card_words(bank.pack)
    edition = words.edition.format(title=head.title, version=head.version, revision=revision, licence=head.rights)
    return Prose("\n\n".join([spec.description, *sources, escape(edition), f"{words.report} {head.report}"]))


def _placed(groups: Sequence[tuple[Note, ...]]) -> Iterator[Note]:
    """The notes of each question or entry, with the places of their cards among the new cards of the deck."""
    counts = [sum(note.card_count for note in notes) for notes in groups]
    for notes, places in zip(groups, spread(counts), strict=True):
        start = 0
        for note in notes:
            yield replace(note, places=places[start : start + note.card_count])
            start += note.card_count


def _notes(bank: Bank, studied: Item | Entry, citations: Mapping[str, Citation]) -> Iterator[Note]:
    if isinstance(studied, Item):
        yield from _item_notes(bank, studied, citations)
    elif studied.cards is not Directions.NONE:
        yield _entry(bank, studied, citations)


def _item_notes(bank: Bank, item: Item, citations: Mapping[str, Citation]) -> Iterator[Note]:
    claims = claims_of(bank, item)
    cited = _cited(bank, item, citations)
    authors = {bank.text_of(passage).author for passage in bank.passages_of(item)}  # the citation names them
    related = tuple(
        Related(name=person.name, gloss=person.role)
        for person in bank.name_index.mentioned(*map(plain, (item.prompt, *item.answers, item.why)))
        if isinstance(person, Person) and person.name not in authors
    )
    for index, card in enumerate(item.cards()):
        yield Note(
            item=item.id,
            oldest=item.oldest_id,
            part=card.part,
            stem=card.stem,
            block=card.block,
            why=item.why,
            hint=item.hint,
            claims=claims.of_part(index) if card.part else claims,
            above=stands_above(bank, item),
            code=bank.code_of(item),
            citations=cited,
            sources=item.sources,
            related=related,
            tags=_tags(bank, item.kind, item.level, item.tags, item.at),
            session_tags=_session_tags(bank, item.at),
            foreign=tuple(
                (text.short, text.language)
                for text in map(bank.text_of, bank.passages_of(item))
                if text.language != bank.head.language
            ),
        )


def _cited(bank: Bank, item: Item, citations: Mapping[str, Citation]) -> tuple[Citation, ...]:
    """The item's passages; where the user has the text, the sentences that support the answer are marked."""
    cited = []
    for passage in item.at:
        citation = citations[passage]
        if citation.paragraphs:
            citation = replace(
                citation,
                paragraphs=supported(citation.paragraphs, item.facts, bank.pack_of_text(bank.passages[passage])),
            )
        cited.append(citation)
    return tuple(cited)


_ENTRY_CITATIONS = 2
"""The passages that the card of a person or term cites at most: those named first, where it matters most."""


def _entry(bank: Bank, entry: Entry, citations: Mapping[str, Citation]) -> Note:
    person = entry if isinstance(entry, Person) else None
    return Note(
        item=entry.id,
        owner=Owner(entry.kind),
        oldest=entry.oldest_id,
        part="",
        stem=NO_PROSE,
        block=EntryBlock(
            name=escape(entry.name),
            description=entry.gloss_,
            dates=person.dates if person else "",
            fate=person.fate if person else NO_PROSE,
            forms=tuple(dict.fromkeys(variant.form for variant in entry.variants if variant.in_)),
            ask_name=entry.cards in (Directions.BOTH, Directions.NAME),
            ask_description=entry.cards in (Directions.BOTH, Directions.ROLE),
        ),
        why=entry.note,
        hint=entry.hint,
        claims=Claims(),
        above=False,
        code=bank.code_of(entry),
        citations=tuple(replace(citations[passage], paragraphs=()) for passage in entry.at[:_ENTRY_CITATIONS]),
        sources=entry.sources,
        related=(),
        tags=_tags(bank, entry.kind, "", entry.tags, entry.at[:1]),
        session_tags=_session_tags(bank, entry.at[:1]),
    )


def _tags(bank: Bank, kind: str, level: str, own: Iterable[str], passages: Iterable[str]) -> tuple[str, ...]:
    """Anki tags: the sections (hierarchical, below the bank and the text), kind and level, and the curator's own."""
    root = bank.head.id
    sections = dict.fromkeys(bank.passages[passage].section for passage in passages)
    tags = [f"{root}::{bank.text_of_section[section]}::{section}" for section in sections]
    tags.append(f"{root}::kind::{kind}")
    if level:
        tags.append(f"{root}::level::{level}")
    return (*tags, *(f"{root}::{tag}" for tag in own))


def _session_tags(bank: Bank, passages: Iterable[str]) -> tuple[str, ...]:
    """The tag of the session by which the passages have been read; none where there is no such session."""
    session = bank.session_of(passages)
    return (session_tag(bank, session),) if session else ()


def session_tag(bank: Bank, session: Session) -> str:
    """Return the tag that the cards of a session bear."""
    return f"{bank.head.id}::session::{session.id}"
