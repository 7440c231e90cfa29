"""What the tests of worksheets share: a bank with its text, and questions made to measure."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.excerpt import Paragraph
from quizgen.bank.format.schema import Id
from quizgen.bank.items import Item, Level
from quizgen.bank.items.base import Distractor
from quizgen.bank.items.choice import Choice
from quizgen.bank.items.cloze import Cloze
from quizgen.bank.items.discuss import Discuss, Point
from quizgen.bank.items.evidence import Evidence
from quizgen.bank.items.matching import Match, MatchPair
from quizgen.bank.items.ordering import Order, OrderStep
from quizgen.bank.items.short import Short
from quizgen.bank.items.truefalse import TrueFalse
from quizgen.bank.load import require
from quizgen.bank.lock import Lock
from quizgen.bank.model import Selection, Worksheet
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from quizgen.text.inline import Prose
from quizgen.worksheet.form.excerpts import excerpts
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms

BANK = Path(__file__).parent / "data" / "lindenau"
"""A bank with a text of our own and a question of every kind; golden files hang on it, so it does not change."""


@cache
def lindenau() -> Bank:
    """The bank of these tests."""
    return require(BANK)[0]


@cache
def cited(*, with_text: bool = True) -> Mapping[str, Citation]:
    """How its passages are cited, with their words or without."""
    bank = lindenau()
    located = copies.locate(bank, BANK / "texts", None)
    prints = copies.take_fingerprints(bank, located, Lock(bank=bank.head.id))
    return cite_passages(bank, located if with_text else copies.Copies(), prints)


def worksheet(*, id: str = "sheet", title: str = "A sheet", **options: Any) -> Worksheet:
    """A worksheet of all questions, unless *options* say otherwise."""
    select = Selection(**options.pop("select", {}))
    return Worksheet(id=Id(id), title=Prose(title), select=select, **options)


def forms(bank: Bank | None = None, **options: Any) -> tuple[Form, ...]:
    """The forms of a worksheet; its passages are those of the user's text, unless *options* have other citations."""
    citations = options.pop("citations", cited())
    return resolve_forms(bank or lindenau(), worksheet(**options), citations=citations)


def texts(form: Form, bank: Bank | None = None) -> dict[str, tuple[Paragraph, ...]]:
    """The passages of a form, evidence marked."""
    return excerpts(form, bank or lindenau(), cited())


def with_items(*items: Item) -> Bank:
    """The bank with these questions in place of its own."""
    return replace(lindenau(), items={item.id: item for item in items})


def essay(marks: int) -> Bank:
    """The bank with so many marks for its discussion."""
    bank = lindenau()
    return replace(bank, items={**bank.items, "why-refuse": replace(bank.items["why-refuse"], marks=marks)})


PASSAGES = ("W1", "W2", "W4", "W5", "W6")


def make_item(kind: str, number: int, size: int, at: tuple[str, ...]) -> Item:
    """A question of a kind; *size* says how long and how many of everything it is."""
    common: dict[str, Any] = {
        "id": Id(f"{kind}-{number}"),
        "at": at,
        "level": Level.RECALL,
        "why": Prose(f"Because of reason {number}."),
    }
    stem = Prose(f"What about {kind} number {number}" + " and so on" * size + "?")
    some = range(2 + size % 4)
    match kind:
        case "short":
            return Short(**common, ask=stem, answer=Prose(f"answer {number}"), accept=("also this",))
        case "choice":
            wrong = tuple(Distractor(text=Prose(f"wrong {number} {n}"), reason=Prose(f"no {n}")) for n in some)
            keys = (Prose(f"right {number}"), Prose(f"right too {number}"))[: 1 + size % 2]
            return Choice(**common, ask=stem, answer=keys, distractors=wrong)
        case "truefalse":
            false = bool(size % 2)
            correction = Prose(f"corrected {number}" if false else "")
            return TrueFalse(**common, claim=stem, verdict=not false, correction=correction)
        case "cloze":
            return Cloze(**common, text=Prose(f"Text {number} has {{1|gap {number}}} and {{2|more {size}|a hint}}."))
        case "match":
            pairs = (MatchPair(id=Id(f"p{n}"), left=Prose(f"left {number} {n}"), right=Prose(f"its {n}")) for n in some)
            return Match(**common, ask=stem, pairs=tuple(pairs), surplus=(Prose("nothing"),) * (size % 2))
        case "order":
            steps = (OrderStep(text=Prose(f"step {number} {n}"), when=str(1900 + n)) for n in range(3 + size % 4))
            return Order(**common, ask=stem, steps=tuple(steps))
        case "evidence":
            return Evidence(**common, ask=stem, answer=Prose(f"paraphrase {number}"), facts=("Lindenau",))
        case _:
            points = tuple(Point(text=Prose(f"point {n} of {number}")) for n in some)
            return Discuss(**common, ask=stem, points=points, marks=1 + size)


KINDS = ("short", "choice", "truefalse", "cloze", "match", "order", "evidence", "discuss")
