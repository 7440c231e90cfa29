"""Banks on copies of several kinds of file: what is read, refused, cited and recorded."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.anki.sources import passages
from quizgen.bank.citation import cited_places, place_from_to
from quizgen.bank.lock import dump, parse
from quizgen.base.problem import Failure
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.locate import resolve_anchors
from quizgen.passages.workspace import Workspace, open_workspace
from quizgen.rules.run import run_rules
from quizgen.text.normalise import letters
from quizgen.text.reading.model import Unit
from quizgen.text.reading.read import read
from tests.passages.anchor.chronicle import chronicle
from tests.passages.anchor.editions import EDITIONS
from tests.passages.anchor.ownership import OwnedCopy, owned
from tests.passages.anchor.test_copies import registered

DATA = Path(__file__).parents[1] / "data"
MARKS = ("_", "#", "&nbsp;", "|", "[p.", "[^", "](", "**")
"""What no reader is shown of a copy."""


def opened(name: str) -> Workspace:
    """A bank of the tests with its text."""
    return open_workspace(DATA / name, DATA / name / "texts")


@pytest.mark.parametrize("name", ["turmuhr", "ferry"])
def test_a_bank_of_the_tests_checks_clean(name: str) -> None:
    workspace = opened(name)
    locked = workspace.with_lock(replace(workspace.lock, passages=workspace.fingerprints))
    assert not workspace.problems
    assert run_rules(locked.bank, locked.copies) == []
    assert locked.lost_passages(locked.bank.passages) == ()


@pytest.mark.parametrize("name", ["turmuhr", "ferry"])
def test_what_is_shown_is_clean_prose(name: str) -> None:
    for citation in opened(name).citations.values():
        assert citation.paragraphs
        for paragraph in citation.paragraphs:
            assert not [mark for mark in MARKS if mark in paragraph.text]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("turmuhr", ["Art. 1 (1)", "Art. 2 (1)", "Art. 2 (2)", "Art. 3", "Art. 4 (1)–(2)", "Art. 5 (1)–(2)"]),
        ("ferry", ["p. 7", "pp. 7–8", "p. 8", "p. 9"]),
    ],
)
def test_citations_are_by_what_the_text_says(name: str, places: list[str]) -> None:
    workspace = opened(name)
    assert [citation.place for citation in workspace.citations.values()] == places
    without = replace(workspace.with_lock(replace(workspace.lock, passages=workspace.fingerprints)), texts=None)
    elsewhere = replace(without, texts=DATA / "lindenau" / "texts")
    assert [citation.place for citation in elsewhere.citations.values()] == places


def test_several_citations_of_a_text() -> None:
    first, *_, last = opened("ferry").citations.values()
    assert cited_places([first, last]) == "Ferry diary, p. 7, p. 9"
    assert place_from_to([first, last]) == "pp. 7–9"
    assert place_from_to([]) == ""


def test_places_come_back_from_the_lock() -> None:
    workspace = opened("turmuhr")
    lock = replace(workspace.lock, passages=workspace.fingerprints)
    assert parse(dump(lock), "lock", "turmuhr").passages == lock.passages
    assert lock.passages["T5"].cited.named("en") == "art. 4 (1)–(2)"


def test_a_card_shows_each_kind_of_block_as_such() -> None:
    html = passages([*opened("turmuhr").citations.values(), *opened("ferry").citations.values()])
    for shape in (
        "<em>Turmuhrfreunde Ellerbach</em>",
        '<p class="footnote">Bis 1994 lag',
        "<li>• die Sonnenuhr an der <strong>Südwand</strong> der Schule,</li>",
        "<h4><small>Art. 3</small> Artikel 3 Beiträge</h4>",
        "<tr><td>Kinder</td><td>6 Euro</td></tr>",
        "<blockquote>Ich stelle keine Uhr",
        "Wer oben steht, der sieht die Zeit,<br>wer unten steht",
        "comes,<br>\u00a0\u00a0It never asks you why;<br>A bridge",
        "<tr><td>On foot</td><td>31</td><td>62</td></tr>",
    ):
        assert shape in html


def test_a_file_of_another_kind_is_refused_as_such(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_bytes(b"%PDF-1.7 ...")
    workspace = open_workspace(DATA / "ferry", tmp_path)
    with pytest.raises(Failure) as failure:
        _ = workspace.copies
    (problem,) = failure.value.problems
    assert (problem.code, problem.message) == ("A105", "this is a PDF file, and such files are not read")


def test_a_text_that_is_cited_otherwise_is_so_without_a_relock() -> None:
    workspace = opened("ferry")
    records = workspace.fingerprints
    by_paragraph = {name: replace(record, cite=Unit.PARAGRAPH, at="", to="") for name, record in records.items()}
    again = workspace.with_lock(replace(workspace.lock, passages=by_paragraph))
    assert again.fingerprints == records


@pytest.mark.parametrize("edition", ["HTML italics", "HTML breaks", "Markdown"])
def test_passages_are_found_in_editions_that_are_read_as_what_they_are(edition: str) -> None:
    paragraphs = chronicle(40)
    passages, anchors = registered(paragraphs)
    raw = OwnedCopy(EDITIONS[edition](owned(paragraphs), random.Random(2))).raw
    document = Document.of(read(raw, "a.md" if edition == "Markdown" else "a.html"))
    for match, (first, last) in zip(resolve_anchors(document, anchors), passages, strict=True):
        assert match.span is not None
        words, whole = letters(document.raw[slice(*match.span)]), letters(" ".join(paragraphs[first : last + 1]))
        assert words == whole
