"""Codes: without meaning, without look-alikes, and for ever."""

from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.codes import LENGTH, SIGNS, as_code, assign, is_code
from quizgen.bank.load import require
from tests.commands import run
from tests.conftest import Write

NAMES = st.sets(st.text("abcdefghij-", min_size=1, max_size=12), max_size=60)


def test_signs_are_never_taken_for_one_another_and_make_no_word() -> None:
    assert set(SIGNS).isdisjoint("0O1IL2Z5S6G8B")
    assert set(SIGNS).isdisjoint("AEIOU")
    assert len(set(SIGNS)) == len(SIGNS)


@given(NAMES, NAMES)
def test_a_newcomer_never_changes_a_code(first: set[str], more: set[str]) -> None:
    before = assign("bank", first, {})
    after = assign("bank", first | more, before)
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)
    assert all(map(is_code, after.values()))


def test_without_a_lock_the_codes_hang_on_the_ids_alone() -> None:
    names = [f"q{number}" for number in range(3_000)]
    codes = assign("bank", names, {})
    assert codes == assign("bank", reversed(names), {})
    assert codes != assign("another", names, {})
    long = [code for code in codes.values() if len(code) > LENGTH]
    assert 0 < len(long) < 100  # 3,000 of 160,000: collisions are rare, and there are some


def test_a_collision_gives_the_newcomer_a_fifth_sign() -> None:
    code = assign("bank", ["a"], {})["a"]
    assert assign("bank", ["a"], {"b": code})["a"][:LENGTH] == code
    assert len(assign("bank", ["a"], {"b": code})["a"]) == LENGTH + 1


def test_a_withdrawn_question_keeps_its_code() -> None:
    code = assign("bank", ["a"], {})["a"]
    assert assign("bank", ["b"], {"a": code})["a"] == code


def test_what_is_no_code() -> None:
    assert is_code("K7FD")
    assert not any(map(is_code, ("K7F", "K7FO", "k7fd", "")))
    assert as_code("k7fd") == "K7FD"


def test_a_renamed_question_keeps_its_code(write: Write) -> None:
    item = "  - short: {id}\n    at: T1\n    ask: Who lived by the river?\n    answer: a miller\n"
    bank, _ = require(write(item.format(id="miller")))
    renamed, _ = require(write(item.format(id="he") + "    was: [miller]\n"))
    assert bank.code_of(bank.items["miller"]) == renamed.code_of(renamed.items["he"])


def test_a_code_stands_for_an_id_wherever_one_is_typed(write: Write) -> None:
    path = write()
    bank, _ = require(path)
    code = bank.code_of(bank.items["miller"])
    assert bank.id_of(code.lower()) == "miller"
    assert run("show", code.lower(), "--bank", str(path)).stdout == run("show", "miller", "--bank", str(path)).stdout
    sheet = ["worksheet", "--bank", str(path), "--format", "html", "--out", str(path.parent / "out")]
    assert run(*sheet, "--id", code).exit_code == 0
    page = (path.parent / "out" / "handout-1-sheet.html").read_text(encoding="utf-8")
    assert (code in page, '"miller"' in page) == (True, False)
    assert run(*sheet, "--exclude", code).exit_code == 1
    assert run("show", "9999", "--bank", str(path)).exit_code == 1
