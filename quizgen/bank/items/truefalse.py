"""True or false, with the correction where it is false."""

from collections.abc import Iterable
from typing import ClassVar

from quizgen.bank.format.schema import Fault, key_field, yaml_object
from quizgen.bank.items.base import Item
from quizgen.bank.items.blocks import Card, Question, Verdict
from quizgen.text.inline import Prose


@yaml_object
class TrueFalse(Item):
    """True or false."""

    kind: ClassVar[str] = "truefalse"
    default_marks: ClassVar[int] = 2  # the verdict, and the correction

    claim: Prose = key_field("A full statement, attributed where a witness speaks.")
    verdict: bool = key_field("Whether the claim is true.")
    correction: Prose = key_field("The whole corrected statement, where the claim is false.", default=Prose(""))

    def faults(self) -> Iterable[Fault]:
        """A false claim without its correction, a true one with one."""
        if not self.verdict and not self.correction:
            hint = "Write the statement as it would be true."
            yield Fault(name="verdict", code="I311", message="a false claim without its correction", hint=hint)
        if self.verdict and self.correction:
            hint = "Take the correction out, or write verdict: false."
            yield Fault(name="correction", code="I312", message="a true claim needs no correction", hint=hint)

    @property
    def prompt(self) -> Prose:
        """The claim."""
        return self.claim

    @property
    def answers(self) -> tuple[Prose, ...]:
        """The verdict, and the correction of a false claim."""
        return (Prose("true"),) if self.verdict else (Prose("false"), self.correction)

    @property
    def options(self) -> tuple[Prose, ...]:
        """True and false."""
        return (Prose("true"), Prose("false"))

    def _verdict(self) -> Verdict:
        return Verdict(true=self.verdict, correction=self.correction)

    def notes(self) -> tuple[Card, ...]:
        """One note: the claim in front, verdict and correction behind."""
        return (Card(stem=self.claim, block=self._verdict()),)

    def paper(self, *, choice: bool = False) -> Question:
        """Two boxes, and a line for the correction."""
        return Question(stem=self.claim, block=self._verdict(), marks=self.worth)
