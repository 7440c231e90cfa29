"""Locks with anything in them: told with their places and a way out, or built upon."""

import yaml
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from quizgen.bank.lock import LOCK
from tests.fuzz.amounts import AMOUNTS, for_all
from tests.fuzz.mutations import as_json, bytes_like, documents_like, texts_like
from tests.fuzz.surroundings import Surroundings

COMMANDS = (
    *("build --format html --format apkg", "build --locked", "check", "check --format json", "coverage", "relock W1"),
    *(f"diff {LOCK}", "show well-cost", "worksheet --format html", "build --new-lock --format apkg"),
)


def edited_questions(place: Surroundings) -> dict[str, bytes]:
    """The files with the questions, all of which are asked otherwise, so that a build moves the lock on."""
    names = ("decks/well/drought.yaml", "decks/well/afterwards.yaml")
    return {name: (place.bank / name).read_bytes().replace(b"Lindenau", b"Lindenhof") for name in names}


def assert_all_are_told_or_built_upon(amount: int, place: Surroundings, locks: SearchStrategy[bytes]) -> None:
    edited = edited_questions(place)

    def hold(example: tuple[bytes, str, bool]) -> None:
        lock, command, is_edited = example
        place.restore({LOCK: lock, **(edited if is_edited else {})})
        result = place.run(command)
        if result.exit_code == 0 and command.startswith("build"):
            assert place.run("check").exit_code == 0
            assert place.run(f"{command} --locked").exit_code == 0

    for_all(amount, st.tuples(locks, st.sampled_from(COMMANDS), st.booleans()), hold)


@AMOUNTS
def test_a_lock_of_any_text(amount: int, surroundings: Surroundings) -> None:
    text = (surroundings.bank / LOCK).read_text(encoding="utf-8")
    assert_all_are_told_or_built_upon(amount, surroundings, texts_like(text).map(str.encode))


@AMOUNTS
def test_a_lock_of_any_values(amount: int, surroundings: Surroundings) -> None:
    document = yaml.load((surroundings.bank / LOCK).read_bytes(), yaml.BaseLoader)
    surroundings.restore({LOCK: as_json(document).encode()})
    assert surroundings.run("build --locked").exit_code == 1, "it is the same lock, but not as quizgen writes it"
    assert "L104" not in surroundings.run("check").stdout
    locks = documents_like(document, "W1", "well", "closed-why/choice", "person:halm/entry")
    assert_all_are_told_or_built_upon(amount, surroundings, locks.map(as_json).map(str.encode))


@AMOUNTS
def test_a_lock_of_any_bytes(amount: int, surroundings: Surroundings) -> None:
    assert_all_are_told_or_built_upon(amount, surroundings, bytes_like((surroundings.bank / LOCK).read_bytes()))
