"""Sheets of cards: backs lie behind their fronts, nothing is clipped, and the page can be read by all."""

import re
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from quizgen.bank.paper import Paper
from quizgen.base.problem import Failure, Place
from quizgen.text.inline import Prose
from quizgen.worksheet.cards.model import CutCard, Face, Flip, Row
from quizgen.worksheet.cards.render import render
from quizgen.worksheet.view.edition import Edition
from tests.worksheet.reading import Printed, printed, tags, text

MM = 72 / 25.4
PAGES = {Paper.A4: (210 * MM, 297 * MM), Paper.LETTER: (215.9 * MM, 279.4 * MM)}
LEFT, TOP, INSET = 10 * MM, 14 * MM, 5 * MM
EDITIONS = {
    "standard": Edition(),
    "letter": Edition(paper=Paper.LETTER),
    "large": Edition(large_print=True),
    "open": Edition(dyslexia=True),
}
SMALLEST = {"standard": 8, "letter": 8, "large": 14, "open": 10}


def card(number: int = 1, front: Face | None = None, back: Face | None = None) -> CutCard:
    """A card with one word of the same width on both sides, unless they are told."""
    face = Face(text=(Prose(f"card{number:03}"),))
    return CutCard(
        id=f"card-{number}",
        written=Place(path="bank.yaml", line=number, column=1),
        front=front or face,
        back=back or face,
        code="X7F3",
        source="The Well, ¶ 1",
    )


def deal(count: int, **options: Any) -> bytes:
    return render([card(number) for number in range(1, count + 1)], title="Cards", language="en", **options)


def sides(pdf: bytes) -> dict[str, list[Printed]]:
    """The front and the back of each card, by its word."""
    runs: dict[str, list[Printed]] = {}
    for run in printed(pdf):
        if word := re.fullmatch(r"card\d+", run.text.strip()):
            runs.setdefault(word[0], []).append(run)
    return runs


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize(("per_page", "rows", "edition"), [(8, 4, "standard"), (10, 5, "letter"), (8, 2, "large")])
def test_a_back_lies_behind_its_front_and_upright_when_the_card_is_turned_like_a_page(
    flip: Flip, language: str, per_page: int, rows: int, edition: str
) -> None:
    paper_width, paper_height = PAGES[EDITIONS[edition].paper]
    pdf = render(
        [card(number) for number in range(1, 24)],
        title="Cards",
        language=language,
        edition=EDITIONS[edition],
        per_page=per_page,
        flip=flip,
    )
    cells = sides(pdf)
    assert len(cells) == 23
    centres = [LEFT + (paper_width - 2 * LEFT) * part / 4 for part in (1, 3)]
    half = min(centre - front.x for front, _ in cells.values() for centre in centres if centre > front.x)
    for index, (front, back) in enumerate(cells.values()):
        column, row = index % 2, index // 2 % rows
        centre = centres[column if language == "en" else 1 - column]
        cell_top = paper_height - TOP - row * (paper_height - 2 * TOP) / rows
        assert front.page % 2 == 1
        assert back.page == front.page + 1
        assert front.x == pytest.approx(centre - half, abs=0.2)
        assert cell_top - (paper_height - 2 * TOP) / rows < front.y < cell_top
        if flip is Flip.LONG:  # turned about its long edge, the sheet shows left for right
            assert (back.x + half, back.y) == pytest.approx((paper_width - centre, front.y), abs=0.2)
        else:  # about its short edge, top for bottom; the word begins on the right, since it stands on its head
            assert (back.x - half, back.y) == pytest.approx((centre, paper_height - front.y), abs=0.2)


@pytest.mark.parametrize(
    ("count", "per_page", "edition", "pages"),
    [(1, 8, "standard", 2), (8, 8, "letter", 2), (9, 8, "open", 4), (10, 10, "standard", 2), (9, 10, "large", 6)],
)
def test_every_sheet_has_two_sides(count: int, per_page: int, edition: str, pages: int) -> None:
    words = text(deal(count, per_page=per_page, edition=EDITIONS[edition]))
    assert re.findall(r"Page (\d+) of (\d+)", words) == [(str(n), str(pages)) for n in range(1, pages + 1)]


def long_card(random: Random, most: int) -> CutCard:
    """A card with sides of any length, rows and small lines among them."""

    def face() -> Face:
        count = random.randint(1, most)
        words = " ".join(f"w{n}{'o' * random.randint(0, 9)}" for n in range(count))
        rows = tuple(
            Row(label=label, text=Prose("row " * random.randint(1, 12))) for label in "ABCDEF"[: random.randint(0, 6)]
        )
        return Face(
            task=Prose("task"), above="above " * random.randint(0, 9), text=(Prose(words),), rows=rows, below="below"
        )

    return card(1, face(), face())


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("seed", range(5))
def test_a_long_card_has_smaller_type_or_a_larger_card_and_nothing_leaves_it(edition: str, seed: int) -> None:
    sheet = EDITIONS[edition]
    paper_width, paper_height = PAGES[sheet.paper]
    long = long_card(Random(seed), most=300 if SMALLEST[edition] == 8 else 90)
    pdf = render([long], title="Cards", language="en", edition=sheet, per_page=10)
    has_columns = any(
        run.page == 1 and run.text.strip() == "1 · X7F3" and run.x < paper_width / 2 for run in printed(pdf)
    )
    for page, side in ((1, long.front), (2, long.back)):
        runs = [run for run in printed(pdf) if run.page == page and TOP < run.y < paper_height - TOP]
        (note,) = (run for run in runs if run.text.strip() == "1 · X7F3")
        body = [run for run in runs if run.y > note.y + 1]
        words = " ".join(run.text for run in body).split()
        for paragraph in (side.task, side.above, *side.text, *(row.text for row in side.rows), side.below):
            assert set(paragraph.split()) <= set(words)
        assert len([word for word in words if word[0] == "w"]) == len(side.text[0].split())
        assert min(run.size for run in body) >= SMALLEST[edition]
        assert max(run.y + 0.7 * run.size for run in body) <= paper_height - TOP - 3 * MM
        assert min(run.y for run in body) >= note.y + 2 * MM
        # A centred line that stays right of the left edge stays left of the right one.
        assert min(run.x for run in body) >= INSET + (paper_width / 2 if has_columns and page == 2 else LEFT) - 0.1


def test_type_shrinks_before_a_card_grows_and_larger_cards_come_last() -> None:
    texts = [" ".join(["word"] * count) for count in (5, 60, 120, 900, 5)]
    faces = [Face(text=(Prose(words),)) for words in texts]
    pdf = render([card(n, face) for n, face in enumerate(faces, 1)], title="Cards", language="en")
    runs = [run for run in printed(pdf) if run.page % 2 and TOP < run.y < PAGES[Paper.A4][1] - TOP]
    order = [int(run.text.split()[0]) for run in runs if "X7F3" in run.text]
    assert order == [1, 2, 3, 5, 4]
    sizes = list(dict.fromkeys(run.size for run in runs if "word" in run.text))
    assert sizes[0] == 14
    assert all(first > second for first, second in pairwise(sizes[:2]))
    assert {run.page for run in runs if "4 · " in run.text} == {3}


def test_a_word_wider_than_a_card_is_put_on_a_larger_one_and_one_wider_than_a_page_is_reported() -> None:
    wide = card(1, Face(text=(Prose("m" * 60),)))
    (run,) = (run for run in printed(render([wide], title="Cards", language="en")) if "mmm" in run.text)
    width = 2 * (PAGES[Paper.A4][0] / 2 - run.x)
    assert (PAGES[Paper.A4][0] - 2 * LEFT) / 2 - 2 * INSET < width < PAGES[Paper.A4][0] - 2 * LEFT - 2 * INSET
    with pytest.raises(Failure) as failure:
        render([card(1), card(2, back=Face(text=(Prose("m" * 300),)))], title="Cards", language="en")
    assert [str(problem) for problem in failure.value.problems] == [
        "bank.yaml:2:1: W430 the card of “card-2” does not fit a page"
    ]


def test_a_character_that_no_font_has_is_printed_by_its_number() -> None:
    words = text(render([card(1), card(2, Face(text=(Prose("Is 文 it?"),)))], title="Cards 😀", language="en"))
    assert "Is [U+6587] it?" in words
    assert "Cards [U+1F600]" in words


def test_letters_with_marks_and_inline_marks_are_printed() -> None:
    words = "Jenő Živojin Piłsudski Ștefan Dimitǎr Троцкий"
    pdf = render([card(1, Face(text=(Prose(f"*{words}* **bold**"),)))], title="Cards", language="en")
    assert words in text(pdf)
    assert any("Bold" in run.font for run in printed(pdf) if "bold" in run.text)


def test_cards_are_read_in_their_order_on_both_sides() -> None:
    runs = [(run.page, run.text.strip()) for run in printed(deal(3)) if "card" in run.text]
    assert runs == [(page, f"card{n:03}") for page in (1, 2) for n in (1, 2, 3)]


def test_the_file_is_tagged_titled_and_the_same_each_time() -> None:
    pdf = deal(9, flip=Flip.SHORT)
    assert pdf == deal(9, flip=Flip.SHORT)
    assert pdf != deal(9)
    assert "P" in tags(pdf)
    assert b"pdfuaid" in pdf


def test_the_margin_says_how_to_print_and_what_it_is() -> None:
    pdf = render([replace(card(1))], title="*The* well", footer="revision · CC0", language="de", flip=Flip.SHORT)
    for words in ("The well", "revision · CC0", "Beidseitig drucken, über die kurze Kante wenden."):
        assert words in text(pdf)
