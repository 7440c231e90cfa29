"""The texts on which a bank asks, as the pages for students and teachers tell of them."""

from quizgen.bank.bank import Bank
from quizgen.base.value import frozen
from quizgen.text.inline import Prose
from quizgen.text.sentences import sentences


@frozen
class Source:
    """A text on which the bank asks."""

    author: str
    title: Prose
    part: Prose
    published: Prose
    note: Prose
    """The standpoint of its author, and what else is to be known of it."""
    standpoint: Prose
    """The first sentence of the note."""


def sources(bank: Bank) -> tuple[Source, ...]:
    """Return the texts of *bank* in their order."""
    return tuple(
        Source(
            author=text.author,
            title=text.title,
            part=text.part,
            published=text.published,
            note=text.note,
            standpoint=Prose(next((text.note[start:end] for start, end in sentences(text.note, bank.pack)), "")),
        )
        for text in bank.texts.values()
    )
