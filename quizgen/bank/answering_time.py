"""How long a printed question takes a student: reading the passage, finding the place, writing the answer."""

import math
from collections.abc import Mapping
from typing import Final

from quizgen.bank.citation import Citation
from quizgen.bank.items.blocks import Gaps, Lines, Options, Pairs, Question, Sequence, Verdict

READING_RATE: Final = 175
"""Words that a student reads in a minute.

Adults read English non-fiction silently at 238 words a minute on average, most of them at 175 to 300 (Brysbaert 2019,
doi 10.1016/j.jml.2019.104047); younger readers, those who read in a second language and those who study are slower. The
lower end of the range is time enough for most of a class.
"""


def reading_seconds(*texts: str) -> int:
    """Return the time to read plain *texts* once, in seconds."""
    return math.ceil(sum(len(text.split()) for text in texts) * 60 / READING_RATE)


def passage_seconds(citation: Citation) -> int:
    """Return the time to read a passage as a sheet prints it, in seconds."""
    return reading_seconds(*citation.printed_words)


def passage_times(citations: Mapping[str, Citation]) -> dict[str, int]:
    """Return the time to read each passage of *citations* as a sheet prints it, in seconds."""
    return {passage: passage_seconds(citation) for passage, citation in citations.items()}


def answering_seconds(question: Question) -> int:
    """Return the time for *question* in seconds, without that for reading its passages.

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
