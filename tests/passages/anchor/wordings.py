"""Copies with other words: synonyms, another translation, an abridgement."""

import random
import re

from tests.passages.anchor.copies import WORD, Edit, Paragraphs
from tests.passages.anchor.ownership import parted

FUNCTION_WORDS = re.findall(
    r"\w+",
    """the a an of to in on at by for with from as and or but that which who whom whose this these those his her its
    their he she it they them him was were is are be been had has have would could not no than when until after before
    while although because if so then there into over under between behind near only also all some any""",
)


def _vocabulary(paragraphs: Paragraphs) -> list[str]:
    """The small words of the text, apart from the commonest, which another wording takes its own from."""
    words = WORD.findall(" ".join(paragraphs))
    return sorted({word for word in words if word.islower() and word not in FUNCTION_WORDS})


def _is_name(word: str) -> bool:
    return not word.islower()


def synonyms(share: float) -> Edit:
    """Every word with a small letter that says something replaced with the probability *share*."""

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        others = _vocabulary(paragraphs)

        def other(match: re.Match[str]) -> str:
            word = match.group()
            kept = _is_name(word) or word in FUNCTION_WORDS or rng.random() >= share
            return word if kept else rng.choice(others)

        return "\n".join(WORD.sub(other, text) for text in paragraphs)

    return edit


def dropped(share: float) -> Edit:
    """Every word left out with the probability *share*."""

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        return "\n".join(
            WORD.sub(lambda match: "" if rng.random() < share else match.group(), text) for text in paragraphs
        )

    return edit


def translated(paragraphs: Paragraphs, rng: random.Random) -> str:
    """Another translation: the same names, dates and figures, half of the other words, another order of words."""
    others = _vocabulary(paragraphs)

    def other(word: str) -> str:
        if _is_name(word):
            return word
        if word in FUNCTION_WORDS:
            return word if rng.random() < 0.4 else rng.choice(FUNCTION_WORDS)
        return word if rng.random() < 0.5 else rng.choice(others)

    def retold(paragraph: str) -> str:
        mark, text = parted(paragraph)
        words = [WORD.sub(lambda match: other(match.group()), word) for word in text.split()]
        for n in range(len(words) - 1):
            if rng.random() < 0.2:
                words[n : n + 2] = words[n + 1], words[n]
        return mark + " ".join(words)

    return "\n".join(map(retold, paragraphs))


def revised(paragraphs: Paragraphs, rng: random.Random) -> str:
    """The same translation, revised: a tenth of the small words and of the others, and some turned round."""
    others = [*_vocabulary(paragraphs), *FUNCTION_WORDS]

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return word if _is_name(word) or rng.random() >= 0.1 else rng.choice(others)

    def retold(paragraph: str) -> str:
        words = WORD.sub(other, paragraph).split(" ")
        for n in range(1, len(words) - 1):
            if rng.random() < 0.03:
                words[n : n + 2] = words[n + 1], words[n]
        return " ".join(words)

    return "\n".join(map(retold, paragraphs))


def abridged(share: float) -> Edit:
    """Every sentence after the first of a paragraph left out with the probability *share*."""

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        def shorter(paragraph: str) -> str:
            first, *more = re.split(r"(?<=[.!?]) ", paragraph)
            return " ".join([first, *(sentence for sentence in more if rng.random() >= share)])

        return "\n".join(map(shorter, paragraphs))

    return edit
