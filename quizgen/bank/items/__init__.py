"""The kinds of question: one file each, and this tuple."""

from quizgen.bank.items.base import NARRATOR, Basis, Item, Level
from quizgen.bank.items.choice import Choice
from quizgen.bank.items.cloze import Cloze
from quizgen.bank.items.discuss import Discuss
from quizgen.bank.items.evidence import Evidence
from quizgen.bank.items.matching import Match
from quizgen.bank.items.ordering import Order
from quizgen.bank.items.short import Short
from quizgen.bank.items.truefalse import TrueFalse

KINDS: tuple[type[Item], ...] = (Short, Choice, TrueFalse, Cloze, Match, Order, Evidence, Discuss)

__all__ = ["KINDS", "NARRATOR", "Basis", "Item", "Level"]
