"""The kinds of question: one file each, and this tuple."""

from quizgen.items.base import NARRATOR, Basis, Item, Level
from quizgen.items.choice import Choice
from quizgen.items.cloze import Cloze
from quizgen.items.discuss import Discuss
from quizgen.items.evidence import Evidence
from quizgen.items.matching import Match
from quizgen.items.ordering import Order
from quizgen.items.short import Short
from quizgen.items.truefalse import TrueFalse

KINDS: tuple[type[Item], ...] = (Short, Choice, TrueFalse, Cloze, Match, Order, Evidence, Discuss)

__all__ = ["KINDS", "NARRATOR", "Basis", "Item", "Level"]
