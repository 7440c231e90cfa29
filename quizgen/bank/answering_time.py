"""How long a printed question takes a student: reading it, finding the passage, writing the answer."""

from quizgen.bank.items.blocks import Gaps, Lines, Options, Pairs, Question, Sequence, Verdict


def answering_seconds(question: Question) -> int:
    """Return the time for *question* in seconds.

    These are rough figures of our own, since none is published for questions on a text.
    """
    match question.block:
        case Options():
            return 60
        case Verdict():
            return 90
        case Gaps():
            return 30 + 20 * len(question.block.gaps)
        case Pairs():
            return 30 + 25 * len(question.block.pairs)
        case Sequence():
            return 30 + 25 * len(question.block.steps)
        case Lines(points=()):
            return 60 * max(1, question.marks)
        case _:
            return 90 * question.marks
