"""Source texts with anything in them: passages are found or said to be lost, and no build stops unexplained."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.fuzz.amounts import AMOUNTS, for_all
from tests.fuzz.mutations import bytes_like, texts_like
from tests.fuzz.surroundings import Surroundings

TEXT = "texts/well.txt"
COMMANDS = (
    *("build --format html --format apkg", "check", "check --format json", "coverage", "coverage --format json"),
    *("relock W1 W2 W4 W5 W6", "show well-cost", "worksheet --format html", "diff decks/quizgen.lock"),
)


def assert_all_are_read_or_refused(amount: int, place: Surroundings, texts: SearchStrategy[bytes]) -> None:
    def hold(example: tuple[bytes, str]) -> None:
        text, command = example
        place.restore({TEXT: text})
        result = place.run(command)
        if result.exit_code == 0 and command.startswith(("build", "relock")):
            assert place.run("build --format html").exit_code == 0
            assert place.run("build --format html --locked").exit_code == 0

    for_all(amount, st.tuples(texts, st.sampled_from(COMMANDS)), hold)


@AMOUNTS
def test_a_source_text_of_any_text(amount: int, surroundings: Surroundings) -> None:
    text = (surroundings.bank / TEXT).read_text(encoding="utf-8")
    assert_all_are_read_or_refused(amount, surroundings, texts_like(text).map(str.encode))


@AMOUNTS
def test_a_source_text_of_any_bytes(amount: int, surroundings: Surroundings) -> None:
    assert_all_are_read_or_refused(amount, surroundings, bytes_like((surroundings.bank / TEXT).read_bytes()))
