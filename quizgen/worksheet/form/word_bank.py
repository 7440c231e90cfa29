"""The box of words from which gaps are filled: what they hide, with words of the same kinds to spare."""

import re
from collections.abc import Iterable

from quizgen.bank.bank import Bank
from quizgen.bank.items.blocks import Gap, Gaps
from quizgen.languages.packs import FALLBACK
from quizgen.text.amounts import quantity
from quizgen.text.inline import Prose, plain
from quizgen.text.shuffle import shuffled
from quizgen.text.terms import Token, figures

_SPARE = 2
"""The number of words in a word bank that fill no gap, where so many fit: our own judgement."""

Sort = tuple[str, str]
"""What makes a word plausible beside another: its class, and its form within the class."""


def hidden_gaps(bank: Bank) -> tuple[Gap, ...]:
    """Return the gaps of all questions of *bank*: what they hide is to spare elsewhere."""
    blocks = (item.paper().block for item in bank.items.values())
    return tuple(gap for block in blocks if isinstance(block, Gaps) for gap in block.gaps)


def word_bank(block: Gaps, others: Iterable[Gap], *seed: object) -> tuple[Prose, ...]:
    """Return the words that *block* hides with some that *others* hide, the figures first, in ascending order.

    A word to spare would be right in no gap, and is of the same sort as one that is: a year stands beside a year, a
    number beside a number, a name beside a name.
    """
    hidden = {gap.text for gap in block.gaps}
    right: set[object] = set()
    for gap in block.gaps:
        right |= {_value(plain(gap.text)), *map(_value, gap.accept)}
    sorts = {_sort(gap.text) for gap in block.gaps}
    spare = [
        word
        for word in shuffled(dict.fromkeys(gap.text for gap in others), *seed, name=lambda word: word)
        if _value(plain(word)) not in right and _sort(word) in sorts
    ]
    return tuple(sorted({*hidden, *spare[:_SPARE]}, key=lambda word: (_sort(word), plain(word).casefold())))


def _value(text: str) -> object:
    """Return what two spellings of one answer have in common, such as 12 and twelve."""
    return quantity(text) or text.casefold()


def _sort(word: Prose) -> Sort:
    text = plain(word)
    rank = quantity(text)
    if rank is None:
        return "3 name" if text[:1].isupper() else "4 word", "phrase" if " " in text else "word"
    if isinstance(rank[0], int):  # a date: a year, a month, or a month of a year
        return "1 date", f"{len(rank)} {bool(rank[0])}"
    return "2 figure", " ".join(map(_shape, figures(text, FALLBACK)))


def _shape(figure: Token) -> str:
    """Return what tells 6 from sixth and from a word beside it, such as "weeks"."""
    return re.sub(r"\d+", "0", figure.text) if figure.text[0].isdigit() else "word"
