"""The page that shows cards in a browser."""

import re

from quizgen.anki.page import page
from tests.anki.conftest import BLOCKS, SAMPLES, note, words


def test_every_card_has_both_sides() -> None:
    made = page(SAMPLES, language="en")
    assert made.count("<template") == made.count("</template>") == 2 * (len(SAMPLES) + 2)
    for each in SAMPLES:
        assert made.count(f'data-name="{each.item}') in (2, 4)


def test_nothing_is_left_to_fill_in_and_nothing_comes_from_elsewhere() -> None:
    made = page(SAMPLES, language="de")
    assert "<!-- " not in made
    assert '<html lang="de">' in made
    assert not re.search(r"https?:|url\(|@import|src=", made)
    assert "{{" not in made


def test_a_hostile_title_stays_text() -> None:
    made = page((note("</title><b>", BLOCKS["short"]),), language="en")
    assert "<b>A" not in words(made)
    assert "&lt;/title&gt;&lt;b&gt;" in made
