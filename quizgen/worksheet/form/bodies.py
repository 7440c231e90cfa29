"""Blocks as they are printed: with letters, ranks, numbers and ruled lines, every shuffle done."""

import math
from string import ascii_uppercase

from quizgen.bank.amounts import MAX_LINES
from quizgen.bank.items.blocks import (
    Block,
    EntryBlock,
    Gap,
    Gaps,
    Lines,
    Option,
    Options,
    Pairs,
    Sequence,
    Step,
    Verdict,
)
from quizgen.text.inline import Prose, plain
from quizgen.worksheet.form.model import Arrange, Blank, Body, Choose, Event, Fill, Join, Judge, Lettered, Reply, Side
from quizgen.worksheet.form.shuffle import shuffled

_HANDWRITTEN = 55
"""Characters of a printed answer that fill one ruled line when written by hand: our own judgement."""
_MOST_LINES = 24
"""The highest number of ruled lines for a reply: a page has room for them (8.5 mm each) and for the question itself."""

_SPARE = 2
"""The number of words in a word bank that fill no gap, where so many fit: our own judgement."""

Seed = tuple[object, ...]
"""What a question's shuffles start from; only the text of its parts matters."""


def body(block: Block, marks: int, seed: Seed, surplus: tuple[Prose, ...] | None = None) -> Body:
    """Return *block* as printed in a question of so many *marks*.

    With *surplus*, words that other gaps hide, gaps have a word bank. Raises TypeError for a block of cards alone.
    """
    match block:
        case Lines():
            return Reply(
                lines=_ruled_lines(block, marks),
                answer=block.answer,
                accept=block.accept,
                points=block.points,
                copied=block.copied,
            )
        case Options():
            order = block.options if block.locked else shuffled(block.options, *seed, name=lambda option: option.text)
            return Choose(options=tuple(map(_lettered, ascii_uppercase, order)))
        case Verdict():
            # A true statement has the same lines: their absence would give it away.
            return Judge(lines=2, true=block.true, correction=block.correction)
        case Gaps():
            return Fill(pieces=_pieces(block), words=() if surplus is None else _words(block, surplus, seed))
        case Pairs():
            return _join(block, seed)
        case Sequence():
            return _arrange(block, seed)
        case EntryBlock():
            raise TypeError("people and terms are studied with cards, not on paper")


def arrangements(block: Block) -> int:
    """Return how many different ways there are to print *block*."""
    match block:
        case Options(locked=False):
            return math.factorial(len(block.options))
        case Pairs():
            return math.factorial(len(block.pairs) + len(block.surplus)) - math.factorial(len(block.surplus))
        case Sequence():
            return math.factorial(len(block.steps)) - 1
        case _:
            return 1


def _lettered(letter: str, option: Option) -> Lettered:
    return Lettered(letter=letter, text=option.text, key=option.key, reason=option.reason)


def _ruled_lines(block: Lines, marks: int) -> int:
    """Return the number of ruled lines: by marks and by the length of the model answer, as we judge it."""
    if block.points:
        return min(_MOST_LINES, 2 * marks)
    answer_lines = math.ceil(len(plain(block.answer)) / _HANDWRITTEN)
    if block.copied:  # the words of the text are longer than their paraphrase
        return min(MAX_LINES, max(3, answer_lines + 1))
    return min(MAX_LINES, max(answer_lines, 2 * marks - 1))


def _pieces(block: Gaps) -> tuple[Prose | Blank, ...]:
    pieces: list[Prose | Blank] = []
    number = 0
    for piece in block.pieces:
        if isinstance(piece, Gap):
            number += 1
            pieces.append(Blank(number=number, text=piece.text, hint=piece.hint, accept=piece.accept))
        else:
            pieces.append(piece)
    return tuple(pieces)


def _words(block: Gaps, surplus: tuple[Prose, ...], seed: Seed) -> tuple[Prose, ...]:
    """Return the hidden words with some to spare, numbers before words, each of them in ascending order."""
    hidden = {gap.text for gap in block.gaps}
    right: set[str] = set()  # what would be right in a gap cannot be to spare
    for gap in block.gaps:
        right |= {plain(gap.text).casefold(), *map(str.casefold, gap.accept)}
    # Words of the same sort are plausible: a year beside a year.
    sorts = {_is_number(word) for word in hidden}
    spare: list[Prose] = []
    for word in shuffled(dict.fromkeys(surplus), *seed, name=lambda word: word):
        if len(spare) < _SPARE and plain(word).casefold() not in right and _is_number(word) in sorts:
            spare.append(word)
    return tuple(sorted({*hidden, *spare}, key=lambda word: (not _is_number(word), plain(word).casefold())))


def _is_number(word: Prose) -> bool:
    return plain(word)[:1].isdigit()


def _join(block: Pairs, seed: Seed) -> Join:
    straight = tuple(pair.right for pair in block.pairs)
    sides = [(text, True) for text in straight] + [(text, False) for text in block.surplus]

    def lies_straight(order: tuple[tuple[Prose, bool], ...]) -> bool:
        return tuple(text for text, _ in order[: len(straight)]) == straight

    order = shuffled(sides, *seed, name=lambda side: side[0], refused=lies_straight)
    lettered = tuple(
        Lettered(letter=letter, text=text, key=key) for letter, (text, key) in zip(ascii_uppercase, order, strict=False)
    )
    letter_of = {option.text: option.letter for option in lettered}
    numbered = tuple(
        Side(number=number, text=pair.left, letter=letter_of[pair.right])
        for number, pair in enumerate(block.pairs, start=1)
    )
    return Join(left=numbered, right=lettered)


def _arrange(block: Sequence, seed: Seed) -> Arrange:
    ranks = {step.text: rank for rank, step in enumerate(block.steps, start=1)}

    def is_right(order: tuple[Step, ...]) -> bool:
        return order == block.steps

    printed = shuffled(block.steps, *seed, name=lambda step: step.text, refused=is_right)
    return Arrange(
        events=tuple(
            Event(letter=letter.lower(), text=step.text, rank=ranks[step.text], when=step.when)
            for letter, step in zip(ascii_uppercase, printed, strict=False)
        )
    )
