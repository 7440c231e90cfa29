"""Text of any kind, written as prose into a bank's YAML, arrives as typed on paper, on the screen and on a card."""

import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.anki.apkg import package
from quizgen.anki.deck import resolve_decks
from quizgen.anki.packed import PackedDeck
from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.bank.lock import Lock
from quizgen.bank.paper import Leaf
from quizgen.base.folding import composed
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from quizgen.publish.release.release import stamp_release
from quizgen.text.inline import escape
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms as forms
from quizgen.worksheet.html import render as html
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.word import render as docx
from tests.anki.conftest import words
from tests.conftest import HEAD
from tests.sheets import worksheet
from tests.worksheet.html.test_render import Page
from tests.worksheet.reading import text as printed

MARKS = (
    *("<", ">", "&", "<b>", "</p>", "<!--", "]]>", "&amp;", "&#123;", '"', "'", "“", "’", "«"),
    *("{{", "}}", "{{c1::a}}", "{{Id}}", "{1|a}", "::", ":", ": ", "#", " #", "- ", "? ", "|", ">-", "%", "@", "!"),
    *("$", "$x$", "*", "**", "_", "`", "\\", "\\\\", "\\*", "\\n", "//", "~", "=", "+", "[", "]", "(", ")"),
    *("½", "¼", "²", "no", "null", "1937", "12:30", "...", "---", "…", "–", "  ", "\u00a0"),
)
ANY = st.sampled_from(MARKS) | st.text(st.characters(exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp")), max_size=5)
PRINTED = st.sampled_from(MARKS) | st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf")) | st.sampled_from("αΩЖяш€—„"),
    max_size=5,
)


def texts(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Texts that differ, each with a letter at its edges, where white space is not kept; no letter in two parts."""
    text = st.lists(pieces, max_size=6).map("".join)
    edged = st.lists(text, min_size=13, max_size=13).map(lambda them: [f"q{each}q{n}" for n, each in enumerate(them)])
    return edged.map(lambda them: [*map(composed, them)])


def written(texts: Iterable[str]) -> Bank:
    """The bank that holds *texts* as prose, through its YAML."""
    ask, answer, why, key, option, reason, left, right, claim, correction, step, title, gist = map(escape, texts)
    small = yaml.safe_load(HEAD)
    small["passages"]["T1"]["gist"] = gist
    small["texts"]["tale"]["sections"]["start"]["title"] = title
    steps = ["They come.", {"text": step, "when": "1921"}, "They go."]
    pairs = {"a": {"left": left, "right": right}, "b": {"left": "she", "right": "came"}}
    small["questions"] = [
        {"short": "one", "at": "T1", "ask": ask, "answer": answer, "why": why},
        {"choice": "two", "at": "T1", "ask": "Who?", "answer": key, "distractors": {option: reason, "he": "No."}},
        {"match": "three", "at": "T1", "cards": "yes", "ask": "Match.", "pairs": pairs},
        {"truefalse": "four", "at": "T1", "claim": claim, "verdict": "no", "correction": correction},
        {"order": "five", "at": "T1", "cards": "yes", "ask": "Order.", "steps": steps},
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "questions.yaml"
        path.write_text(yaml.safe_dump(small, allow_unicode=True), encoding="utf-8")
        bank, problems = load(path)
    assert problems == []
    assert bank is not None
    return bank


def form(bank: Bank) -> Form:
    (made,) = forms(bank, worksheet(), citations=cite_passages(bank, copies.Copies(), {}))
    return made


def missing(typed: Iterable[str], arrived: str) -> list[str]:
    return [each for each in typed if each not in arrived]


@settings(max_examples=60, deadline=None)
@given(texts(ANY))
def test_on_the_page(typed: list[str]) -> None:
    assert missing(typed, Page(html.render(form(written(typed)), leaf=Leaf.TEACHER)).words) == []


@settings(max_examples=30, deadline=None)
@given(texts(ANY))
def test_in_word(typed: list[str]) -> None:
    document = Document(BytesIO(docx.render(form(written(typed)), leaf=Leaf.TEACHER)))
    assert missing(typed, "\n".join(each.text for each in document.element.body.iter(qn("w:p")))) == []


@settings(max_examples=60, deadline=None)
@given(texts(ANY))
def test_in_the_fields_of_anki(typed: list[str]) -> None:
    bank = written(typed)
    (deck,) = resolve_decks(bank, cite_passages(bank, copies.Copies(), {}))
    made = stamp_release(bank, [deck], Lock(bank="small"), {}, 1_700_000_000)
    packed = PackedDeck(name=deck.name, description=deck.description, notes=made.decks[deck.id])
    data = package([packed], {name: stamp.time for name, stamp in made.lock.types.items()})
    with zipfile.ZipFile(BytesIO(data)) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        fields = [field for (row,) in connection.execute("SELECT flds FROM notes") for field in row.split("\x1f")]
    assert missing(typed, "\n".join(map(words, fields))) == []


@settings(max_examples=25, deadline=None)
@given(texts(PRINTED))
def test_in_print_but_for_white_space(typed: list[str]) -> None:
    arrived = "".join(printed(pdf.render(form(written(typed)), leaf=Leaf.TEACHER)).split())
    assert missing(("".join(each.split()) for each in typed), arrived) == []
