"""Text of any kind, through the real importer, onto both sides of a card as it was typed."""

from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.blocks import Block, Entry, Gap, Gaps, Lines, Option, Options, Pair, Pairs, Sequence, Step, Verdict
from quizgen.deck import Note, Related
from quizgen.inline import Prose, escape
from tests.outputs.anki.conftest import Student, apkg, guid_of, note, words

NASTY = (
    "<b>", "</article>", "<!-- x -->", "<script>", "{{c1::a}}", "{{Id}}", "}}", "{{", "::", "c2::x::y", "#", "$$x$$", "\\(x\\)",
    "[sound:a.mp3]", "[latex]x[/latex]", "[anki:play:q:0]", "[$]x[/$]", "&amp;", "&", "&#123;", '"', "'", "\t", "%", "`", "*", "_",
    "<img src=x>", "\\", "é", "e\u0301", "ł", "日本", "\u202e", "🎓", "http://example.org", "{1|a}", "<Article 5>",
)  # fmt: skip
TEXTS = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=6),
    min_size=1,
    max_size=6,
).map("".join)


def blocks(texts: list[Prose]) -> list[Block]:
    """Every shape, made of four texts of which no two are equal."""
    a, b, c, d = texts
    return [
        Lines(answer=a, accept=(b,), typed=True),
        Options(options=(Option(text=a, key=True), Option(text=b, key=False, reason=c))),
        Verdict(true=False, correction=a),
        Gaps(pieces=(a, Gap(number=1, text=b, hint=c), d, Gap(number=2, text=c, accept=(a,)))),
        Sequence(steps=(Step(text=a, when=b), Step(text=c), Step(text=d))),
        Pairs(pairs=(Pair(id="p", left=a, right=b), Pair(id="q", left=c, right=d)), focus="p"),
        Entry(name=a, description=b, fate=c, forms=(d,)),
    ]


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Student:
    return Student(tmp_path_factory.mktemp("hostile"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=4, max_size=4, unique_by=lambda text: normalize("NFC", text.strip())))
def test_every_text_is_shown_as_typed(student: Student, typed: list[str]) -> None:
    student.col.remove_notes(student.col.find_notes(""))
    # A letter before and behind: white space at an edge is not seen, and an empty text is the bank's affair.
    typed = [f"q{text}q{place}" for place, text in enumerate(typed)]
    prose = [escape(text) for text in typed]
    notes = [
        note(f"i{place}", block, stem=prose[0], why=prose[1], related=(Related(name=typed[2], gloss=prose[3]),))
        for place, block in enumerate(blocks(prose))
    ]
    log = student.open_package(apkg(*notes))
    assert (len(log.new), len(student.notes())) == (len(notes), len(notes))
    for each in notes:
        shown = student.note(guid_of(each))
        assert len(shown.cards()) == {"Gaps": 2, "Entry": 2}.get(type(each.block).__name__, 1)
        for card in shown.cards():
            front, back = flat(words(card.question())), flat(words(card.answer()))
            assert flat(typed[0]) in front or isinstance(each.block, Gaps | Entry)
            assert front
            for text in expected(each, typed):
                assert flat(text) in back


def expected(made: Note, typed: list[str]) -> list[str]:
    """The texts that a back has to show."""
    return typed[1:] if isinstance(made.block, Verdict) else typed


def flat(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
