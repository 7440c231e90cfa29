"""Cloze: running text with deletions, written ``{1|deleted|hint}``; the numbers are explicit and never change."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import ClassVar

from quizgen.bank.amounts import MAX_GAPS
from quizgen.bank.format.schema import BankObject, Fault, key_field, yaml_object
from quizgen.bank.items.base import Claimed, Item
from quizgen.bank.items.blocks import Card, Gap, Gaps, Question
from quizgen.text.inline import Prose

_PIECE = re.compile(
    r"\\(?P<escaped>[{}|])|\{(?P<number>\d{1,2})\|(?P<text>(?:\\.|[^{}|\\])+)(?:\|(?P<hint>[^{}|]*))?\}|[{}]"
)


@yaml_object
class Accept(BankObject):
    """Other words that count in a gap."""

    number: int = key_field("The gap’s number.", key=True)
    words: tuple[str, ...] = key_field("What else counts.", short=True)


@yaml_object
class GapClaim(Claimed):
    """Whose claim a gap is."""

    number: int = key_field("The gap’s number.", key=True)


@yaml_object
class Cloze(Item):
    """Text with gaps."""

    kind: ClassVar[str] = "cloze"

    text: Prose = key_field("The text, each deletion as {1|deleted} or {1|deleted|hint}; a brace itself is \\{ or \\}.")
    accept: tuple[Accept, ...] = key_field("Other words that count, by the number of the gap.", default=())
    gaps: tuple[GapClaim, ...] = key_field("Whose claim it is, by the number of the gap.", default=())

    def faults(self) -> Iterable[Fault]:
        """Braces that mark no gap, no gaps or too many, accepted words for a gap that does not exist."""
        pieces = [*_PIECE.finditer(self.text)]
        stray = [piece for piece in pieces if piece[0] in "{}"]
        if stray:
            near = self.text[max(0, stray[0].start() - 10) :][:25]
            yield Fault(
                name="text",
                code="I321",
                message=f"a brace that opens or closes no gap, near “{near}”",
                hint="A gap is {1|deleted} or {1|deleted|hint}, without braces inside; a brace itself is \\{ or \\}.",
            )
        gaps = [int(piece["number"]) for piece in pieces if piece["number"]]
        if len(gaps) > MAX_GAPS:
            hint = f"Keep {MAX_GAPS} at most, and make a second question of the others."
            yield Fault(name="text", code="S204", message=f"{len(gaps)} gaps are too many", hint=hint)
        numbers = set(gaps)
        if not numbers and not stray:
            yield Fault(name="text", code="I322", message="no gap", hint="Mark one as {1|deleted}.")
        if any(piece["number"] and not _has_printable(piece["text"]) for piece in pieces):
            yield Fault(name="text", code="I325", message="a gap that deletes nothing", hint="Write the word into it.")
        if 0 in numbers:
            yield Fault(name="text", code="I323", message="a gap numbered 0", hint="Number the gaps from 1.")
        named = [("accept", accept.number) for accept in self.accept] + [("gaps", gap.number) for gap in self.gaps]
        for key, number in named:
            if number not in numbers:
                hint = "Use the number of a gap in the text."
                yield Fault(name=key, code="I324", message=f"there is no gap {number}", hint=hint)

    def _gaps(self) -> Gaps:
        return _gaps(self.text, self.accept)

    @property
    def parts(self) -> tuple[Claimed, ...]:
        """The gaps in reading order; none where no gap has a claim of its own."""
        if not self.gaps:
            return ()
        claims = {gap.number: gap for gap in self.gaps}
        return tuple(claims.get(gap.number, GapClaim(number=gap.number)) for gap in self._gaps().gaps)

    @property
    def prompt(self) -> Prose:
        """The text, each gap as an ellipsis in brackets."""
        pieces = self._gaps().pieces
        return Prose("".join("[…]" if isinstance(piece, Gap) else piece for piece in pieces))

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The deleted words, in reading order."""
        return tuple(gap.text for gap in self._gaps().gaps)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Other words that count, gap by gap."""
        return tuple(word for gap in self._gaps().gaps for word in gap.accept)

    def notes(self) -> tuple[Card, ...]:
        """One note; Anki makes a card of each number."""
        return (Card(stem=Prose(""), block=self._gaps()),)

    def paper(self, *, choice: bool = False) -> Question:
        """The text with gaps of equal width, a mark a gap."""
        gaps = self._gaps()
        return Question(stem=Prose(""), block=gaps, marks=self.marks or len(gaps.gaps))


def _has_printable(text: str) -> bool:
    return any(map(str.isprintable, text.replace(" ", "")))


@lru_cache(maxsize=256)  # prompt, answers, accepted words and card all ask for the same gaps in turn
def _gaps(text: Prose, accepted: tuple[Accept, ...]) -> Gaps:
    accept = {gap.number: gap.words for gap in accepted}
    pieces: list[Prose | Gap] = []
    plain_text = ""
    offset = 0
    for match in _PIECE.finditer(text):
        plain_text += text[offset : match.start()] + (match["escaped"] or "")
        offset = match.end()
        if match["number"] is None:
            continue
        if plain_text:
            pieces.append(Prose(plain_text))
            plain_text = ""
        number = int(match["number"])
        deleted = Prose(re.sub(r"\\([{}|])", r"\1", match["text"]))
        pieces.append(Gap(number=number, text=deleted, hint=match["hint"] or "", accept=accept.get(number, ())))
    plain_text += text[offset:]
    if plain_text:
        pieces.append(Prose(plain_text))
    return Gaps(pieces=tuple(pieces))
