"""Names and labels of notes: what is written is read back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.format.schema import ID_PATTERN
from quizgen.bank.note_name import NoteLabel, NoteName, Owner

IDS = st.from_regex(ID_PATTERN, fullmatch=True)
NAMES = st.builds(
    NoteName,
    owner=st.sampled_from(Owner),
    oldest=IDS,
    notetype=st.from_regex("[a-z]+", fullmatch=True),
    part=st.one_of(st.just(""), IDS),
)


@given(NAMES)
def test_a_name_is_read_back(name: NoteName) -> None:
    assert NoteName.parse(str(name)) == name


@given(st.one_of(st.text(), st.from_regex("(person:|term:)?[a-c/: ]{1,8}", fullmatch=True)))
def test_whatever_is_read_as_a_name_is_written_as_it_was(text: str) -> None:
    with suppress(ValueError):
        assert str(NoteName.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("winter/cloze", NoteName(oldest="winter", notetype="cloze")),
        ("who-did/pair/moll", NoteName(oldest="who-did", notetype="pair", part="moll")),
        ("person:moll/entry", NoteName(owner=Owner.PERSON, oldest="moll", notetype="entry")),
        ("term:moll/entry", NoteName(owner=Owner.TERM, oldest="moll", notetype="entry")),
    ],
)
def test_names_are_as_locked(text: str, name: NoteName) -> None:
    assert (NoteName.parse(text), str(name)) == (name, text)


@pytest.mark.parametrize(
    "text", ["", "a", "a/", "/short", "a/Short", "a/short/", "a/short/b/c", "a b/short", "x:a/short"]
)
def test_what_names_no_note(text: str) -> None:
    with pytest.raises(ValueError, match="names no note"):
        NoteName.parse(text)


@given(IDS, st.one_of(st.just(""), IDS))
def test_a_label_is_read_back(item: str, part: str) -> None:
    label = NoteLabel(item=item, part=part)
    assert NoteLabel.parse(str(label)) == label


def test_labels_are_as_printed() -> None:
    assert [str(NoteLabel(item="winter")), str(NoteLabel(item="who-did", part="moll"))] == ["winter", "who-did · moll"]
