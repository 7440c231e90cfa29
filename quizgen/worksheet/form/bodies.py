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
from quizgen.worksheet.form.orders import Ordering

_HANDWRITTEN = 55
"""Characters of a printed answer that fill one ruled line when written by hand: our own judgement."""
_MOST_LINES = 12
"""The highest number of ruled lines for a discussion that states none: a third of a page, our own judgement."""


def body(block: Block, marks: int, order: Ordering, words: tuple[Prose, ...] = ()) -> Body:
    """Return *block* as printed in a question of so many *marks*, its parts in the *order* of a version.

    *words* are the word bank of gaps. Raises TypeError for a block of cards alone.
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
            options = block.options if block.locked else order(block.options, name=lambda option: option.text)
            return Choose(options=tuple(map(_lettered, ascii_uppercase, options)))
        case Verdict():
            # A true statement has the same lines: their absence would give it away.
            return Judge(lines=2, true=block.true, correction=block.correction)
        case Gaps():
            return Fill(pieces=_pieces(block), words=words)
        case Pairs():
            return _join(block, order)
        case Sequence():
            return _arrange(block, order)
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
    if block.lines:
        return block.lines
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


def _join(block: Pairs, order: Ordering) -> Join:
    straight = tuple(pair.right for pair in block.pairs)
    sides = [(text, True) for text in straight] + [(text, False) for text in block.surplus]

    def lies_straight(sides: tuple[tuple[Prose, bool], ...]) -> bool:
        return tuple(text for text, _ in sides[: len(straight)]) == straight

    printed = order(sides, name=lambda side: side[0], refused=lies_straight)
    lettered = tuple(
        Lettered(letter=letter, text=text, key=key)
        for letter, (text, key) in zip(ascii_uppercase, printed, strict=False)
    )
    letter_of = {option.text: option.letter for option in lettered}
    numbered = tuple(
        Side(number=number, text=pair.left, letter=letter_of[pair.right])
        for number, pair in enumerate(block.pairs, start=1)
    )
    return Join(left=numbered, right=lettered)


def _arrange(block: Sequence, order: Ordering) -> Arrange:
    ranks = {step.text: rank for rank, step in enumerate(block.steps, start=1)}

    def is_right(steps: tuple[Step, ...]) -> bool:
        return steps == block.steps

    printed = order(block.steps, name=lambda step: step.text, refused=is_right)
    return Arrange(
        events=tuple(
            Event(letter=letter.lower(), text=step.text, rank=ranks[step.text], when=step.when)
            for letter, step in zip(ascii_uppercase, printed, strict=False)
        )
    )
