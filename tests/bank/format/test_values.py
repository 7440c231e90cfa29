"""Values that no output can hold, refused where they are written: odd characters, and languages that are none."""

import sys

import pytest

from quizgen.bank.format import parser
from quizgen.bank.load import load
from quizgen.base.problem import Problem
from quizgen.text.printable import unprintable
from tests.conftest import HEAD, ITEM, Write

ESCAPES = {
    r"\0": "U+0000",
    r"\a": "U+0007",
    r"\x07": "U+0007",
    r"\u0007": "U+0007",
    r"\U00000007": "U+0007",
    r"\e": "U+001B",
    r"\b": "U+0008",
    r"\x7f": "U+007F",
    r"\x9b": "U+009B",
    r"\uFFFE": "U+FFFE",
    r"\uffff": "U+FFFF",
}
PLACES = {
    "a title": ("title: A small bank", "title: {}", (3, 8)),
    "a language": ("language: en", "language: {}", (5, 11)),
    "an id": ("id: small", "id: {}", (2, 5)),
    "prose": ("report: Tell your teacher.", "report: {}", (7, 9)),
    "the title of a text": ("title: The Tale", "title: {}", (12, 12)),
    "a value in brackets": ("title: The start,", "title: {},", (17, 22)),
    "a key of ours": ("author: The", "{}: The", (11, 5)),
    "a key of the curator’s": ("  T2:\n", "  {}:\n", (25, 3)),
    "an anchored value": ("published: written for these tests", "published: &x {}", (13, 16)),
}


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("place", PLACES)
def test_an_escape_is_refused_where_it_stands(place: str, escape: str, write: Write) -> None:
    old, new, (line, column) = PLACES[place]
    assert old in HEAD
    problems = load(write(head=HEAD.replace(old, new.format(f'"a{escape}b"'), 1)))[1]
    (problem,) = [problem for problem in problems if problem.code == "Y102"]
    assert (problem.place.line, problem.place.column) == (line, column)
    assert ESCAPES[escape] in problem.message
    assert not [problem for problem in problems if unprintable(problem.message)]


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\ud83d\ude00", r"\U00110000"])
def test_half_a_character_is_refused_at_its_place(escape: str, write: Write) -> None:
    problems = load(write(ITEM.replace("a miller\n", f'"{escape}"\n')))[1]
    assert {problem.code for problem in problems} <= {"Y102", "Y104"}  # libyaml refuses it itself
    assert problems[0].place.line == 39


def codes(scalar: str) -> list[str]:
    problems: list[Problem] = []
    parser.parse(f"a: {scalar}\n", "f.yaml", problems)
    return [problem.code for problem in problems]


def test_whatever_may_not_be_typed_may_not_be_escaped_and_no_more() -> None:
    for number in [*range(0x200), *range(0x2000, 0x2100), 0xD7FF, 0xE000, *range(0xFFF0, 0x10010), sys.maxunicode]:
        typed, escaped = codes(f"'{chr(number)}'" if number != ord("'") else "''"), codes(rf'"\U{number:08x}"')
        if chr(number) not in "\r\n\x85\u2028\u2029":  # typed, these end the line
            assert ("Y102" in typed) == ("Y102" in escaped), hex(number)


@pytest.mark.parametrize("text", [r"\t", r"\n", r"\N", r"\_", r"\L", r"\u200b", r"\U0001F600", r"\"", r"\\", r"\x41"])
def test_an_escape_of_text_is_text(text: str, write: Write) -> None:
    assert not load(write(ITEM.replace("a miller\n", f'"a{text}b"\n')))[1]


@pytest.mark.parametrize("language", ["en", "de-AT", "sr-Latn-RS", "hsb", "de-CH-1996", "en-x-plain"])
def test_a_language_tag_is_taken(language: str, write: Write) -> None:
    assert not load(write(head=HEAD.replace("language: en", f"language: {language}")))[1]


@pytest.mark.parametrize(
    "language", ["e", "en_GB", "English language", "../../en", "日本", "en-", "4", "x" * 9, "en" + "-a" * 20]
)
@pytest.mark.parametrize("of_text", [False, True])
def test_what_is_no_language_tag_is_refused_at_its_place(of_text: bool, language: str, write: Write) -> None:
    old, new = (
        ("    file:", f"    language: {language}\n    file:") if of_text else ("language: en", f"language: {language}")
    )
    (problem,) = load(write(head=HEAD.replace(old, new)))[1]
    assert (problem.code, problem.place.line) == ("S204", 14 if of_text else 5)
    assert "de-AT" in problem.hint
