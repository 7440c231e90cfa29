"""Broken banks: every fault is reported in one run, with its place, its code and a way out."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from quizgen.bank import references
from quizgen.bank.load import find, load
from quizgen.base.problem import Failure, Problem, Severity
from quizgen.rules.check import check
from tests.conftest import HEAD, ITEM, Write

LINES = HEAD.count("\n")
CHOICE = "  - choice: c\n    at: T1\n    ask: Who?\n    answer: a miller\n    distractors:\n      a king: No.\n"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A bank, and what must be said of it: code, line (below the head where it is positive), words of the hint."""

    questions: str = ITEM
    change: tuple[str, str] = ("", "")
    code: str
    line: int
    hint: str


def below(line: int) -> int:
    return LINES + line


CASES = {
    "an unknown key": Case(questions=ITEM.replace("answer", "anwser"), code="S201", line=below(4), hint="“answer”"),
    "a missing key": Case(
        questions=ITEM.replace("    answer: a miller\n", ""), code="S202", line=below(1), hint="answer:"
    ),
    "no passage": Case(questions=ITEM.replace("    at: T1\n", ""), code="B320", line=below(1), hint="draft: yes"),
    "a list where text is wanted": Case(
        questions=ITEM.replace("a miller", "[a, b]"), code="S203", line=below(4), hint="text"
    ),
    "an empty value": Case(questions=ITEM.replace("a miller", ""), code="S204", line=below(4), hint="take the key out"),
    "an id with a space": Case(
        questions=ITEM.replace(": miller", ": the miller"), code="S204", line=below(1), hint="a–z"
    ),
    "an id that is too long": Case(
        questions=ITEM.replace(": miller", ": " + "m" * 41), code="S204", line=below(1), hint="at most 40"
    ),
    "neither yes nor no": Case(questions=ITEM + "    typed: maybe\n", code="S204", line=below(5), hint="yes or no"),
    "no number": Case(questions=ITEM + "    marks: two\n", code="S204", line=below(5), hint="digits"),
    "an unknown level": Case(questions=ITEM + "    level: recal\n", code="S204", line=below(5), hint="“recall”"),
    "an unknown kind": Case(questions=ITEM.replace("short", "shrot"), code="S205", line=below(1), hint="“short”"),
    "two kinds": Case(questions="  - at: T1\n    short: a\n    choice: b\n", code="S205", line=below(1), hint="first"),
    "a passage that is not there": Case(questions=ITEM.replace("T1", "T9"), code="B301", line=below(2), hint="T1, T2"),
    "a passage without a name": Case(questions=ITEM.replace("T1", ""), code="B301", line=below(2), hint="T1, T2"),
    "a person who is not there": Case(
        questions=ITEM + "    says: trepper\n", code="B301", line=below(5), hint="There is none yet"
    ),
    "an id that stands twice": Case(questions=ITEM + ITEM, code="B302", line=below(5), hint="rename"),
    "a choice without distractors": Case(
        questions=CHOICE.replace("      a king: No.\n", "").replace("distractors:", "distractors: {}"),
        code="I301",
        line=below(5),
        hint="two to five",
    ),
    "an option that stands twice": Case(
        questions=CHOICE.replace("a king", "A Miller"), code="I302", line=below(6), hint="differ"
    ),
    "an order that is not one": Case(
        questions=CHOICE + "    order: [a king]\n", code="I303", line=below(7), hint="to the letter"
    ),
    "a false claim without correction": Case(
        questions="  - truefalse: t\n    at: T1\n    claim: He left.\n    verdict: no\n",
        code="I311",
        line=below(4),
        hint="true",
    ),
    "a cloze without a gap": Case(
        questions="  - cloze: z\n    at: T1\n    text: No gap.\n", code="I322", line=below(3), hint="{1|deleted}"
    ),
    "a gap that deletes nothing": Case(
        questions="  - cloze: z\n    at: T1\n    text: 'He {1|left}, {2| |what?}.'\n",
        code="I325",
        line=below(3),
        hint="word",
    ),
    "a stray brace": Case(
        questions="  - cloze: z\n    at: T1\n    text: '{1|a} {b}'\n", code="I321", line=below(3), hint="\\{"
    ),
    "a nested gap": Case(
        questions="  - cloze: z\n    at: T1\n    text: 'x {1|a {2|b} c}'\n", code="I321", line=below(3), hint="inside"
    ),
    "words for no gap": Case(
        questions="  - cloze: z\n    at: T1\n    text: 'x {1|a}'\n    accept: {2: b}\n",
        code="I324",
        line=below(4),
        hint="in the text",
    ),
    "one pair": Case(
        questions="  - match: m\n    at: T1\n    ask: Match.\n    pairs: {a: {left: x, right: y}}\n",
        code="I331",
        line=below(4),
        hint="two at least",
    ),
    "two right sides the same": Case(
        questions="  - match: m\n    at: T1\n    ask: Match.\n"
        "    pairs: {a: {left: x, right: y}, b: {left: z, right: Y}}\n",
        code="I332",
        line=below(4),
        hint="reword",
    ),
    "two events": Case(
        questions="  - order: o\n    at: T1\n    ask: Order.\n    steps: [a, b]\n",
        code="I341",
        line=below(4),
        hint="three",
    ),
    "evidence without facts": Case(
        questions="  - evidence: e\n    at: T1\n    ask: Which words?\n    answer: These.\n",
        code="I351",
        line=below(1),
        hint="names, dates",
    ),
    "an unknown format": Case(change=("format: 1", "format: 2"), code="S208", line=1, hint="newer"),
    "a text file in another folder": Case(
        change=("file: tale.txt", "file: ../tale.txt"), code="S204", line=14, hint="--texts"
    ),
    "six opening words": Case(
        change=("from: In the end he left", "from: In the end he left us"), code="S206", line=27, hint="first five"
    ),
    "a section that is not there": Case(change=("section: end", "section: ending"), code="B301", line=26, hint="“end”"),
    "a deck of nothing": Case(change=("  select: {texts: [tale]}\n", ""), code="S207", line=31, hint="bundle:"),
    "a kind that is none": Case(
        change=("{texts: [tale]}", "{kinds: [shrt]}"), code="S204", line=34, hint="Kinds: short"
    ),
    "an empty list": Case(change=("{texts: [tale]}", "{texts: []}"), code="S204", line=34, hint="take the key out"),
    "a deck that bundles nothing known": Case(
        change=("select: {texts: [tale]}", "bundle: [tail]"), code="B301", line=34, hint="none yet"
    ),
    "an include that is not there": Case(
        change=("questions:\n", "include: [none.yaml]\nquestions:\n"), code="B304", line=35, hint="name"
    ),
    "an include outside the folder": Case(
        change=("questions:\n", "include: [../x.yaml]\nquestions:\n"), code="B303", line=35, hint="below"
    ),
    "an include of itself": Case(
        change=("questions:\n", "include: [questions.yaml]\nquestions:\n"), code="B305", line=35, hint="once"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_reported_with_its_place_and_a_way_out(name: str, write: Write) -> None:
    case = CASES[name]
    head = HEAD.replace(*case.change) if case.change[0] else HEAD
    assert case.change == ("", "") or head != HEAD
    _, problems = load(write(case.questions, head=head))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert [(error.code, error.place.line) for error in errors][:1] == [(case.code, case.line)]
    assert case.hint in errors[0].hint
    assert errors[0].place.path.endswith("questions.yaml")


@pytest.mark.parametrize("name", sorted(set(CASES) - {"two kinds", "a missing key", "an unknown key"}))
def test_one_fault_is_one_problem(name: str, write: Write) -> None:
    case = CASES[name]
    head = HEAD.replace(*case.change) if case.change[0] else HEAD
    assert len(load(write(case.questions, head=head))[1]) == 1


def test_a_sound_bank_has_no_problem(write: Write) -> None:
    bank, problems = load(write())
    assert not problems
    assert bank is not None
    assert list(bank.items) == ["miller"]


def test_the_sample_bank_has_no_problem(sample: Path) -> None:
    bank, problems = load(sample)
    assert not problems
    assert bank is not None
    assert {item.kind for item in bank.items.values()} == {
        "short", "choice", "truefalse", "cloze", "match", "order", "evidence", "discuss",
    }  # fmt: skip


def test_problems_of_all_files_come_in_one_run(write: Write) -> None:
    head = HEAD.replace("questions:\n", "include: [one.yaml, two.yaml]\nquestions:\n")
    path = write(ITEM.replace("T1", "T9"), head=head, one="section: start\npasages: {}\n", two="a: [\n")
    problems = load(path)[1]
    assert {(Path(problem.place.path).name, problem.code) for problem in problems} == {
        ("questions.yaml", "B301"), ("one.yaml", "S201"), ("two.yaml", "Y104"),
    }  # fmt: skip


def test_what_may_stand_in_a_file_that_cannot_be_read_is_not_missing(write: Write, tmp_path: Path) -> None:
    head = HEAD.replace("questions:\n", "include: [people.yaml]\nquestions:\n")
    people = "people:\n  anna: {name: Anna, role: a neighbour}\n  fault: [\n"
    path = write(ITEM + "    says: anna\n", head=head, people=people)
    bank, problems = load(path)
    assert [problem.code for problem in problems] == ["Y104"]
    assert bank is not None
    assert [Path(unread).name for unread in bank.unread] == ["people.yaml"]
    assert [(problem.code, problem.severity) for problem in check(path, None).problems] == [
        ("Y104", Severity.ERROR), ("B314", Severity.WARNING),
    ]  # fmt: skip


def test_a_question_with_a_fault_leaves_no_gap_behind(write: Write) -> None:
    second = ITEM.replace("miller\n", "river\n", 1).replace("T1", "T2")
    assert "P201" in {problem.code for problem in check(write(ITEM), None).problems}
    assert "P201" not in {problem.code for problem in check(write(ITEM + second), None).problems}
    assert "P201" not in {
        problem.code for problem in check(write(ITEM + second.replace("answer", "anwser")), None).problems
    }


def test_a_cut_text_is_a_warning(write: Write) -> None:
    (problem,) = load(write(ITEM.replace("a miller", "Cell #3")))[1]
    assert (problem.code, problem.severity) == ("Y113", Severity.WARNING)


def test_an_included_folder_brings_its_files_in_the_order_of_their_names(write: Write, tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / "decks").mkdir(exist_ok=True)
        text = "questions:\n" + ITEM.replace(": miller", f": {name}")
        (tmp_path / "decks" / f"{name}.yaml").write_text(text, encoding="utf-8")
    bank, problems = load(write(head=HEAD.replace("questions:\n", "include: [decks]\nquestions:\n")))
    assert not problems
    assert bank is not None
    assert list(bank.items) == ["miller", "a", "b"]


def test_what_can_be_no_file_is_an_error(write: Write) -> None:
    (problem,) = load(write(head=HEAD.replace("questions:\n", f"include: [{'x' * 5000}]\nquestions:\n")))[1]
    assert problem.code == "B304"


def test_a_link_in_an_included_folder_does_not_lead_out(write: Write, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("questions:\n" + ITEM.replace(": miller", ": other"), encoding="utf-8")
    inside = tmp_path / "bank" / "decks"
    inside.mkdir(parents=True)
    (inside / "link.yaml").symlink_to(outside)
    path = write(head=HEAD.replace("questions:\n", "include: [decks]\nquestions:\n"))
    (tmp_path / "bank" / "questions.yaml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [problem.code for problem in load(tmp_path / "bank")[1]] == ["B303"]


def test_a_question_in_two_decks_is_an_error(write: Write) -> None:
    other = "deck:\n  id: other\n  name: Other\n  description: Other.\n  select: {kinds: [short]}\n"
    head = HEAD.replace("questions:\n", "include: [other.yaml]\nquestions:\n")
    assert [problem.code for problem in load(write(head=head, other=other))[1]] == ["B309"]


NAMES = {"a text": "tale", "a section": "start", "a passage": "T1", "a question": "miller", "a deck": "tale-deck"}


@pytest.mark.parametrize("what", NAMES)
@pytest.mark.parametrize(
    ("place", "right"),
    [
        ("{head}    at: {id}\n    ask: Who is it?\n    answer: no one\n", "a passage"),
        ("{head}    at: T1\n    says: {id}\n    ask: Who is it?\n    answer: no one\n", ""),
    ],
)
def test_an_id_of_something_else_is_no_reference(what: str, place: str, right: str, write: Write) -> None:
    head = HEAD.replace("  id: tale\n", "  id: tale-deck\n")
    question = place.format(head="  - short: other\n", id=NAMES[what])
    problems = load(write(ITEM + question, head=head))[1]
    assert [problem.code for problem in problems] == ([] if what == right else ["B301"])
    assert all("it is a" in problem.message for problem in problems)


@pytest.mark.parametrize("select", ["{texts: [T1]}", "{sections: [tale]}", "{passages: [start]}", "{ids: [T1]}"])
def test_a_selection_names_things_of_its_kind(select: str, write: Write) -> None:
    problems = load(write(ITEM, head=HEAD.replace("{texts: [tale]}", select)))[1]
    assert [problem.code for problem in problems] == ["B301"]


def test_a_bundle_is_of_home_decks(write: Write) -> None:
    other = "deck:\n  id: all\n  name: All\n  description: All.\n  bundle: [all, miller]\n"
    head = HEAD.replace("questions:\n", "include: [other.yaml]\nquestions:\n")
    assert [problem.code for problem in load(write(head=head, other=other))[1]] == ["B301", "B301"]


def test_a_selection_of_nothing_is_told(write: Write) -> None:
    head = HEAD.replace("{texts: [tale]}", "{tags: [cor]}")
    sheet = "worksheets:\n  sheet: {title: A sheet, select: {tags: [cor]}}\n"
    problems = load(write(head=head.replace("questions:\n", f"{sheet}questions:\n")))[1]
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("B315", Severity.WARNING),
        ("B315", Severity.ERROR),
    ]


def test_two_decks_of_one_name_are_an_error(write: Write) -> None:
    other = "deck:\n  id: other\n  name: The Tale\n  description: Other.\n  select: {ids: [two]}\n"
    head = HEAD.replace("questions:\n", "include: [other.yaml]\nquestions:\n").replace(
        "{texts: [tale]}", "{ids: [miller]}"
    )
    path = write(ITEM + ITEM.replace(": miller", ": two"), head=head, other=other)
    assert [problem.code for problem in load(path)[1]] == ["B316"]


def test_an_earlier_id_does_not_return_for_another_question(write: Write) -> None:
    questions = ITEM + ITEM.replace(": miller", ": other") + "    was: miller\n"
    assert [problem.code for problem in load(write(questions))[1]] == ["B308"]


def test_who_claims_something_must_speak_in_the_passage(write: Write) -> None:
    people = "people:\n  anna: {name: Anna, role: a neighbour}\n"
    head = HEAD.replace("questions:\n", "include: [people.yaml]\nquestions:\n")
    problems: list[Problem] = load(write(ITEM + "    says: anna\n", head=head, people=people))[1]
    assert [problem.code for problem in problems] == ["B307"]


def test_the_bank_is_found_from_a_folder_below(write: Write, tmp_path: Path) -> None:
    path = write()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find(tmp_path / "a" / "b") == path


def test_without_a_bank_the_way_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        find(tmp_path)
    assert "quizgen init" in failure.value.problems[0].hint


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        (("a miller", "a monk"), True),
        (("gist: A miller lives by a river.", "gist: He lives there."), True),
        (("gist: The miller leaves.", "gist: He leaves."), False),
        (("description: A tale.", "description: Another."), False),
    ],
)
def test_a_revision_follows_the_questions_and_their_passages(
    write: Write, change: tuple[str, str], moves: bool
) -> None:
    revisions = set()
    for text in (HEAD + ITEM, (HEAD + ITEM).replace(*change)):
        bank, _ = load(write("", head=text))
        assert bank
        revisions.add(bank.revision(bank.items.values()))
    assert (len(revisions) == 2) is moves


def test_only_the_first_references_to_nothing_are_compared_with_all_names(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "_MOST_GUESSES", 2)
    items = "".join(ITEM.replace("T1", "T9").replace("miller", f"miller-{n}") for n in range(4))
    hints = [problem.hint for problem in load(write(items))[1] if problem.code == "B301"]
    assert ["T1, T2" in hint for hint in hints] == [True, True, False, False]
    assert hints[-1] == "Name a passage that the bank defines."
