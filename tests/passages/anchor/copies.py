"""Copies of a text as they come: retyped, wrapped, extracted from a PDF, abridged, edited. Every one knows the truth.

The passages are marked with two characters that no text has and that say nothing to an edit; `read` takes them out and
tells where they stood.
"""

import random
import re
import textwrap
from collections.abc import Callable, Sequence
from itertools import zip_longest

BEGIN, END = "\ue000", "\ue001"
WORD = re.compile(r"[^\W_]+(?:’[^\W_]+)*")
Paragraphs = list[str]
Edit = Callable[[Paragraphs, random.Random], str]


def marked(paragraphs: Sequence[str], passages: Sequence[tuple[int, int]]) -> Paragraphs:
    """The paragraphs, with a mark before and behind each passage (its first and its last paragraph)."""
    out = list(paragraphs)
    for first, last in passages:
        out[first] = BEGIN + out[first]
        out[last] += END
    return out


def read(copy: str) -> tuple[str, list[tuple[int, int]]]:
    """The copy without its marks, and the (start, end) of each marked passage."""
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for part in re.split(f"([{BEGIN}{END}])", copy):
        if part in (BEGIN, END):
            (starts if part == BEGIN else ends).append(len("".join(raw)))
        else:
            raw.append(part)
    return "".join(raw), list(zip(starts, ends, strict=True))


def lines(paragraphs: Paragraphs, _: random.Random) -> str:
    return "\n".join(paragraphs)


def spaced(paragraphs: Paragraphs, _: random.Random) -> str:
    return "\n\n".join(paragraphs)


def retyped(paragraphs: Paragraphs, _: random.Random) -> str:
    """Straight quotes, other dashes, ligatures, decomposed letters, soft hyphens, no grouping of thousands."""
    plain = str.maketrans(
        {"“": '"', "”": '"', "‘": "'", "’": "'", "—": " - ", "–": "-", "…": "...", "é": "e\u0301", "ó": "o\u0301"}
    )
    text = "\ufeff" + "\n".join(paragraphs).translate(plain).replace("fi", "ﬁ")
    return re.sub(r"(\d),(\d{3})", r"\1\2", re.sub(r"([a-z]{4})([a-z]{4})", "\\1\u00ad\\2", text))


def added(paragraphs: Paragraphs, _: random.Random) -> str:
    new = [f"A paragraph that a later editor put before the others, number {n} of three." for n in (1, 2, 3)]
    return "\n".join([*new, *paragraphs])


def merged(paragraphs: Paragraphs, _: random.Random) -> str:
    return re.sub(f"\n({BEGIN}?[“‘])", r" \1", "\n".join(paragraphs))


def split(paragraphs: Paragraphs, _: random.Random) -> str:
    def halves(paragraph: str) -> str:
        ends = [match.end() for match in re.finditer(r"[.!?][”’]* (?=[“‘]?[A-Z])", paragraph)]
        if len(paragraph.split()) < 80 or not ends:
            return paragraph
        middle = min(ends, key=lambda end: abs(end - len(paragraph) / 2))
        return f"{paragraph[:middle].rstrip()}\n{paragraph[middle:]}"

    return "\n".join(map(halves, paragraphs))


def edited(share: float) -> Edit:
    """Every word replaced, deleted or followed by another one with the probability *share*."""

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        words: list[str] = WORD.findall(" ".join(paragraphs))

        def other(match: re.Match[str]) -> str:
            if rng.random() >= share:
                return match.group()
            return rng.choice([rng.choice(words), rng.choice(words), f"{match.group()} {rng.choice(words)}", ""])

        return "\n".join(WORD.sub(other, paragraph) for paragraph in paragraphs)

    return edit


def wrapped(paragraphs: Paragraphs, _: random.Random) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in paragraphs)


def solid(paragraphs: Paragraphs, _: random.Random) -> str:
    """Hard-wrapped, with no blank line between paragraphs."""
    return "\n".join(textwrap.fill(paragraph, 66) for paragraph in paragraphs)


def hyphenated(paragraphs: Paragraphs, _: random.Random) -> str:
    def fill(paragraph: str, width: int = 60) -> str:
        out = [""]
        for word in paragraph.split():
            room = width - len(out[-1]) - 2
            if room + 1 < len(word) and room > 2 and len(word) - room > 2 and word[:room].isalpha():
                out[-1] += f" {word[:room]}-"
                out.append(word[room:])
            elif len(out[-1]) + 1 + len(word) > width:
                out.append(word)
            else:
                out[-1] = f"{out[-1]} {word}".strip()
        return "\n".join(out)

    return "\n\n".join(map(fill, paragraphs))


def paged(paragraphs: Paragraphs, rng: random.Random) -> str:
    """Out of a PDF: hyphenated, with a page number and a running head wherever a page ends."""
    out = []
    for number, line in enumerate(hyphenated(paragraphs, rng).split("\n")):
        if number % 36 == 35:
            out += ["", str(200 + number // 36), "", "A CHRONICLE OF THE FREE HARBOUR", ""]
        out.append(line)
    return "\n".join(out)


def then(first: Edit, second: Edit) -> Edit:
    """Both edits; the first has to leave a paragraph a line."""
    return lambda paragraphs, rng: second(first(paragraphs, rng).split("\n"), rng)


def columns(
    paragraphs: Paragraphs, width: int, height: int, *, joined: bool
) -> tuple[str, list[list[tuple[int, int]]]]:
    """Pages of two columns, read across: the copy, and the (start, end) of each line of each paragraph.

    A page has *height* lines. The two lines of a row are *joined* to one, or follow each other.
    """
    numbered = [(line, n) for n, text in enumerate(paragraphs) for line in textwrap.wrap(text, width)]
    raw = ""
    places: list[list[tuple[int, int]]] = [[] for _ in paragraphs]
    for top in range(0, len(numbered), 2 * height):
        page = numbered[top : top + 2 * height]
        middle = (len(page) + 1) // 2
        for left, right in zip_longest(page[:middle], page[middle:], fillvalue=("", 0)):
            for (line, n), gap in ((left, "    " if joined else "\n"), (right, "\n")):
                places[n].append((len(raw), len(raw) + len(line)))
                raw += line + gap
    return raw, places
