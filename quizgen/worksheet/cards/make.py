"""Cards to cut out, made of the questions, people and terms of a bank."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, cited_places
from quizgen.bank.claim import Claims, claims_of, stands_above
from quizgen.bank.entries import Directions, Entry, Person
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Block, Gap, Gaps, Pairs
from quizgen.languages.card_words import card_words
from quizgen.languages.labels import labels
from quizgen.text.inline import NO_PROSE, Prose, escape
from quizgen.worksheet.cards.model import CutCard, Face, Row
from quizgen.worksheet.form.bodies import body
from quizgen.worksheet.form.model import Arrange, Choose, Judge, Reply
from quizgen.worksheet.form.orders import Orders

_CITED = 2
"""The passages that the card of a person or term cites at most: those named first, where it matters most."""


def make_cards(bank: Bank, studied: Iterable[Item | Entry], citations: Mapping[str, Citation]) -> tuple[CutCard, ...]:
    """Return the cards of questions, people and terms, in their order; *citations* are by passage.

    A text with gaps has a card a gap, and things to match a card a pair: each asks for one thing. A person or term has
    a card from the name and one from the description, as its cards: say. Discussions and evidence make none.
    """
    return tuple(
        card
        for one in studied
        for card in (_of_item(bank, one, citations) if isinstance(one, Item) else _of_entry(bank, one, citations))
    )


def _of_item(bank: Bank, item: Item, citations: Mapping[str, Citation]) -> Iterator[CutCard]:
    words = labels(bank.pack)
    claims, is_above = claims_of(bank, item), stands_above(bank, item)
    for note in item.notes():
        for front, back, claim in _sides(bank, note.stem, note.block, item.oldest_id, claims):
            line = claim.line(words.claim)
            says = f"{words.says}: {line}" if line else ""
            yield _card(
                bank,
                item,
                replace(front, above=says) if is_above else front,
                back if is_above else replace(back, below=says),
                [citations[passage] for passage in item.at],
            )


def _card(bank: Bank, studied: Item | Entry, front: Face, back: Face, cited: Iterable[Citation]) -> CutCard:
    return CutCard(
        id=studied.id,
        written=studied.place(),
        front=front,
        back=back,
        code=bank.code_of(studied),
        source=cited_places(cited),
    )


def _sides(bank: Bank, stem: Prose, block: Block, name: str, claims: Claims) -> Iterator[tuple[Face, Face, Claims]]:
    """Yield front, back and claims of each card that a note makes."""
    match block:
        case Gaps():
            for number in sorted({gap.number for gap in block.gaps}):
                indices = [index for index, gap in enumerate(block.gaps) if gap.number == number]
                hidden = dict.fromkeys(block.gaps[index].text for index in indices)
                front = Face(text=(_with_gap(block, number),))
                yield front, Face(text=(Prose(" · ".join(hidden)),)), claims.of_part(indices[0])
        case Pairs():
            index, pair = next((index, pair) for index, pair in enumerate(block.pairs) if pair.id == block.focus)
            yield Face(task=stem, text=(pair.left,)), Face(text=(pair.right,)), claims.of_part(index)
        case _:
            yield *_whole(bank, stem, block, name), claims


def _with_gap(block: Gaps, number: int) -> Prose:
    """Return the text with the gaps of one number open, and all others filled."""
    return Prose("".join(_shown(piece, number) for piece in block.pieces))


def _shown(piece: Prose | Gap, number: int) -> str:
    if not isinstance(piece, Gap):
        return piece
    return f"[{escape(piece.hint) or '…'}]" if piece.number == number else piece.text


def _whole(bank: Bank, stem: Prose, block: Block, name: str) -> tuple[Face, Face]:
    """Return front and back of a card that asks for all of its block, with the letters of a printed question."""
    words, tasks = labels(bank.pack), card_words(bank.pack)
    printed = body(block, 0, Orders(seed=1).of(name))
    match printed:
        case Choose():
            count = len(printed.keys)
            return Face(
                task=escape(tasks.choose.format(count=count)) if count > 1 else NO_PROSE,
                text=(stem,),
                rows=tuple(Row(label=option.letter, text=option.text) for option in printed.options),
            ), Face(rows=tuple(Row(label=option.letter, text=option.text) for option in printed.keys))
        case Judge():
            verdict = Prose(f"**{escape(words.yes if printed.true else words.no)}**")
            answer = (verdict, printed.correction) if printed.correction else (verdict,)
            return Face(task=escape(tasks.judge), text=(stem,)), Face(text=answer)
        case Arrange():
            ordered = []
            for event in printed.ordered:
                date = escape(f" ({event.when})") if event.when else ""
                ordered.append(Row(label=f"{event.rank} {event.letter}", text=Prose(event.text + date)))
            return Face(
                text=(stem,), rows=tuple(Row(label=event.letter, text=event.text) for event in printed.events)
            ), Face(rows=tuple(ordered))
        case Reply():
            return Face(text=(stem,)), Face(text=(printed.answer,))
        case _:
            raise TypeError(f"a {type(block).__name__} is asked for part by part")


def _of_entry(bank: Bank, entry: Entry, citations: Mapping[str, Citation]) -> Iterator[CutCard]:
    """Yield the card from the name, then the one from the description.

    An entry that makes no cards, and is asked for all the same, has the card from its name.
    """
    tasks = card_words(bank.pack)
    name, gloss = Prose(f"**{escape(entry.name)}**"), entry.gloss_
    dates = entry.dates if isinstance(entry, Person) else ""
    cited = [citations[passage] for passage in entry.at[:_CITED]]
    if entry.cards is not Directions.NAME:
        front = Face(task=escape(tasks.describe), text=(name,))
        yield _card(bank, entry, front, Face(text=(gloss,), below=dates), cited)
    if entry.cards in (Directions.BOTH, Directions.NAME):
        front = Face(task=escape(tasks.name), text=(gloss,))
        yield _card(bank, entry, front, Face(text=(name,), below=dates), cited)
