"""How much there may be of a thing, in a bank and in a saved form: more is a slip, and no sheet could print it."""

from typing import Annotated, Final

from quizgen.base.annotations import Bounds

MAX_OPTIONS: Final = 26
"""Options, right sides or events of one question: they bear the letters A to Z."""
LETTERED: Final = Bounds(most=MAX_OPTIONS)
"""How many elements a list may have that bear letters."""
MAX_GAPS: Final = 99
"""Gaps of one text: their numbers have two digits."""
MAX_LINES: Final = 200
"""Ruled lines of one reply: some seven pages."""

Marks = Annotated[int, Bounds(most=100)]
"""The marks of one question: a whole examination has mostly 100."""
Minutes = Annotated[int, Bounds(most=10_000)]
"""The time for one worksheet: about a week."""
SELECTED: Final = Bounds(most=100_000)
"""Questions, marks or minutes that a selection takes at most: as many as the largest bank has questions."""
Limit = Annotated[int, SELECTED]
VERSIONS: Final = Bounds(least=1, most=26)
"""Versions of one worksheet: A to Z."""
Versions = Annotated[int, VERSIONS]
RuledLines = Annotated[int, Bounds(most=MAX_LINES)]
Nth = Annotated[int, Bounds(most=100_000)]
"""The place of a passage among those that open alike: the longest text has fewer paragraphs."""
