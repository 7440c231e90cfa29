"""Coverage of a tale of five paragraphs: what is covered, what is waived, what no passage holds, what no item uses."""

import json
from pathlib import Path

import pytest

from quizgen.bank.items import Level
from quizgen.bank.load import require
from quizgen.coverage.measure import measure
from quizgen.coverage.model import Coverage, State, Stretch
from quizgen.coverage.report import coverage_report
from quizgen.passages import copies
from tests.commands import run
from tests.conftest import HEAD, ITEM, Write

TALE = """\
A tale of the river

Once upon a time there lived a miller, Hans Brandt, with 12 sheep. He came from Bergen in 1811.

Nobody asks about this paragraph of eight words.

Another one follows.

In the end he left for Bergen, with twelve sheep.

That is all.
"""
PEOPLE = """
people:
  brandt:
    name: Hans Brandt
    role: the miller of the tale
    variants: [Brandt]
"""
WAIVED = HEAD.replace("    gist: The miller leaves.\n", "    gist: The miller leaves.\n    waive: It is told above.\n")


@pytest.fixture
def tale(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "tale.txt").write_text(TALE, encoding="utf-8")
    return tmp_path / "texts"


def measured(path: Path, texts: Path | None = None) -> Coverage:
    bank, _ = require(path)
    return measure(bank, copies.locate(bank, texts, None))


def stretches(path: Path, texts: Path | None = None) -> tuple[Stretch, ...]:
    return measured(path, texts).texts[0].stretches


def unused(path: Path, texts: Path) -> list[str]:
    return [fact.words for fact in stretches(path, texts)[0].unasked]


def test_a_text_is_passages_and_what_lies_between(write: Write, tale: Path) -> None:
    assert [(stretch.name, stretch.state, stretch.words) for stretch in stretches(write(), tale)] == [
        ("T1", State.COVERED, 19),
        ("¶¶ 2–3", State.NO_PASSAGE, 11),
        ("T2", State.UNASKED, 10),
        ("¶ 5", State.NO_PASSAGE, 3),
    ]


def test_what_lies_between_belongs_to_the_section_before_it(write: Write, tale: Path) -> None:
    start, end = measured(write(), tale).texts[0].sections
    assert [stretch.name for stretch in start.stretches] == ["T1", "¶¶ 2–3"]
    assert [stretch.name for stretch in end.stretches] == ["T2", "¶ 5"]


def test_shares_of_passages_and_of_words(write: Write, tale: Path) -> None:
    tally = measured(write(), tale).tally
    assert (tally.covered, tally.passages, tally.share) == (1, 2, 0.5)
    assert (tally.words_covered, tally.words) == (19, 43)
    assert tally.share_of_words == pytest.approx(19 / 43)


def test_a_waived_passage_counts_neither_way(write: Write, tale: Path) -> None:
    path = write(head=WAIVED)
    tally = measured(path, tale).tally
    assert stretches(path, tale)[2].state is State.WAIVED
    assert (tally.waived, tally.share) == (1, 1.0)
    assert tally.share_of_words == pytest.approx(19 / 33)


def test_the_longest_run_is_the_one_with_most_words(write: Write, tale: Path) -> None:
    longest = measured(write(), tale).tally.longest
    assert longest is not None
    assert (longest.name, longest.words) == ("¶¶ 2–3 to ¶ 5", 24)
    longest = measured(write(head=WAIVED), tale).tally.longest
    assert longest is not None
    assert (longest.name, longest.words) == ("¶¶ 2–3", 11)


def test_without_the_text_passages_are_counted_and_words_are_not(write: Write) -> None:
    coverage = measured(write())
    assert [(stretch.name, stretch.state) for stretch in coverage.texts[0].stretches] == [
        ("T1", State.COVERED), ("T2", State.UNASKED),
    ]  # fmt: skip
    assert not coverage.texts[0].read
    assert coverage.tally.share_of_words is None
    assert coverage.tally.longest is not None
    assert coverage.tally.longest.name == "T2"


def test_a_passage_that_was_not_found_keeps_its_place(write: Write, tale: Path) -> None:
    path = write(head=HEAD.replace("from: In the end he left", "from: Nothing begins like this"))
    assert [stretch.name for stretch in stretches(path, tale)] == ["T1", "T2", "¶¶ 2–5"]


def test_items_are_counted_by_kind_level_and_place(write: Write) -> None:
    discuss = "  - discuss: d\n    at: [T1, T2]\n    level: evaluate\n    ask: Why?\n    points: [One., Two.]\n"
    tally = measured(write(ITEM + discuss)).tally
    assert (tally.items, tally.on_cards) == (2, 1)
    assert (tally.cards_a_passage, tally.paper_a_passage) == (0.5, 1.0)
    assert (tally.levels[Level.RECALL], tally.levels[Level.EVALUATE]) == (1, 1)
    assert (tally.kinds["short"], tally.kinds["discuss"], tally.kinds["cloze"]) == (1, 1, 0)


def test_facts_that_no_item_uses_come_in_the_order_of_the_text(write: Write, tale: Path) -> None:
    head = HEAD.replace("questions:\n", PEOPLE.lstrip() + "questions:\n")
    assert unused(write(head=head), tale) == ["Hans Brandt", "12", "Bergen", "1811"]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("twelve sheep", ["Hans Brandt", "Bergen", "1811"]),
        ("Brandt", ["12", "Bergen", "1811"]),
        ("the miller of Bergen", ["Hans Brandt", "12", "1811"]),
        ("in 1811", ["Hans Brandt", "12", "Bergen"]),
    ],
)
def test_a_fact_is_used_however_it_is_written(write: Write, tale: Path, answer: str, left: list[str]) -> None:
    head = HEAD.replace("questions:\n", PEOPLE.lstrip() + "questions:\n")
    assert unused(write(ITEM.replace("a miller", answer), head=head), tale) == left


def test_distractors_and_rationale_use_nothing(write: Write, tale: Path) -> None:
    item = ITEM + "    distractors: {Bergen: No.}\n    why: He came in 1811.\n"
    assert {"Bergen", "1811"} <= set(unused(write(item), tale))


def test_the_card_of_a_person_uses_the_name(write: Write, tale: Path) -> None:
    people = PEOPLE.lstrip() + "    at: T1\n"
    head = HEAD.replace("questions:\n", people + "questions:\n")
    assert unused(write(head=head), tale) == ["12", "Bergen", "1811"]


def test_a_fact_may_be_used_elsewhere(write: Write, tale: Path) -> None:
    item = "  - short: where\n    at: T2\n    ask: Where did he go?\n    answer: to Bergen\n"
    elsewhere = {fact.words: fact.elsewhere for fact in stretches(write(ITEM + item), tale)[0].unasked}
    assert elsewhere["Bergen"]
    assert not elsewhere["1811"]


def test_text_tells_gaps_and_facts(write: Write, tale: Path) -> None:
    lines = coverage_report(write(), tale, "text")
    for line in ("  T2 ¶ 4, Departure (10 words)", "  ¶¶ 2–3 (11 words)", "  T1 ¶ 1, A miller: Hans, Brandt, 12"):
        assert line in lines
    assert "1 of 2 passages covered" in lines


def test_text_tells_the_reason_of_a_waiver(write: Write) -> None:
    assert "T2, Departure: It is told above." in coverage_report(write(head=WAIVED), None, "text")


def test_json_holds_the_same(write: Write, tale: Path) -> None:
    data = json.loads(coverage_report(write(), tale, "json"))
    (text,) = data["texts"]
    assert data["total"]["share_of_words"] == 0.4419
    assert data["total"]["longest_uncovered"] == {"stretches": ["¶¶ 2–3", "T2", "¶ 5"], "words": 24}
    first, between = text["sections"][0]["stretches"]
    assert first["items"] == ["miller"]
    assert {"sort": "date", "words": "1811", "elsewhere": False} in first["unused"]
    assert (between["passage"], between["state"], between["first"], between["last"]) == (None, "no passage", 2, 3)


def test_json_without_the_text_does_not_guess(write: Write) -> None:
    data = json.loads(coverage_report(write(), None, "json"))
    assert data["total"]["words"] is None
    assert data["total"]["unused"] is None


def test_the_page_shows_the_text_with_questions_and_gaps(write: Write, tale: Path) -> None:
    path = write(ITEM.replace("a miller", "a miller <b>"))
    page = coverage_report(path, tale, "html")
    assert "Nobody asks about this paragraph of eight words." in page
    assert f"{path}:36" in page
    assert "In no passage." in page
    assert 'class="unasked"' in page
    assert "<u>1811</u>" in page
    assert "a miller &lt;b&gt;" in page


def test_the_page_needs_nothing_from_elsewhere(write: Write, tale: Path) -> None:
    page = coverage_report(write(), tale, "html")
    assert not [mark for mark in ("http:", "https:", "<script", "src=", "@import", "url(") if mark in page]


def test_the_page_without_the_text_shows_gists(write: Write) -> None:
    page = coverage_report(write(), None, "html")
    assert '<p class="gist">A miller lives by a river.</p>' in page
    assert "There is no tale.txt" in page


def test_the_command_writes_to_standard_output_or_to_a_file(write: Write, tale: Path, tmp_path: Path) -> None:
    arguments = ["coverage", "--bank", str(write()), "--texts", str(tale), "--format", "html"]
    page = run(*arguments).stdout
    assert page.startswith("<!DOCTYPE html>")
    result = run(*arguments, "--out", str(tmp_path / "out" / "coverage.html"))
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "out" / "coverage.html").read_text(encoding="utf-8") == page
