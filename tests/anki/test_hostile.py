"""Text of any kind, through the real importer, onto both sides of a card as it was typed."""

import re
from html import unescape
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.anki.deck import Note
from quizgen.bank.claim import Claim, Claims, Speaker
from quizgen.bank.items.blocks import (
    Block,
    EntryBlock,
    Gap,
    Gaps,
    Lines,
    Option,
    Options,
    Pair,
    Pairs,
    Sequence,
    Step,
    Verdict,
)
from quizgen.text.inline import escape
from tests.anki.conftest import Student, apkg, guid_of, note, words

NASTY = (
    *("<b>", "</article>", "<!-- x -->", "<script>", "<img src=x>", "<Article 5>", "&amp;", "&", "&#123;", '"', "'"),
    *("{{c1::a}}", "{{Id}}", "}}", "{{", "::", "c2::x::y", "{1|a}", "#", "%", "`", "*", "_", "\\", "\t"),
    *(
        "$$x$$",
        "\\(x\\)",
        "\\[x\\]",
        "[sound:a.mp3]",
        "[latex]x[/latex]",
        "[anki:play:q:0]",
        "[$]x[/$]",
        "http://example.org",
    ),
    *("é", "e\u0301", "ł", "日本", "\u202e", "🎓"),
)
TEXTS = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=6),
    min_size=1,
    max_size=6,
).map("".join)


def blocks(typed: list[str]) -> list[Block]:
    """Every shape, made of four texts: as prose, or plain where the shape wants that."""
    a, b, c, d = map(escape, typed)
    return [
        Lines(answer=a, accept=tuple(typed[1:]), typed=True),
        Options(options=(Option(text=a, key=True), Option(text=b, key=False, reason=c), Option(text=d, key=False))),
        Verdict(true=False, correction=a),
        Gaps(pieces=(a, Gap(number=1, text=b, hint=typed[2]), d, Gap(number=2, text=c, accept=(typed[0],)))),
        Sequence(steps=(Step(text=a, when=typed[1]), Step(text=c), Step(text=d))),
        Pairs(pairs=(Pair(id="p", left=a, right=b), Pair(id="q", left=c, right=d)), focus="p"),
        EntryBlock(name=a, description=b, fate=c, forms=(typed[3],)),
    ]


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Student:
    return Student(tmp_path_factory.mktemp("hostile"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=8, max_size=8))
def test_every_text_is_shown_as_typed(student: Student, typed: list[str]) -> None:
    student.col.remove_notes(student.col.find_notes(""))
    # A letter before and behind: white space at an edge is not seen, and each text differs from the others.
    typed = [f"q{text}q{place}" for place, text in enumerate(typed)]
    common = {
        "stem": escape(typed[4]),
        "why": escape(typed[5]),
        "sources": (escape(typed[6]),),
        "claims": Claims(whole=Claim(speakers=(Speaker(id="x", name=typed[7], basis="hearsay"),))),
    }
    notes = [note(f"i{place}", block, **common) for place, block in enumerate(blocks(typed[:4]))]
    log = student.open_package(apkg(*notes))
    assert (len(log.new), len(student.notes())) == (len(notes), len(notes))
    for each in notes:
        student_note = student.note(guid_of(each))
        assert len(student_note.cards()) == {"Gaps": 2, "EntryBlock": 2}.get(type(each.block).__name__, 1)
        for card in student_note.cards():
            front, back = flat(words(card.question())), flat(words(card.answer()))
            assert flat(typed[4]) in front or (front and isinstance(each.block, Pairs | EntryBlock | Gaps))
            assert [text for text in expected(each, typed) if flat(text) not in back] == []
            assert not formulas(card.question() + card.answer())


def expected(sample: Note, typed: list[str]) -> list[str]:
    """The texts that a back has to show: a hint stands in front only, a stem of entries and gaps is their own."""
    match sample.block:
        case Verdict():
            return [typed[0], *typed[4:]]
        case EntryBlock() | Gaps():
            return [*typed[:4], *typed[5:]]
        case Pairs():  # whose the other option is, another card asks; the question of all pairs is for paper
            return [typed[0], typed[1], typed[3], *typed[5:]]
        case _:
            return typed


def formulas(side: str) -> list[str]:
    """What MathJax would take for the beginning of a formula, were it not told to ignore our cards."""
    return re.findall(r".{,9}\\[(\[]", unescape(re.sub(r"(?s)<(style|script)\b.*?</\1>", "", side)))


def flat(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
