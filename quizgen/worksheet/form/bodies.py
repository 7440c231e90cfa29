"""Blocks as they stand on paper: letters, ranks, numbers and ruled lines given, every shuffle made."""

import math
from collections.abc import Iterator
from itertools import count, product
from string import ascii_uppercase

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
from quizgen.worksheet.form.model import (
    Arrange,
    Blank,
    Body,
    Choose,
    Event,
    Fill,
    Join,
    Judge,
    Lettered,
    Reply,
    Side,
)
from quizgen.worksheet.form.shuffle import shuffled

_HANDWRITTEN = 55
"""Characters of a printed answer that fill one ruled line when written by hand."""
_MOST_LINES = 24
"""Ruled lines that a page holds beside the question itself."""

_SPARE = 2
"""Words of a word bank that fill no gap."""

Seed = tuple[object, ...]
"""What a question's shuffles start from."""


def body(block: Block, marks: int, seed: Seed, surplus: tuple[Prose, ...] | None = None) -> Body:
    """*block* as a question of so many *marks* prints it; with words to spare, gaps have a word bank."""
    match block:
        case Lines():
            return Reply(
                lines=_lines(block, marks),
                answer=block.answer,
                accept=block.accept,
                points=block.points,
                copied=block.copied,
            )
        case Options():
            order = block.options if block.locked else shuffled(block.options, *seed, name=lambda each: each.text)
            return Choose(options=tuple(map(_lettered, letters(), order)))
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
    """How many different ways there are to print *block*."""
    match block:
        case Options(locked=False):
            return math.factorial(len(block.options))
        case Pairs():
            return math.factorial(len(block.pairs) + len(block.surplus)) - math.factorial(len(block.surplus))
        case Sequence():
            return math.factorial(len(block.steps)) - 1
        case _:
            return 1


def letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    return ("".join(word) for length in count(1) for word in product(ascii_uppercase, repeat=length))


def _lettered(letter: str, option: Option) -> Lettered:
    return Lettered(letter=letter, text=option.text, key=option.key, reason=option.reason)


def _lines(block: Lines, marks: int) -> int:
    if block.points:
        return min(_MOST_LINES, 2 * marks)
    by_length = math.ceil(len(plain(block.answer)) / _HANDWRITTEN)
    if block.copied:  # the words of the text are longer than their paraphrase
        return max(3, by_length + 1)
    return max(by_length, 2 * marks - 1)


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
    """The deleted words with some to spare, numbers before words, each in their order."""
    right = {gap.text: {plain(gap.text).casefold(), *map(str.casefold, gap.accept)} for gap in block.gaps}
    taken = set().union(*right.values())
    spare = shuffled(dict.fromkeys(surplus), *seed, name=lambda word: word)
    fitting = [word for word in spare if plain(word).casefold() not in taken]
    # Words of the same sort are plausible: a year beside a year.
    wanted = {_is_number(word) for word in right}
    chosen = [word for word in fitting if _is_number(word) in wanted][:_SPARE]
    return tuple(sorted({*right, *chosen}, key=lambda word: (not _is_number(word), plain(word).casefold())))


def _is_number(word: Prose) -> bool:
    return plain(word)[:1].isdigit()


def _join(block: Pairs, seed: Seed) -> Join:
    pairs = [(pair.right, True) for pair in block.pairs]
    straight = tuple(pair.right for pair in block.pairs)
    right = shuffled(
        [*pairs, *((text, False) for text in block.surplus)],
        *seed,
        name=lambda side: side[0],
        refused=lambda order: tuple(text for text, _ in order[: len(straight)]) == straight,
    )
    lettered = tuple(
        Lettered(letter=letter, text=text, key=key) for letter, (text, key) in zip(letters(), right, strict=False)
    )
    letter_of = {option.text: option.letter for option in lettered}
    left = tuple(
        Side(number=number, text=pair.left, letter=letter_of[pair.right])
        for number, pair in enumerate(block.pairs, start=1)
    )
    return Join(left=left, right=lettered)


def _arrange(block: Sequence, seed: Seed) -> Arrange:
    ranks = {step.text: rank for rank, step in enumerate(block.steps, start=1)}

    def right(order: tuple[Step, ...]) -> bool:
        return order == block.steps

    printed = shuffled(block.steps, *seed, name=lambda step: step.text, refused=right)
    return Arrange(
        events=tuple(
            Event(letter=letter.lower(), text=step.text, rank=ranks[step.text], when=step.when)
            for letter, step in zip(letters(), printed, strict=False)
        )
    )
