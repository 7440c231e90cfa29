"""The page that shows cards in a browser."""

import re

from quizgen.anki.page import page
from tests.anki.conftest import BLOCKS, SAMPLES, note, words


def test_every_card_has_both_sides() -> None:
    html = page(SAMPLES, language="en")
    assert html.count("<template") == html.count("</template>") == 2 * (len(SAMPLES) + 2)
    for sample in SAMPLES:
        assert html.count(f'data-name="{sample.item}') in (2, 4)


def test_nothing_is_left_to_fill_in_and_nothing_comes_from_elsewhere() -> None:
    html = page(SAMPLES, language="de")
    assert "<!-- " not in html
    assert '<html lang="de" dir="ltr">' in html
    assert not re.search(r"https?:|url\(|@import|src=", html)
    assert "{{" not in html


def test_a_hostile_title_stays_text() -> None:
    html = page((note("</title><b>", BLOCKS["short"]),), language="en")
    assert "<b>A" not in words(html)
    assert "&lt;/title&gt;&lt;b&gt;" in html
