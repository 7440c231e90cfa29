"""Copies whose paragraphs and lines stand otherwise: left out, twice, in another order, in columns, on pages."""

import random
import re
import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from tests.passages.anchor.copies import Edit, Paragraphs
from tests.passages.anchor.ownership import FOREIGN, again, parted


def missing(share: float) -> Edit:
    """Every paragraph left out with the probability *share*."""
    return lambda paragraphs, rng: "\n".join(text for text in paragraphs if rng.random() >= share)


def repeated(share: float) -> Edit:
    """Every paragraph twice with the probability *share*."""

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        return "\n".join(f"{text}\n{again(text)}" if rng.random() < share else text for text in paragraphs)

    return edit


def doubled(paragraphs: Paragraphs, _: random.Random) -> str:
    """The whole text twice, the second time behind the first."""
    return "\n".join([*paragraphs, *map(again, paragraphs)])


def neighbours_swapped(paragraphs: Paragraphs, _: random.Random) -> str:
    """Every other paragraph and the next one change places."""
    swapped = list(paragraphs)
    swapped[: len(swapped) // 2 * 2 : 2], swapped[1::2] = paragraphs[1::2], paragraphs[: len(swapped) // 2 * 2 : 2]
    return "\n".join(swapped)


def shuffled(paragraphs: Paragraphs, rng: random.Random) -> str:
    return "\n".join(rng.sample(paragraphs, len(paragraphs)))


def halves_swapped(paragraphs: Paragraphs, _: random.Random) -> str:
    middle = len(paragraphs) // 2
    return "\n".join([*paragraphs[middle:], *paragraphs[:middle]])


def excerpt(start: float, end: float) -> Edit:
    """Only the paragraphs between two shares of the text."""
    return lambda paragraphs, _: "\n".join(paragraphs[int(start * len(paragraphs)) : int(end * len(paragraphs))])


def one_line(paragraphs: Paragraphs, _: random.Random) -> str:
    return " ".join(paragraphs)


def in_pairs(paragraphs: Paragraphs, _: random.Random) -> str:
    return "\n".join(" ".join(paragraphs[n : n + 2]) for n in range(0, len(paragraphs), 2))


def sentence_a_line(paragraphs: Paragraphs, _: random.Random) -> str:
    return "\n".join(re.sub(r"(?<=[.!?]) ", "\n", text) for text in paragraphs)


def body_replaced(bodies: Sequence[str], kept: int, every: int = 1) -> Edit:
    """The first *kept* words of every first, second … paragraph, and then those of another text."""

    def edit(paragraphs: Paragraphs, _: random.Random) -> str:
        texts = []
        for n, paragraph in enumerate(paragraphs):
            opening = " ".join(paragraph.split(" ")[:kept])
            texts.append(f"{opening} {FOREIGN}{bodies[n % len(bodies)]}" if n % every == 0 else paragraph)
        return "\n".join(texts)

    return edit


def foreign(texts: Sequence[str]) -> Edit:
    """Another text altogether."""
    return lambda paragraphs, _: "\n".join(FOREIGN + text for text in texts)


def foreign_between(texts: Sequence[str]) -> Edit:
    """A paragraph of another text behind each."""
    return lambda paragraphs, _: "\n".join(
        f"{text}\n{FOREIGN}{texts[n % len(texts)]}" for n, text in enumerate(paragraphs)
    )


def lines_of(paragraphs: Paragraphs, width: int) -> list[str]:
    """The lines of all paragraphs, each with its mark; a long word is divided by a hyphen at the end of a line."""
    lines = []
    for paragraph in paragraphs:
        mark, text = parted(paragraph)
        spaced = re.sub(r"([^\W\d_]{4})(?=[^\W\d_]{4})", "\\1\u00ad", text)
        filled = textwrap.wrap(spaced.replace("\u00ad", "- "), width, break_long_words=False, break_on_hyphens=False)
        for line in filled:
            lines.append(mark + re.sub(r"(?<=[^\W\d_]{4})- (?=[^\W\d_]{4})", "", line))
        lines[-1] += "\n"
    return lines


def narrow(width: int) -> Edit:
    """One column of so many characters, with hyphens."""
    return lambda paragraphs, _: "\n".join(lines_of(paragraphs, width))


def paged(height: int) -> Edit:
    """Pages of so many lines, with a running head, a number and a foot amid the paragraphs."""

    def edit(paragraphs: Paragraphs, _: random.Random) -> str:
        lines = []
        for number, line in enumerate(lines_of(paragraphs, 64)):
            if number % height == height - 1:
                lines += [
                    f"\n{FOREIGN}Printed for the free harbour\n",
                    f"{number // height}\n",
                    "A CHRONICLE OF TOWNS\n",
                ]
            lines.append(line)
        return "\n".join(lines)

    return edit


def columns(count: int, width: int, height: int, gap: str = "    ") -> Edit:
    """Pages of so many columns, of so many lines, that were read across; *gap* stands between the lines of a row."""

    def edit(paragraphs: Paragraphs, _: random.Random) -> str:
        lines = [line.rstrip("\n") for line in lines_of(paragraphs, width)]
        rows = []
        for top in range(0, len(lines), count * height):
            page = lines[top : top + count * height]
            length = -(-len(page) // count)
            side_by_side = [page[start : start + length] for start in range(0, len(page), length)]
            rows += [gap.join(row) for row in zip_longest(*side_by_side, fillvalue="")]
        return "\n".join(rows)

    return edit
