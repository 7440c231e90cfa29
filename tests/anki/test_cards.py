"""Which cards a note has and what they say: by our own reading of Anki's rules, and by Anki itself."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from quizgen.anki.apkg import package
from quizgen.anki.cards import places, sides
from quizgen.anki.deck import Note
from quizgen.anki.draw import Drawn, blank
from quizgen.anki.mustache import deletions, is_blank, render, shows_a_field
from quizgen.anki.notetypes import NOTE_TYPES
from quizgen.bank.items.blocks import EntryBlock
from quizgen.bank.note_name import NoteName
from tests.anki.conftest import BLOCKS, SAMPLES, STAMPS, Student, apkg, deck, drawn, guid_of, note, packed, words

Rendered = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("front", "filled", "shown"),
    [
        ("{{A}}", "A", True),
        ("{{A}}", "", False),
        ("words", "A", False),
        ("{{#A}}words{{/A}}", "A", False),
        ("{{#A}}{{B}}{{/A}}", "B", False),
        ("{{#A}}{{B}}{{/A}}", "AB", True),
        ("{{^A}}{{B}}{{/A}}", "B", True),
        ("{{^A}}{{B}}{{/A}}", "AB", False),
        ("{{^A}}{{#B}}{{C}}{{/B}}{{/A}}{{#A}}words{{/A}}", "BC", True),
        ("{{text:A}}", "A", True),
        ("{{#A}}x{{/A}}{{B}}", "B", True),
    ],
)
def test_a_card_needs_a_field_in_front(front: str, filled: str, shown: bool) -> None:
    assert shows_a_field(front, lambda name: "x" if name in filled else "") is shown


@pytest.mark.parametrize("field", ["", " ", "<br>", "<BR/>", "<div></div>\n", " <br /> "])
def test_breaks_alone_are_blank(field: str) -> None:
    assert is_blank(field)
    assert not is_blank(f"{field}x")
    assert not is_blank("<p></p>")


def test_numbers_of_deletions() -> None:
    assert deletions("{{c2::a::b}} {{c1::c}} {{c2::d}} {{d}} c3::e") == {1, 2}


def test_rendering() -> None:
    fields = {"A": "a", "B": "", "T": "{{c1::x::h}} {{c2::y}}"}
    assert render("{{A}}{{#B}}b{{/B}}{{^B}}-{{/B}}{{#A}}{{#B}}c{{/B}}{{/A}}.", fields.__getitem__) == "a-."
    assert words(render("{{cloze:T}}", fields.__getitem__, number=1)) == "[h] y"
    assert words(render("{{cloze:T}}", fields.__getitem__, number=2)) == "x [...]"
    assert words(render("{{cloze:T}}", fields.__getitem__, number=2, back=True)) == "x y"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.item)
def test_cards_read_as_anki_renders_them(sample: Note, rendered: Rendered) -> None:
    ours = [tuple(map(words, sides(drawn(sample), place))) for place in places(drawn(sample))]
    theirs = [tuple(map(words, pair)) for pair in rendered(sample.item)]
    assert [tuple(map(str.split, pair)) for pair in ours] == [tuple(map(str.split, pair)) for pair in theirs]


def test_no_side_is_empty(rendered: Rendered) -> None:
    for sample in SAMPLES:
        for pair in rendered(sample.item):
            assert all(len(words(side).split()) > 1 for side in pair)


def test_the_front_keeps_the_answer_to_itself(rendered: Rendered) -> None:
    for name in ("short", "typed", "entry"):
        for front, back in rendered(name):
            assert len(words(front)) < len(words(back)) / 3
    assert "July 1937" not in words(rendered("order")[0][0])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.item)
def test_the_back_teaches(sample: Note, rendered: Rendered) -> None:
    for _, back in rendered(sample.item):
        read = words(back)
        expected = ["A board sat without the accused.", "Leopold Trepper (hearsay)", "The gist of passage 4."]
        expected += [
            "Rogovin ch. 38, ¶ 4: “One of the oldest …”",
            "First victims",
            sample.code,
            "Jaan Anvelt",
            "Weber 1990",
        ]
        assert [line for line in expected if line not in read] == []


def variants() -> list[Drawn]:
    """Notes with and without every field that decides a card."""
    entry = BLOCKS["entry"]
    assert isinstance(entry, EntryBlock)
    ways = [replace(entry, ask_name=name, ask_description=other) for name in (True, False) for other in (True, False)]
    drawn_notes = [drawn(note(f"entry-{number}", block)) for number, block in enumerate(ways)]
    drawn_notes += [drawn(note(f"bare-{name}", block, stem="", why="", tags=())) for name, block in BLOCKS.items()]
    return drawn_notes + [blank(NoteName(oldest="gone", notetype=kind.key)) for kind in NOTE_TYPES]


def test_cards_are_those_that_anki_itself_would_make(student: Student) -> None:
    drawn_notes = variants()
    student.open_package(
        package([deck(*(packed(drawn_note, f"guid{number}") for number, drawn_note in enumerate(drawn_notes)))], STAMPS)
    )
    for number, drawn_note in enumerate(drawn_notes):
        theirs = student.note(f"guid{number}")
        assert [card.ord for card in theirs.cards()] == list(places(drawn_note))
        # Saved in Anki, a note gets the cards that it lacks, and one at least.
        theirs["My notes"] = "mine"
        student.col.update_note(theirs)
        assert [card.ord for card in theirs.cards()] == (list(places(drawn_note)) or [0])
    empty = {empty_note.note_id for empty_note in student.col.get_empty_cards().notes}
    assert empty == {
        student.note(f"guid{number}").id for number, drawn_note in enumerate(drawn_notes) if not places(drawn_note)
    }


def test_a_withdrawn_notes_cards_are_found_by_empty_cards(student: Student) -> None:
    drawn_notes = [drawn(sample) for sample in SAMPLES]
    first = [packed(drawn_note, f"guid{number}") for number, drawn_note in enumerate(drawn_notes)]
    student.open_package(package([deck(*first)], STAMPS))
    cards = len(student.cards())
    later = [
        packed(blank(NoteName(oldest="gone", notetype=drawn_note.notetype)), f"guid{number}", mod=1_000_002)
        for number, drawn_note in enumerate(drawn_notes)
    ]
    student.open_package(package([deck(*later)], STAMPS))
    assert len(student.cards()) == cards
    assert sum(len(empty.card_ids) for empty in student.col.get_empty_cards().notes) == cards
    for card in student.cards():
        assert not re.search("What of|Peluso|Exiled", words(card.question()))


def test_apkg_of_samples_has_no_card_too_many(student: Student) -> None:
    student.open_package(apkg(*SAMPLES))
    assert {sample.item: len(student.note(guid_of(sample)).cards()) for sample in SAMPLES} == {
        sample.item: {"cloze": 2, "entry": 2}.get(sample.item, 1) for sample in SAMPLES
    }
