"""Copies whose letters went wrong: read by a machine, set otherwise, or saved in another encoding."""

import random
import re
import unicodedata

from tests.passages.anchor.copies import WORD, Edit, Paragraphs
from tests.passages.anchor.ownership import parted

# What a machine takes for what, the longest first; any other character it drops.
_CONFUSED = {
    "rn": "m",
    "cl": "d",
    "li": "h",
    "ii": "u",
    "vv": "w",
    "tt": "tl",
    "fi": "h",
    "nn": "rm",
    "m": "rn",
    "d": "cl",
    "h": "b",
    "u": "ii",
    "w": "vv",
    "n": "ri",
    "k": "lc",
    "b": "h",
    "a": "o",
    "o": "c",
    "l": "1",
    "i": "l",
    "I": "l",
    "t": "f",
    "f": "t",
    "e": "c",
    "c": "e",
    "s": "5",
    "r": "t",
    "g": "q",
    "y": "v",
    "v": "y",
    "p": "n",
    "O": "0",
    "S": "5",
    "B": "8",
    "G": "6",
    "0": "O",
    "1": "l",
    "5": "S",
    "8": "B",
    ".": ",",
}
_READ = re.compile("|".join([*sorted(map(re.escape, _CONFUSED), key=len, reverse=True), r"[^\W_]"]))


def misread(share: float) -> Edit:
    """Read by a machine that confuses letters of like shape, so many of a hundred characters."""

    def confused(match: re.Match[str], rng: random.Random) -> str:
        read = match.group()
        return _CONFUSED.get(read, "") if rng.random() < share * len(read) else read

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        return "\n".join(_READ.sub(lambda match: confused(match, rng), text) for text in paragraphs)

    return edit


def decomposed(paragraphs: Paragraphs, _: random.Random) -> str:
    return unicodedata.normalize("NFD", "\n".join(paragraphs))


def miscoded(paragraphs: Paragraphs, _: random.Random) -> str:
    """Saved as UTF-8, and read as the old code page of Windows."""

    def read(character: str) -> str:
        return character.encode().decode("cp1252", "replace") if ord(character) < 0xE000 else character

    return "\n".join("".join(map(read, text)) for text in paragraphs)


def upper(paragraphs: Paragraphs, _: random.Random) -> str:
    return "\n".join(paragraphs).upper()


def unpunctuated(paragraphs: Paragraphs, _: random.Random) -> str:
    marks = "".join(map(re.escape, ".,;:!?“”‘’\"'()[]—–…-"))
    return "\n".join(re.sub(f"[{marks}]+", " ", text) for text in paragraphs)


def letterspaced(paragraphs: Paragraphs, rng: random.Random) -> str:
    """One word in ten set wide, as German and Russian prints do for stress."""
    return "\n".join(
        WORD.sub(lambda match: " ".join(match.group()) if rng.random() < 0.1 else match.group(), text)
        for text in paragraphs
    )


def drop_capped(paragraphs: Paragraphs, _: random.Random) -> str:
    """The first letter of each paragraph stands in a line of its own."""

    def capped(paragraph: str) -> str:
        mark, text = parted(paragraph)
        return f"{mark}{text[0]}\n{text[1:]}"

    return "\n\n".join(map(capped, paragraphs))


def footnoted(pattern: str) -> Edit:
    """A number behind one word in twenty-five, set as *pattern*, in which {} is the number."""

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        numbers = iter(range(1, 100_000))

        def noted(match: re.Match[str]) -> str:
            return match.group() + (pattern.format(next(numbers)) if rng.random() < 0.04 else "")

        return "\n".join(WORD.sub(noted, text) for text in paragraphs)

    return edit


def refigured(paragraphs: Paragraphs, rng: random.Random) -> str:
    """Every figure is another one."""
    return re.sub(r"\d", lambda _: str(rng.randint(1, 9)), "\n".join(paragraphs))


def run_together(paragraphs: Paragraphs, rng: random.Random) -> str:
    """One space in twelve is lost."""
    return re.sub(" ", lambda _: "" if rng.random() < 1 / 12 else " ", "\n".join(paragraphs))
